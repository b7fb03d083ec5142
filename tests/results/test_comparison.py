"""From score sheets to comparisons: what is weighed, what a conflict leaves out, how letters are drawn."""

from typing import Any

import pytest

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Award
from awards.judging.models import Assignment
from awards.judging.queries import judge_letters, submitted_sheets
from awards.organisations.roles import Role
from awards.results.measures.adjusted import fit
from awards.results.queries import load_material
from awards.results.queries.comparison import Comparison, comparisons, scores_of
from tests.factories import (
    make_assignment,
    make_category,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
    make_sheet,
)
from tests.results.scenes import Scene, make_scene, stand_aside
from tests.results.sheets import total_of

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def compared(scene: Scene, viewer: Person | None = None) -> dict[str, Comparison]:
    """By award's key."""
    material = load_material(scene.edition, viewer)
    return comparisons(material, [(award, material.standing(award)) for award in material.awards])


def of(scene: Scene, award: Award, viewer: Person | None = None) -> Comparison:
    return compared(scene, viewer)[award.key]


def test_what_is_weighed_are_the_totals_of_the_sheets_that_count() -> None:
    scene = make_scene([5, 4], 3, 2)
    references = {nomination.id: nomination.reference for nomination in scene.nominations}
    weights = {each.key: (each.weight, each.maximum) for each in scene.category.criteria}
    letters = judge_letters(scene.edition)
    expected: dict[str, dict[str, Any]] = {}
    for sheet in submitted_sheets(scene.edition):
        given = expected.setdefault(references[sheet.nomination_id], {})
        given[letters[sheet.judge_id]] = total_of(sheet.points, weights)
    assert scores_of(load_material(scene.edition, None), scene.category.key) == expected


def test_severity_is_told_from_all_that_the_panel_scored_in_every_award() -> None:
    scene = make_scene(5, 4, 3, 2, 1)
    for nomination, points in zip(scene.nominations, (1, 4, 2, 3, 5), strict=True):
        make_sheet(make_assignment(scene.panel, scene.chair, nomination), points)
    make_sheet(make_assignment(scene.panel, make_person(Role.JUDGE), scene.nominations[4]), 0)
    whole = fit(scores_of(load_material(scene.edition, scene.organiser), scene.category.key))
    found = compared(scene, scene.organiser)
    for award, size in ((scene.overall, 5), (scene.early_help, 4)):
        figures = found[award.key].compared.figures
        assert len(figures) == size
        assert all(figures[key].adjusted == whole.nominations[key].adjusted for key in figures)


def test_only_competitions_with_scores_are_compared() -> None:
    scene = make_scene(5, 4, 3)
    assert compared(scene).keys() == {scene.overall.key, scene.early_help.key}


def test_categories_are_weighed_apart() -> None:
    scene = make_scene(5, 4, 3)
    other = make_category(scene.edition, name="Foster carers")
    panel = make_panel(other, *scene.judges, chair=scene.chair)
    nomination = make_nomination(other, make_organisation(), scene.nominations[0].state)
    make_sheet(make_assignment(panel, scene.judges[0], nomination), 1)
    assert nomination.reference not in of(scene, scene.overall).weighed.scores


def test_what_somebody_stands_aside_from_is_not_weighed_for_them() -> None:
    scene = make_scene(5, 4, 3, 2, 1)
    stand_aside(scene.organiser, scene.nominations[4])  # education
    found = compared(scene, scene.organiser)
    assert all(scene.nominations[4].reference not in each.weighed.scores for each in found.values())
    assert [found[award.key].verdict is None for award in (scene.overall, scene.early_help)] == [True, False]
    assert all(each.partial for each in found.values())
    assert not of(scene, scene.overall, scene.chair).partial


def test_where_somebody_stands_aside_no_chance_is_drawn_for_them() -> None:
    scene = make_scene([5, 4], [4, 5], [3, 1], 2, 1)
    make_sheet(make_assignment(scene.panel, scene.chair, scene.nominations[0]), 3)
    assert of(scene, scene.overall, scene.organiser).has_chances
    stand_aside(scene.organiser, scene.nominations[4])
    assert not of(scene, scene.overall, scene.organiser).has_chances
    assert of(scene, scene.overall, scene.organiser).orders == []


def test_readers_see_letters_that_are_drawn_and_the_record_those_of_joining() -> None:
    found = set()
    for _ in range(12):
        scene = make_scene(5, 4)
        joined = load_material(scene.edition, None).totals[scene.nominations[0].reference]
        shown = load_material(scene.edition, scene.chair).totals[scene.nominations[0].reference]
        again = load_material(scene.edition, scene.organiser).totals[scene.nominations[0].reference]
        assert shown == again and joined.keys() == judge_letters_of(scene)
        found.add(tuple(sorted(shown)))
    assert len(found) > 1


def judge_letters_of(scene: Scene) -> set[str]:
    letters = judge_letters(scene.edition)
    return {letters[judge.id] for judge in scene.judges}


def test_a_judge_has_one_letter_in_all_awards() -> None:
    scene = make_scene(5, 4, 3)
    for assignment in db.session.query(Assignment).filter_by(person_id=scene.judges[0].id):
        for score in assignment.sheet.scores:
            score.points = 1
    db.session.commit()
    found = compared(scene, scene.chair)
    kind = {
        key: {
            letter for given in each.weighed.scores.values() for letter, total in given.items() if total == 20
        }
        for key, each in found.items()
    }
    assert kind[scene.overall.key] == kind[scene.early_help.key]
    assert len(kind[scene.overall.key]) == 1
