"""Changing an edition: rules, freezing, things done once."""

import datetime as dt
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale, WrongState
from awards.editions.facts import AwardText, Basics, CategoryText, CriterionText
from awards.editions.models import Edition
from awards.editions.queries import participants_of, timetable_of
from awards.editions.services import (
    Arrangement,
    add_award,
    add_category,
    add_criterion,
    arrange_award,
    arrange_criterion,
    change_award,
    change_basics,
    change_category,
    change_criterion,
    choose_one_for_each_area,
    extend_deadline,
    move_on,
    remove_category,
    set_deciding,
    set_participants,
    set_timetable,
)
from awards.editions.states import AwardKind, Stage
from awards.organisations.models import OrganisationKind
from awards.organisations.roles import Role
from tests.factories import (
    NOW,
    SCALE,
    make_award,
    make_category,
    make_edition,
    make_organisation,
    make_participant,
    make_person,
)

CRITERION = CriterionText(
    name="Children's voice",
    weight=20,
    description="",
    guidance="",
    plain="",
    scale=SCALE,
    reason_needed_at=[0, 5],
)
AWARD = AwardText(
    name="Team of the Year",
    kind=AwardKind.COMPETITION,
    description="",
    presenter="",
    question="",
    answer="",
    minimum=1,
    highly_commended=2,
)


@pytest.fixture
def organiser(session: Any) -> Person:
    """Who acts."""
    return make_person(Role.ORGANISER)


@pytest.fixture
def edition(session: Any) -> Edition:
    """One in set-up, in plain 2022."""
    opens, closes = dt.datetime(2022, 9, 5, 8, tzinfo=dt.UTC), dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)
    judged = dt.datetime(2022, 10, 10, 16, tzinfo=dt.UTC)
    return make_edition(
        Stage.SET_UP, nominations_open_at=opens, nominations_close_at=closes, judging_closes_at=judged
    )


def actions() -> list[str]:
    """What the record says, in order."""
    return list(db.session.scalars(sa.select(Event.action).order_by(Event.number)))


def basics_of(edition: Edition, **changes: Any) -> Basics:
    """The edition's own basics, with some changed."""
    return Basics(**{name: getattr(edition, name) for name in Basics.__annotations__} | changes)


@pytest.mark.both_databases
def test_an_edition_is_moved_on_and_that_is_recorded(edition: Edition, organiser: Person) -> None:
    assert move_on(edition, "open_nominations", by=organiser, at=NOW, expected=Stage.SET_UP)
    db.session.commit()
    assert edition.state is Stage.NOMINATIONS
    assert actions() == ["edition moved"]


@pytest.mark.both_databases
def test_a_second_press_does_not_move_twice(edition: Edition, organiser: Person) -> None:
    move_on(edition, "open_nominations", by=organiser, at=NOW, expected=Stage.SET_UP)
    db.session.commit()
    assert not move_on(edition, "open_nominations", by=organiser, at=NOW, expected=Stage.SET_UP)
    assert edition.state is Stage.NOMINATIONS
    assert actions() == ["edition moved"]


def test_a_stage_is_never_skipped(edition: Edition, organiser: Person) -> None:
    with pytest.raises(WrongState):
        move_on(edition, "open_judging", by=organiser, at=NOW)


def test_basics_are_changed(edition: Edition, organiser: Person) -> None:
    change_basics(edition, basics_of(edition, venue="Town Hall"), version=1, by=organiser, at=NOW)
    db.session.commit()
    assert edition.venue == "Town Hall"
    assert actions() == ["edition changed"]


def test_basics_that_are_the_same_change_nothing(edition: Edition, organiser: Person) -> None:
    change_basics(edition, basics_of(edition), version=1, by=organiser, at=NOW)
    assert actions() == []


