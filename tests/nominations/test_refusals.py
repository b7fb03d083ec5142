"""A no that was said or noted is undone by no change of names, addresses or lists that others make."""

import datetime as dt

import pytest

from awards.ceremony.queries.teams import printed_team
from awards.core.errors import BrokenRule
from awards.editions.states import Audience
from awards.nominations.consent import agreed_to, answer_of, still_holds, to_ask
from awards.nominations.consenting import NOTHING
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.namesakes import Twice
from awards.nominations.reading import entries, team_of, unnamed_in
from awards.nominations.services import (
    Consents,
    MemberDetails,
    OwnAnswer,
    add_member,
    change_member,
    keep_answer,
    note_consents,
    remove_member,
)
from tests.nominations.conftest import Scene

ALL = Consents(in_programme=True, on_stage=True, in_photo=True, in_social_media=True, in_press=True)
PRAISE = {"field": "education", "why-this-team": "Ann Lee is kind.", "challenge": "There was no soup."}
NOW = dt.datetime(2022, 9, 12, 9, tzinfo=dt.UTC)


def name(scene: Scene, nomination: Nomination, who: str, email: str = "", **more) -> TeamMember:
    details = MemberDetails(who, email=email, consents=ALL, **more)
    return add_member(nomination, scene.question("members"), details, by=scene.delegate, at=NOW)


def change(scene: Scene, member: TeamMember, who: str, consents: Consents = ALL, email: str = "") -> None:
    change_member(member, MemberDetails(who, email=email, consents=consents), by=scene.delegate, at=NOW)


def refuse(member: TeamMember) -> None:
    keep_answer(member, None, at=NOW)


@pytest.fixture
def nomination(scene):
    """A text praises Ann."""
    return scene.nomination(answers=PRAISE)


def read_by_others(nomination: Nomination) -> str:
    """All that judges read of the nomination, and all that is printed of it."""
    given = [
        each.text for _, part in entries(nomination, [Audience.JUDGES, Audience.PROGRAMME]) for each in part
    ]
    team = printed_team(nomination)
    return "\n".join([*given, *team.words.values(), *(each.name for each in team.members)])


def test_nobody_is_given_the_name_of_somebody_who_is_on_the_list(scene, nomination):
    refuse(name(scene, nomination, "Ann Lee"))
    bo = name(scene, nomination, "Bo Day")
    with pytest.raises(BrokenRule, match="Ann Lee is on the list already") as refused:
        change(scene, bo, "ann  lee")
    assert (refused.value.field, bo.name) == ("name", "Bo Day")


def test_the_own_name_can_be_written_otherwise(scene, nomination):
    bo = name(scene, nomination, "bo day")
    change(scene, bo, "Bo Day")
    assert bo.name == "Bo Day"


def test_a_no_wins_over_a_yes_that_others_typed_for_a_namesake(scene, session, nomination):
    refuse(name(scene, nomination, "Ann Lee", "ann@example.org", role="nurse"))
    name(scene, nomination, "Ann Lee", role="cook", twice=Twice.BOTH)
    session.commit()
    assert unnamed_in(nomination) == unnamed_in(nomination, Audience.STAGE) == ["Ann Lee"]
    assert "Ann Lee" not in read_by_others(nomination)


def test_it_is_said_why_a_namesake_is_not_named(scene, nomination):
    refuse(name(scene, nomination, "Ann Lee", "ann@example.org", role="nurse"))
    other = name(scene, nomination, "Ann Lee", role="cook", twice=Twice.BOTH)
    assert "Another Ann Lee said no to being named. Until this one answers" in still_holds(other)
    assert still_holds(name(scene, nomination, "Bo Day")) == ""


def test_a_namesake_who_agreed_themselves_is_named(scene, session, nomination):
    refuse(name(scene, nomination, "Ann Lee", "ann@example.org", role="nurse"))
    other = name(scene, nomination, "Ann Lee", "lee@example.org", role="cook", twice=Twice.BOTH)
    keep_answer(other, OwnAnswer("Ann Lee", "", ALL), at=NOW)
    session.commit()
    assert unnamed_in(nomination) == []
    assert "Ann Lee is kind" in read_by_others(nomination)


def test_a_yes_that_others_typed_holds_beside_a_namesake_who_has_said_nothing(scene, nomination):
    name(scene, nomination, "Ann Lee", role="nurse")
    silent = name(scene, nomination, "Ann Lee", role="cook", twice=Twice.BOTH)
    silent.in_programme = False
    assert unnamed_in(nomination) == []


def note(scene: Scene, member: TeamMember, consents: Consents = NOTHING) -> None:
    note_consents(member, consents, by=scene.organiser, at=NOW)


def test_who_had_a_no_noted_does_not_become_another_person(scene, nomination):
    ann = name(scene, nomination, "Ann Lee")
    note(scene, ann)
    with pytest.raises(BrokenRule, match="noted on Monday 12 September 2022") as refused:
        change(scene, ann, "Bo Day", NOTHING)
    assert (refused.value.field, unnamed_in(nomination)) == ("name", ["Ann Lee"])


def test_of_who_had_a_no_noted_the_rest_is_put_right(scene, nomination):
    ann = name(scene, nomination, "ann lee")
    note(scene, ann, Consents(in_programme=True, on_stage=True))
    change(scene, ann, "Ann Lee", Consents(on_stage=True), "ann@example.org")
    assert (ann.name, ann.email, agreed_to(ann)) == ("Ann Lee", "ann@example.org", Consents(on_stage=True))
    assert ann.noted_at == NOW


