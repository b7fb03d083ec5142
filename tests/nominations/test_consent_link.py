"""The page on which somebody says, without an account, what may be shown of them."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa
from itsdangerous import URLSafeSerializer

from awards.core.audit import Event
from awards.core.throttle import Attempt
from awards.editions.states import Stage
from awards.nominations.consent import SALT, agreed_to, consent_link, read_link
from awards.nominations.models import TeamMember
from awards.nominations.namesakes import Twice
from awards.nominations.reading import unnamed_in
from awards.nominations.services import Consents, MemberDetails, add_member, change_member, remove_member
from awards.nominations.states import NominationState
from tests.counting import counted_statements
from tests.factories import refreshed

YES = {
    "in_programme": "yes",
    "on_stage": "yes",
    "in_photo": "yes",
    "in_social_media": "yes",
    "in_press": "yes",
}
NO = dict.fromkeys(YES, "no")
OWN = {"name": "Ann Lee", "say_as": ""}
SECRET = "secret-of-the-text"


@pytest.fixture
def nomination(scene, session):
    """Ann and Bo are in the team; the text is nobody's business."""
    nomination = scene.nomination(answers={"why-this-team": SECRET, "challenge": SECRET})
    for name in ("Ann Lee", "Bo Day"):
        details = MemberDetails(name, "nurse", f"{name[:2].strip().lower()}@example.org")
        add_member(
            nomination, scene.question("members"), details, by=scene.delegate, at=dt.datetime.now(dt.UTC)
        )
    session.commit()
    return nomination


@pytest.fixture
def ann(nomination):
    return nomination.members[0]


def link(member: TeamMember) -> str:
    return consent_link(member, "")


def signed(app, payload, key=None, salt=SALT, **how):
    return "/consent/" + URLSafeSerializer(key or app.config["SECRET_KEY"], salt=salt, **how).dumps(payload)


def test_the_page_says_who_nominated_them_as_what_for_what_and_asks(scene, ann, client):
    page = client.get(link(ann)).text
    for words in (
        "Ann Lee: what may be shown of you?",
        scene.organisation.name,
        ann.nomination.team_name,
        "<strong>nurse</strong>",
        "Team Excellence Award",
        "Do not name me",
        scene.edition.contact,
    ):
        assert words in page


def test_the_page_tells_nothing_of_others_nor_of_the_text(scene, ann, client):
    client.post(link(ann), data=OWN | YES)
    page = client.get(link(ann)).text
    assert "Ann Lee" in page
    for secret in ("Bo Day", SECRET, scene.delegate.name, ann.nomination.reference, "ann@example.org", "an@"):
        assert secret not in page


@pytest.mark.both_databases
def test_an_answer_is_kept_and_confirmed_in_words(ann, client):
    answer = client.post(link(ann), data=OWN | YES | {"in_photo": "no"}, follow_redirects=True)
    assert "Thank you, we have your answer" in answer.text
    assert "You said no to: in the photo." in answer.text
    ann = refreshed(ann)
    assert agreed_to(ann) == Consents(True, True, False, True, True)
    assert ann.answered_at is not None and ann.spelled_at is None


def test_do_not_name_me_is_one_press_and_needs_nothing_else(ann, client):
    client.post(link(ann), data=OWN | YES)
    answer = client.post(link(ann), data={"answer": "nothing"}, follow_redirects=True)
    assert "You are not named or shown anywhere" in answer.text
    assert (agreed_to(refreshed(ann)), ann.name) == (Consents(), "Ann Lee")


def test_somebody_can_change_their_mind_again_and_again(ann, client):
    for choice, agreed in ((YES, True), (NO, False), (YES, True)):
        assert client.post(link(ann), data=OWN | choice).status_code == 303
        assert bool(agreed_to(refreshed(ann))) is agreed


def test_everybody_answers_for_themselves_only(ann, client, nomination):
    client.post(link(ann), data=OWN | YES)
    assert refreshed(nomination.members[1]).answered_at is None