def test_what_somebody_else_changed_is_not_overwritten(edition: Edition, organiser: Person) -> None:
    change_basics(edition, basics_of(edition, venue="Town Hall"), version=1, by=organiser, at=NOW)
    db.session.commit()
    with pytest.raises(Stale):
        change_basics(edition, basics_of(edition, venue="Castle"), version=1, by=organiser, at=NOW)


def test_the_ceremony_cannot_come_before_the_timetable_is_done(edition: Edition, organiser: Person) -> None:
    early = basics_of(edition, ceremony_on=dt.date(2022, 9, 20))
    with pytest.raises(BrokenRule, match="must be before the doors") as refused:
        change_basics(edition, early, version=1, by=organiser, at=NOW)
    assert refused.value.field == "ceremony_on"


def test_the_evening_ends_after_it_begins(edition: Edition, organiser: Person) -> None:
    with pytest.raises(BrokenRule, match="hard finish must be after"):
        change_basics(edition, basics_of(edition, hard_finish_at=3600), version=1, by=organiser, at=NOW)


def test_words_can_be_corrected_on_the_night_but_not_the_venue(edition: Edition, organiser: Person) -> None:
    edition.state = Stage.CEREMONY
    db.session.commit()
    words = basics_of(edition, strapline="Well done")
    change_basics(edition, words, version=edition.version, by=organiser, at=NOW)
    db.session.commit()
    with pytest.raises(WrongState):
        change_basics(
            edition, basics_of(edition, venue="Elsewhere"), version=edition.version, by=organiser, at=NOW
        )


def test_the_timetable_is_kept_in_order(edition: Edition, organiser: Person) -> None:
    wrong = replace(timetable_of(edition), checking_ends_at=edition.nominations_close_at)
    with pytest.raises(BrokenRule) as refused:
        set_timetable(edition, wrong, version=1, by=organiser, at=NOW)
    assert refused.value.field == "checking_ends_at"


@pytest.mark.parametrize(("stage", "refused"), [(Stage.SET_UP, False), (Stage.NOMINATIONS, True)])
def test_a_slip_of_the_pen_shuts_nobody_out(
    edition: Edition, organiser: Person, stage: Stage, refused: bool
) -> None:
    edition.state = stage
    past = replace(timetable_of(edition), nominations_close_at=NOW, nominations_open_at=NOW - dt.timedelta(1))
    with pytest.raises(BrokenRule, match="has passed already") if refused else nullcontext():
        set_timetable(edition, past, version=1, by=organiser, at=NOW)


def test_the_timetable_is_set_and_recorded(edition: Edition, organiser: Person) -> None:
    later = edition.nominations_close_at + dt.timedelta(days=3)
    moved = replace(timetable_of(edition), nominations_close_at=later)
    set_timetable(edition, moved, version=1, by=organiser, at=NOW)
    db.session.commit()
    [event] = db.session.scalars(sa.select(Event))
    assert edition.nominations_close_at == later
    assert event.details == {"nominations_close_at": later.isoformat()}


def test_whether_two_people_decide_is_recorded_once(edition: Edition, organiser: Person) -> None:
    for _press in range(2):
        set_deciding(edition, True, 3, by=organiser, at=NOW)
    assert edition.two_people_decide
    assert actions() == ["deciding changed"]


def test_for_how_many_years_a_past_post_counts_is_recorded_once(edition: Edition, organiser: Person) -> None:
    for _press in range(2):
        set_deciding(edition, edition.two_people_decide, 0, by=organiser, at=NOW)
    [event] = db.session.scalars(sa.select(Event))
    assert (edition.past_post_years, event.details) == (0, {"past_post_years": 0})


@pytest.mark.parametrize("years", [-1, 21])
def test_a_past_post_counts_for_a_lifetime_at_most(edition: Edition, organiser: Person, years: int) -> None:
    with pytest.raises(BrokenRule, match="from 0 to 20"):
        set_deciding(edition, True, years, by=organiser, at=NOW)


