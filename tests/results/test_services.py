"""Rules of deciding and sealing, held by the services and by the database."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import AwardsError, BrokenRule, NotFound, Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Score
from awards.nominations.answering import TEAM_NAME
from awards.nominations.services.checks import mask_passage
from awards.nominations.states import NominationState
from awards.results.models import Decision, Recipient, Seal
from awards.results.queries import (
    decisions_of,
    find_seal,
    results_readiness,
    shortlist,
    shortlists,
)
from awards.results.queries.record import seal_fits
from awards.results.seal import opens
from awards.results.services import decide_award, seal_results
from awards.results.states import Placing
from tests.results.scenes import REASON, Scene, make_scene, stand_aside

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]
AT = dt.datetime(2022, 10, 10, 9, tzinfo=dt.UTC)


def decide_all(scene: Scene) -> None:
    """Everything that has to be decided, without ties."""
    for award, draft in (
        (scene.overall, scene.draft(0, 1, 2)),
        (scene.early_help, scene.draft(1)),
        (scene.choice, scene.draft(4)),
    ):
        decide_award(award, draft, by=scene.chair, at=AT)


def sealed_scene() -> Scene:
    """The same, sealed."""
    scene = make_scene()
    decide_all(scene)
    seal_results(scene.edition, by=scene.chair, at=AT)
    return scene


def events_of(scene: Scene) -> list[Event]:
    """What was recorded, in order."""
    return list(db.session.scalars(sa.select(Event).order_by(Event.number)))


def test_a_decision_keeps_the_winner_the_highly_commended_and_the_reason() -> None:
    scene = make_scene()
    decision = decide_award(scene.overall, scene.draft(0, 1, 2), by=scene.chair, at=AT)
    assert [(r.nomination, r.placing) for r in decision.recipients] == [
        (scene.nominations[0], Placing.WINNER),
        (scene.nominations[1], Placing.HIGHLY_COMMENDED),
        (scene.nominations[2], Placing.HIGHLY_COMMENDED),
    ]
    assert (decision.given, decision.reason, decision.decided_by) == (True, REASON, scene.chair)


def test_the_same_decision_twice_is_one() -> None:
    scene = make_scene()
    first = decide_award(scene.overall, scene.draft(0, 2, 1), by=scene.chair, at=AT, version=0)
    again = decide_award(scene.overall, scene.draft(0, 1, 2), by=scene.chair, at=AT, version=0)
    assert (again, len(events_of(scene))) == (first, 1)


def test_a_decision_can_be_changed() -> None:
    scene = make_scene()
    decide_award(scene.overall, scene.draft(0, 1), by=scene.chair, at=AT)
    decide_award(scene.overall, scene.draft(1, 0), by=scene.chair, at=AT, version=1)
    (decision,) = db.session.scalars(sa.select(Decision))
    assert [r.nomination for r in decision.recipients] == [scene.nominations[1], scene.nominations[0]]
    assert [event.action for event in events_of(scene)] == ["award decided", "decision changed"]


def test_a_decision_made_on_an_old_page_is_refused() -> None:
    scene = make_scene()
    decide_award(scene.overall, scene.draft(0), by=scene.chair, at=AT, version=0)
    with pytest.raises(Stale):
        decide_award(scene.overall, scene.draft(1), by=scene.chair, at=AT, version=0)


def test_the_record_of_a_decision_names_nobody_who_receives_it() -> None:
    scene = make_scene()
    decide_award(scene.overall, scene.draft(0, 1, 2), by=scene.chair, at=AT)
    (event,) = events_of(scene)
    assert (event.action, event.thing_id, event.details) == ("award decided", scene.overall.id, {})


def test_an_award_may_not_be_given() -> None:
    scene = make_scene()
    decision = decide_award(scene.choice, scene.draft(given=False, winners=[]), by=scene.chair, at=AT)
    assert (decision.given, decision.recipients) == (False, [])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"winners": []}, "winner"),
        ({"winners": ["TEA-none"]}, "winner"),
        ({"reason": "Good."}, "reason"),
        ({"given": False}, "highly_commended"),
    ],
)
def test_a_faulty_decision_is_refused_at_its_field(values: dict[str, Any], field: str) -> None:
    scene = make_scene()
    with pytest.raises(BrokenRule) as refused:
        decide_award(scene.overall, scene.draft(0, 1, **values), by=scene.chair, at=AT)
    assert refused.value.field == field


def test_a_tie_must_be_decided_with_a_reason() -> None:
    scene = make_scene(4, 4, 1)
    with pytest.raises(BrokenRule, match="how the tie was decided") as refused:
        decide_award(scene.overall, scene.draft(0, 1), by=scene.chair, at=AT)
    assert refused.value.field == "tie_reason"


def test_a_tie_decided_with_a_reason_is_kept() -> None:
    scene = make_scene(4, 4, 1)
    draft = scene.draft(0, 1, tie_reason="The panel read both again and voted 3 to 1.")
    decision = decide_award(scene.overall, draft, by=scene.chair, at=AT)
    assert decision.tie_reason == "The panel read both again and voted 3 to 1."


def test_recognition_is_never_decided() -> None:
    scene = make_scene()
    with pytest.raises(BrokenRule, match="nothing to decide"):
        decide_award(scene.recognition, scene.draft(0), by=scene.chair, at=AT)


def test_an_award_with_too_few_nominations_cannot_be_decided() -> None:
    scene = make_scene(5, 4)
    with pytest.raises(BrokenRule, match="at least 3 are needed"):
        decide_award(scene.early_help, scene.draft(0), by=scene.chair, at=AT)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.MODERATION])
def test_awards_are_decided_in_moderation_only(stage: Stage) -> None:
    scene = make_scene(stage=stage)
    with pytest.raises(WrongState):
        decide_award(scene.overall, scene.draft(0), by=scene.chair, at=AT)


def test_nobody_decides_an_award_for_which_a_nomination_competes_that_they_stand_aside_from() -> None:
    scene = make_scene()
    stand_aside(scene.chair, scene.nominations[3])
    for award in (scene.overall, scene.early_help, scene.choice):
        with pytest.raises(NotFound):
            decide_award(award, scene.draft(0), by=scene.chair, at=AT)


def test_standing_aside_in_one_field_leaves_the_others() -> None:
    scene = make_scene()
    stand_aside(scene.chair, scene.nominations[4])  # education
    assert decide_award(scene.early_help, scene.draft(0), by=scene.chair, at=AT).given


def test_the_database_keeps_one_winner() -> None:
    scene = make_scene()
    decision = decide_award(scene.overall, scene.draft(0), by=scene.chair, at=AT)
    decision.recipients.append(Recipient(nomination=scene.nominations[1], placing=Placing.WINNER, position=2))
    with pytest.raises(sa.exc.IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_sealing_waits_for_every_award() -> None:
    scene = make_scene()
    decide_award(scene.overall, scene.draft(0), by=scene.chair, at=AT)
    with pytest.raises(BrokenRule, match="Best in field: early help and Chair's special award are not"):
        seal_results(scene.edition, by=scene.chair, at=AT)
    assert find_seal(scene.edition) is None


def test_sealing_waits_for_a_tie_that_came_after_the_decision() -> None:
    scene = make_scene()
    decide_all(scene)
    for sheet in [assignment.sheet for assignment in assignments_of(scene, 1)]:
        for score in sheet.scores:
            score.points = 5
    db.session.flush()
    with pytest.raises(BrokenRule, match="Team of the Year has to be decided again: Say how the tie"):
        seal_results(scene.edition, by=scene.chair, at=AT)


def assignments_of(scene: Scene, number: int) -> list[Any]:
    """The assignments of a nomination."""
    from_panel = sa.select(Score).join(Score.sheet)
    sheets = {score.sheet for score in db.session.scalars(from_panel)}
    wanted = scene.nominations[number]
    return [sheet.assignment for sheet in sheets if sheet.assignment.nomination is wanted]


def test_sealing_waits_where_a_winner_was_withdrawn() -> None:
    scene = make_scene()
    decide_all(scene)
    scene.nominations[4].state = NominationState.WITHDRAWN
    db.session.flush()
    with pytest.raises(BrokenRule, match="has to be decided again: Choose only nominations that compete"):
        seal_results(scene.edition, by=scene.chair, at=AT)


def test_sealing_moves_the_edition_on_and_commits_to_the_record() -> None:
    scene = sealed_scene()
    seal = find_seal(scene.edition)
    assert seal is not None
    assert scene.edition.state is Stage.SEALED
    assert opens(seal.record, bytes.fromhex(seal.nonce), seal.root)
    assert seal_fits(scene.edition) == []


def test_sealing_twice_gives_the_same_seal() -> None:
    scene = sealed_scene()
    before = len(events_of(scene))
    again = seal_results(scene.edition, by=scene.organiser, at=AT)
    assert (again, len(events_of(scene))) == (find_seal(scene.edition), before)


def test_two_seals_of_the_same_results_differ() -> None:
    first, second = (find_seal(sealed_scene().edition) for _ in range(2))
    assert first and second and first.nonce != second.nonce


def test_the_sealed_record_names_no_judge() -> None:
    scene = sealed_scene()
    seal = find_seal(scene.edition)
    assert seal is not None
    first = seal.record["score_sheets"][scene.nominations[0].reference]
    assert first == {letter: {"impact": 5, "teamwork": 5} for letter in first}
    assert not [judge for judge in scene.judges if judge.name in str(seal.record)]


def test_the_fingerprint_goes_to_the_contact_and_the_chair() -> None:
    scene = sealed_scene()
    seal = find_seal(scene.edition)
    assert seal is not None
    sent = db.session.scalars(sa.select(Message).filter_by(thing_id=seal.id))
    messages = {message.recipient: message.body for message in sent}
    assert set(messages) == {"tea@example.org", scene.chair.email}
    assert all(seal.root in body for body in messages.values())
    assert not [n for n in scene.nominations for body in messages.values() if n.team_name in body]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.MODERATION])
def test_results_are_sealed_in_moderation_only(stage: Stage) -> None:
    scene = make_scene(stage=stage)
    with pytest.raises(WrongState):
        seal_results(scene.edition, by=scene.chair, at=AT)


def _change_score(scene: Scene) -> None:
    next(iter(db.session.scalars(sa.select(Score)))).points = 0


def _change_reason(scene: Scene) -> None:
    decisions_of(scene.edition)[scene.overall.id].reason = "Another reason altogether."


def _change_winner(scene: Scene) -> None:
    decisions_of(scene.edition)[scene.overall.id].recipients[0].nomination = scene.nominations[4]


def _drop_recipient(scene: Scene) -> object:
    decision = decisions_of(scene.edition)[scene.overall.id]
    decision.recipients.pop()
    return decision


def _drop_sheet(scene: Scene) -> None:
    db.session.delete(assignments_of(scene, 0)[0].sheet)


def _change_record(scene: Scene) -> None:
    db.session.scalars(sa.select(Seal)).one().root = "0" * 64


CHANGES = [_change_score, _change_reason, _change_winner, _drop_recipient, _drop_sheet, _change_record]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_that_was_sealed_can_be_changed(change: Callable[[Scene], object]) -> None:
    scene = sealed_scene()
    db.session.commit()
    _held = change(scene)  # the session holds what changed by a weak reference only
    with pytest.raises(AwardsError, match="sealed"):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("change", CHANGES[:5])
def test_the_same_can_be_changed_before_sealing(change: Callable[[Scene], object]) -> None:
    scene = make_scene()
    decide_all(scene)
    _held = change(scene)
    db.session.flush()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE scores SET points = 0 WHERE points = 4", "score_sheets › .* was changed"),
        ("UPDATE recipients SET \"placing\" = 'highly commended'", "decisions › .* › winners was changed"),
        ("UPDATE criteria SET weight = 50", "categories › .* was changed"),
        ("UPDATE nominations SET team_name = 'Somebody else'", "nominations › .* › team was changed"),
        ("DELETE FROM recipients", "decisions › .* was changed"),
        ("UPDATE seals SET nonce = '" + "0" * 64 + "'", "The fingerprint does not fit"),
    ],
)
def test_what_is_altered_behind_the_application_is_found(statement: str, sentence: str) -> None:
    scene = sealed_scene()
    db.session.flush()
    db.session.execute(sa.text(statement))
    db.session.expire_all()
    with pytest.raises(AssertionError, match=sentence):
        assert "\n".join(seal_fits(scene.edition)) == ""


def test_a_seal_still_fits_where_an_organiser_masked_the_name_of_a_team() -> None:
    scene = sealed_scene()
    nomination = scene.nominations[0]
    questions = [each for part in nomination.category.sections for each in part.questions]
    asked = next(each for each in questions if each.key == TEAM_NAME)
    mask_passage(nomination, nomination.team_name, "A team", question=asked, by=scene.organiser, at=AT)
    db.session.flush()
    assert nomination.team_name == "A team"
    assert seal_fits(scene.edition) == []


def test_a_shortlist_is_in_order_of_organisations_whatever_was_scored_or_decided() -> None:
    scene = make_scene(1, 2, 3, 4, 5)
    before = shortlists(scene.edition)
    decide_award(scene.overall, scene.draft(4), by=scene.chair, at=AT)
    by_name = sorted(scene.nominations, key=lambda nomination: nomination.organisation.name)
    assert before[scene.overall.id] == by_name == shortlist(scene.overall)
    assert shortlist(scene.early_help) == [n for n in by_name if n is not scene.nominations[4]]


def test_the_desk_hears_what_is_open_and_no_name_of_a_team() -> None:
    scene = make_scene()
    decide_award(scene.overall, scene.draft(0), by=scene.chair, at=AT)
    found = results_readiness(scene.edition)
    assert [ready.done for ready in found if ready.needed] == [False, True]
    assert not [n for n in scene.nominations for ready in found if n.team_name in ready.sentence]
