"""Pages of results: who sees what, when, and what a conflict hides."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import PanelMember
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from awards.results.models import Decision, Recipient
from awards.results.queries import decisions_of, find_seal
from awards.results.states import Placing
from tests.counting import counted_statements
from tests.factories import make_nomination, make_organisation, make_person, refreshed
from tests.results.scenes import REASON, Scene, make_scene, stand_aside
from tests.results.test_services import AT, decide_all, sealed_scene

pytestmark = pytest.mark.usefixtures("session")
CANARY = "Canary Team"


def page(response: TestResponse) -> str:
    """The text of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.text).split())


def readers(scene: Scene) -> list[Person]:
    """Those who may read the ranking."""
    return [scene.chair, scene.organiser, make_person(Role.AUDITOR)]


def others(scene: Scene) -> list[Person]:
    """Those who may not."""
    organisation = scene.nominations[0].organisation
    return [
        scene.judges[0],
        make_person(Role.DIRECTOR, organisation=organisation),
        make_person(Role.DELEGATE, organisation=organisation),
        make_person(Role.CHAIR),
        make_person(Role.PRESENTER),
        make_person(Role.ADMINISTRATOR),
        make_person(),
    ]


def addresses(scene: Scene) -> list[str]:
    """Every page of the stage."""
    return [
        scene.url,
        f"{scene.url}?award={scene.overall.key}",
        f"{scene.url}/{scene.overall.key}",
        f"{scene.url}/seal",
        f"{scene.url}/decisions",
    ]


def chosen(scene: Scene, winner: int = 0, *commended: int, **values: Any) -> dict[str, Any]:
    """The decision form as a browser sends it."""
    references = [nomination.reference for nomination in scene.nominations]
    usual = {"winner": references[winner], "highly_commended": [references[n] for n in commended]}
    return usual | {"reason": REASON, "version": "0"} | values


@pytest.mark.parametrize("stage", list(Stage)[:4])
def test_scores_are_shown_when_moderation_begins(browser_of: Any, stage: Stage) -> None:
    scene = make_scene(stage=stage)
    for person in readers(scene):
        response = browser_of(person).get(scene.url)
        assert (response.status_code, scene.nominations[0].team_name in response.text) == (409, False)
        assert "Scores are shown when moderation begins." in page(response)


@pytest.mark.parametrize("stage", list(Stage)[4:])
def test_the_ranking_is_for_chairs_organisers_and_auditors(browser_of: Any, stage: Stage) -> None:
    scene = make_scene(stage=stage)
    assert [browser_of(person).get(scene.url).status_code for person in readers(scene)] == [200] * 3


def test_a_guest_is_asked_to_sign_in(client: Any) -> None:
    scene = make_scene()
    for address in addresses(scene):
        response = client.get(address)
        assert (response.status_code, "/sign-in" in response.headers["Location"]) == (303, True)


@pytest.mark.parametrize("stage", list(Stage))
def test_nobody_else_sees_a_trace_of_results(browser_of: Any, stage: Stage) -> None:
    scene = make_scene(stage=stage)
    for person in others(scene):
        for address in addresses(scene):
            response = browser_of(person).get(address)
            assert response.status_code == 404
            assert not [n for n in scene.nominations if n.team_name in response.text]


def test_an_auditor_reads_the_ranking_and_neither_decides_nor_seals(browser_of: Any) -> None:
    scene = make_scene()
    browser = browser_of(make_person(Role.AUDITOR))
    assert browser.get(f"{scene.url}/seal").status_code == 200
    assert browser.get(f"{scene.url}/decisions").status_code == 404
    assert browser.post(f"{scene.url}/{scene.overall.key}", data=chosen(scene)).status_code == 404
    assert browser.post(f"{scene.url}/seal", data={"sure": "y"}).status_code == 404


def test_an_organiser_does_not_decide(browser_of: Any) -> None:
    scene = make_scene()
    assert browser_of(scene.organiser).get(f"{scene.url}/{scene.overall.key}").status_code == 404


