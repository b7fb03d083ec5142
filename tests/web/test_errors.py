"""Error pages: what happened, in plain words, and nothing that was not asked."""

import pytest
import sqlalchemy as sa

from awards.core.database import db
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from awards.web import views
from awards.web.app import create_app
from awards.web.config import read_settings
from tests.architecture.test_walk import without_draws
from tests.factories import make_category, make_edition, make_nomination, make_organisation, make_person

MISSING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def nomination(session):
    return make_nomination(make_category(make_edition()), make_organisation(), NominationState.SUBMITTED)


@pytest.mark.parametrize("below", ["", "/check", "/sections/team", "/review"])
def test_somebody_elses_nomination_looks_like_none(browser_of, nomination, below):
    stranger = browser_of(make_person(Role.DIRECTOR, organisation=make_organisation()))
    real, none = (stranger.get(f"/nominations/{each}{below}") for each in (nomination.id, MISSING))
    assert (real.status_code, none.status_code) == (404, 404)
    assert without_draws(real.text) == without_draws(none.text)


def test_a_page_of_the_desk_is_refused_by_name_because_everybody_knows_the_edition(browser_of, session):
    edition = make_edition()
    answer = browser_of(make_person(Role.JUDGE)).get(f"/editions/{edition.slug}")
    assert answer.status_code == 403
    assert "You do not have permission to see this page." in answer.text


def test_nobody_is_sent_to_sign_in_and_afterwards_back(client, session):
    edition = make_edition()
    answer = client.get(f"/editions/{edition.slug}?tab=1")
    assert (answer.status_code, answer.location) == (303, f"/sign-in?next=/editions/{edition.slug}?tab%3D1")


def test_a_form_without_its_token_is_refused_in_a_sentence(app, client, session):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post("/sign-in", data={"email": "someone@example.org"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "Go back, reload the page and try again." in answer.text


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/sign-in?next=/account", True),
        ("http://elsewhere.example/sign-in", False),
        ("http://localhost//elsewhere.example", False),
        ("http://localhost/sign-out", False),
        ("", False),
    ],
)
def test_a_refused_press_leads_back_to_the_page_it_came_from(client, session, referrer, back):
    answer = client.delete("/sign-in", headers={"Referer": referrer})
    assert answer.status_code == 405
    assert ("Go back to the page you came from" in answer.text) is back
    assert ('href="/sign-in?next=/account"' in answer.text) is back
    assert "elsewhere.example" not in answer.text


@pytest.mark.parametrize(
    ("content_type", "megabytes"),
    [("application/x-www-form-urlencoded", 1), ("multipart/form-data; boundary=x", 26)],
)
def test_what_is_too_large_is_refused_in_a_sentence(client, session, content_type, megabytes):
    answer = client.post("/sign-in", data=b"x" * (megabytes * 1024 * 1024), content_type=content_type)
    assert answer.status_code == 413
    assert "That is too large" in answer.text


def test_a_wrong_method_says_which_are_right(client, session):
    answer = client.delete("/")
    assert answer.status_code == 405
    assert sorted(answer.allow) == ["GET", "HEAD", "OPTIONS"]


@pytest.mark.parametrize(
    "path", ["/%ff%fe", "/nominations/1", "/nominations/..%2f..", "/editions/%00", "/x" * 500]
)
def test_an_odd_address_is_a_page_that_is_not_there(browser_of, session, path):
    answer = browser_of(make_person(Role.ORGANISER)).get(path)
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_an_error_of_ours_tells_nothing_of_its_cause(browser_of, session, monkeypatch):
    def break_down(*_args):
        raise ZeroDivisionError("the secret cause")

    monkeypatch.setattr(views, "ways_in", break_down)
    answer = browser_of(make_person(Role.ORGANISER, name="Olivia Organiser")).get("/")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.text
    for told in ("secret cause", "ZeroDivisionError", "Traceback", "Olivia"):
        assert told not in answer.text


def test_a_database_that_is_away_is_a_page_too(tmp_path):
    app = create_app(
        read_settings({"AWARDS_DATA_DIR": str(tmp_path), "AWARDS_SECRET_KEY": "k" * 40}),
        PROPAGATE_EXCEPTIONS=False,
    )
    client = app.test_client()
    for path in ("/", "/sign-in", "/editions/tea-2022", "/healthz"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "10"
        assert "Sorry, the service is busy" in answer.text
        assert "no such table" not in answer.text
    with app.app_context():
        db.engine.dispose()


def test_what_was_typed_before_an_error_is_not_kept(browser_of, session):
    edition = make_edition()
    organiser = browser_of(make_person(Role.ORGANISER))
    before = session.scalar(sa.select(Edition.state).filter_by(id=edition.id))
    answer = organiser.post(
        f"/editions/{edition.slug}/move", data={"move": "archive", "expected": "nominations"}
    )
    assert answer.status_code == 422
    assert session.scalar(sa.select(Edition.state).filter_by(id=edition.id)) == before


@pytest.mark.both_databases
@pytest.mark.parametrize("query", ["award=%00", "page=%00", "state=a%00b"])
def test_a_zero_byte_names_nothing_on_either_database(browser_of, session, query):
    organiser, edition = browser_of(make_person(Role.ORGANISER)), make_edition(Stage.MODERATION)
    for path in ("/editions/%00/results", f"/editions/{edition.slug}/results?{query}"):
        assert organiser.get(path).status_code == 404
