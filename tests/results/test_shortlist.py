"""Drawing up a shortlist from the ranking of a closed round, and results of a final round."""

from typing import Any

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, Stale, WrongState
from awards.editions.models import Criterion
from awards.editions.states import Stage
from awards.judging.models import Assignment
from awards.judging.services import close_round, open_round
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from awards.results.queries import award_tables, choices_of, get_choice, load_material, results_readiness
from awards.results.queries.record import result_record, seal_fits
from awards.results.rules import AwardRule, Candidate, award_field
from awards.results.services import choose_shortlist, decide_award, seal_results
from tests.counting import counted_statements
from tests.factories import SCALE, make_person, make_sheet, refreshed, saved
from tests.judging.rounds import plan_final
from tests.results.scenes import REASON, Scene, make_scene, stand_aside

pytestmark = pytest.mark.usefixtures("session")
WHY = "The panel wants another field heard."


def closed_scene(*points: Any, places: int = 2, **values: Any) -> Scene:
    """Judging, with the first round closed and a final planned."""
    scene = make_scene(*points, stage=Stage.JUDGING)
    plan_final(scene.panel, scene.organiser, places=places, **values)
    close_round(scene.panel, 1, sure=True, by=scene.chair, at=clock.now(), base_url="http://localhost")
    db.session.commit()
    return scene


def choose(scene: Scene, *numbers: int, reason: str = "", by: Any = None, seen: str | None = None) -> Any:
    """Let the nominations with these numbers go on."""
    chosen = [scene.nominations[number].reference for number in numbers]
    kept = choose_shortlist(
        scene.panel, scene.category, chosen, reason, by=by or scene.chair, at=clock.now(), seen=seen
    )
    db.session.commit()
    return kept


def final_scene(*points: Any, score: list[int] | None = None) -> Scene:
    """The first two go on and are scored afresh: 1 and 4 points, unless told."""
    scene = closed_scene(*points)
    choose(scene, 0, 1)
    open_round(scene.panel, 2, by=scene.chair, at=clock.now(), base_url="http://localhost")
    for team, given in zip(scene.nominations[:2], score or [1, 4], strict=True):
        for task in db.session.scalars(sa.select(Assignment).filter_by(nomination_id=team.id, round=2)):
            make_sheet(task, given)
    scene.edition.state = Stage.MODERATION
    db.session.commit()
    return scene


def on_it(scene: Scene) -> set[str]:
    """Who is on the shortlist."""
    return {nomination.reference for nomination in refreshed(scene.panel.rounds[1]).shortlist}


def references(scene: Scene, *numbers: int) -> list[str]:
    """Of the nominations with these numbers."""
    return [scene.nominations[number].reference for number in numbers]


def address(scene: Scene, *, whole: bool = False) -> str:
    """Of the page on which is chosen."""
    return f"/judging/panels/{scene.panel.id}/shortlist" + ("" if whole else f"/{scene.category.id}")


# Choosing


@pytest.mark.both_databases
def test_the_first_by_rank_go_on_without_a_word() -> None:
    scene = closed_scene(5, 4, 3)
    choose(scene, 0, 1)
    assert on_it(scene) == set(references(scene, 0, 1))


@pytest.mark.both_databases
def test_another_choice_replaces_the_first_and_is_recorded() -> None:
    scene = closed_scene(5, 4, 3)
    choose(scene, 0, 1)
    choose(scene, 0, 2, reason=WHY)
    assert on_it(scene) == set(references(scene, 0, 2))
    assert len(db.session.scalars(sa.select(Event).filter_by(action="shortlist chosen")).all()) == 2


def test_the_same_choice_twice_is_one() -> None:
    scene = closed_scene(5, 4, 3)
    made = [choose(scene, 0, 2, reason=WHY, seen="") for _press in range(2)]
    assert made[0] is made[1]
    assert len(db.session.scalars(sa.select(Event).filter_by(action="shortlist chosen")).all()) == 1


def test_a_choice_against_the_rank_needs_a_reason() -> None:
    scene = closed_scene(5, 4, 3)
    with pytest.raises(BrokenRule, match="departs from the ranking") as refused:
        choose(scene, 0, 2)
    assert refused.value.field == "reason"


