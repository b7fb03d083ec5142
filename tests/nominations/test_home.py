"""The home of directors and delegates: what is owed, by when, and the next thing to do."""

import datetime as dt

import pytest

from awards.accounts.models import Post
from awards.core.clock import show_moment
from awards.editions.states import Stage
from awards.nominations.models import Nomination
from awards.nominations.services import ask_for_sign_off, hand_back
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_organisation, make_participant, make_person


def home(scene, browser_of, person=None):
    return browser_of(person or scene.director).get("/nominations").text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (NominationState.SUBMITTED, "Your organisation has nominated."),
        (NominationState.SUBMITTED, "You can still change it until"),
        (NominationState.SUBMITTED, "Nothing for you to do now"),
        (NominationState.RETURNED, "change “Kites” as you were asked, by"),
        (NominationState.RETURNED, "The organisers wrote:"),
        (NominationState.ACCEPTED, "It goes to the judges. There is nothing more for you to do."),
        (NominationState.INELIGIBLE, "It cannot take part."),
        (NominationState.WITHDRAWN, "Withdrawn by your organisation."),
        (NominationState.WITHDRAWN, "Undo the withdrawal"),
        (NominationState.WITHDRAWN, "One nomination is due by"),
    ],
)
def test_every_state_has_its_next_step(scene, browser_of, state, words):
    scene.complete(state, team_name="Kites")
    assert words.casefold() in home(scene, browser_of).casefold()


def test_nothing_started_is_one_thing_to_do_with_its_deadline(scene, browser_of):
    page = home(scene, browser_of)
    assert "1 thing for you to do" in page and "Start your nomination, by" in page
    assert f"{show_moment(scene.edition.nominations_close_at)}, UK time" in page


def test_a_draft_with_gaps_is_the_delegates_to_finish(scene, browser_of):
    scene.nomination(team_name="Kites")
    page = home(scene, browser_of, scene.delegate)
    assert "Finish “Kites”, by" in page and "1 of 4 answers given" in page
    assert "NOT SUBMITTED. It is due by" in page
    page = home(scene, browser_of)
    assert "Nothing for you to do now" in page and f"{scene.delegate.name} can write it" in page


def test_a_director_who_writes_alone_finishes_it(scene, browser_of, session):
    scene.delegate.posts[0].ends_on = dt.date(2021, 1, 1)
    session.commit()
    scene.nomination(team_name="Kites")
    page = home(scene, browser_of)
    assert "Finish “Kites”, by" in page and "Nobody else writes for" in page


def test_a_whole_draft_is_the_directors_to_sign_and_the_delegates_to_hand_over(scene, browser_of):
    nomination = scene.complete(team_name="Kites")
    assert "Read and sign “Kites”, by" in home(scene, browser_of)
    assert f"ask {scene.director.name} to sign it" in home(scene, browser_of, scene.delegate)
    ask_for_sign_off(nomination, by=scene.delegate, at=dt.datetime.now(dt.UTC), base_url="https://a.example")
    page = home(scene, browser_of, scene.delegate)
    assert "Nothing for you to do now" in page and f"{scene.director.name} was asked to sign it" in page


def test_what_the_director_returned_is_the_delegates_to_change(scene, browser_of):
    nomination = scene.complete(team_name="Kites")
    when = {"at": dt.datetime.now(dt.UTC), "base_url": "https://a.example"}
    hand_back(nomination, "Say how many families.", by=scene.director, **when)
    page = home(scene, browser_of, scene.delegate)
    assert "Change “Kites” as you were asked" in page and "Say how many families." in page
    assert "You returned it with a comment." in home(scene, browser_of)


def test_a_director_of_two_organisations_sees_what_is_owed_by_which(scene, browser_of, session):
    other = make_organisation(name="Elsewhere Council")
    make_participant(scene.edition, other)
    scene.director.posts.append(Post(role=Role.DIRECTOR, organisation=other, starts_on=dt.date(2020, 1, 1)))
    scene.complete(team_name="Kites")
    page = home(scene, browser_of)
    assert "2 things for you to do" in page
    assert "Start your nomination, for Elsewhere Council, by" in page
    assert f"Read and sign “Kites”, for {scene.organisation.name}, by" in page


@pytest.mark.parametrize("stage", [Stage.SEALED, Stage.CEREMONY, Stage.PUBLISHED])
def test_once_results_are_made_the_page_says_where_to_look_and_nothing_else(
    scene, browser_of, session, stage
):
    scene.complete(NominationState.ACCEPTED)
    scene.edition.state = stage
    session.commit()
    page = home(scene, browser_of)
    assert "The ceremony programme" in page and scene.edition.venue in page
    assert "Nothing for you to do now" in page


def test_what_was_never_signed_says_so_loudly_after_closing(scene, browser_of, session):
    scene.complete()
    scene.edition.state = Stage.JUDGING
    session.commit()
    page = home(scene, browser_of)
    assert "NOT SUBMITTED. Nominations are closed." in page and "Nothing for you to do now" in page


def test_a_later_deadline_is_shown_with_its_reason(scene, browser_of, session):
    late = scene.edition.nominations_close_at + dt.timedelta(days=30)
    scene.participant.deadline_at, scene.participant.deadline_reason = late, "Flood at the town hall"
    session.commit()
    page = home(scene, browser_of)
    assert "Flood at the town hall" in page and f"{late:%B}" in page


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.SET_UP, "Nominations are not open yet. They open at"),
        (Stage.JUDGING, "Nominations are closed."),
    ],
)
def test_outside_its_stage_nothing_can_be_started_and_the_page_says_why(
    scene, browser_of, session, stage, words
):
    scene.edition.state = stage
    session.commit()
    page = home(scene, browser_of)
    assert words in page and "Start your nomination" not in page


