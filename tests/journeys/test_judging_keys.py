"""A score sheet by keys alone, the keys switched off, and one part after the other on a phone."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Assignment
from awards.judging.order import place
from awards.judging.services import prepare_judging
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    NOW,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
)
from tests.journeys.scene import sign_in
from tests.journeys.visiting import PHONE, Site, Visitor

CHECKED = (
    "[...document.querySelectorAll('input[type=radio]:checked')].map((box) => `${box.name}=${box.value}`)"
)


@dataclass(frozen=True)
class Two:
    """A judge with two nominations, in the order in which they read."""

    site: Site
    judge: str
    paths: tuple[str, str]


@pytest.fixture
def two(site: Site) -> Two:
    with site.app.app_context():
        category = make_category(make_edition(Stage.JUDGING))
        judge = make_person(Role.JUDGE)
        make_panel(category, judge)
        for words in ("Nobody had time to listen. ", "Plans went unread. "):
            answers = {"challenge": words * 60}
            make_nomination(category, make_organisation(), NominationState.ACCEPTED, answers)
        prepare_judging(category.edition, by=judge, at=NOW)
        db.session.commit()
        made = sorted(db.session.query(Assignment), key=lambda each: place(judge.id, each.nomination_id))
        first, second = (f"/judging/assignments/{each.id}" for each in made)
        found = Two(site, judge.email, (first, second))
        db.session.remove()
    return found


@pytest.fixture
def judge(two: Two, visitor: Callable[..., Visitor]) -> Visitor:
    someone = visitor()
    sign_in(two.site, someone, two.judge)
    someone.open(two.paths[0])
    expect(someone.page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    return someone


def press(judge: Visitor, *keys: str) -> None:
    for key in keys:
        judge.page.keyboard.press(key)


def test_digits_give_points_one_criterion_after_the_other(judge: Visitor):
    press(judge, "j", "4", "3")
    assert judge.page.evaluate(CHECKED) == ["points-impact=4", "points-teamwork=3"]
    expect(judge.page.locator("[data-total]")).to_have_text("72.0")


def test_the_first_digit_is_for_the_first_criterion_without_points(judge: Visitor):
    press(judge, "4", "3")
    assert judge.page.evaluate(CHECKED) == ["points-impact=4", "points-teamwork=3"]


def test_points_that_need_a_sentence_wait_for_it(judge: Visitor):
    press(judge, "5", "w")
    judge.page.keyboard.type("Every family says so.")
    expect(judge.page.get_by_label("Why? Impact")).to_have_value("Every family says so.")
    press(judge, "Escape", "5", "3")
    assert judge.page.evaluate(CHECKED) == ["points-impact=5", "points-teamwork=3"]


def test_no_key_does_anything_while_somebody_types(two: Two, judge: Visitor):
    press(judge, "j", "w")
    judge.page.keyboard.type("jkn4?")
    expect(judge.page.get_by_label("Why? Impact")).to_have_value("jkn4?")
    assert judge.page.evaluate(CHECKED) == []
    press(judge, "Escape", "2")
    assert judge.page.evaluate(CHECKED) == ["points-impact=2"]


def test_a_nomination_is_scored_and_submitted_by_keys_alone(two: Two, judge: Visitor):
    press(judge, "j", "4", "3", "s", "Enter")
    judge.page.wait_for_url(f"**{two.paths[1]}")
    expect(judge.page.get_by_role("alert")).to_contain_text("submitted. 1 to go.")


def test_a_nomination_is_skipped_and_gone_back_to(two: Two, judge: Visitor):
    press(judge, "l")
    judge.page.wait_for_url(f"**{two.paths[1]}")
    expect(judge.page.get_by_role("alert")).to_contain_text("saved for later")
    press(judge, "p")
    judge.page.wait_for_url(f"**{two.paths[0]}")


def test_switched_off_the_keys_rest_and_the_device_remembers_it(two: Two, judge: Visitor):
    press(judge, "?")
    dialog = judge.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert Axe().run(judge.page).violations_count == 0
    dialog.get_by_label("Use keyboard shortcuts").uncheck()
    press(judge, "Escape")
    judge.page.reload()
    expect(judge.page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    press(judge, "?", "n", "j", "4")
    expect(dialog).to_be_hidden()
    expect(judge.page).to_have_url(re.compile(two.paths[0]))
    assert judge.page.evaluate(CHECKED) == []


def test_on_a_phone_one_press_leads_to_and_fro_between_text_and_sheet(
    two: Two, visitor: Callable[..., Visitor]
):
    judge = visitor(PHONE)
    sign_in(two.site, judge, two.judge)
    judge.open(two.paths[0])
    switch = judge.page.get_by_role("article").get_by_role("link", name="Go to the score sheet")
    expect(switch).to_be_in_viewport()
    judge.page.evaluate("scrollTo(0, 700)")
    switch.evaluate("(link) => link.click()")
    expect(judge.page.get_by_role("heading", name="Your score sheet")).to_be_in_viewport()
    judge.page.get_by_role("link", name="Back to the text").evaluate("(link) => link.click()")
    expect(switch).to_be_in_viewport()
    assert judge.page.evaluate("scrollY") == 700


def test_the_line_names_what_else_has_the_chosen_points(two: Two, judge: Visitor):
    first = judge.page.get_by_role("heading", level=1).inner_text()
    press(judge, "j", "4", "3", "l")
    judge.page.wait_for_url(f"**{two.paths[1]}")
    line = judge.page.locator("[data-others-line]").first
    expect(line).to_be_hidden()
    press(judge, "j", "4")
    expect(line).to_have_text(f"Your other 4: {first}")
    press(judge, "k", "1")
    expect(line).to_be_hidden()
