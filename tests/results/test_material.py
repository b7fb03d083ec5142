"""What rankings are made of: the database's sums are those of the rules, and only what counts is summed."""

from typing import Any

import pytest

from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.queries import judge_letters, submitted_sheets
from awards.judging.states import SheetState
from awards.nominations.states import NominationState
from awards.results.queries import load_material
from tests.factories import make_assignment, make_nomination, make_organisation, make_sheet
from tests.results.scenes import Scene, make_scene, stand_aside
from tests.results.sheets import Sheet, ranked
from tests.results.test_services import sealed_scene

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def standing(scene: Scene, viewer: Any = None) -> Any:
    """How nominations stand for Team of the Year."""
    material = load_material(scene.edition, viewer)
    return material.standing(next(award for award in material.awards if award is scene.overall))


def means(scene: Scene) -> dict[str, int]:
    """Mean by reference."""
    return {place.nomination: int(place.mean) for place in standing(scene).places}


def test_the_ranking_is_that_of_the_rules() -> None:
    scene = make_scene(*([(7 * n + 3) % 6, (5 * n * n + 1) % 6] for n in range(12)))
    references = {nomination.id: nomination.reference for nomination in scene.nominations}
    letters = judge_letters(scene.edition)
    sheets = [
        Sheet(letters[sheet.judge_id], references[sheet.nomination_id], sheet.points)
        for sheet in submitted_sheets(scene.edition)
    ]
    weights = {each.key: (each.weight, each.maximum) for each in scene.category.criteria}
    assert list(standing(scene).places) == ranked(sheets, weights)


def test_a_draft_does_not_count() -> None:
    scene = make_scene(4)
    third = make_assignment(scene.panel, scene.chair, scene.nominations[0])
    make_sheet(third, 0, state=SheetState.REOPENED)
    assert means(scene) == {scene.nominations[0].reference: 80}


def test_a_sheet_with_a_gap_does_not_count() -> None:
    scene = make_scene(4)
    sheet = make_sheet(make_assignment(scene.panel, scene.chair, scene.nominations[0]), 0)
    sheet.scores[0].points = None
    db.session.commit()
    assert means(scene) == {scene.nominations[0].reference: 80}


def test_an_answer_to_a_question_not_asked_any_more_lets_nobody_compete() -> None:
    scene = make_scene(4, 3, 2, 1, 0, 5)
    question = next(q for section in scene.category.sections for q in section.questions if q.key == "field")
    asked = load_material(scene.edition, None).entries
    assert [entry.answers["field"] for entry in asked.values()].count("early-help") == 4
    question.shown_if, question.shown_if_answers = "team-name", [scene.nominations[0].team_name]
    db.session.commit()
    entries = load_material(scene.edition, None).entries
    assert {key: dict(entry.answers) for key, entry in entries.items()} == {
        each.reference: {"field": "early-help"} if each is scene.nominations[0] else {}
        for each in scene.nominations
    }


def test_a_sheet_of_a_judge_who_declared_a_conflict_afterwards_does_not_count() -> None:
    scene = make_scene(4)
    make_sheet(make_assignment(scene.panel, scene.chair, scene.nominations[0]), 0)
    stand_aside(scene.chair, scene.nominations[0])
    assert means(scene) == {scene.nominations[0].reference: 80}


@pytest.mark.parametrize("state", [s for s in NominationState if s is not NominationState.ACCEPTED])
def test_only_accepted_nominations_are_ranked(state: NominationState) -> None:
    scene = make_scene(5, 4)
    scene.nominations[0].state, scene.nominations[0].note = state, "The reason"
    db.session.commit()
    assert means(scene) == {scene.nominations[1].reference: 80}


def test_another_edition_does_not_matter() -> None:
    scene, other = make_scene(5, 4), make_scene(3)
    assert not means(scene).keys() & means(other).keys()


def test_nominations_that_nobody_scored_are_known() -> None:
    scene = make_scene(5)
    late = make_nomination(scene.category, make_organisation(), NominationState.ACCEPTED)
    assert standing(scene).unscored == (late.reference,)


def test_what_somebody_stands_aside_from_never_leaves_the_database() -> None:
    scene = make_scene(5, 4)
    stand_aside(scene.organiser, scene.nominations[0])
    material = load_material(scene.edition, scene.organiser)
    hidden = scene.nominations[0].reference
    assert (hidden in material.entries, hidden in material.totals) == (False, False)


def test_a_seal_freezes_its_own_edition_only() -> None:
    sealed, other = sealed_scene(), make_scene(stage=Stage.JUDGING)
    make_sheet(make_assignment(other.panel, other.chair, other.nominations[0]), 3)
    assert sealed.edition.state is Stage.SEALED