def test_a_chair_who_has_not_declared_their_conflicts_sees_nothing(browser_of: Any) -> None:
    scene = make_scene()
    chair = db.session.scalars(sa.select(PanelMember).filter_by(person=scene.chair)).one()
    chair.declared_at = None
    db.session.commit()
    assert browser_of(scene.chair).get(scene.url).status_code == 404


def test_the_ranking_shows_mean_spread_judges_and_what_the_numbers_propose(browser_of: Any) -> None:
    scene = make_scene([5, 4], 3, 2)
    text = page(browser_of(scene.chair).get(scene.url))
    first, second, third = (n.team_name for n in scene.nominations)
    assert re.search(rf"1 {first} Council \d+ Winner 92\.0 92\.0 92\.0 to 92\.0 2 – ", text)
    assert re.search(rf"2 {second} Council \d+ Highly commended 60\.0 .* 2 – ", text)
    assert re.search(rf"3 {third} Council \d+ \D*40\.0", text)


def test_the_ranking_gives_judges_letters_and_no_names(browser_of: Any) -> None:
    scene = make_scene()
    response = browser_of(scene.chair).get(f"{scene.url}?award={scene.overall.key}")
    assert (
        len(re.findall(r'<text class="aw-plot__letter" x="97.0%" y="\d+">[ABC]</text>', response.text)) == 2
    )
    assert not [judge for judge in scene.judges if judge.name in response.text]


def test_ties_are_marked(browser_of: Any) -> None:
    scene = make_scene(4, 4, 1)
    text = page(browser_of(scene.chair).get(scene.url))
    assert "1= " + scene.nominations[0].team_name in text
    assert "2 teams have exactly the same mean" in text
    assert "Tie: to be decided" in text


def test_a_field_without_enough_nominations_says_why_it_is_not_given(browser_of: Any) -> None:
    scene = make_scene(5, 4)
    text = page(browser_of(scene.chair).get(scene.url))
    assert "there are 2 accepted nominations in “Early help”, and at least 3 are needed." in text


def test_a_recused_judge_is_counted(browser_of: Any) -> None:
    scene = make_scene(5, 4, 3)
    stand_aside(scene.judges[0], scene.nominations[0])
    text = page(browser_of(scene.chair).get(scene.url))
    row = rf"1 {scene.nominations[0].team_name} Council \d+ \D*100\.0 100\.0 100\.0 to 100\.0 1 1 "
    assert re.search(row, text)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ORGANISER, Role.AUDITOR])
@pytest.mark.parametrize("stage", [Stage.MODERATION, Stage.SEALED])
def test_a_nomination_leaves_no_trace_for_those_who_stand_aside(
    browser_of: Any, role: Role, stage: Stage
) -> None:
    scene = make_scene(4, 5, 3, 2, 1)
    person = {Role.CHAIR: scene.chair, Role.ORGANISER: scene.organiser}.get(role) or make_person(role)
    hidden = scene.nominations[1]
    hidden.team_name, hidden.organisation.name = CANARY, "Canary Council"
    for award, draft in ((scene.overall, scene.draft(1, 0)), (scene.choice, scene.draft(1))):
        db.session.add(kept(award, draft, scene))
    scene.edition.state = stage
    db.session.commit()
    assert CANARY in browser_of(person).get(scene.url).text
    stand_aside(person, hidden)
    for address in addresses(scene):
        text = browser_of(person).get(address).text
        assert not re.search(f"(?i)canary|{hidden.reference}", text)
    text = page(browser_of(person).get(scene.url))
    assert re.search(rf"1 {scene.nominations[0].team_name} .* 2 {scene.nominations[2].team_name}", text)
    assert "goes to" not in text and "receives it: 4 teams" in text


