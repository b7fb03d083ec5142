"""Starting a nomination and saving its answers."""

import datetime as dt

import pytest

from awards.core.audit import Event
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.models import Nomination, Revision
from awards.nominations.reading import plain_values
from awards.nominations.services import autosave_answers, save_answers, start_nomination
from awards.nominations.services.writing import Clash
from awards.nominations.states import NominationState
from tests.factories import make_category, make_organisation, refreshed

pytestmark = pytest.mark.both_databases


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def start(scene, **values):
    return start_nomination(scene.category, scene.organisation, by=scene.director, at=now(), **values)


def save(scene, nomination, answers, by=None, at=None, **values):
    return save_answers(
        nomination,
        scene.section,
        answers,
        by=by or scene.delegate,
        at=at or now(),
        base_url="https://a.example",
        **values,
    )


def test_a_nomination_starts_as_a_draft_with_a_reference(scene):
    nomination = start(scene)
    assert (nomination.state, nomination.number) == (NominationState.DRAFT, 1)
    assert nomination.reference.endswith("-001")


def test_started_twice_it_is_one(scene, session):
    assert start(scene, number=1) is start(scene, number=1)
    assert session.query(Nomination).count() == 1


def test_an_organisation_makes_as_many_as_its_category_allows(scene):
    scene.category.max_per_organisation = 2
    first, second = start(scene, number=1), start(scene, number=2)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(BrokenRule, match="can make 2 nominations"):
        start(scene, number=3)


def test_after_a_withdrawal_another_can_be_started(scene):
    scene.nomination(NominationState.WITHDRAWN)
    assert start(scene).number == 2


def test_references_go_on_where_they_were(scene):
    other = make_organisation()
    scene.edition.participants.append(type(scene.participant)(organisation=other))
    start(scene)
    second = start_nomination(scene.category, other, by=scene.director, at=now())
    assert second.reference.endswith("-002")


def test_an_organisation_that_takes_no_part_starts_nothing(scene):
    with pytest.raises(BrokenRule, match="does not nominate"):
        start_nomination(scene.category, make_organisation(), by=scene.director, at=now())


@pytest.mark.parametrize("stage", [Stage.SET_UP, Stage.CHECKING, Stage.JUDGING])
def test_nothing_starts_outside_the_nominations_stage(scene, stage):
    scene.edition.state = stage
    with pytest.raises(WrongState):
        start(scene)


def test_a_draft_is_saved_with_gaps(scene):
    nomination = scene.nomination()
    save(scene, nomination, {"team-name": " Owls ", "challenge": ""})
    assert nomination.team_name == "Owls"
    assert plain_values(nomination, scene.section)["challenge"] is None


def test_an_answer_can_be_taken_back(scene, session):
    nomination = scene.complete()
    save(scene, nomination, {"challenge": ""})
    session.commit()
    assert "challenge" not in {answer.question.key for answer in refreshed(nomination).answers}


def test_a_question_of_another_section_is_not_answered_here(scene):
    with pytest.raises(BrokenRule, match="does not ask for fruit"):
        save(scene, scene.nomination(), {"fruit": ["a"]})


def test_a_text_beyond_its_limit_is_not_saved(scene):
    with pytest.raises(BrokenRule, match="80 words or fewer. Take out 1") as refused:
        save(scene, scene.nomination(), {"why-this-team": "w " * 81})
    assert refused.value.field == "why-this-team"


def test_two_writers_of_one_answer_do_not_overwrite_each_other(scene):
    nomination = scene.nomination()
    version = save(scene, nomination, {"challenge": "mine"})
    save(scene, nomination, {"challenge": "theirs"}, by=scene.director, version=version)
    with pytest.raises(Clash) as clash:
        save(scene, nomination, {"challenge": "mine again"}, version=version)
    assert clash.value.keys == ("challenge",)
    assert plain_values(nomination, scene.section)["challenge"] == "theirs"