def test_a_tie_across_the_line_is_decided_with_a_reason() -> None:
    scene = closed_scene(5, 3, 3)
    with pytest.raises(BrokenRule, match="how the tie was decided"):
        choose(scene, 0, 1)
    choose(scene, 0, 1, 2)
    assert on_it(scene) == set(references(scene, 0, 1, 2))


def test_a_reason_that_is_not_needed_is_not_kept() -> None:
    assert choose(closed_scene(5, 4, 3), 0, 1, reason=WHY).reason == ""


def test_somebody_elses_choice_is_not_overwritten_unseen() -> None:
    scene = closed_scene(5, 4, 3)
    choose(scene, 0, 1)
    with pytest.raises(Stale):
        choose(scene, 0, 2, reason=WHY, seen="")


def test_only_nominations_of_the_round_can_be_chosen() -> None:
    scene, other = closed_scene(5, 4, 3), make_scene(5)
    with pytest.raises(BrokenRule, match="of this round"):
        choose_shortlist(
            scene.panel, scene.category, references(other, 0), WHY, by=scene.chair, at=clock.now()
        )


def test_nothing_is_chosen_while_the_round_is_open() -> None:
    scene = make_scene(5, 4, stage=Stage.JUDGING)
    plan_final(scene.panel, scene.organiser)
    with pytest.raises(WrongState, match="Scores show when the round is closed"):
        choose(scene, 0)


def test_who_stands_aside_from_one_of_them_does_not_choose() -> None:
    scene = closed_scene(5, 4, 3)
    stand_aside(scene.chair, scene.nominations[2])
    with pytest.raises(NotFound):
        choose(scene, 0, 1)


@pytest.mark.both_databases
def test_who_stands_aside_sees_the_others_ranked_as_if_theirs_were_not_there() -> None:
    scene = closed_scene(5, 4, 3)
    stand_aside(scene.organiser, scene.nominations[0])
    choice = get_choice(scene.panel, scene.panel.rounds[1], scene.category, scene.organiser)
    assert [(line.key, line.rank) for line in choice.lines] == [
        (reference, str(rank)) for rank, reference in enumerate(references(scene, 1, 2), start=1)
    ]
    assert choice.standing.aside


def test_a_team_that_nobody_scored_can_be_chosen_with_a_reason() -> None:
    scene = closed_scene(5, 4, 3)
    for task in db.session.scalars(sa.select(Assignment).filter_by(nomination_id=scene.nominations[2].id)):
        task.sheet.scores[0].points = None
    db.session.commit()
    choose(scene, 0, 2, reason=WHY)
    assert on_it(scene) == set(references(scene, 0, 2))


def test_a_competition_that_would_lose_everybody_is_named() -> None:
    scene = closed_scene(1, 1, 1, 1, 5, places=1)
    choice = get_choice(scene.panel, scene.panel.rounds[1], scene.category, scene.chair)
    assert choice.lost == [scene.early_help.name]
    scene.early_help.minimum = 5
    again = get_choice(scene.panel, scene.panel.rounds[1], scene.category, scene.chair)
    assert again.lost == []


@pytest.mark.both_databases
def test_choices_need_few_statements() -> None:
    scene = closed_scene(5, 4, 3, 2, 1)
    with counted_statements() as statements:
        choices_of(scene.panel, scene.panel.rounds[1], scene.chair)
    assert len(statements) <= 7


# Results of a final


@pytest.mark.both_databases
def test_the_final_round_alone_is_ranked() -> None:
    scene = final_scene(5, 4, 3)
    standing = load_material(scene.edition, None).standing(scene.overall)
    assert [place.nomination for place in standing.places] == references(scene, 1, 0)
    assert [int(place.mean) for place in standing.places] == [80, 20]


@pytest.mark.both_databases
def test_who_is_not_on_the_shortlist_is_listed_and_never_ranked() -> None:
    scene = final_scene(5, 4, 3)
    table = next(t for t in award_tables(scene.edition, scene.chair) if t.award is scene.overall)
    assert [entry.key for entry in table.cut] == references(scene, 2)
    assert scene.nominations[2].reference not in table.standing.order


