"""Whatever refuses a form, the texts in it come back to be copied, or to be saved after signing in."""

import html
import re

import pytest

from awards.core.errors import Stale
from awards.judging.views import panels
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    refreshed,
)

TYPED = "Three words here\nand a second line <b>"
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def organiser(browser_of, session):
    return browser_of(make_person(Role.ORGANISER))


@pytest.fixture
def path(session):
    return f"/editions/{make_edition().slug}/panel/prepare"


@pytest.fixture
def with_tokens(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_form_whose_token_is_too_old_gives_its_texts_back(organiser, path, with_tokens):
    answer = organiser.post(path, data={"reason": TYPED, "name": "Two words"}, headers=HERE)
    assert answer.status_code == 400
    assert "Three words here\nand a second line &lt;b&gt;" in answer.text
    assert "Two words" not in answer.text


def test_a_clash_gives_them_back(organiser, path, monkeypatch):
    def clash(*_args, **_more):
        raise Stale("Somebody else changed this.")

    monkeypatch.setattr(panels, "prepare_judging", clash)
    answer = organiser.post(path, data={"reason": TYPED}, headers=HERE)
    assert answer.status_code == 409
    assert "What you typed" in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_another_site_cannot_choose_what_is_read_here(organiser, path, with_tokens, origin):
    answer = organiser.post(path, data={"reason": TYPED}, headers={"Origin": origin})
    assert answer.status_code == 400
    assert "Three words" not in answer.text


def test_a_password_is_never_shown(organiser, with_tokens):
    answer = organiser.post("/account", data={"new": "three unrelated words"}, headers=HERE)
    assert answer.status_code == 400
    assert "unrelated" not in answer.text


@pytest.fixture
def nominating(session):
    """A draft, its section's address, and who writes it."""
    organisation, edition = make_organisation(), make_edition()
    make_participant(edition, organisation)
    nomination = make_nomination(make_category(edition), organisation)
    writer = make_person(Role.DELEGATE, organisation=organisation)
    return nomination, f"/nominations/{nomination.id}/sections/team", writer


def press_again(client, page, path):
    """Press the button of the page that gives the texts back."""
    form = page.partition(f'action="{path}"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    return client.post(path, data={name: html.unescape(text) for name, text in fields.items()}, headers=HERE)


def test_a_section_sent_after_signing_out_is_saved_from_the_page_that_says_so(
    client, browser_of, nominating, with_tokens
):
    nomination, path, writer = nominating
    sent = {"q-challenge": TYPED, "writer": str(writer.id), "version": ""}
    refused = client.post(path, data=sent, headers=HERE)
    assert refused.status_code == 401
    assert "Sign in (opens in a new tab)" in refused.text and "Three words here" in refused.text
    browser = browser_of(writer)
    asked = press_again(browser, refused.text, path)  # another session, so another token
    assert asked.status_code == 401 and f"You are signed in as {writer.name}" in asked.text
    assert press_again(browser, asked.text, path).status_code == 303
    assert TYPED in [answer.value for answer in refreshed(nomination).answers]


def test_it_is_not_saved_in_the_name_of_somebody_else(browser_of, nominating, with_tokens):
    nomination, path, writer = nominating
    other = make_person(Role.DIRECTOR, organisation=nomination.organisation)
    sent = {"q-challenge": TYPED, "writer": str(writer.id), "version": ""}
    refused = browser_of(other).post(path, data=sent, headers=HERE)
    assert refused.status_code == 401 and "somebody else typed this" in refused.text
    assert "Save what I typed" not in refused.text


def test_without_tokens_the_end_of_a_session_gives_the_texts_back_as_well(client, nominating):
    _nomination, path, writer = nominating
    sent = {"q-challenge": TYPED, "writer": str(writer.id)}
    refused = client.post(path, data=sent, headers=HERE)
    assert refused.status_code == 401 and "Three words here" in refused.text


def test_a_form_that_does_not_say_who_typed_it_leads_to_sign_in(client, nominating):
    assert client.post(nominating[1], data={"q-challenge": TYPED}, headers=HERE).status_code == 303