@pytest.mark.parametrize("save_it", [save_answers, autosave_answers])
def test_two_writers_of_different_answers_in_one_section_are_both_kept(scene, save_it):
    nomination = scene.nomination()
    version = save(scene, nomination, {"challenge": "old", "why-this-team": "old"})
    save(scene, nomination, {"challenge": "theirs"}, by=scene.director, version=version)
    answers = {"challenge": "old", "why-this-team": "mine"}
    save_it(nomination, scene.section, answers, by=scene.delegate, at=now(), version=version)
    kept = plain_values(nomination, scene.section)
    assert (kept["challenge"], kept["why-this-team"]) == ("theirs", "mine")


def test_who_saves_with_a_clash_saves_nothing(scene):
    nomination = scene.nomination()
    version = save(scene, nomination, {"challenge": "old"})
    save(scene, nomination, {"challenge": "theirs"}, by=scene.director, version=version)
    with pytest.raises(Clash):
        save(scene, nomination, {"challenge": "mine", "why-this-team": "mine"}, version=version)
    assert plain_values(nomination, scene.section)["why-this-team"] is None


def test_what_somebody_else_wrote_too_long_does_not_stop_my_own_answer(scene):
    nomination = scene.nomination()
    too_long = {"why-this-team": "w " * 81}
    autosave_answers(nomination, scene.section, too_long, by=scene.director, at=now())
    save(scene, nomination, {"challenge": "mine"})
    assert plain_values(nomination, scene.section)["challenge"] == "mine"


def test_the_same_text_twice_is_no_clash(scene):
    nomination = scene.nomination()
    save(scene, nomination, {"challenge": "the same"})
    assert save(scene, nomination, {"challenge": "the same"}, version="old")


def test_writing_in_another_section_is_no_clash(scene):
    nomination = scene.nomination()
    version = save(scene, nomination, {"challenge": "mine"})
    save_answers(nomination, scene.category.sections[1], {"staff": 3}, by=scene.director, at=now())
    save(scene, nomination, {"challenge": "mine, later"}, version=version)
    assert plain_values(nomination, scene.section)["challenge"] == "mine, later"


def test_the_deadline_itself_is_in_time_and_the_second_after_is_not(scene):
    nomination, deadline = scene.nomination(), scene.edition.nominations_close_at
    save(scene, nomination, {"challenge": "in time"}, at=deadline)
    with pytest.raises(WrongState, match="Nominations closed at"):
        save(scene, nomination, {"challenge": "late"}, at=deadline + dt.timedelta(seconds=1))


def test_a_later_deadline_of_the_organisation_holds(scene):
    late = scene.edition.nominations_close_at + dt.timedelta(hours=1)
    scene.participant.deadline_at, scene.participant.deadline_reason = late, "Flood"
    nomination = scene.nomination()
    save(scene, nomination, {"challenge": "in time"}, at=late)
    with pytest.raises(WrongState):
        save(scene, nomination, {"challenge": "late"}, at=late + dt.timedelta(seconds=1))


def test_a_returned_nomination_is_changed_while_the_others_are_checked(scene):
    nomination = scene.complete(NominationState.RETURNED)
    scene.edition.state = Stage.CHECKING
    save(
        scene,
        nomination,
        {"challenge": "better"},
        at=scene.edition.nominations_close_at + dt.timedelta(days=1),
    )
    assert plain_values(nomination, scene.section)["challenge"] == "better"


@pytest.mark.parametrize(
    "state", [NominationState.ACCEPTED, NominationState.INELIGIBLE, NominationState.WITHDRAWN]
)
def test_what_is_decided_is_not_written_to(scene, state):
    with pytest.raises(WrongState):
        save(scene, scene.nomination(state), {"challenge": "x"})


def test_a_submitted_nomination_stays_submitted_and_the_director_hears_of_a_delegates_change(scene, session):
    nomination = scene.complete(NominationState.SUBMITTED)
    save(scene, nomination, {"challenge": "changed"})
    save(scene, nomination, {"challenge": "changed again"})
    assert nomination.state is NominationState.SUBMITTED
    assert [(m.kind, m.recipient) for m in session.query(Message)] == [
        ("nomination changed", scene.director.email)
    ]


