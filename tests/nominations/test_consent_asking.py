"""Asking the people of a team, noting what they told, and who has answered."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.outbox import Message
from awards.editions.states import Audience, Stage
from awards.nominations.consent import agreed_to, answer_of, consent_link, standing
from awards.nominations.reading import team_of
from awards.nominations.services import (
    Consents,
    MemberDetails,
    OwnAnswer,
    add_list,
    add_member,
    ask_member,
    ask_team,
    change_member,
    keep_answer,
    note_consents,
)
from awards.nominations.states import NominationState
from awards.nominations.team_questions import questions_about
from awards.organisations.roles import Role
from tests.factories import make_organisation, make_person

SITE = "https://awards.example.org"
NOW = dt.datetime(2022, 9, 12, 9, tzinfo=dt.UTC)
BOTH = Consents(in_programme=True, on_stage=True)
STAGE = Consents(on_stage=True)


@pytest.fixture
def team(scene, session):
    """Ann and Bo with addresses, Cy without, Di for the organisers only."""
    nomination = scene.complete()
    at = dt.datetime.now(dt.UTC)
    for name, email, key in [
        ("Ann Lee", "ann@example.org", "members"),
        ("Bo Day", "bo@example.org", "members"),
        ("Cy Fox", "", "members"),
        ("Di Roe", "di@example.org", "leader"),
    ]:
        details = MemberDetails(name, "nurse", email)
        add_member(nomination, scene.question(key), details, by=scene.delegate, at=at)
    session.commit()
    return nomination


def who(team, name):
    return next(each for each in team.members if each.name == name)


def when(scene, at=NOW, by=None):
    return {"by": by or scene.delegate, "at": at}


def ask(scene, team, at=NOW):
    return ask_team(team, **when(scene, at), base_url=SITE)


def letters(session):
    return list(
        session.scalars(sa.select(Message).filter_by(kind="consent asked").order_by(Message.recipient))
    )


@pytest.mark.both_databases
def test_everybody_with_an_address_who_was_not_asked_is_written_to_once(scene, team, session):
    assert [ask(scene, team), ask(scene, team)] == [2, 0]
    assert [each.recipient for each in letters(session)] == ["ann@example.org", "bo@example.org"]


def test_the_letter_says_who_asks_what_for_and_where_and_names_nobody_else(scene, team, session):
    ask(scene, team)
    letter = letters(session)[0]
    for words in ("Hello Ann Lee", scene.delegate.name, scene.organisation.name, "as nurse", team.team_name):
        assert words in letter.body
    assert consent_link(who(team, "Ann Lee"), SITE) in letter.body
    assert "Bo Day" not in letter.body and "kind" not in letter.body


@pytest.mark.parametrize(("minutes", "written"), [(0, False), (9, False), (11, True)])
def test_somebody_can_be_asked_again_once_a_sitting(scene, team, session, minutes, written):
    ann = who(team, "Ann Lee")
    assert ask_member(ann, **when(scene), base_url=SITE)
    later = NOW + dt.timedelta(minutes=minutes)
    assert ask_member(ann, **when(scene, later), base_url=SITE) is written
    assert len(letters(session)) == 1 + written


def test_without_an_address_nobody_can_be_asked(scene, team):
    with pytest.raises(BrokenRule, match="no email address of Cy Fox"):
        ask_member(who(team, "Cy Fox"), **when(scene), base_url=SITE)


def test_those_named_for_the_organisers_only_are_not_asked(scene, team):
    with pytest.raises(NotFound):
        ask_member(who(team, "Di Roe"), **when(scene), base_url=SITE)


def test_a_new_address_is_asked_like_a_new_person(scene, team, session):
    ask(scene, team)
    ann, at = who(team, "Ann Lee"), dt.datetime.now(dt.UTC)
    change_member(ann, MemberDetails("Ann Lee", "nurse", "lee@example.org"), by=scene.delegate, at=at)
    assert ask(scene, team, NOW + dt.timedelta(minutes=1)) == 1
    assert [each.recipient for each in letters(session)][-1] == "lee@example.org"


@pytest.mark.parametrize(
    ("stage", "asked"),
    [
        (Stage.NOMINATIONS, 2),
        (Stage.JUDGING, 2),
        (Stage.SEALED, 2),
        (Stage.CEREMONY, 2),
        (Stage.PUBLISHED, 0),
    ],
)
def test_asking_stays_open_after_the_deadline_until_the_evening_is_over(scene, team, stage, asked):
    scene.edition.state, team.state, team.submitted_at = stage, NominationState.ACCEPTED, NOW
    late = scene.edition.nominations_close_at + dt.timedelta(days=1)
    if asked:
        assert ask(scene, team, late) == asked
    else:
        with pytest.raises(WrongState, match="The evening is over"):
            ask(scene, team, late)


def test_nobody_is_asked_about_a_nomination_that_was_withdrawn(scene, team):
    team.state = NominationState.WITHDRAWN
    with pytest.raises(WrongState, match="takes no part"):
        ask(scene, team)


def test_a_list_is_kept_and_asked_in_one_go(scene, team, session):
    new = [MemberDetails("Ed Poe", email="ed@example.org"), MemberDetails("Fay Moss")]
    at = dt.datetime.now(dt.UTC)
    kept = {"by": scene.delegate, "at": at, "base_url": SITE}
    assert add_list(team, scene.question("members"), new, ask=False, **kept) == (2, 0)
    assert add_list(team, scene.question("members"), new, ask=True, **kept) == (0, 3)
    assert "ed@example.org" in [each.recipient for each in letters(session)]


def note(scene, member, consents, by=None, at=NOW):
    note_consents(member, consents, **when(scene, at, by))


def test_what_somebody_told_is_noted_after_the_deadline_too(scene, team, session):
    late = scene.edition.nominations_close_at + dt.timedelta(days=1)
    note(scene, who(team, "Cy Fox"), BOTH, at=late)
    assert agreed_to(who(team, "Cy Fox")) == BOTH
    event = session.scalars(sa.select(Event).filter_by(action="consent noted")).one()
    assert event.details["given"] == ["in_programme", "on_stage"]


def test_a_no_by_telephone_is_no_silence(scene, team, session):
    cy = who(team, "Cy Fox")
    assert "Cy Fox" in " ".join(questions_about(team))
    note(scene, cy, Consents(), by=scene.organiser)
    assert answer_of(cy) == "Said no to everything, noted on Monday 12 September 2022"
    assert "Cy Fox" not in " ".join(questions_about(team))


def test_noting_the_same_again_is_no_act(scene, team, session):
    for _ in range(2):
        note(scene, who(team, "Cy Fox"), BOTH)
    assert len(list(session.scalars(sa.select(Event).filter_by(action="consent noted")))) == 1


@pytest.mark.both_databases
def test_after_somebody_answered_others_can_narrow_and_not_widen(scene, team):
    ann = who(team, "Ann Lee")
    keep_answer(ann, OwnAnswer("Ann Lee", "", STAGE), at=NOW)
    with pytest.raises(BrokenRule, match="did not agree to “name in the programme”. Only they") as refused:
        note(scene, ann, BOTH)
    assert refused.value.field == "in_programme"
    note(scene, ann, Consents())
    assert agreed_to(ann) == Consents()


def test_an_organiser_whom_somebody_rings_notes_a_no_and_never_a_yes(scene, team):
    cy = who(team, "Cy Fox")
    note(scene, cy, BOTH)
    note(scene, cy, STAGE, by=scene.organiser)
    with pytest.raises(BrokenRule, match="those who nominate them"):
        note(scene, cy, BOTH, by=scene.organiser)
    assert agreed_to(cy) == STAGE


@pytest.mark.parametrize(
    ("stage", "consents", "refused"),
    [
        (Stage.PUBLISHED, Consents(), False),
        (Stage.PUBLISHED, BOTH, True),
        (Stage.ARCHIVED, Consents(), True),
    ],
)
def test_after_the_evening_others_note_only_a_no(scene, team, stage, consents, refused):
    cy = who(team, "Cy Fox")
    note(scene, cy, STAGE)
    scene.edition.state = stage
    if refused:
        with pytest.raises(WrongState):
            note(scene, cy, consents)
    else:
        note(scene, cy, consents)
    assert agreed_to(cy) == (STAGE if refused else consents)


def test_a_person_taken_off_the_list_in_the_meantime_is_not_found(scene, team):
    ann = who(team, "Ann Lee")
    team.members.remove(ann)
    for act in (
        lambda: note(scene, ann, BOTH),
        lambda: ask_member(ann, **when(scene), base_url=SITE),
        lambda: keep_answer(ann, None, at=NOW),
    ):
        with pytest.raises((NotFound, AttributeError)):
            act()


def test_who_has_answered_is_counted_and_told(scene, team):
    ask(scene, team)
    keep_answer(who(team, "Ann Lee"), None, at=NOW)
    note(scene, who(team, "Cy Fox"), STAGE)
    people = team_of(team)
    assert standing(people).sentence == "1 of 3 has answered themselves."
    assert (standing(people).waiting, standing(people).to_ask, standing(people).without_address) == (1, 0, 1)
    assert [answer_of(each) for each in people] == [
        "Answered themselves on Monday 12 September 2022",
        "Asked on Monday 12 September 2022, no answer yet",
        "Told us by you",
    ]
    assert answer_of(people[-1], "Coventry") == "Told us by Coventry"


def test_who_was_not_asked_yet_is_told_apart_by_address(scene, team):
    assert [answer_of(each) for each in team_of(team)] == [
        "Not asked yet",
        "Not asked yet",
        "Not asked yet: we have no email address",
    ]


def test_who_nominates_sees_the_team_and_asks(scene, team, browser_of, session):
    browser, address = browser_of(scene.delegate), f"/nominations/{team.id}/team"
    page = browser.get(address).text
    assert "0 of 3 have answered" in page and "Ask all 2 who have not been asked" in page
    answer = browser.post(f"{address}/ask", follow_redirects=True)
    assert "We have written to 2 people" in answer.text and "Ask all" not in answer.text
    again = browser.post(f"/nominations/people/{who(team, 'Ann Lee').id}/ask", follow_redirects=True)
    assert "We wrote to Ann Lee a moment ago" in again.text
    assert len(letters(session)) == 2


def test_a_refusal_to_ask_is_said_on_the_page(scene, team, browser_of):
    answer = browser_of(scene.delegate).post(f"/nominations/people/{who(team, 'Cy Fox').id}/ask")
    assert answer.status_code == 422 and "We have no email address of Cy Fox" in answer.text


def test_what_they_told_is_noted_on_a_page(scene, team, browser_of):
    cy = who(team, "Cy Fox")
    browser, address = browser_of(scene.delegate), f"/nominations/people/{cy.id}/consents"
    assert "Better still, ask them by email" in browser.get(address).text
    assert browser.post(address, data={"in_photo": "y"}).status_code == 303
    assert (
        'Photo<span class="govuk-visually-hidden">: yes' in browser.get(f"/nominations/{team.id}/team").text
    )


def test_the_page_offers_only_what_can_still_be_noted(scene, team, browser_of, session):
    ann = who(team, "Ann Lee")
    keep_answer(ann, OwnAnswer("Ann Lee", "", STAGE), at=NOW)
    session.commit()
    browser = browser_of(scene.delegate)
    for address in (f"/nominations/people/{ann.id}/consents", f"/nominations/people/{ann.id}"):
        page = browser.get(address).text
        assert 'name="on_stage"' in page and 'name="in_press"' not in page and 'name="name"' not in page
    refused = browser.post(f"/nominations/people/{ann.id}/consents", data={"in_press": "y"})
    assert refused.status_code == 422 and "Only they can change that" in refused.text


@pytest.mark.parametrize(
    ("role", "sees", "notes", "asks"),
    [
        (Role.ORGANISER, True, True, False),
        (Role.AUDITOR, True, False, False),
        (Role.JUDGE, False, False, False),
        (Role.CHAIR, False, False, False),
        (Role.ADMINISTRATOR, False, False, False),
        (Role.DIRECTOR, False, False, False),
    ],
)
def test_others_see_note_and_ask_only_what_is_theirs(scene, team, browser_of, role, sees, notes, asks):
    scene.edition.state, team.state, team.submitted_at = Stage.CHECKING, NominationState.SUBMITTED, NOW
    elsewhere = make_organisation() if role is Role.DIRECTOR else None
    browser, ann = browser_of(make_person(role, organisation=elsewhere)), who(team, "Ann Lee")
    found = [
        browser.get(f"/nominations/{team.id}/team").status_code == 200,
        browser.get(f"/nominations/people/{ann.id}/consents").status_code == 200,
        browser.post(f"/nominations/people/{ann.id}/ask").status_code == 303,
    ]
    assert found == [sees, notes, asks]


def test_a_draft_and_its_team_are_not_for_the_organiser(scene, team, browser_of):
    assert browser_of(scene.organiser).get(f"/nominations/{team.id}/team").status_code == 404


def test_the_link_is_for_its_reader_only_and_not_on_the_page_of_messages(scene, team, session, browser_of):
    ask(scene, team)
    session.commit()
    page = browser_of(scene.organiser).get(f"/outbox/{letters(session)[0].id}").text
    assert "ann@example.org" in page and "/consent/" not in page


@pytest.fixture
def twice(scene, team, session):
    """Ann, who is named in two lists of people who are honoured."""
    scene.question("leader").audience = Audience.PROGRAMME
    also = who(team, "Di Roe")
    also.name, also.email = "ann lee", "ANN@example.org"
    session.commit()
    return [each for each in team.members if each.email.casefold() == "ann@example.org"]


def test_whoever_is_named_in_two_lists_is_written_to_once(scene, team, twice, session):
    assert (ask(scene, team), ask(scene, team)) == (2, 0)
    assert [each.recipient.casefold() for each in letters(session)] == ["ann@example.org", "bo@example.org"]


@pytest.mark.parametrize("place", [0, 1])
def test_the_answer_of_whoever_is_named_in_two_lists_holds_in_both(twice, place):
    keep_answer(twice[place], OwnAnswer("Anne Lee", "AN", STAGE), at=NOW)
    assert {(each.name, each.say_as, each.answered_at) for each in twice} == {("Anne Lee", "AN", NOW)}
    assert {agreed_to(each) for each in twice} == {STAGE}


def test_what_is_noted_of_whoever_is_named_in_two_lists_holds_in_both(scene, twice):
    note_consents(twice[0], STAGE, **when(scene))
    assert {agreed_to(each) for each in twice} == {STAGE}


def test_the_address_of_whoever_is_named_in_two_lists_changes_in_both(scene, twice):
    change_member(
        twice[0], MemberDetails("Ann Lee", "nurse", "new@example.org"), **when(scene, dt.datetime.now(dt.UTC))
    )
    assert [(each.email, each.link_number) for each in twice] == [("new@example.org", 2)] * 2


def test_people_who_share_an_address_answer_each_for_themselves(scene, team, session):
    who(team, "Bo Day").email = "ann@example.org"
    session.commit()
    assert ask(scene, team) == 2
    keep_answer(who(team, "Ann Lee"), None, at=NOW)
    assert who(team, "Bo Day").answered_at is None


@pytest.mark.parametrize("page", ["people/{members}", "people/{members}/paste"])
def test_after_the_deadline_nobody_is_asked_for_names_in_vain(scene, team, session, browser_of, page):
    browser, address = browser_of(scene.delegate), page.format(members=scene.question("members").id)
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    session.commit()
    text = browser.get(f"/nominations/{team.id}/{address}").text
    assert "Nominations closed" in text and "<textarea" not in text and 'name="email"' not in text


def test_after_the_deadline_the_team_can_be_asked_and_not_changed(scene, team, session, browser_of):
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    session.commit()
    text = browser_of(scene.delegate).get(f"/nominations/{team.id}/team").text
    assert "Ask all 2" in text and ">Change<" not in text and "too late to add it" in text
