"""Logs: one line of JSON a request, and nobody's name, address, words or cookie in it."""

import json

import pytest
import sqlalchemy as sa

from awards.organisations.roles import Role
from awards.web import views
from tests.factories import make_organisation, make_person

SECRET = "grace.hopper@example.org"


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_a_request_is_one_line_that_says_what_was_asked_and_how_it_ended(client, session, capsys):
    client.get("/healthz")
    (line,) = lines(capsys)
    assert (line["event"], line["endpoint"], line["method"], line["status"]) == (
        "request",
        "web.healthz",
        "GET",
        200,
    )
    assert set(line) == {"event", "endpoint", "method", "status", "ms", "request", "level", "timestamp"}


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.get("/people", query_string={"name": SECRET}),
        lambda client: client.post("/sign-in", data={"email": SECRET, "password": SECRET}),
        lambda client: client.post("/sign-in-link", data={"email": SECRET}),
        lambda client: client.get(f"/sign-in/link/{SECRET}"),
        lambda client: client.get(f"/no/{SECRET}", headers={"User-Agent": SECRET, "Referer": SECRET}),
        lambda client: client.get("/", headers={"X-Forwarded-For": SECRET, "Authorization": SECRET}),
        lambda client: client.post(
            "/people/invite", data={"email": SECRET, "name": SECRET, "role": "judge", "title": SECRET}
        ),
    ],
)
def test_no_line_names_a_person_or_repeats_what_was_sent(browser_of, session, capsys, ask):
    client = browser_of(
        make_person(Role.ORGANISER, name=SECRET, email=SECRET, organisation=make_organisation())
    )
    client.set_cookie("tracking", SECRET)
    ask(client)
    written = capsys.readouterr()
    assert '"event": "request"' in written.out
    assert SECRET not in written.out + written.err
    assert "127.0.0.1" not in written.out + written.err


def test_an_error_of_ours_is_logged_with_its_cause(client, session, capsys, monkeypatch):
    def break_down(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(views, "ways_in", break_down)
    client.get("/")
    error = next(line for line in lines(capsys) if line["level"] == "error")
    assert (error["event"], error["error"], error["endpoint"]) == (
        "unexpected error",
        "ZeroDivisionError",
        "web.home",
    )
    assert "break_down" in error["exception"]


def test_an_error_of_the_database_does_not_repeat_what_was_to_be_stored(session):
    with pytest.raises(sa.exc.IntegrityError) as refused:
        make_person(email=SECRET.upper())
    assert "email_is_lower_case" in str(refused.value)
    assert SECRET.upper() not in str(refused.value)
