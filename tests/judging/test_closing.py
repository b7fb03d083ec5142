"""Closing times: one answer everywhere to the question until when a round takes score sheets."""

import datetime as dt
from dataclasses import replace

import pytest

from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.editions.queries import timetable_of
from awards.editions.services import set_timetable
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.documents.paper import deadline_of
from awards.judging.models import PanelRound
from awards.judging.queries import invitation_of, panel_progress
from awards.judging.rounds import RoundText, closes, opening_problem
from awards.judging.services import change_round, open_round, remove_round, reopen_round
from awards.nominations.states import NominationState
from tests.factories import make_sheet, refreshed
from tests.judging.rounds import list_for, plan_final
from tests.judging.seating import letters, seat_of

NOON = dt.datetime(2022, 10, 3, 11, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
WHY = "A judge was ill for a week."


@pytest.mark.parametrize(
    ("own", "judging_closes", "holds"),
    [
        (None, None, None),
        (NOON, None, NOON),
        (None, NOON, NOON),
        (NOON, NOON + HOUR, NOON),
        (NOON + HOUR, NOON, NOON),
    ],
)
def test_the_earlier_closing_time_holds(judging, own, judging_closes, holds):
    judging.edition.judging_closes_at = judging_closes
    assert closes(PanelRound(name="First round", closes_at=own), judging.edition) == holds


@pytest.mark.parametrize("first", ["the round", "judging"])
def test_every_page_and_message_names_the_time_that_holds(judging, browser_of, first):
    soon, later = clock.now() + DAY, clock.now() + 3 * DAY
    own, whole = (soon, later) if first == "the round" else (later, soon)
    judging.panel.current.closes_at, judging.edition.judging_closes_at = own, whole
    db.session.commit()
    seat, at = seat_of(judging, judging.judge), clock.now()
    assert panel_progress(judging.panel, judging.organiser, at).closes_at == soon
    assert invitation_of(seat).rounds[0].closes_at == soon
    panels = f"/editions/{judging.edition.slug}/panel"
    texts = [
        emails.judging_opens(seat, judging.edition, "")[1],
        emails.invitation(seat, "")[1],
        emails.round_opens(seat, judging.panel.current, judging.edition, "")[1],
        deadline_of(seat),
        browser_of(judging.judge).get("/judging").text,
        *(
            browser_of(judging.organiser).get(address).text
            for address in (panels, f"/judging/panels/{judging.panel.id}/rounds")
        ),
    ]
    said = [[clock.show_moment(each) in text for each in (soon, later)] for text in texts]
    assert said == [[True, False]] * len(texts)


# Opening a closed round again


def closed(judging, own):
    plan_final(judging.panel, judging.organiser)
    judging.panel.current.closes_at, judging.panel.current.closed_at = own, clock.now() - HOUR
    db.session.commit()


def reopen(judging):
    reopen_round(judging.panel, 1, WHY, by=judging.chair, at=clock.now(), base_url="")
    db.session.commit()


def test_a_round_whose_time_has_passed_is_opened_again_with_a_later_one(judging):
    closed(judging, clock.now() - DAY)
    with pytest.raises(WrongState, match="Give it a later closing time first"):
        reopen(judging)
    text = RoundText(name="First round", closes_at=clock.now() + DAY)
    change_round(judging.panel.current, text, by=judging.organiser, at=clock.now())
    reopen(judging)
    assert refreshed(judging.panel.current).closed_at is None


@pytest.mark.parametrize("own", [None, clock.now() - DAY])
def test_whoever_leads_finds_the_next_step_once_a_round_is_over(judging, browser_of, own):
    browser = browser_of(judging.chair)
    before = browser.get("/judging").text
    closed(judging, own)
    if own:
        judging.panel.current.closed_at = None  # nobody closed it, its time has run out
        db.session.commit()
    after = browser.get("/judging").text
    assert "First round is over: go on" in after and "First round is over: go on" not in before
    assert [page.lower().count("how far the panel is") for page in (before, after)] == [1, 1]
    assert "First round is over: go on" in browser.get(f"/judging/panels/{judging.panel.id}").text
    assert "is over: go on" not in browser_of(judging.judge).get("/judging").text


def test_a_round_that_only_ran_out_of_time_is_not_said_to_be_open_again(judging):
    judging.panel.current.closes_at = clock.now() - HOUR
    with pytest.raises(WrongState, match="Give it a later closing time first"):
        reopen(judging)


@pytest.mark.parametrize(("days", "told"), [(-1, 0), (1, 2)])
def test_nobody_is_asked_to_submit_by_a_time_that_has_passed(judging, days, told):
    closed(judging, clock.now() + days * DAY)
    remove_round(judging.panel, 2, reason=WHY, by=judging.organiser, at=clock.now(), base_url="")
    assert len(letters("round open again")) == told


def test_nothing_else_of_a_closed_round_changes(judging):
    closed(judging, clock.now() - DAY)
    text = RoundText(name="First round", judges_each=2, closes_at=clock.now() + DAY)
    with pytest.raises(WrongState, match="nothing of it changes but its closing time"):
        change_round(judging.panel.current, text, by=judging.organiser, at=clock.now())


def test_where_judging_has_closed_the_timetable_comes_first(judging):
    judging.edition.judging_closes_at = clock.now() - HOUR
    assert "timetable" in opening_problem(judging.panel.current, judging.edition, clock.now())


@pytest.mark.parametrize(("days", "offered"), [(-1, False), (1, True)])
def test_the_page_leads_to_the_closing_time_before_it_offers_to_open(judging, browser_of, days, offered):
    closed(judging, clock.now() + days * DAY)
    address = f"/judging/panels/{judging.panel.id}/rounds"
    page = browser_of(judging.organiser).get(address).text
    assert (f'action="{address}/1/reopen"' in page, f'"{address}/1">Change the closing time' in page) == (
        offered,
        not offered,
    )


def test_of_a_closed_round_only_its_closing_time_is_asked(judging, browser_of):
    closed(judging, clock.now() - DAY)
    round_, browser = judging.panel.current, browser_of(judging.organiser)
    round_.instructions = "Read twice."
    db.session.commit()
    address = f"/judging/panels/{judging.panel.id}/rounds/1"
    assert 'name="instructions"' not in browser.get(address).text
    local = clock.local(clock.now() + DAY)
    typed = {"day": local.day, "month": local.month, "year": local.year, "time": "09:30"}
    answer = browser.post(address, data={f"closes_at-{part}": value for part, value in typed.items()})
    assert answer.status_code == 303
    assert refreshed(round_).closes_at > clock.now()
    assert (round_.name, round_.instructions) == ("First round", "Read twice.")


@pytest.mark.parametrize("which", ["new", "1"])
def test_what_is_typed_about_a_round_is_not_lost_when_it_is_over_by_then(judging, browser_of, which):
    closed(judging, None)
    judging.edition.state = Stage.MODERATION if which == "new" else Stage.JUDGING
    db.session.commit()
    data = {"name": "Last round", "kind": "paper", "places": "2", "instructions": "My long text."}
    page = browser_of(judging.organiser).post(f"/judging/panels/{judging.panel.id}/rounds/{which}", data=data)
    assert (page.status_code, "My long text." in page.text) == (409, True)


# Another time for an open round


def make_sheets(judging, judge):
    for team in judging.nominations:
        make_sheet(judging.assignment(judge, team), 3)


def move(judging, to, base_url="https://a.example"):
    text = RoundText(name="First round", closes_at=to)
    change_round(judging.panel.current, text, by=judging.organiser, at=clock.now(), base_url=base_url)
    db.session.flush()
    return letters("round closes at another time")


@pytest.mark.both_databases
def test_who_has_something_to_submit_is_told_when_an_open_round_closes_at_another_time(judging):
    make_sheets(judging, judging.other)
    before, soon = judging.edition.judging_closes_at, clock.now() + DAY
    for _ in range(2):
        [letter] = move(judging, soon)
    assert letter.recipient == judging.judge.email
    assert f"now closes at {clock.show_moment(soon)}" in letter.body
    assert f"You were told {clock.show_moment(before)} before" in letter.body


@pytest.mark.parametrize("what", ["same time", "closed", "checking"])
def test_nobody_is_told_of_a_time_that_changes_nothing_for_them(judging, what):
    soon = clock.now() + DAY
    if what == "same time":
        soon = judging.edition.judging_closes_at
    elif what == "closed":
        closed(judging, clock.now() - HOUR)
    else:
        judging.edition.state = Stage.CHECKING
    assert move(judging, soon) == []


# Opening the next round


@pytest.fixture
def chosen(judging):
    """The first round is closed, and who goes on to the final is chosen."""
    closed(judging, None)
    list_for(judging.panel.rounds[1], judging.nominations[:2], judging.organiser)
    return judging


def test_no_round_is_opened_whose_time_has_passed(chosen):
    chosen.panel.rounds[1].closes_at = clock.now() - HOUR
    with pytest.raises(WrongState, match="Give it a later closing time first"):
        open_round(chosen.panel, 2, by=chosen.chair, at=clock.now(), base_url="")
    assert letters("round opens") == []


@pytest.mark.parametrize(("days", "offered"), [(-1, False), (1, True)])
def test_the_page_leads_to_the_closing_time_of_the_next_round(chosen, browser_of, days, offered):
    chosen.panel.rounds[1].closes_at = clock.now() + days * DAY
    db.session.commit()
    address = f"/judging/panels/{chosen.panel.id}/rounds"
    page = browser_of(chosen.organiser).get(address).text
    assert (f'action="{address}/2/open"' in page, f'"{address}/2">Change the closing time' in page) == (
        offered,
        not offered,
    )


@pytest.mark.both_databases
def test_where_all_who_were_chosen_have_withdrawn_the_page_leads_to_the_shortlist(chosen, browser_of):
    for team in chosen.nominations[:2]:
        team.state = NominationState.WITHDRAWN
    db.session.commit()
    address = f"/judging/panels/{chosen.panel.id}"
    page = browser_of(chosen.chair).get(f"{address}/rounds").text
    assert (f"{address}/rounds/2/open" in page, "still to choose in" in page) == (False, True)


# The timetable


def move_closing(judging, to):
    judging.edition.ceremony_on = (to + 30 * DAY).date()
    db.session.flush()
    wanted = replace(timetable_of(judging.edition), judging_closes_at=to, moderation_at=None)
    set_timetable(
        judging.edition, wanted, version=judging.edition.version, by=judging.organiser, at=clock.now()
    )


@pytest.mark.both_databases
def test_judging_does_not_close_before_a_round_that_judges_were_told_of(judging):
    closing = judging.edition.judging_closes_at
    judging.panel.current.closes_at = closing - HOUR
    db.session.commit()
    with pytest.raises(BrokenRule, match=r"The first round of .* closes later, at") as refused:
        move_closing(judging, closing - 2 * HOUR)
    assert refused.value.field == "judging_closes_at"
    move_closing(judging, closing - HOUR)


@pytest.mark.parametrize("why", ["closed", "moderation", "no time"])
def test_a_round_that_is_over_does_not_hold_the_timetable(judging, why):
    closing, round_ = judging.edition.judging_closes_at, judging.panel.current
    round_.closes_at = closing - HOUR
    if why == "closed":
        round_.closed_at = closing - 9 * HOUR
    elif why == "moderation":
        judging.edition.state = Stage.MODERATION
    else:
        round_.closes_at = None
    db.session.commit()
    move_closing(judging, closing - 2 * HOUR)
    assert judging.edition.judging_closes_at == closing - 2 * HOUR