def test_the_start_button_pressed_twice_starts_one(scene, browser_of, session):
    address = f"/nominations/start/{scene.category.id}/{scene.organisation.id}"
    browser = browser_of(scene.delegate)
    assert "Start your nomination" in browser.get("/nominations").text
    first, second = (browser.post(address, data={"number": "1"}) for _ in range(2))
    assert first.location == second.location
    assert session.query(Nomination).count() == 1


def test_starting_too_late_says_so(scene, browser_of, session):
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    session.commit()
    answer = browser_of(scene.director).post(
        f"/nominations/start/{scene.category.id}/{scene.organisation.id}"
    )
    assert answer.status_code == 409 and "Nominations closed at" in answer.text


def test_one_too_many_leads_home_with_a_sentence(scene, browser_of):
    scene.complete(NominationState.SUBMITTED)
    browser = browser_of(scene.director)
    address = f"/nominations/start/{scene.category.id}/{scene.organisation.id}"
    assert browser.post(address, data={"number": "2"}).location == "/nominations"
    assert "can make 1 nomination in" in browser.get("/nominations").text


def test_an_organisation_that_takes_no_part_is_told_whom_to_ask(scene, browser_of):
    stranger = make_person(Role.DIRECTOR, organisation=make_organisation())
    page = home(scene, browser_of, stranger)
    assert "takes no part in this edition" in page and scene.edition.contact in page


def test_the_directors_check_page_submits_what_was_read(scene, browser_of, session):
    nomination, browser = scene.complete(), browser_of(scene.director)
    check = f"/nominations/{nomination.id}/check"
    assert f'name="version" value="{nomination.version}"' in browser.get(check).text
    refused = browser.post(f"/nominations/{nomination.id}/submit", data={"version": "0"})
    assert refused.status_code == 409 and "Read it again, then sign." in refused.text
    data = {"version": str(nomination.version)}
    assert browser.post(f"/nominations/{nomination.id}/submit", data=data).status_code == 303
    assert browser.post(f"/nominations/{nomination.id}/submit", data=data).status_code == 303


@pytest.mark.parametrize("data", [{}, {"version": ""}, {"version": "²"}, {"version": "9" * 40}])
def test_nothing_is_signed_unseen(scene, browser_of, session, data):
    nomination, browser = scene.complete(), browser_of(scene.director)
    refused = browser.post(f"/nominations/{nomination.id}/submit", data=data)
    assert refused.status_code == 409 and "Read it again, then sign." in refused.text
    assert f'name="version" value="{nomination.version}"' in refused.text
    assert nomination.state is NominationState.DRAFT


def test_what_is_missing_is_listed_with_links(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.director)
    text = browser.get(f"/nominations/{nomination.id}/check").text
    assert "Still missing" in text and "/sections/team#q-challenge" in text
    data = {"version": str(nomination.version)}
    assert browser.post(f"/nominations/{nomination.id}/submit", data=data).status_code == 422


def test_who_asks_for_what_was_signed_meanwhile_is_told_that_it_is_submitted(scene, browser_of):
    nomination = scene.complete(NominationState.SUBMITTED, submitted_at=dt.datetime.now(dt.UTC))
    answer = browser_of(scene.delegate).post(f"/nominations/{nomination.id}/ask", follow_redirects=True)
    assert "It is submitted already" in answer.text
    assert "We have written" not in answer.text and "NOT SUBMITTED" not in answer.text


def test_who_asks_twice_is_told_that_nobody_was_written_to_again(scene, browser_of):
    browser, address = browser_of(scene.delegate), f"/nominations/{scene.complete().id}/ask"
    told = [browser.post(address, follow_redirects=True).text for _ in range(2)]
    assert "We have written to your director." in told[0]
    assert "was asked already" in told[1] and "We have written" not in told[1]


def test_a_delegate_asks_on_the_check_page(scene, browser_of):
    nomination, browser = scene.complete(), browser_of(scene.delegate)
    assert "Ask the director to sign" in browser.get(f"/nominations/{nomination.id}/check").text
    for _ in range(2):
        assert browser.post(f"/nominations/{nomination.id}/ask").status_code == 303
    assert "asked to sign" in browser.get(f"/nominations/{nomination.id}").text


def test_a_delegate_who_asks_with_gaps_is_told_what_is_missing(scene, browser_of):
    answer = browser_of(scene.delegate).post(f"/nominations/{scene.nomination().id}/ask")
    assert answer.status_code == 422 and "answer “Field”" in answer.text


def test_a_withdrawal_is_asked_for_twice_and_done_once(scene, browser_of):
    nomination, browser = scene.complete(NominationState.SUBMITTED), browser_of(scene.director)
    address = f"/nominations/{nomination.id}/withdraw"
    assert "Withdraw this nomination?" in browser.get(address).text
    for _ in range(2):
        assert browser.post(address).location == "/nominations"
    assert "Withdrawn by your organisation." in browser.get("/nominations").text


def test_there_is_no_receipt_before_it_is_submitted(scene, browser_of):
    assert browser_of(scene.director).get(f"/nominations/{scene.nomination().id}/receipt").status_code == 409