@pytest.mark.both_databases
def test_exactly_those_chosen_nominate(edition: Edition, organiser: Person) -> None:
    first, second, third = (make_organisation() for _n in range(3))
    for chosen in ([first, second], [second, third], [second, third]):
        set_participants(edition, [body.id for body in chosen], by=organiser, at=NOW)
        db.session.commit()
    assert {part.organisation for part in participants_of(edition)} == {second, third}
    assert actions() == ["participants changed", "participants changed"]


def test_a_body_that_has_closed_cannot_nominate(edition: Edition, organiser: Person) -> None:
    gone = make_organisation(name="Gone Council", exists_to=dt.date(2022, 10, 20))
    with pytest.raises(BrokenRule, match="Gone Council does not exist on the ceremony date"):
        set_participants(edition, [gone.id], by=organiser, at=NOW)


def test_nobody_is_taken_off_once_nominations_have_opened(edition: Edition, organiser: Person) -> None:
    make_participant(edition, make_organisation())
    edition.state = Stage.NOMINATIONS
    db.session.commit()
    with pytest.raises(BrokenRule, match="cannot be taken off"):
        set_participants(edition, [], by=organiser, at=NOW)


def test_by_default_the_trust_nominates_for_its_area(edition: Edition, organiser: Person) -> None:
    council, alone = make_organisation(), make_organisation()
    trust = make_organisation(kind=OrganisationKind.TRUST, partner=council)
    council.partner = trust
    db.session.commit()
    choose_one_for_each_area(edition, by=organiser, at=NOW)
    assert {part.organisation for part in participants_of(edition)} == {trust, alone}


def test_one_body_gets_a_later_deadline_with_its_reason(edition: Edition, organiser: Person) -> None:
    part = make_participant(edition, make_organisation())
    later = edition.nominations_close_at + dt.timedelta(days=2)
    extend_deadline(part, later, "The director was away", by=organiser, at=NOW)
    assert (part.deadline_at, part.deadline_reason) == (later, "The director was away")
    extend_deadline(part, None, "", by=organiser, at=NOW)
    assert (part.deadline_at, part.deadline_reason) == (None, "")


@pytest.mark.parametrize(
    ("days", "reason", "sentence"),
    [
        (0, "Away", "must be after everybody’s"),
        (30, "Away", "must be before judging closes"),
        (2, "", "Enter the reason"),
    ],
)
def test_a_later_deadline_has_its_limits(
    edition: Edition, organiser: Person, days: int, reason: str, sentence: str
) -> None:
    part = make_participant(edition, make_organisation())
    until = edition.nominations_close_at + dt.timedelta(days=days)
    with pytest.raises(BrokenRule, match=sentence):
        extend_deadline(part, until, reason, by=organiser, at=NOW)


def test_a_category_takes_over_another_ones_entry_form(edition: Edition, organiser: Person) -> None:
    form_of = make_category(edition)
    text = CategoryText(name="Young team", description="", max_per_organisation=2)
    category = add_category(edition, text, form_of, by=organiser, at=NOW)
    db.session.commit()
    assert category.key == "young-team"
    [section] = category.sections
    assert [q.key for q in section.questions] == [q.key for q in form_of.sections[0].questions]


def test_the_same_category_is_added_once(edition: Edition, organiser: Person) -> None:
    text = CategoryText(name="Young team", description="", max_per_organisation=2)
    first, again = (add_category(edition, text, None, by=organiser, at=NOW) for _press in range(2))
    assert first is again


def test_a_category_is_removed_with_its_form(edition: Edition, organiser: Person) -> None:
    category = make_category(edition)
    for _press in range(2):
        remove_category(edition, category.id, by=organiser, at=NOW)
    assert edition.categories == []
    assert actions() == ["category removed"]


def test_a_category_with_awards_stays(edition: Edition, organiser: Person) -> None:
    category = make_category(edition)
    make_award(category)
    with pytest.raises(BrokenRule, match="Remove them first"):
        remove_category(edition, category.id, by=organiser, at=NOW)


