"""Whatever refuses a form, the texts in it come back to be copied."""

import pytest

from awards.core.errors import Stale
from awards.judging.views import panels
from awards.organisations.roles import Role
from tests.factories import make_edition, make_person

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
