"""Criteria that are scored from a later round on: set-up, freezing, edition files."""

import datetime as dt
import re
from typing import Any

import pytest

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.errors import WrongState
from awards.editions.criteria import criteria_by_round
from awards.editions.exporting import edition_text, file_of
from awards.editions.facts import CriterionText
from awards.editions.files import WrongFile, parse_edition
from awards.editions.models import Category, Criterion
from awards.editions.queries import set_up_readiness
from awards.editions.rules import criteria_refusal
from awards.editions.services import (
    Arrangement,
    add_criterion,
    arrange_criterion,
    change_criterion,
    load_edition,
)
from awards.editions.states import Stage
from awards.organisations.roles import Role
from tests.factories import (
    NOW,
    SCALE,
    make_award,
    make_category,
    make_edition,
    make_organisation,
    make_panel,
    make_participant,
    make_person,
    refreshed,
)

TALK: dict[str, Any] = {
    "name": "Talk",
    "weight": 100,
    "description": "",
    "guidance": "",
    "plain": "",
    "scale": SCALE,
    "reason_needed_at": [0],
    "round": 2,
}


@pytest.fixture
def organiser(session: Any) -> Person:
    return make_person(Role.ORGANISER)


def judged(stage: Stage = Stage.JUDGING, round_: int = 1) -> Category:
    """A category whose panel is in a round."""
    category = make_category(make_edition(stage))
    panel = make_panel(category)
    panel.round = round_
    db.session.commit()
    return category


def talk(category: Category, organiser: Person, **values: Any) -> Criterion:
    """A criterion of the second round, unless told."""
    return add_criterion(category, CriterionText(**TALK | values), by=organiser, at=NOW)


@pytest.mark.parametrize(
    ("stage", "round_", "begun", "open_"),
    [
        (Stage.NOMINATIONS, 1, 1, True),
        (Stage.CHECKING, 1, 1, False),
        (Stage.CHECKING, 2, 1, True),
        (Stage.JUDGING, 1, 1, False),
        (Stage.JUDGING, 2, 1, True),
        (Stage.JUDGING, 2, 2, False),
        (Stage.JUDGING, 3, 2, True),
        (Stage.MODERATION, 3, 2, False),
    ],
)
def test_criteria_come_and_go_until_their_round_begins(
    stage: Stage, round_: int, begun: int, open_: bool
) -> None:
    assert (criteria_refusal(stage, round_, begun, structure=True) is None) is open_


@pytest.mark.both_databases
def test_a_round_to_come_gets_criteria_while_judges_score(organiser: Person) -> None:
    category = judged()
    added = talk(category, organiser)
    change_criterion(added, CriterionText(**TALK | {"weight": 50}), by=organiser, at=NOW)
    assert [(each.number, each.weights) for each in criteria_by_round(category, 1)] == [(1, 100), (2, 50)]


@pytest.mark.both_databases
def test_criteria_of_a_round_that_has_begun_are_settled(organiser: Person) -> None:
    category = judged(round_=2)
    with pytest.raises(WrongState, match="the round in which they are scored has begun"):
        talk(category, organiser)


def test_a_criterion_cannot_slip_into_a_round_that_has_begun(organiser: Person) -> None:
    category = judged()
    added = talk(category, organiser)
    with pytest.raises(WrongState, match="once judging has begun"):
        change_criterion(added, CriterionText(**TALK | {"round": 1}), by=organiser, at=NOW)


def test_a_criterion_cannot_leave_a_round_that_has_begun(organiser: Person) -> None:
    category = judged(Stage.CHECKING)
    first = category.criteria[0]
    kept = {name: getattr(first, name) for name in CriterionText.__annotations__}
    with pytest.raises(WrongState, match="once nominations are closed"):
        change_criterion(first, CriterionText(**kept | {"round": 2}), by=organiser, at=NOW)


def test_criteria_move_within_their_round(organiser: Person) -> None:
    category = judged()
    added = talk(category, organiser)
    arrange_criterion(category, added.id, Arrangement.UP, added.position, by=organiser, at=NOW)
    assert [criterion.key for criterion in category.criteria] == ["impact", "teamwork", "talk"]


def test_weights_are_checked_in_the_first_round(organiser: Person) -> None:
    category = make_category(make_edition(Stage.SET_UP))
    talk(category, organiser)
    said = [ready.sentence for ready in set_up_readiness(category.edition)]
    assert not [sentence for sentence in said if "add up to" in sentence]


def whole(organiser: Person) -> Category:
    """A category of an edition that can be written to a file and read back."""
    edition = make_edition(Stage.SET_UP, ceremony_on=dt.date(2190, 10, 21))
    category = make_category(edition)
    make_participant(edition, make_organisation())
    make_award(category)
    talk(category, organiser)
    return category


def test_an_edition_file_keeps_rounds_and_is_silent_about_the_first(organiser: Person) -> None:
    edition = whole(organiser).edition
    text = edition_text(edition)
    assert re.findall(r"^round += .*$", text, re.M) == ["round = 2"]
    assert parse_edition(text) == file_of(edition)


@pytest.mark.both_databases
def test_a_loaded_edition_has_its_rounds(organiser: Person) -> None:
    category = whole(organiser)
    text = edition_text(category.edition).replace(category.edition.slug, "tea-2999")
    loaded = load_edition(parse_edition(text), by=organiser, at=NOW)
    found = refreshed(loaded).categories[0]
    assert [(criterion.key, criterion.round) for criterion in found.criteria] == [
        ("impact", 1),
        ("teamwork", 1),
        ("talk", 2),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("round = 0", "must be a whole number from 1 to 5"),
        ("round = 6", "must be a whole number from 1 to 5"),
        ('round = "2"', "must be a whole number from 1 to 5"),
    ],
)
def test_a_round_in_a_file_is_one_of_five(organiser: Person, change: str, sentence: str) -> None:
    text = edition_text(whole(organiser).edition).replace("round = 2", change)
    with pytest.raises(WrongFile, match=sentence):
        parse_edition(text)


def test_a_file_needs_criteria_for_the_first_round(organiser: Person) -> None:
    category = whole(organiser)
    for criterion in category.criteria:
        criterion.round = 2
    db.session.commit()
    with pytest.raises(WrongFile, match="must have at least one for the first round"):
        parse_edition(edition_text(category.edition))


def test_the_page_of_a_category_lists_rounds_apart(browser_of: Any, organiser: Person) -> None:
    category = judged()
    talk(category, organiser)
    db.session.commit()
    page = f"/editions/{category.edition.slug}/set-up/categories/{category.id}"
    shown = browser_of(organiser).get(page).text
    assert "From round 2" in shown
    assert shown.count("The weights add up to 100.") == 2


def test_a_criterion_of_a_later_round_is_added_on_its_page(browser_of: Any, organiser: Person) -> None:
    category = judged()
    base = f"/editions/{category.edition.slug}/set-up/categories/{category.id}"
    browser = browser_of(organiser)
    assert re.search(r'name="round"[^>]*value="2"', browser.get(f"{base}/criteria/new").text)
    form = {"name": "Talk", "weight": "100", "round": "2"} | {f"scale_{n}": w for n, w in enumerate(SCALE)}
    assert browser.post(f"{base}/criteria/new", data=form).status_code == 303
    assert [criterion.round for criterion in refreshed(category).criteria] == [1, 1, 2]