def kept(award: Any, draft: Any, scene: Scene) -> Decision:
    """A decision as it is kept."""
    from_reference = {n.reference: n for n in scene.nominations}
    decision = Decision(award=award, reason=draft.reason, decided_at=AT, decided_by=scene.chair)
    placed = [
        *((key, "winner") for key in draft.winners),
        *((k, "highly commended") for k in draft.highly_commended),
    ]
    for position, (key, placing) in enumerate(placed, start=1):
        decision.recipients.append(
            Recipient(nomination=from_reference[key], placing=Placing(placing), position=position)
        )
    return decision


def test_a_chair_who_stands_aside_from_one_who_competes_may_not_decide(browser_of: Any) -> None:
    scene = make_scene()
    stand_aside(scene.chair, scene.nominations[4])  # education
    browser = browser_of(scene.chair)
    assert browser.get(f"{scene.url}/{scene.overall.key}").status_code == 404
    assert browser.post(f"{scene.url}/{scene.overall.key}", data=chosen(scene)).status_code == 404
    assert browser.get(f"{scene.url}/{scene.early_help.key}").status_code == 200


def test_an_award_that_is_not_there_and_one_that_needs_no_decision_are_not_found(browser_of: Any) -> None:
    scene = make_scene(5, 4)
    browser = browser_of(scene.chair)
    for key in ("none", scene.recognition.key, scene.early_help.key):
        assert browser.get(f"{scene.url}/{key}").status_code == 404
    assert browser.get(f"{scene.url}?award=none").status_code == 404


def test_the_chair_keeps_a_decision(browser_of: Any) -> None:
    scene = make_scene()
    response = browser_of(scene.chair).post(f"{scene.url}/{scene.overall.key}", data=chosen(scene, 0, 1))
    assert (response.status_code, response.location) == (303, scene.url)
    decision = decisions_of(scene.edition)[scene.overall.id]
    assert [r.nomination for r in decision.recipients] == scene.nominations[:2]


def test_a_double_click_is_one_decision_and_no_error(browser_of: Any) -> None:
    scene = make_scene()
    browser = browser_of(scene.chair)
    answers = [browser.post(f"{scene.url}/{scene.overall.key}", data=chosen(scene, 0, 1)) for _ in range(2)]
    assert [(a.status_code, a.location) for a in answers] == [(303, scene.url)] * 2
    assert len(decisions_of(scene.edition)) == 1


def test_the_chair_says_that_an_award_is_not_given(browser_of: Any) -> None:
    scene = make_scene()
    data = chosen(scene, winner=0) | {"winner": "not-given"}
    assert browser_of(scene.chair).post(f"{scene.url}/{scene.choice.key}", data=data).status_code == 303
    assert not decisions_of(scene.edition)[scene.choice.id].given


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"winner": ""}, "Choose a winner, or say that the award is not given this year"),
        ({"winner": "TEA-999999"}, "Winner: choose one of the answers shown"),
        ({"reason": ""}, "Give the reason for the decision"),
        ({"reason": "Good."}, "Give the reason for the decision, in 10 characters or more."),
        ({"reason": "word " * 301}, "Reason for the decision must be 300 words or fewer."),
        ({"winner": "not-given"}, "Team of the Year is not given, so nobody can receive it."),
        ({"highly_commended": ["TEA-999999"]}, "choose one of the answers shown"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    browser_of: Any, values: dict[str, Any], sentence: str
) -> None:
    scene = make_scene()
    data = chosen(scene, 0, 1) | {"reason": "The café’s story & <b>numbers</b>."} | values
    response = browser_of(scene.chair).post(f"{scene.url}/{scene.overall.key}", data=data)
    assert response.status_code == 422
    assert "There is a problem" in page(response)
    assert f"Error: {sentence}" in page(response) or sentence in page(response)
    if "reason" not in values:
        assert "The café’s story &amp; &lt;b&gt;numbers&lt;/b&gt;." in response.text
    assert decisions_of(scene.edition) == {}


