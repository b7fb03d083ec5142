"""How fields and the page around them are drawn: labels, hints, errors and the one error summary."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template_string
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.datastructures import MultiDict

from awards.core.forms import Form
from tests.core.test_forms import NAMES, Everything

ROOT = Path(__file__).resolve().parents[2]
FIELD = '{% from "components/forms.html" import field %}{{ field(f, hint="A hint") }}'
PAGE = '{% extends "base.html" %}{% block title %}The team{% endblock %}'
HOSTILE = '"><script>alert(1)</script>'
TYPED = [name for name in NAMES if name not in ("password", "paper", "photo")]
SEEN = [name for name in NAMES if name != "token"]


@pytest.fixture
def app() -> Iterator[Flask]:
    """An application with our templates and nothing else."""
    app = Flask("pages", static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="for tests", WTF_CSRF_ENABLED=False)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_env.loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), govuk])
    app.jinja_env.globals["csp_nonce"] = lambda: "once"
    with app.test_request_context():
        yield app


def refused(**answers: str) -> Everything:
    """A form after these answers were posted and found wrong."""
    form = Everything(MultiDict({name.replace("__", "-"): value for name, value in answers.items()}))
    form.validate()
    return form


def draw(form: Form, name: str) -> str:
    """One field as it stands in a page."""
    return render_template_string(FIELD, f=form[name])


def page(**context: Any) -> str:
    """A whole page."""
    return render_template_string(PAGE, **context)


@pytest.mark.parametrize("name", SEEN)
def test_every_box_has_a_label_and_every_group_a_legend(app: Flask, name: str) -> None:
    html = draw(refused(), name)
    boxes = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html))
    assert boxes
    assert boxes == set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert ("<fieldset" in html) == ("<legend" in html) == (len(boxes) > 1)


@pytest.mark.parametrize("name", SEEN)
def test_a_field_is_described_by_its_hint_and_its_error(app: Flask, name: str) -> None:
    form = refused()
    form.add_error("It is wrong", name)
    html = draw(form, name)
    [described] = re.findall(r'aria-describedby="([^"]*-error)"', html)
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert set(described.split()) <= ids
    assert any(id.endswith("-hint") for id in described.split())
    assert "Error:" in html


@pytest.mark.parametrize("name", SEEN)
def test_the_error_summary_leads_to_a_box_of_the_field(app: Flask, name: str) -> None:
    form = refused(team="A", agreed="y")
    form.add_error("It is wrong", name)
    [(_, address)] = form.problems
    assert re.search(rf'<(?:input|select|textarea)[^>]* id="{(address or "")[1:]}"', draw(form, name))


@pytest.mark.parametrize("name", NAMES)
def test_what_was_typed_cannot_break_out_of_its_box(app: Flask, name: str) -> None:
    form = refused(**{name: HOSTILE, f"{name}__day": HOSTILE, f"{name}__time": HOSTILE})
    assert "<script" not in draw(form, name)


@pytest.mark.parametrize("name", ["team", "work", "email", "seats", "length"])
def test_a_refused_answer_is_given_back(app: Flask, name: str) -> None:
    assert "not&lt;right" in draw(refused(**{name: "not<right"}), name)


def test_a_limit_is_told_to_the_counter_and_in_words(app: Flask) -> None:
    html = draw(refused(), "work")
    assert 'data-maxwords="5"' in html
    assert "You can enter up to 5 words" in html


def test_what_was_chosen_is_marked(app: Flask) -> None:
    form = refused(field="education", panel="2", consents="press", agreed="y")
    assert re.search(r'value="education" checked', draw(form, "field"))
    assert re.search(r'value="2" selected', draw(form, "panel"))
    assert re.search(r'value="press" checked', draw(form, "consents"))
    assert re.search(r'value="y" checked', draw(form, "agreed"))


def test_a_password_is_never_drawn(app: Flask) -> None:
    assert "correct horse" not in draw(refused(password="correct horse"), "password")


def test_a_page_with_errors_says_so_in_its_title_and_once_in_a_summary(app: Flask) -> None:
    html = page(form=refused())
    assert "<title>Error: The team – TEA Awards</title>" in html
    assert html.count("govuk-error-summary__title") == 1
    assert '<a href="#team">Enter the team name</a>' in html


def test_a_page_without_errors_has_no_summary(app: Flask) -> None:
    html = page(form=refused(team="A", agreed="y"))
    assert "<title>The team – TEA Awards</title>" in html
    assert "govuk-error-summary" not in html


def test_the_sample_says_what_its_clock_reads(app: Flask) -> None:
    html = page(sample_clock="5pm on Friday 23 September 2022", navigation=[])
    assert "Its clock reads 5pm on Friday 23 September 2022" in html
    assert "Its clock reads" not in page(navigation=[])


def test_the_page_one_is_at_is_marked_in_the_navigation(app: Flask) -> None:
    html = page(
        navigation=[{"text": "Desk", "url": "/desk", "active": True}, {"text": "Results", "url": "/results"}]
    )
    assert html.count('aria-current="true"') == 1
    assert re.search(r'href="/desk" aria-current="true"', html)


def test_the_only_inline_script_carries_the_nonce(app: Flask) -> None:
    scripts = re.findall(r"<script([^>]*)>", page())
    assert [attributes.strip() for attributes in scripts if "src=" not in attributes] == ['nonce="once"']
