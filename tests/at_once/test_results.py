"""Deciding, sealing, revealing, moving on: pressed twice at once, it happens once."""

import pytest

from awards.ceremony.models import Document, Reveal
from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.editions.states import Stage
from awards.organisations.roles import Role
from awards.results.models import Decision, Seal
from awards.results.services import decide_award, seal_results
from tests.at_once.meeting import both_went_on, count, pressed_twice
from tests.factories import (
    make_edition,
    make_person,
)
from tests.results.scenes import REASON, make_scene

pytestmark = pytest.mark.both_databases


def test_an_award_is_decided_once(busy):
    scene = make_scene(5, 4, 3)
    data = {"winner": scene.nominations[0].reference, "reason": REASON, "version": "0"}
    both_went_on(pressed_twice(busy, scene.chair, f"{scene.url}/{scene.overall.key}", **data))
    assert count(Decision, award_id=scene.overall.id) == 1


def _decided():
    scene = make_scene(5, 4, 3)
    for award in (scene.overall, scene.early_help, scene.choice):
        decide_award(award, scene.draft(), by=scene.chair, at=clock.now())
    db.session.commit()
    return scene


def test_results_are_sealed_once(busy):
    scene = _decided()
    both_went_on(pressed_twice(busy, scene.chair, f"{scene.url}/seal", sure="y"))
    assert count(Seal, edition_id=scene.edition.id) == 1


def test_an_award_is_revealed_once(busy):
    scene = _decided()
    seal_results(scene.edition, by=scene.chair, at=clock.now())
    scene.edition.state = Stage.CEREMONY
    path = f"/editions/{scene.edition.slug}/reveal/{scene.overall.key}"
    both_went_on(pressed_twice(busy, scene.organiser, path))
    assert count(Reveal, award_id=scene.overall.id) == 1


def test_an_edition_moves_once(busy):
    edition = make_edition(Stage.NOMINATIONS)
    data = {"move": "close_nominations", "expected": "nominations"}
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), f"/editions/{edition.slug}/move", **data))
    assert count(Event, thing_id=edition.id, action="edition moved") == 1


def test_a_document_is_asked_for_once(busy):
    edition = make_edition()
    path = f"/editions/{edition.slug}/documents/ask"
    both_went_on(pressed_twice(busy, make_person(Role.ORGANISER), path, kind="running-order"))
    assert count(Document, edition_id=edition.id) == 1