def test_too_many_highly_commended_are_refused(browser_of: Any) -> None:
    scene = make_scene()
    response = browser_of(scene.chair).post(
        f"{scene.url}/{scene.overall.key}", data=chosen(scene, 0, 1, 2, 3)
    )
    assert response.status_code == 422
    assert "Choose at most 2 highly commended nominations." in page(response)


def test_a_tie_needs_its_own_reason(browser_of: Any) -> None:
    scene = make_scene(4, 4, 1)
    browser = browser_of(scene.chair)
    address = f"{scene.url}/{scene.overall.key}"
    assert 'name="tie_reason"' in browser.get(address).text
    response = browser.post(address, data=chosen(scene, 0, 1))
    assert (response.status_code, "Say how the tie was decided" in page(response)) == (422, True)
    data = chosen(scene, 0, 1, tie_reason="The panel voted three to one.")
    assert browser.post(address, data=data).status_code == 303


def test_who_comes_second_sees_both_decisions(browser_of: Any) -> None:
    scene = make_scene()
    browser, address = browser_of(scene.chair), f"{scene.url}/{scene.overall.key}"
    browser.post(address, data=chosen(scene, 0))
    response = browser.post(address, data=chosen(scene, 1, reason="Mine is another reason."))
    assert response.status_code == 409
    assert REASON in page(response) and "Mine is another reason." in response.text
    version = re.search(r'name="version" value="(\d+)"', response.text)
    assert version
    data = chosen(scene, 1, reason="Mine is another reason.", version=version[1])
    assert browser.post(address, data=data).status_code == 303


@pytest.mark.parametrize("version", ["", "x", "²", "-1", "99999999999999999999"])
def test_a_version_that_was_tampered_with_is_no_error(browser_of: Any, version: str) -> None:
    scene = make_scene()
    response = browser_of(scene.chair).post(
        f"{scene.url}/{scene.overall.key}", data=chosen(scene, 0, version=version)
    )
    assert response.status_code == 409


@pytest.mark.parametrize("number", ["0", "-1", "x", "2", "99999999999999999999"])
def test_any_page_number_has_a_page(browser_of: Any, number: str) -> None:
    scene = make_scene()
    response = browser_of(scene.chair).get(f"{scene.url}?award={scene.overall.key}&page={number}")
    assert response.status_code == 200


def test_no_award_is_decided_after_sealing(browser_of: Any) -> None:
    scene = sealed_scene()
    db.session.commit()
    for method in ("get", "post"):
        send = getattr(browser_of(scene.chair), method)
        assert send(f"{scene.url}/{scene.overall.key}").status_code == 409


def test_sealing_shows_what_is_missing(browser_of: Any) -> None:
    scene = make_scene()
    text = page(browser_of(scene.chair).get(f"{scene.url}/seal"))
    assert "Team of the Year, Best in field: early help and Chair&#39;s special award are not" in text
    assert "Tick" not in text


def test_sealing_asks_for_a_tick(browser_of: Any) -> None:
    scene = make_scene()
    decide_all(scene)
    db.session.commit()
    response = browser_of(scene.organiser).post(f"{scene.url}/seal", data={})
    assert (response.status_code, find_seal(scene.edition)) == (422, None)
    assert "Tick the box to confirm" in page(response)


def test_sealing_with_an_award_open_says_so(browser_of: Any) -> None:
    scene = make_scene()
    response = browser_of(scene.organiser).post(f"{scene.url}/seal", data={"sure": "y"})
    assert (response.status_code, "not decided yet" in page(response)) == (422, True)


def test_an_organiser_seals_and_everybody_concerned_sees_the_fingerprint(browser_of: Any) -> None:
    scene = make_scene()
    decide_all(scene)
    db.session.commit()
    browser = browser_of(scene.organiser)
    answers = [browser.post(f"{scene.url}/seal", data={"sure": "y"}) for _ in range(2)]
    assert [(a.status_code, a.location) for a in answers] == [(303, f"{scene.url}/seal")] * 2
    seal = find_seal(scene.edition)
    assert seal and refreshed(scene.edition).state is Stage.SEALED
    for person in readers(scene):
        text = page(browser_of(person).get(f"{scene.url}/seal"))
        assert seal.root in text.replace(" ", "") and scene.organiser.name in text


