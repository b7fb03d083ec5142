"""One award through its whole life: from an empty site to good night, by what people see and press."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.steps_arriving import accept, come_back, invite, letter_to, link_in, run
from tests.journeys.steps_ceremony import (
    Win,
    change_length,
    check_programme,
    move_with_keyboard,
    plan_evening,
    print_it,
    reveal,
    sees_photo,
    take_winner_cards,
)
from tests.journeys.steps_checking import accept_nomination, mend_and_submit, return_with_note
from tests.journeys.steps_deciding import decide, decide_tie, seal
from tests.journeys.steps_judging import (
    Marks,
    add_member,
    declare,
    never_sees,
    score_all,
    seat_member,
    set_up_panel,
)
from tests.journeys.steps_nominating import (
    DID,
    PHOTO_WORDS,
    describe_the_work,
    name_people,
    send_document,
    send_photo,
    sign,
    start,
    submit,
    tell_of_the_team,
    vouch_for_photo,
    write_too_much,
)
from tests.journeys.steps_set_up import change_deadline, move_on
from tests.journeys.teams import BRIDGE, CREW, LISTENERS
from tests.journeys.visiting import PHONE, Site, Visitor

WINS = (
    Win("Chair's special award", LISTENERS),
    Win("Best in field: early help", CREW),
    Win("Team of the Year", BRIDGE),
)
EDITION = Path(__file__).with_name("evening.toml")


@dataclass
class Evening:
    """The site and everybody's browser window."""

    site: Site
    come: Callable[..., Visitor]
    organiser: Visitor
    people: dict[str, Visitor] = field(default_factory=dict)

    def arrive(self, email: str, size: dict[str, int] | None = None) -> Visitor:
        """Somebody accepts their invitation."""
        self.people[email] = accept(self.come(size), self.site, email)
        return self.people[email]


def test_a_whole_evening_from_set_up_to_good_night(site: Site, visitor: Callable[..., Visitor]) -> None:
    evening = Evening(site, visitor, visitor())
    set_up(evening)
    nominate_by_delegate(evening)
    nominate_on_a_phone(evening)
    nominate_with_photo(evening)
    check(evening)
    judge(evening)
    decide_and_seal(evening)
    printed = plan_and_print(evening)
    hold_ceremony(evening, printed)


def set_up(evening: Evening) -> None:
    """An organiser starts from the command line, and goes on in the browser."""
    organiser, site = evening.organiser, evening.site
    run(site, "load-edition", str(EDITION))
    organiser.open(link_in(run(site, "create-organiser", "olive@example.org", "--name", "Olive Pym")))
    organiser.press("Accept and continue")
    change_deadline(organiser)
    invite(organiser, "Carol Ashe", "carol@example.org", "Director", CREW.organisation)
    invite(organiser, "Dee Marsh", "dee@example.org", "Delegate", CREW.organisation)
    invite(organiser, "Duncan Lyle", "duncan@example.org", "Director", LISTENERS.organisation)
    invite(organiser, "Tara Boyd", "tara@example.org", "Director", BRIDGE.organisation)
    invite(organiser, "Ben Noor", "ben@example.org", "Judge", "Sandwell Metropolitan Borough Council")
    move_on(organiser, "Open nominations", "Nominations")


def nominate_by_delegate(evening: Evening) -> None:
    """A delegate writes, the director signs."""
    delegate = evening.arrive("dee@example.org")
    start(delegate)
    tell_of_the_team(delegate, CREW)
    name_people(delegate, CREW)
    delegate.press("Save and continue")
    write_too_much(delegate)
    describe_the_work(delegate, CREW)
    expect(delegate.page.get_by_role("button", name="Sign and submit")).to_have_count(0)
    delegate.press("Ask the director to sign")
    director = evening.arrive("carol@example.org")
    come_back(director, evening.site, "carol@example.org", "Carol Ashe")
    sign(director, evening.site, "carol@example.org", CREW)


def nominate_on_a_phone(evening: Evening) -> None:
    """A director does it all on the train."""
    director = evening.arrive("duncan@example.org", PHONE)
    start(director)
    tell_of_the_team(director, LISTENERS)
    name_people(director, LISTENERS)
    director.press("Save and continue")
    describe_the_work(director, LISTENERS)
    submit(director)


