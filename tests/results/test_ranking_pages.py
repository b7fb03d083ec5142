"""The ranking's pages beside plain means: what they say, draw and keep to themselves."""

import re
from typing import Any

import pytest

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Assignment, PanelMember
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_assignment,
    make_nomination,
    make_organisation,
    make_person,
    make_sheet,
    saved,
)
from tests.results.scenes import Scene, make_scene, stand_aside
from tests.results.test_views import chosen, page

pytestmark = pytest.mark.usefixtures("session")


def own(scene: Scene) -> str:
    """The page of Team of the Year."""
    return f"{scene.url}?award={scene.overall.key}"


def a_panel(teams: int = 14, judges: int = 10) -> Scene:
    """Every judge scores every team but one."""
    scene = make_scene(*[3] * 3)
    for _ in range(teams - 3):
        scene.nominations.append(
            make_nomination(
                scene.category, make_organisation(), NominationState.ACCEPTED, answers={"field": "education"}
            )
        )
    people = [make_person(Role.JUDGE) for _ in range(judges - 2)]
    for person in people:
        seat_at(scene, person)
    for number, nomination in enumerate(scene.nominations):
        for seat, person in enumerate(people):
            if number != seat:
                moods = [(seat * 3 + criterion * 2 + number) % 3 - number // 3 for criterion in range(2)]
                points = [min(5, max(0, 4 + mood)) for mood in moods]
                make_sheet(make_assignment(scene.panel, person, nomination), points)
    return scene


def seat_at(scene: Scene, person: Person) -> None:
    """One more judge of the panel."""
    seat = next(member for member in scene.panel.members if member.scores)
    ready = {key: getattr(seat, key) for key in ("state", "answered_at", "criteria_read_at", "declared_at")}
    saved(PanelMember(panel=scene.panel, person=person, **ready))


def other_scores(nomination: Nomination) -> None:
    """Everybody scored it otherwise."""
    for assignment in db.session.query(Assignment).filter_by(nomination_id=nomination.id):
        for score in assignment.sheet.scores:
            score.points = 5 - (score.points or 0)
    db.session.commit()


def test_both_pages_say_how_clear_a_first_place_is(browser_of: Any) -> None:
    scene = a_panel(6, 5)
    browser = browser_of(scene.chair)
    sentence = (
        r"(Clear|Likely|Too close to call) (Team \d+) has the highest mean\. The chance that this team is"
    )
    found = [re.search(sentence, page(browser.get(url))) for url in (scene.url, own(scene))]
    assert all(found)


def test_the_chances_are_the_same_whenever_and_on_whichever_page_they_are_read(browser_of: Any) -> None:
    scene = a_panel(6, 5)
    chances = r"(Team \d+) has the highest mean\. The chance that this team is truly best is ([^.]*)\."
    pages = [browser_of(person).get(scene.url).text for person in (scene.chair, scene.organiser)]
    pages.append(browser_of(scene.chair).get(scene.url).text)
    assert len({tuple(re.findall(chances, text)) for text in pages}) == 1
    (alone,) = re.findall(chances, browser_of(scene.chair).get(own(scene)).text)
    assert alone in re.findall(chances, pages[0])


@pytest.mark.parametrize("stage", [Stage.MODERATION, Stage.SEALED])
def test_each_adjusted_mean_has_a_line_that_anybody_can_check(browser_of: Any, stage: Stage) -> None:
    scene = a_panel(6, 5)
    scene.edition.state = stage
    db.session.commit()
    line = (
        r"raw mean ([\d.]+); the judges who scored it were (stricter|kinder) than the panel by ([\d.]+);"
        r" adjusted ([\d.]+)"
    )
    for person in (scene.chair, scene.organiser, make_person(Role.AUDITOR)):
        found = re.findall(line, page(browser_of(person).get(own(scene))))
        assert len(found) == 6
        for mean, kind, by, adjusted in found:
            change = float(by) if kind == "stricter" else -float(by)
            assert float(mean) + change == pytest.approx(float(adjusted), abs=0.0101)


def test_the_picture_has_a_name_words_and_the_same_figures_as_a_table(browser_of: Any) -> None:
    scene = make_scene([5, 4], 3)
    text = browser_of(scene.chair).get(own(scene)).text
    drawn = re.search(r'<svg class="aw-plot aw-plot--all".*?<details', text, re.DOTALL)
    assert drawn
    assert 'role="img" aria-labelledby="plot-title plot-words"' in drawn[0]
    assert "<title id=" in drawn[0] and "<desc id=" in drawn[0] and "style=" not in drawn[0]
    letters = re.findall(r'aw-plot__letter"[^>]*>([A-Z])<', drawn[0])
    table = re.search(r'<table class="govuk-table aw-scores">.*?</table>', text, re.DOTALL)
    assert table and all(f">{letter}</th>" in table[0] for letter in letters)
    assert len(letters) == 4 and table[0].count("92.0") >= 3 and table[0].count("60.0") >= 3


def test_groups_that_no_judge_connects_are_said_and_the_page_stays(browser_of: Any) -> None:
    scene = make_scene(5, 4)
    apart = make_nomination(scene.category, make_organisation(), NominationState.ACCEPTED)
    make_sheet(make_assignment(scene.panel, scene.chair, apart), 3)
    for address in (scene.url, own(scene)):
        text = page(browser_of(scene.organiser).get(address))
        assert "These means cannot be adjusted for strict and kind judges." in text
        assert f"(2) “{apart.team_name}”" in text
        assert "Adjusted </th>" not in text and "60.0" in text


def test_a_category_with_a_single_judge_says_so(browser_of: Any) -> None:
    scene = make_scene()
    stand_aside(scene.judges[0], scene.nominations[0])
    for nomination in scene.nominations[1:]:
        stand_aside(scene.judges[0], nomination)
    text = page(browser_of(scene.organiser).get(own(scene)))
    assert "Only one judge has scored here, so there is nobody to compare with" in text


def test_what_is_decided_is_not_sent_to_the_meeting_again(browser_of: Any) -> None:
    scene = make_scene(4, 4)
    assert "Let the panel talk this through" in page(browser_of(scene.chair).get(scene.url))
    data = chosen(scene, tie_reason="The panel voted three to one.")
    assert browser_of(scene.chair).post(f"{scene.url}/{scene.overall.key}", data=data).status_code == 303
    assert "Let the panel talk this through" not in page(browser_of(scene.chair).get(scene.url))


def test_scores_of_what_somebody_stands_aside_from_change_no_byte_of_their_pages(browser_of: Any) -> None:
    scene = a_panel(6, 5)
    hidden = scene.nominations[5]
    stand_aside(scene.organiser, hidden)
    seen = {}
    for world in range(2):
        for person in (scene.organiser, scene.chair):
            for address in (scene.url, own(scene), f"{scene.url}?award={scene.early_help.key}"):
                text = browser_of(person).get(address).text
                seen[world, person.id, address] = re.sub(r'nonce="[^"]*"|<[^>]*csrf[^>]*>', "", text)
        if not world:
            other_scores(hidden)
    pairs = {key[1:]: seen[key] == seen[1, *key[1:]] for key in seen if not key[0]}
    assert all(same for (person, _), same in pairs.items() if person == scene.organiser.id)
    assert not any(same for (person, _), same in pairs.items() if person == scene.chair.id)


def test_who_stands_aside_hears_nothing_of_who_is_first(browser_of: Any) -> None:
    scene = a_panel(6, 5)
    stand_aside(scene.organiser, scene.nominations[5])
    text = page(browser_of(scene.organiser).get(own(scene)))
    assert "has the highest mean" not in text and "in 100" not in text and "rank range" not in text
    assert "Adjusted means are worked out without what you stand aside from" in text


def test_a_normal_edition_is_a_page_of_less_than_100_kilobytes_in_twelve_statements(browser_of: Any) -> None:
    scene = a_panel()
    for address in (scene.url, own(scene)):
        browser = browser_of(scene.chair)
        db.session.expunge_all()
        with counted_statements() as statements:
            response = browser.get(address)
        assert (response.status_code, len(statements) <= 12) == (200, True)
        assert len(response.data) < 100_000


def test_the_one_who_decides_is_led_to_how_sure_the_ranking_is(browser_of: Any) -> None:
    scene = make_scene()
    text = browser_of(scene.chair).get(f"{scene.url}/{scene.overall.key}").text
    assert f'href="{own(scene)}"' in text
