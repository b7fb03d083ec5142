"""Headers: what browsers and caches are told with every answer, and which hosts are answered."""

import re

import pytest

from awards.organisations.roles import Role
from awards.web.app import create_app
from awards.web.config import read_settings
from tests.factories import make_edition, make_person


@pytest.mark.parametrize("path", ["/", "/sign-in", "/healthz", "/no-such-page", "/account"])
def test_every_answer_carries_the_headers_that_protect_it(client, session, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Vary"] == "Cookie"


def test_the_policy_lets_nothing_in_from_elsewhere(client, session):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert re.search(r"https?:|\*", policy) is None
    for part in (
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "style-src 'self'",
    ):
        assert part in policy


def test_each_answer_has_a_nonce_of_its_own_and_its_scripts_carry_it(client, session):
    first, second = client.get("/"), client.get("/")
    nonces = [
        re.findall(r"'nonce-([^']+)'", each.headers["Content-Security-Policy"]) for each in (first, second)
    ]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0][0]}"' in first.text


def test_static_files_may_be_kept_and_are_not_sniffed(app, client):
    with client.get("/static/css/awards.css") as answer:
        assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "max-age=31536000, public"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/static/../awards/web/app.py", "/static/%2e%2e/pyproject.toml", "/static/.."]
)
def test_static_files_are_only_those_of_their_folder(client, session, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", 'a"b', "127.0.0.1@evil.example"])
def test_a_foreign_host_name_gets_no_page(client, session, host):
    make_edition(name="TEA 1999")
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.text == "This site does not answer to that name.\n"
    assert "Set-Cookie" not in answer.headers


def test_a_forwarded_host_counts_for_nothing_without_a_proxy(client, session):
    answer = client.get(
        "/account", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    )
    assert answer.location.startswith("/sign-in")
    assert "Strict-Transport-Security" not in answer.headers


def test_the_cookie_is_for_this_site_only_and_closed_to_scripts(client, session):
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("awards=")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie


def test_over_https_the_cookie_is_secure_and_browsers_stay_there(tmp_path):
    environment = {"AWARDS_DATA_DIR": str(tmp_path), "AWARDS_BASE_URL": "https://awards.example.org"}
    app = create_app(read_settings(environment | {"AWARDS_PROXIES": "1"}))
    assert app.config["SESSION_COOKIE_SECURE"] is True
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "awards.example.org"}
    answer = app.test_client().get("/static/no-such-file", headers=forwarded)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(browser_of, session, target):
    answer = browser_of(make_person(Role.JUDGE)).get("/sign-in", query_string={"next": target})
    assert "evil.example" not in (answer.location or "")