def test_who_stands_aside_from_a_nomination_does_not_seal(browser_of: Any) -> None:
    scene = make_scene()
    decide_all(scene)
    stand_aside(scene.organiser, scene.nominations[4])
    browser = browser_of(scene.organiser)
    assert "Seal the results</button>" not in browser.get(f"{scene.url}/seal").text
    assert browser.post(f"{scene.url}/seal", data={"sure": "y"}).status_code == 404


@pytest.mark.parametrize("stage", [Stage.SEALED, Stage.CEREMONY])
def test_no_winner_is_named_to_anybody_else_after_sealing(browser_of: Any, client: Any, stage: Stage) -> None:
    scene = make_scene()
    scene.nominations[0].team_name = CANARY
    decide_all(scene)
    scene.edition.state = stage
    db.session.commit()
    assert CANARY in browser_of(scene.chair).get(f"{scene.url}/decisions").text
    for browser in [client, *(browser_of(person) for person in others(scene))]:
        for address in addresses(scene):
            response = browser.get(address)
            assert response.status_code in (303, 404)
            assert CANARY not in response.text + str(response.headers)


def test_the_seal_page_names_no_winner(browser_of: Any) -> None:
    scene = sealed_scene()
    db.session.commit()
    for person in readers(scene):
        text = browser_of(person).get(f"{scene.url}/seal").text
        assert not [n for n in scene.nominations if n.team_name in text]


def test_the_number_of_statements_does_not_grow_with_the_nominations(browser_of: Any) -> None:
    counts = []
    for points in ((3, 3, 3), (5, 4, 3, 2, 1, 2, 3, 4)):
        scene = make_scene(*points)
        db.session.expunge_all()
        for address in (
            scene.url,
            f"{scene.url}/{scene.overall.key}",
            f"{scene.url}/seal",
            f"{scene.url}/decisions",
        ):
            browser = browser_of(scene.chair)
            with counted_statements() as statements:
                assert browser.get(address).status_code == 200
            counts.append(len(statements))
    assert counts[:4] == counts[4:]
    assert max(counts) <= 12


def test_organisations_with_odd_names_are_shown_as_they_are(browser_of: Any) -> None:
    scene = make_scene()
    scene.nominations[0].organisation = make_organisation(name="Łódź & <Sons>", short_name="Ł")
    db.session.commit()
    assert "Łódź &amp; &lt;Sons&gt;" in browser_of(scene.chair).get(scene.url).text


def test_where_very_many_compete_the_winner_is_chosen_from_a_list_that_opens(browser_of: Any) -> None:
    scene = make_scene(3)
    for _ in range(41):
        make_nomination(scene.category, make_organisation(), NominationState.ACCEPTED)
    browser, address = browser_of(scene.chair), f"{scene.url}/{scene.choice.key}"
    assert '<select class="govuk-select" id="winner"' in browser.get(address).text
    assert browser.post(address, data=chosen(scene)).status_code == 303


def test_who_stands_aside_does_not_hear_what_is_missing(browser_of: Any) -> None:
    scene = make_scene()
    stand_aside(scene.organiser, scene.nominations[4])
    text = page(browser_of(scene.organiser).get(f"{scene.url}/seal"))
    assert "not decided yet" not in text


def test_the_desk_tells_no_standing_of_an_award_to_who_stands_aside(browser_of):
    scene = make_scene(5, 4, 3)
    desk = f"/editions/{scene.edition.slug}"
    assert "Team of the Year" in browser_of(scene.organiser).get(desk).text
    stand_aside(scene.organiser, scene.nominations[0])
    page = browser_of(scene.organiser).get(desk).text
    assert "Team of the Year" not in page
    assert "somebody else looks at what is missing" in page
