"""An organiser builds an entry form with the keyboard alone, or by dragging, and previews it."""

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from awards.core.database import db
from awards.editions.models import Category
from awards.editions.states import Stage
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_person,
)
from tests.journeys.scene import Draft
from tests.journeys.visiting import PHONE, Site, Visitor
from tests.nominations.conftest import add_special_questions


class Workshop:
    """A category whose entry form is being made, and its organiser's window."""

    def __init__(self, site: Site, visitor: Visitor, *, empty: bool = False, answered: bool = False) -> None:
        self.site, self.visitor, self.page = site, visitor, visitor.page
        with site.app.app_context():
            category = make_category(make_edition(Stage.SET_UP))
            self.id, self.edition = category.id, category.edition.slug
            if empty:
                for question in category.sections[0].questions:
                    db.session.delete(question)
                db.session.delete(category.sections[0])
                db.session.commit()
            else:
                add_special_questions(category)
            if answered:
                make_nomination(category, make_organisation(), answers={"challenge": "No soup."})
            organiser = make_person(Role.ORGANISER).email
            db.session.remove()
        Draft(site, uuid.uuid4(), self.edition, "", "", organiser).sign_in(visitor, organiser)

    @property
    def path(self) -> str:
        """Where its entry form is."""
        return f"/editions/{self.edition}/set-up/categories/{self.id}/form"

    def form(self) -> list[list[str]]:
        """The keys of its questions, page by page, as the database has them."""
        with self.site.app.app_context():
            category = db.session.get(Category, self.id)
            assert category is not None
            found = [[question.key for question in section.questions] for section in category.sections]
            db.session.remove()
        return found

    def key(self, target: Locator, key: str = "Enter") -> None:
        """Press a key on something that the keyboard reaches."""
        target.focus()
        assert target.evaluate("here => here === document.activeElement && here.tabIndex >= 0")
        self.page.keyboard.press(key)

    def enter(self, role: str, name: str) -> None:
        """Follow a link or press a button with the keyboard and look at where it leads."""
        with self.page.expect_navigation():
            self.key(self.page.get_by_role(role, name=name, exact=True).first)
        self.visitor.look()

    def type(self, label: str, words: str) -> None:
        """Type into the box with this label."""
        self.page.get_by_label(label, exact=True).focus()
        self.page.keyboard.type(words)

    def drag(self, what: Locator, to: Locator, part: float) -> None:
        """Take ``what`` by its handle and let it go over ``to``, so far down it."""
        handle = what.locator("[data-handle]").first
        handle.scroll_into_view_if_needed()
        start, end = handle.bounding_box(), to.bounding_box()
        assert start and end
        self.page.mouse.move(start["x"] + 8, start["y"] + 8)
        self.page.mouse.down()
        self.page.mouse.move(end["x"] + 60, end["y"] + end["height"] * part, steps=8)
        self.page.mouse.up()

    def row(self, label: str) -> Locator:
        """The row of a question."""
        return self.page.locator(f'[data-question][data-name="{label}"]')

    def card(self, title: str) -> Locator:
        """The card of a section."""
        return self.page.locator(f'[data-section][data-name="{title}"]')

    def said(self) -> Locator:
        """What the page tells those who do not see it."""
        return self.page.get_by_role("status").and_(self.page.locator("[data-said]"))


def test_a_form_is_built_with_the_keyboard_alone_and_previewed(
    site: Site, visitor: Callable[..., Visitor]
) -> None:
    shop = Workshop(site, visitor(), empty=True)
    page = shop.page
    shop.visitor.open(shop.path)
    shop.enter("button", "Begin the entry form")
    shop.enter("button", "Add a section")
    shop.type("Title", "The work")
    shop.enter("button", "Add section")

    shop.enter("link", "Add a question to The work")
    shop.enter("link", "Long text")
    shop.type("Question", "Which schools?")
    shop.enter("button", "Add question")

    shop.enter("link", "Add a question to The work")
    shop.enter("link", "One of several answers")
    shop.type("Question", "Whom does it help?")
    shop.type("Answers to choose from", "Children\nCarers")
    shop.enter("button", "Add question")

    shop.key(page.get_by_role("button", name="Up Whom does it help?", exact=True))
    expect(shop.said()).to_have_text("“Whom does it help?” is now question 1 of 2 in “The work”.")
    expect(page.get_by_role("button", name="Up Whom does it help?, to The team")).to_be_focused()
    assert shop.form() == [["team-name"], ["whom-does-it-help", "which-schools"]]

    shop.enter("link", "Which schools?")
    shop.key(page.get_by_label("Only after certain answers to “Whom does it help?”"), "Space")
    shop.key(page.get_by_label("Children"), "Space")
    shop.enter("button", "Save question")
    expect(shop.row("Which schools?")).to_contain_text("Only if “Whom does it help?” is Children")

    shop.enter("button", "Preview it as a nominator")
    shop.enter("link", "The work")
    expect(page.get_by_label("Which schools?")).to_be_hidden()
    shop.key(page.get_by_label("Children"), "Space")
    expect(page.get_by_label("Which schools?")).to_be_visible()
    expect(page.get_by_text("You have 150 words remaining").first).to_be_visible()
    shop.enter("button", "Save and continue")
    expect(page.get_by_role("heading", name="Entry form")).to_be_visible()


def test_questions_and_sections_are_dragged_to_their_places(
    site: Site, visitor: Callable[..., Visitor]
) -> None:
    shop = Workshop(site, visitor())
    shop.visitor.open(shop.path)
    shop.drag(shop.row("Members"), shop.row("Field"), 0.1)
    expect(shop.said()).to_have_text("“Members” is now question 2 of 5 in “Your team”.")
    shop.drag(shop.row("Leader"), shop.row("Challenge"), 0.9)
    expect(shop.said()).to_have_text("“Leader” is now question 6 of 6 in “Your team”.")
    first = ["team-name", "members", "field", "why-this-team", "challenge", "leader"]
    assert shop.form()[0] == first
    shop.drag(shop.card("More"), shop.card("Your team"), 0.05)
    expect(shop.said()).to_have_text("“More” is now section 1 of 2.")
    assert shop.form()[1] == first
    shop.visitor.look()


def test_what_cannot_be_dragged_there_goes_back_and_says_why(
    site: Site, visitor: Callable[..., Visitor]
) -> None:
    shop = Workshop(site, visitor(), answered=True)
    before = shop.form()
    shop.visitor.open(shop.path)
    shop.drag(shop.row("Challenge"), shop.row("Photo"), 0.5)
    expect(shop.said()).to_contain_text("One nomination has answered “Challenge” where it is")
    expect(shop.card("Your team").locator("[data-question]")).to_have_count(5)
    assert shop.form() == before


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_the_preview_fits_the_screen(
    site: Site, visitor: Callable[..., Visitor], size: dict[str, int] | None
) -> None:
    shop = Workshop(site, visitor(size))
    for path in ("preview", "preview/more", "preview/more?width=phone"):
        shop.visitor.open(f"{shop.path}/{path}")
        wide = shop.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