def test_recognition_and_choice_are_for_every_accepted_team() -> None:
    scene = final_scene(5, 4, 3)
    material = load_material(scene.edition, None)
    for award in (scene.recognition, scene.choice):
        assert set(material.standing(award).contest.competing) == set(references(scene, 0, 1, 2))


def test_who_is_not_on_the_shortlist_wins_no_competition() -> None:
    scene = final_scene(5, 4, 3)
    with pytest.raises(BrokenRule, match="only nominations that compete"):
        decide_award(scene.overall, scene.draft(2), by=scene.chair, at=clock.now())


def test_a_minimum_counts_who_entered_and_not_who_is_left() -> None:
    award = AwardRule(name="Best", kind="competition", minimum=3)
    teams = [Candidate(key, NominationState.ACCEPTED, in_running=key == "a") for key in "abc"]
    field = award_field(award, teams)
    assert (field.competing, field.given, field.cut) == (("a",), True, ("b", "c"))


def test_a_competition_of_which_nobody_is_left_is_not_given() -> None:
    award = AwardRule(name="Best", kind="competition", question="field", answer="x", answer_label="Schools")
    field = award_field(award, [Candidate("a", NominationState.ACCEPTED, {"field": "x"}, in_running=False)])
    assert (field.given, field.reason) == (
        False,
        "Not given this year: no nomination in “Schools” is on the shortlist.",
    )


def test_who_stands_aside_from_a_team_that_was_cut_learns_nothing_of_it() -> None:
    scene = final_scene(5, 4, 3)
    stand_aside(scene.chair, scene.nominations[2])
    table = next(t for t in award_tables(scene.edition, scene.chair) if t.award is scene.overall)
    assert (table.standing.aside, list(table.cut)) == (True, [])


def test_a_team_that_was_cut_lacks_no_score_sheet() -> None:
    scene = final_scene(5, 4, 3)
    said = {ready.sentence for ready in results_readiness(scene.edition)}
    assert "Every accepted nomination has a score sheet." in said


@pytest.mark.both_databases
def test_criteria_of_the_final_count_in_the_final() -> None:
    scene = closed_scene(5, 4, 3)
    talk = Criterion(
        category=scene.category, position=3, round=2, key="talk", name="Talk", weight=7, scale=SCALE
    )
    saved(talk)
    before = load_material(scene.edition, None).scales[scene.category.key]
    choose(scene, 0, 1)
    open_round(scene.panel, 2, by=scene.chair, at=clock.now(), base_url="")
    after = load_material(scene.edition, None).scales[scene.category.key]
    assert (set(before.factors) == {str(talk.id)}, set(after.factors) == {str(talk.id)}) == (False, True)


def seal(scene: Scene) -> None:
    """Decide everything and seal."""
    for award in (scene.overall, scene.early_help, scene.choice):
        decide_award(award, scene.draft(1, reason=REASON), by=scene.chair, at=clock.now())
    seal_results(scene.edition, by=scene.organiser, at=clock.now())
    db.session.commit()


@pytest.mark.both_databases
def test_the_record_says_which_round_and_who_went_on() -> None:
    scene = final_scene(5, 4, 3)
    category = result_record(scene.edition)["categories"][scene.category.key]
    assert category["round"] == 2
    assert category["shortlists"] == [
        {"round": 2, "name": "Final round", "nominations": references(scene, 0, 1), "reason": ""}
    ]
    seal(scene)
    assert seal_fits(scene.edition) == []


def test_a_record_of_one_round_says_nothing_of_rounds() -> None:
    scene = make_scene(5, 4)
    assert set(result_record(scene.edition)["categories"][scene.category.key]) == {"name", "criteria"}


# Pages