def test_a_no_that_was_noted_is_not_widened_in_passing(scene, nomination):
    ann = name(scene, nomination, "Ann Lee")
    note(scene, ann, Consents(on_stage=True))
    with pytest.raises(BrokenRule, match="did not agree to “name in the programme”") as refused:
        change(scene, ann, "Ann Lee")
    assert (refused.value.field, agreed_to(ann)) == ("in_programme", Consents(on_stage=True))


def test_the_page_says_what_was_noted_and_leads_to_where_it_is_changed(
    scene, session, nomination, browser_of
):
    ann = name(scene, nomination, "Ann Lee")
    note(scene, ann, Consents(on_stage=True))
    session.commit()
    browser, address = browser_of(scene.delegate), f"/nominations/people/{ann.id}"
    page = browser.get(address).text
    assert "Ann Lee said no before on Monday 12 September 2022, to: name in the programme" in page
    assert f'href="{address}/consents"' in page
    assert 'name="on_stage"' in page and 'name="in_programme"' not in page
    assert browser.post(address, data={"name": "Ann Lee", "in_programme": "y"}).status_code == 422
    saved = browser.post(address, data={"name": "Ann Lee", "role": "nurse", "on_stage": "y"})
    assert (saved.status_code, ann.role, agreed_to(ann)) == (303, "nurse", Consents(on_stage=True))


STAGE, NAMED = Consents(on_stage=True), Consents(in_programme=True, on_stage=True)


def answer_and_leave(scene: Scene, nomination: Nomination, who: str, consents: Consents) -> None:
    """Somebody who answers from the team's mailbox and is then taken off the list."""
    member = name(scene, nomination, who, "team@example.org")
    keep_answer(member, OwnAnswer(who, "", consents), at=NOW)
    remove_member(member, by=scene.delegate, at=NOW)


@pytest.fixture
def shared(scene, session, nomination):
    """Cy, at the mailbox from which Ann and Bo said no to different things before they were taken off."""
    answer_and_leave(scene, nomination, "Ann Lee", STAGE)
    answer_and_leave(scene, nomination, "Bo Day", NAMED)
    cy = name(scene, nomination, "Cy Fox", "TEAM@example.org")
    session.commit()
    return cy


def test_what_all_at_a_mailbox_agreed_to_holds_for_who_is_named_there_next(shared):
    assert agreed_to(shared) == STAGE


def test_an_answer_from_a_shared_mailbox_is_nobody_elses_answer(scene, nomination, shared):
    assert (shared.answered_at, shared.noted_at) == (None, None)
    assert answer_of(shared) == "Told us by you"
    assert to_ask(team_of(nomination)) == [shared]


def test_from_a_shared_mailbox_nothing_is_agreed_to_that_nobody_told(scene, nomination):
    answer_and_leave(scene, nomination, "Ann Lee", STAGE)
    details = MemberDetails("Cy Fox", email="team@example.org")
    cy = add_member(nomination, scene.question("members"), details, by=scene.delegate, at=NOW)
    assert agreed_to(cy) == NOTHING


def test_only_they_themselves_agree_to_more_than_others_at_their_mailbox(scene, shared):
    with pytest.raises(BrokenRule, match="Somebody at TEAM@example.org said no to “name in the programme”"):
        change(scene, shared, "Cy Fox", email="TEAM@example.org")
    with pytest.raises(BrokenRule, match="Only Cy Fox can agree to it"):
        note_consents(shared, NAMED, by=scene.delegate, at=NOW)
    keep_answer(shared, OwnAnswer("Cy Fox", "", ALL), at=NOW)
    assert agreed_to(shared) == ALL


def test_who_moves_to_a_shared_mailbox_is_held_to_it(scene, nomination, shared):
    di = name(scene, nomination, "Di Roe")
    change(scene, di, "Di Roe", email="team@example.org")
    assert (agreed_to(di), di.answered_at) == (STAGE, None)


def test_it_is_said_why_less_holds_than_was_ticked(scene, session, nomination, browser_of):
    answer_and_leave(scene, nomination, "Ann Lee", STAGE)
    session.commit()
    browser, question = browser_of(scene.delegate), scene.question("members").id
    told = {"name": "Cy Fox", "email": "team@example.org", "in_programme": "y"}
    page = browser.post(
        f"/nominations/{nomination.id}/people/{question}", data=told, follow_redirects=True
    ).text
    assert "Somebody at team@example.org said no before, to: name in the programme" in page
    assert "Cy Fox said no" not in page and "Ann Lee said no" not in page
    listed = {"people": "Di Roe, cook, team@example.org"}
    page = browser.post(f"/nominations/{nomination.id}/people/{question}/paste", data=listed).text
    assert "Somebody at team@example.org said no before" in page


def test_a_noted_no_holds_for_the_name_as_it_was_written_before(scene, nomination):
    ann = name(scene, nomination, "Ann Lee")
    note(scene, ann)
    change(scene, ann, "Anñ Lée", NOTHING)
    assert unnamed_in(nomination) == ["Anñ Lée", "Ann Lee"]


@pytest.mark.parametrize("again", ["Ann Lée", "Lee, Ann", "LEE,  ann", "A\u0301nn Lee"])
def test_who_said_no_is_known_however_the_name_is_written(scene, nomination, again):
    refused = name(scene, nomination, "Ann Lee")
    refuse(refused)
    remove_member(refused, by=scene.delegate, at=NOW)
    there = name(scene, nomination, again)
    assert (there.name, agreed_to(there), unnamed_in(nomination)) == ("Ann Lee", NOTHING, ["Ann Lee"])
