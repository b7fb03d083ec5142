"""Pages of directors and delegates, walked from start to receipt."""

from awards.core.outbox import Message
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from tests.nominations.conftest import COMPLETE


def test_a_team_goes_from_the_start_button_to_the_receipt(scene, browser_of, session):
    browser = browser_of(scene.director)
    assert "One nomination is due by" in browser.get("/nominations").text
    started = browser.post(
        f"/nominations/start/{scene.category.id}/{scene.organisation.id}", data={"number": "1"}
    )
    assert started.status_code == 303
    address = started.location
    assert "NOT SUBMITTED" in browser.get(address).text
    section = f"{address}/sections/team"
    assert browser.get(section).status_code == 200
    saved = browser.post(
        section, data={"q-team-name": "Owls", "then": "next"} | {f"q-{k}": v for k, v in COMPLETE.items()}
    )
    assert saved.status_code == 303 and saved.location == f"{address}/sections/more"
    assert browser.get(saved.location).status_code == 200
    assert "They are kind." in browser.get(f"{address}/check").text
    read = {"version": str(session.query(Nomination).one().version)}
    sent = browser.post(f"{address}/submit", data=read)
    assert sent.location == f"{address}/receipt"
    nomination = session.query(Nomination).one()
    assert nomination.reference in browser.get(sent.location).text
    assert nomination.state is NominationState.SUBMITTED
    assert {message.recipient for message in session.query(Message)} == {
        scene.director.email,
        scene.delegate.email,
    }