def nominate_with_photo(evening: Evening) -> None:
    """A director adds all that can be added."""
    director = evening.arrive("tara@example.org")
    start(director)
    tell_of_the_team(director, BRIDGE)
    name_people(director, BRIDGE)
    send_photo(director)
    director.press("Save and continue")
    send_document(director)
    describe_the_work(director, BRIDGE)
    vouch_for_photo(director)
    submit(director)


def check(evening: Evening) -> None:
    """Two are accepted as they came, one after its note was answered."""
    organiser = evening.organiser
    move_on(organiser, "Close nominations", "Checking")
    return_with_note(organiser, LISTENERS)
    accept_nomination(organiser, CREW)
    accept_nomination(organiser, BRIDGE)
    mend_and_submit(
        evening.people["duncan@example.org"], evening.site, "duncan@example.org", DID, LISTENERS.did
    )
    accept_nomination(organiser, LISTENERS)


def judge(evening: Evening) -> None:
    """Four score; one of them works for the partner of a nominating body and never sees its team."""
    organiser = evening.organiser
    set_up_panel(organiser)
    add_member(organiser, "Ada Quist", "ada@example.org", "Chair who also scores")
    seat_member(organiser, "Ben Noor", "ben@example.org")
    add_member(organiser, "Cleo Hart", "cleo@example.org", "Judge", plain=True)
    add_member(organiser, "Dev Rao", "dev@example.org", "Judge")
    move_on(organiser, "Open judging", "Judging")
    for_all = [Marks(CREW, 4, 4), Marks(LISTENERS, 3, 3), Marks(BRIDGE, 4, 4)]
    assert "/judging" in letter_to(evening.site, "ada@example.org", "TEA 2049: judging is open")
    ada = evening.arrive("ada@example.org")
    declare(ada)
    score_all(ada, [Marks(CREW, 5, 4, "Half as many plans, with figures."), *for_all[1:]])
    cleo = evening.arrive("cleo@example.org")
    declare(cleo)
    score_all(cleo, [Marks(CREW, 3, 4), *for_all[1:]])
    dev = evening.arrive("dev@example.org", PHONE)
    declare(dev)
    score_all(dev, for_all)
    dev.page.get_by_role("link", name=BRIDGE.name).click()
    ben = evening.arrive("ben@example.org")
    declare(ben)
    score_all(ben, for_all[:2])
    photo = str(dev.page.get_by_role("img", name=PHOTO_WORDS).get_attribute("src"))
    never_sees(ben, BRIDGE, [dev.page.url, photo])


def decide_and_seal(evening: Evening) -> None:
    """Two teams are level at the top: people decide, with a reason; nobody can change it afterwards."""
    move_on(evening.organiser, "Open moderation", "Moderation")
    chair = evening.people["ada@example.org"]
    decide(chair, "Best in field: early help", CREW)
    decide(chair, "Chair's special award", LISTENERS)
    decide_tie(chair, "Team of the Year", (CREW, BRIDGE), winner=BRIDGE, commended=CREW)
    seal(chair)


def plan_and_print(evening: Evening) -> list[str]:
    """The running order, changed by hand, and two documents from it; their addresses."""
    organiser = evening.organiser
    plan_evening(organiser)
    change_length(organiser)
    move_with_keyboard(organiser)
    printed = [print_it(organiser, name) for name in ("Ceremony programme", "Running order for the crew")]
    check_programme(organiser, printed[0], (CREW, LISTENERS, BRIDGE))
    take_winner_cards(organiser, WINS)
    return printed


def hold_ceremony(evening: Evening, printed: list[str]) -> None:
    """Award by award the guests' page changes; then everything is published."""
    organiser, guest = evening.organiser, evening.come(PHONE)
    move_on(organiser, "Open the ceremony", "Ceremony")
    guest.open("/")
    guest.follow("The ceremony programme")
    sees_photo(guest)
    organiser.follow(
        "Chair's special award, Best in field: early help and Team of the Year are not revealed yet"
    )
    for win in WINS:
        reveal(organiser, guest, win, printed)
    move_on(organiser, "Publish the results", "Published")
    guest.page.reload()
    results = guest.page.get_by_role("region", name="The results")
    for win in WINS:
        expect(results.get_by_role("listitem").filter(has_text=win.award)).to_contain_text(win.team.name)