def test_what_others_said_stands_as_a_yes_and_nothing_stands_as_a_no(ann, client, session):
    ann.in_programme, ann.on_stage = True, False
    session.commit()
    page = client.get(link(ann)).text
    assert "They have told us that you agree to: name in the programme." in page
    assert len(re.findall(r"<input[^>]* checked", page)) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (OWN, "Choose yes or no: your name and role in the programme"),
        (OWN | YES | {"on_stage": "maybe"}, "choose one of the answers shown"),
        (OWN | YES | {"name": " \u200b"}, "Enter your name"),
        (OWN | YES | {"name": "A" * 201}, "200 characters or fewer"),
    ],
)
def test_a_wrong_answer_gives_a_sentence_and_changes_nothing(ann, client, data, sentence):
    answer = client.post(link(ann), data=data)
    assert answer.status_code == 422 and sentence in answer.text
    assert (refreshed(ann).answered_at, ann.name) == (None, "Ann Lee")


def test_the_own_spelling_is_kept_told_apart_and_recorded_without_a_name(
    ann, client, session, browser_of, scene
):
    client.post(link(ann), data=OWN | YES | {"name": "Anne Léa", "say_as": "AN lay-AH"})
    ann = refreshed(ann)
    assert (ann.name, ann.say_as, ann.name_before) == ("Anne Léa", "AN lay-AH", "Ann Lee")
    page = browser_of(scene.delegate).get(f"/nominations/{ann.nomination_id}/team").text
    assert "Wrote their own name on" in page and "(before: Ann Lee)" in page
    events = session.scalars(sa.select(Event).where(Event.action.in_(["consent answered", "name corrected"])))
    details = [str(event.details) for event in events]
    assert len(details) == 2 and "Ann" not in " ".join(details)


def test_whoever_also_leads_the_team_is_spelled_the_same_there(scene, ann, client, session):
    for name, key in (("ann  lee", "leader"), ("Ann Lee", "members")):
        details, at = MemberDetails(name, "head"), dt.datetime.now(dt.UTC)
        details = details if key == "leader" else MemberDetails(name, "head", twice=Twice.BOTH)
        add_member(ann.nomination, scene.question(key), details, by=scene.delegate, at=at)
    session.commit()
    client.post(link(ann), data=OWN | YES | {"name": "Anne Léa"})
    rows = sorted((each.question.key, each.role, each.name) for each in refreshed(ann.nomination).members)
    assert rows == [
        ("leader", "head", "Anne Léa"),
        ("members", "head", "Ann Lee"),
        ("members", "nurse", "Anne Léa"),
        ("members", "nurse", "Bo Day"),
    ]


def test_hostile_names_are_shown_as_text(ann, client):
    hostile = "<script>alert(1)</script> {{7*7}} %s"
    client.post(link(ann), data=OWN | YES | {"name": hostile})
    page = client.get(link(ann)).text
    assert refreshed(ann).name == hostile
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.SEALED, Stage.CEREMONY])
def test_the_link_works_after_the_deadline_and_whatever_the_state(ann, client, session, stage):
    ann.nomination.edition.state = stage
    ann.nomination.state, ann.nomination.submitted_at = NominationState.ACCEPTED, ann.created_at
    session.commit()
    assert client.post(link(ann), data=OWN | YES).status_code == 303
    assert refreshed(ann).in_press


def test_after_the_evening_no_name_is_read_out_and_all_else_can_be_changed(ann, client, session):
    ann.on_stage, ann.nomination.edition.state = True, Stage.PUBLISHED
    session.commit()
    assert 'name="on_stage"' not in client.get(link(ann)).text
    client.post(link(ann), data=OWN | NO | {"in_press": "yes"})
    assert agreed_to(refreshed(ann)) == Consents(on_stage=True, in_press=True)


def test_a_nomination_that_is_out_says_that_nothing_is_shown(ann, client, session):
    ann.nomination.state = NominationState.WITHDRAWN
    session.commit()
    assert "nothing of it is shown" in client.get(link(ann)).text


def gone(client, address):
    """The link leads nowhere, by any method, and says what to do."""
    page = client.get(address)
    assert page.status_code == 404
    assert client.post(address, data=OWN | YES).status_code == 404
    assert client.post(address, data={"answer": "nothing"}).status_code == 404
    assert "ask the person who told you about the nomination" in page.text
    return page.text