def test_a_shortlist_is_prefilled_by_rank_and_kept(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    browser = browser_of(scene.chair)
    shown = browser.get(address(scene)).text
    ticked = [part.split('"')[0] for part in shown.split('value="')[1:] if " checked" in part.split(">")[0]]
    assert ticked == references(scene, 0, 1)
    form = {"chosen": references(scene, 0, 1), "version": ""}
    assert browser.post(address(scene), data=form).status_code == 303
    overview = browser.get(address(scene, whole=True)).text
    assert f"{scene.nominations[0].team_name} and {scene.nominations[1].team_name}" in overview
    assert "Open the next round" in browser.get(f"/judging/panels/{scene.panel.id}/rounds").text


def test_who_stands_aside_from_one_of_them_does_not_see_whom_others_chose(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    choose(scene, 0, 1)
    db.session.commit()
    stand_aside(scene.organiser, scene.nominations[2])
    assert browser_of(scene.organiser).get(address(scene)).status_code == 404


def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    form = {"chosen": references(scene, 0, 2), "version": "", "reason": "Because"}
    answer = browser_of(scene.chair).post(address(scene), data=form)
    assert answer.status_code == 422
    assert "Say why the choice departs from the ranking" in answer.text
    assert "Because" in answer.text


def test_a_tie_at_the_line_is_said_aloud(browser_of: Any) -> None:
    shown = browser_of((scene := closed_scene(5, 3, 3)).chair).get(address(scene)).text
    assert "2 teams have exactly the same mean at the line" in shown
    assert "One place is left for them" in shown


def test_who_was_slower_sees_what_the_other_chose(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    choose(scene, 0, 1, by=scene.organiser)
    form = {"chosen": references(scene, 0, 2), "version": "", "reason": WHY}
    answer = browser_of(scene.chair).post(address(scene), data=form)
    assert answer.status_code == 409
    assert f"chosen by {scene.organiser.name}" in answer.text
    assert WHY in answer.text


@pytest.mark.parametrize("whole", [True, False])
def test_no_score_shows_before_the_round_is_closed(browser_of: Any, whole: bool) -> None:
    scene = make_scene(5, 4, 3, stage=Stage.JUDGING)
    plan_final(scene.panel, scene.organiser)
    for person in (scene.chair, scene.organiser):
        answer = browser_of(person).get(address(scene, whole=whole))
        assert answer.status_code == 409
        assert scene.nominations[0].team_name not in answer.text


def test_once_the_shortlist_is_chosen_its_page_leads_on_to_the_next_round(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    browser = browser_of(scene.chair)
    before = browser.get(address(scene, whole=True)).text
    choose(scene, 0, 1)
    after = browser.get(address(scene, whole=True)).text
    assert ["Go on to open the final round" in page for page in (before, after)] == [False, True]


def test_a_team_from_which_somebody_stands_aside_is_not_on_their_page(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    choose(scene, 0, 1)
    stand_aside(scene.organiser, scene.nominations[0])
    shown = browser_of(scene.organiser).get(address(scene, whole=True)).text
    assert scene.nominations[1].team_name in shown
    assert scene.nominations[0].team_name not in shown
    assert "Going on" not in shown


@pytest.mark.parametrize(
    ("role", "overview", "choosing"), [(Role.AUDITOR, 200, 404), (Role.JUDGE, 404, 404), (None, 200, 200)]
)
def test_who_may_look_and_who_may_choose(
    browser_of: Any, role: Role | None, overview: int, choosing: int
) -> None:
    scene = closed_scene(5, 4, 3)
    browser = browser_of(make_person(role) if role else scene.organiser)
    assert browser.get(address(scene, whole=True)).status_code == overview
    assert browser.get(address(scene)).status_code == choosing


def test_a_category_of_another_panel_is_not_found(browser_of: Any) -> None:
    scene, other = closed_scene(5, 4), make_scene(3)
    page = f"/judging/panels/{scene.panel.id}/shortlist/{other.category.id}"
    assert browser_of(scene.organiser).get(page).status_code == 404


def test_the_ranking_page_names_those_not_on_the_shortlist(browser_of: Any) -> None:
    scene = final_scene(5, 4, 3)
    shown = browser_of(scene.chair).get(scene.url).text
    assert "Not on the shortlist (1)" in shown


def test_the_pages_need_few_statements(browser_of: Any) -> None:
    scene = closed_scene(5, 4, 3)
    browser = browser_of(scene.chair)
    for page in (address(scene), address(scene, whole=True)):
        browser.get(page)
        with counted_statements() as statements:
            browser.get(page)
        assert len(statements) <= 12
