"""The deadline of an edition: its grace, later deadlines of single organisations, and who is told."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.core.outbox import Message
from awards.editions.files import WrongFile, parse_edition, sample_text
from awards.editions.services import extend_deadline
from awards.editions.states import Stage
from awards.editions.timing import closing
from awards.organisations.roles import Role
from tests.factories import make_edition, make_organisation, make_participant, make_person, refreshed

DEADLINE = dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)  # 5pm in the United Kingdom
DAY = dt.timedelta(days=1)
EXACT = "5pm on Friday 23 September 2022, UK time (BST)"


class TestClosing:
    """When nominations close, in words."""

    def test_without_grace_the_deadline_is_the_last_moment(self):
        closes = closing(DEADLINE)
        assert (closes.last, closes.words, closes.rule) == (DEADLINE, EXACT, "")
        assert closes.past_words == "Nominations closed at 5pm on Friday 23 September 2022."

    def test_grace_is_stated_with_its_end(self):
        closes = closing(DEADLINE, None, 10)
        assert closes.last == DEADLINE + dt.timedelta(minutes=10)
        assert closes.words == EXACT
        assert closes.rule == "What reaches us completely by 5:10pm still counts."
        assert closes.past_words == (
            "Nominations closed at 5pm on Friday 23 September 2022; what reached us by 5:10pm still counted."
        )

    def test_grace_past_midnight_names_the_day(self):
        closes = closing(dt.datetime(2022, 9, 23, 22, 59, tzinfo=dt.UTC), None, 5)
        assert closes.last_words == "12:04am on Saturday 24 September 2022"

    def test_grace_into_the_hour_that_comes_twice_says_which_it_is(self):
        closes = closing(dt.datetime(2026, 10, 24, 23, 55, tzinfo=dt.UTC), None, 10)
        assert (closes.words, closes.last_words) == (
            "12:55am on Sunday 25 October 2026, UK time (BST)",
            "1:05am BST",
        )

    @pytest.mark.parametrize(("days", "own"), [(2, True), (0, False), (-2, False)])
    def test_only_a_later_deadline_is_one_of_its_own(self, days, own):
        closes = closing(DEADLINE, DEADLINE + days * DAY, 10)
        assert closes.own is own
        assert closes.deadline == DEADLINE + max(days, 0) * DAY
        assert closes.last - closes.deadline == dt.timedelta(minutes=10)


@pytest.fixture
def edition(session):
    return make_edition(nominations_close_at=DEADLINE, nominations_open_at=DEADLINE - 18 * DAY,
                        judging_closes_at=DEADLINE + 20 * DAY, grace_minutes=10)  # fmt: skip


@pytest.fixture
def participant(edition):
    return make_participant(edition, make_organisation(name="Dudley"))


def extend(participant, until, reason="The director was away.", at=DEADLINE - DAY):
    organiser = make_person(Role.ORGANISER)
    extend_deadline(participant, until, reason, by=organiser, at=at, base_url="https://tea.example")
    db.session.commit()


class TestWhoIsTold:
    """Directors and delegates of the organisation, once each time it moves."""

    @pytest.fixture(autouse=True)
    def people(self, participant):
        body = participant.organisation
        self.writers = {make_person(role, organisation=body).email for role in (Role.DIRECTOR, Role.DELEGATE)}
        make_person(Role.DIRECTOR, organisation=body, disabled_at=DEADLINE)
        make_person(Role.DIRECTOR, organisation=make_organisation())

    def letters(self):
        return list(db.session.scalars(sa.select(Message).order_by(Message.due_at, Message.recipient)))

    def test_a_later_deadline_is_told_with_zone_grace_and_reason(self, participant):
        extend(participant, DEADLINE + 2 * DAY)
        letters = self.letters()
        assert {letter.recipient for letter in letters} == self.writers
        assert "a later deadline: 5pm on Sunday 25 September 2022, UK time (BST). " in letters[0].body
        assert "What reaches us completely by 5:10pm still counts." in letters[0].body
        assert "The director was away." in letters[0].body
        assert "https://tea.example/nominations" in letters[0].body

    def test_said_twice_it_is_told_once(self, participant):
        for _press in range(2):
            extend(participant, DEADLINE + 2 * DAY)
        assert len(self.letters()) == 2

    def test_another_reason_is_no_news(self, participant):
        extend(participant, DEADLINE + 2 * DAY)
        extend(participant, DEADLINE + 2 * DAY, "The director was on a train.")
        assert len(self.letters()) == 2
        assert participant.deadline_reason == "The director was on a train."

    def test_taken_back_is_told_as_well(self, participant):
        extend(participant, DEADLINE + 2 * DAY)
        extend(participant, None, "", at=DEADLINE)
        letter = self.letters()[-1]
        assert letter.subject.startswith("Your deadline is everybody’s again")
        assert EXACT in letter.body

    def test_before_nominations_open_nobody_is_told(self, edition, participant):
        edition.state = Stage.SET_UP
        extend(participant, DEADLINE + 2 * DAY)
        assert self.letters() == []


def test_a_later_deadline_lies_ahead(participant):
    with pytest.raises(BrokenRule, match="must be in the future"):
        extend(participant, DEADLINE + DAY, at=DEADLINE + 2 * DAY)


def test_it_can_be_given_after_the_deadline_of_all(participant):
    extend(participant, DEADLINE + 2 * DAY, at=DEADLINE + DAY)
    assert participant.closes.deadline == DEADLINE + 2 * DAY


class TestPages:
    """What organisers see and type."""

    @pytest.fixture(autouse=True)
    def organiser(self, browser_of, session):
        self.browser = browser_of(make_person(Role.ORGANISER))

    def page(self, edition, participant, below=""):
        return f"/editions/{edition.slug}/set-up/organisations/{participant.id}/deadline{below}"

    def test_a_later_deadline_is_taken_back_by_its_button(self, edition, participant):
        extend(participant, DEADLINE + 2 * DAY)
        assert "Take the later deadline back" in self.browser.get(self.page(edition, participant)).text
        assert self.browser.post(self.page(edition, participant, "/take-back")).status_code == 303
        assert refreshed(participant).deadline_at is None

    def test_an_emptied_date_takes_nothing_back(self, edition, participant):
        extend(participant, DEADLINE + 2 * DAY)
        answer = self.browser.post(self.page(edition, participant), data={"deadline_reason": "Away"})
        assert answer.status_code == 422
        assert "Enter the new deadline" in answer.text
        assert refreshed(participant).deadline_at == DEADLINE + 2 * DAY

    @pytest.mark.parametrize(
        ("parts", "sentence"),
        [
            (("25", "10", "2026", "01:30"), "The clocks go back that night and show this time twice"),
            (("28", "3", "2027", "01:30"), "The clocks go forward that night and skip this time"),
        ],
    )
    def test_a_time_that_comes_twice_or_never_is_explained(self, edition, participant, parts, sentence):
        boxes = dict(zip([f"deadline_at-{p}" for p in ("day", "month", "year", "time")], parts, strict=True))
        answer = self.browser.post(self.page(edition, participant), data=boxes | {"deadline_reason": "Away"})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'value="01:30"' in answer.text

    def timetable(self, edition, **typed):
        form = {"version": edition.version}
        for name, parts in {
            "open": ("5", "9", "2022", "09:00"),
            "close": ("23", "9", "2022", "17:00"),
        }.items():
            boxes = (f"nominations_{name}_at-{box}" for box in ("day", "month", "year", "time"))
            form |= dict(zip(boxes, parts, strict=True))
        return self.browser.post(f"/editions/{edition.slug}/set-up/timetable", data=form | typed)

    @pytest.mark.parametrize(("typed", "kept"), [("0", 0), ("60", 60), ("", 0)])
    def test_minutes_of_grace_are_typed(self, edition, typed, kept):
        assert self.timetable(edition, grace_minutes=typed).status_code == 303
        assert refreshed(edition).grace_minutes == kept

    @pytest.mark.parametrize("typed", ["61", "-1", "ten", "5.5"])
    def test_other_graces_are_refused_and_given_back(self, edition, typed):
        answer = self.timetable(edition, grace_minutes=typed)
        assert answer.status_code == 422
        assert "Minutes of grace after the deadline must be" in answer.text
        assert f'value="{typed}"' in answer.text

    @pytest.mark.parametrize("path", ["/set-up", "/set-up/organisations", "/set-up/timetable", ""])
    def test_the_grace_is_stated_with_the_deadline(self, edition, participant, path):
        edition.state = Stage.CEREMONY if path == "/set-up/timetable" else Stage.NOMINATIONS
        db.session.commit()
        address = f"/editions/{edition.slug}{path}" if path else "/"
        text = self.browser.get(address).text
        assert "What reaches us completely by 5:10pm still counts." in text


class TestFile:
    """The grace in an edition file."""

    def test_the_sample_has_ten_minutes(self):
        assert parse_edition(sample_text()).facts["grace_minutes"] == 10

    def test_without_a_word_there_is_none(self):
        without = sample_text().replace("grace_minutes = 10\n", "")
        assert parse_edition(without).facts["grace_minutes"] == 0

    def test_more_than_an_hour_is_refused(self):
        with pytest.raises(WrongFile) as wrong:
            parse_edition(sample_text().replace("grace_minutes = 10", "grace_minutes = 61"))
        [problem] = wrong.value.problems
        assert problem.sentence == "must be a whole number from 0 to 60"