def test_wrong_links_all_look_the_same_and_change_nothing(app, ann, client):
    number = f"{ann.id.hex}.1"
    wrong = [
        "/consent/nonsense",
        link(ann)[:-1],
        link(ann)[:-20],
        link(ann).replace("/consent/", "/consent/x"),
        signed(app, number, key="k" * 39 + "x"),
        signed(app, number, salt="another purpose"),
        signed(app, number),
        "/consent/" + "é" * 40,
    ]
    pages = {re.sub(r'nonce="[^"]*"', "", gone(client, address)) for address in wrong}
    assert len(pages) == 1
    assert refreshed(ann).answered_at is None


@pytest.mark.parametrize(
    "payload", ["", "x", "x.1", [1], {"a": 1}, None, "00000000000040008000000000000000.1"]
)
def test_what_we_signed_and_makes_no_sense_leads_nowhere(app, ann, client, payload):
    how = {"signer_kwargs": {"key_derivation": "hmac", "digest_method": __import__("hashlib").sha256}}
    gone(client, signed(app, payload, **how))


def test_an_old_link_is_gone_once_the_address_was_changed(scene, ann, client, session):
    old = link(ann)
    details = MemberDetails("Ann Lee", "nurse", "new@example.org")
    change_member(ann, details, by=scene.delegate, at=dt.datetime.now(dt.UTC))
    session.commit()
    gone(client, old)
    assert client.get(link(ann)).status_code == 200


def test_the_link_is_gone_with_the_person_and_with_the_edition(ann, client, session, nomination):
    bo = nomination.members[1]
    nomination.members.remove(bo)
    nomination.edition.state = Stage.ARCHIVED
    address = link(bo)
    session.commit()
    gone(client, address)
    gone(client, link(ann))


@pytest.mark.both_databases
def test_who_was_taken_off_the_list_can_still_say_no_to_more(scene, ann, client, session):
    client.post(link(ann), data=OWN | YES | {"in_press": "no"})
    nomination = ann.nomination
    remove_member(ann, by=scene.delegate, at=dt.datetime.now(dt.UTC))
    session.commit()
    page = client.get(link(ann)).text
    assert "no longer on the list" in page and "You said no to: press." in page
    assert client.post(link(ann), data={"answer": "nothing"}).status_code == 303
    assert agreed_to(refreshed(ann)) == Consents()
    assert "Ann Lee" in unnamed_in(refreshed(nomination))


def test_those_named_for_the_organisers_only_have_no_such_page(scene, nomination, client, session):
    leader = add_member(
        nomination,
        scene.question("leader"),
        MemberDetails("Di Roe"),
        by=scene.delegate,
        at=dt.datetime.now(dt.UTC),
    )
    session.commit()
    gone(client, link(leader))


def test_reading_the_page_changes_nothing(ann, client, session):
    with counted_statements() as statements:
        assert client.get(link(ann)).status_code == 200
    assert not [each for each in statements if not each.startswith("SELECT")]
    assert len(statements) <= 12


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_cache_no_search_engine_and_no_other_page_learns_the_address(ann, client, method):
    for address in (link(ann), "/consent/nonsense"):
        headers = getattr(client, method)(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
    assert client.get("/").headers["Referrer-Policy"] == "same-origin"


def test_no_cookie_is_needed_to_answer(app, ann, client):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(link(ann), data=OWN | YES, base_url="https://localhost")
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 303 and refreshed(ann).answered_at


def test_nobody_answers_without_end(ann, client, session):
    codes = [client.post(link(ann), data={"answer": "nothing"}).status_code for _ in range(31)]
    assert (codes[29], codes[30]) == (303, 429)


def test_links_are_not_tried_at_random_without_end(ann, client, session):
    codes = {client.post("/consent/nonsense", data=OWN | YES).status_code for _ in range(3)}
    assert codes == {404}
    assert session.scalar(sa.select(sa.func.count()).select_from(Attempt).filter_by(what="consent")) == 3


def test_a_link_is_read_back(app, ann):
    assert read_link(link(ann).rpartition("/")[2]) == (ann.id, 1)
    assert read_link("nonsense") is None