def test_a_director_is_not_told_of_their_own_change(scene, session):
    save(scene, scene.complete(NominationState.SUBMITTED), {"challenge": "changed"}, by=scene.director)
    assert session.query(Message).count() == 0


def test_a_submitted_nomination_gets_no_gaps(scene):
    with pytest.raises(BrokenRule, match="cannot be left empty"):
        save(scene, scene.complete(NominationState.SUBMITTED), {"challenge": ""})


def test_a_submitted_nomination_does_not_change_by_itself(scene):
    with pytest.raises(WrongState, match="use the button"):
        autosave_answers(
            scene.complete(NominationState.SUBMITTED),
            scene.section,
            {"challenge": "x"},
            by=scene.delegate,
            at=now(),
        )


def test_one_sitting_is_one_entry_of_the_record(scene, session):
    nomination, at = scene.nomination(), now()
    for minutes, text in enumerate(["a", "b", "c"]):
        save(scene, nomination, {"challenge": text}, at=at + dt.timedelta(minutes=minutes))
    save(scene, nomination, {"challenge": "d"}, at=at + dt.timedelta(hours=1))
    save(scene, nomination, {"challenge": "e"}, at=at + dt.timedelta(hours=1), by=scene.director)
    assert session.query(Event).filter_by(action="answers saved").count() == 3


def test_the_record_holds_no_text(scene, session):
    save(scene, scene.nomination(), {"challenge": "canary-text", "team-name": "canary-name"})
    assert "canary" not in str([event.details for event in session.query(Event)])


def test_another_category_has_its_own_nominations(scene):
    other = make_category(scene.edition)
    first, second = start(scene), start_nomination(other, scene.organisation, by=scene.director, at=now())
    assert first is not second


def revisions(session, key="challenge"):
    rows = session.query(Revision).order_by(Revision.began_at, Revision.ended_at)
    return [(row.value, row.written_by.name) for row in rows if row.question.key == key]


def test_one_sitting_of_one_person_is_one_revision_of_an_answer(scene, session):
    nomination, at = scene.nomination(), now()
    for minutes, text in enumerate(["There was", "There was no", "There was no soup"]):
        save(scene, nomination, {"challenge": text}, at=at + dt.timedelta(minutes=minutes))
    [revision] = session.query(Revision)
    assert (revision.value, revision.written_by) == ("There was no soup", scene.delegate)
    assert (revision.began_at, revision.ended_at) == (at, at + dt.timedelta(minutes=2))


def test_a_later_sitting_and_another_writer_begin_revisions_of_their_own(scene, session):
    nomination, at, me, you = scene.nomination(), now(), scene.delegate, scene.director
    sittings = [(0, "a", me), (10, "a b", me), (11, "a b c", you), (12, "a b c d", me)]
    for minutes, text, by in sittings:
        save(scene, nomination, {"challenge": text}, by=by, at=at + dt.timedelta(minutes=minutes))
    assert revisions(session) == [(text, by.name) for _, text, by in sittings]


def test_a_text_that_is_emptied_or_pasted_over_in_a_sitting_is_not_lost(scene, session):
    nomination, at, me = scene.nomination(), now(), scene.delegate.name
    texts = ["Some good words about soup.", "Other ones of no use.", None]
    for seconds, text in enumerate(texts):
        save(scene, nomination, {"challenge": text}, at=at + dt.timedelta(seconds=seconds))
    assert revisions(session) == [(text, me) for text in texts]


def test_an_answer_that_stays_as_it_is_begins_no_revision(scene, session):
    nomination = scene.nomination()
    for by in (scene.delegate, scene.director):
        save(scene, nomination, {"challenge": "the same", "field": None}, by=by)
    assert session.query(Revision).count() == 1


def test_every_changed_answer_of_a_save_has_its_revision(scene, session):
    save(scene, scene.nomination(), {"challenge": "a", "field": "education", "why-this-team": "b"})
    assert {revision.question.key for revision in session.query(Revision)} == {
        "challenge",
        "field",
        "why-this-team",
    }