def test_criteria_are_added_once_moved_and_removed(edition: Edition, organiser: Person) -> None:
    category = make_category(edition)
    added = [add_criterion(category, CRITERION, by=organiser, at=NOW) for _press in range(2)]
    assert added[0] is added[1]
    for _press in range(2):
        arrange_criterion(category, added[0].id, Arrangement.UP, 3, by=organiser, at=NOW)
    assert [criterion.key for criterion in category.criteria] == ["impact", "childrens-voice", "teamwork"]
    impact = category.criteria[0]
    for _press in range(2):
        arrange_criterion(category, impact.id, Arrangement.REMOVE, 1, by=organiser, at=NOW)
    assert [criterion.key for criterion in category.criteria] == ["childrens-voice", "teamwork"]


def test_two_criteria_have_two_names(edition: Edition, organiser: Person) -> None:
    category = make_category(edition)
    with pytest.raises(BrokenRule, match="used already"):
        add_criterion(category, replace(CRITERION, name="Impact"), by=organiser, at=NOW)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage.is_at_least(Stage.JUDGING)])
def test_criteria_freeze_when_judging_begins(session: Any, organiser: Person, stage: Stage) -> None:
    category = make_category(make_edition(stage))
    with pytest.raises(WrongState, match="once judging has begun"):
        change_criterion(category.criteria[0], CRITERION, by=organiser, at=NOW)
    text = CategoryText(name="Other", description="", max_per_organisation=1)
    with pytest.raises(WrongState, match="once judging has begun"):
        change_category(category, text, by=organiser, at=NOW)


def test_criteria_do_not_come_or_go_once_nominations_are_closed(session: Any, organiser: Person) -> None:
    category = make_category(make_edition(Stage.CHECKING))
    with pytest.raises(WrongState, match="once nominations are closed"):
        add_criterion(category, CRITERION, by=organiser, at=NOW)
    change_criterion(category.criteria[0], CRITERION, by=organiser, at=NOW)
    assert category.criteria[0].name == CRITERION.name


def test_awards_are_added_once_and_put_in_order(edition: Edition, organiser: Person) -> None:
    category = make_category(edition)
    make_award(category, name="First", position=1)
    added = [add_award(edition, category, AWARD, by=organiser, at=NOW) for _press in range(2)]
    assert added[0] is added[1]
    for _press in range(2):
        arrange_award(edition, added[0].id, Arrangement.UP, 2, by=organiser, at=NOW)
    assert [award.name for award in edition.awards] == ["Team of the Year", "First"]
    arrange_award(edition, added[0].id, Arrangement.REMOVE, 1, by=organiser, at=NOW)
    assert [award.name for award in edition.awards] == ["First"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"question": "field", "answer": "gardening"}, "answer of this category’s form"),
        ({"question": "challenge", "answer": "education"}, "answer of this category’s form"),
        ({"question": "colour", "answer": "red"}, "answer of this category’s form"),
        ({"kind": AwardKind.CHOICE}, "Only a competition"),
    ],
)
def test_an_award_fits_its_category(
    edition: Edition, organiser: Person, change: dict[str, Any], sentence: str
) -> None:
    category = make_category(edition)
    with pytest.raises(BrokenRule, match=sentence):
        add_award(edition, category, replace(AWARD, **change), by=organiser, at=NOW)


def test_an_award_can_be_for_one_answer(edition: Edition, organiser: Person) -> None:
    award = make_award(make_category(edition))
    field = replace(AWARD, question="field", answer="education")
    change_award(award, award.category, field, by=organiser, at=NOW)
    assert (award.question, award.answer) == ("field", "education")


def test_awards_freeze_when_the_results_are_sealed(session: Any, organiser: Person) -> None:
    award = make_award(make_category(make_edition(Stage.SEALED)))
    with pytest.raises(WrongState, match="sealed"):
        change_award(award, award.category, AWARD, by=organiser, at=NOW)
