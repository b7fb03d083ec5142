"""A running site and the people who visit it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.gate import Gate

_ID = re.compile(r"[\w-]{32,}")
ONLY_WRONG = {"resultTypes": ["violations"]}  # the same rules, without a list of all that is right
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Site:
    """A running site: its application, its address, and the gate that requests come in by."""

    app: Flask
    url: str
    gate: Gate


@dataclass
class Visitor:
    """One person's browser window; ``look`` checks the page with axe, once for each kind of page."""

    page: Page
    url: str
    seen: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to an address of the site, or a whole one, and look at the page."""
        self.page.goto(path if path.startswith("http") else self.url + path)
        self.look()

    def press(self, name: str, exact: bool = True) -> None:
        """Press the button with this name and look at what it leads to."""
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        # a page that saves by itself does so first, and then goes where the button leads
        expect(self.page.locator("form[aria-busy]")).to_have_count(0)
        self.look()

    def follow(self, name: str, exact: bool = True) -> None:
        """Follow the link with this name and look at where it leads."""
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.look()

    def look(self) -> None:
        """Nothing may be wrong with the page for anybody."""
        self.page.wait_for_load_state()
        kind = _kind(self.page.url, self.page.title())
        if kind not in self.seen:
            self.seen.add(kind)
            results = Axe().run(self.page, options=ONLY_WRONG)
            assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"
        assert self.complaints == []

    def text(self) -> str:
        """What the page says."""
        return self.page.locator("body").inner_text()


def _kind(url: str, title: str) -> str:
    """One for all pages of a thing such as a nomination, whatever its name; else the page's title."""
    path = urlsplit(url).path
    pattern = _ID.sub("…", path)
    return title if pattern == path else f"{pattern} {title.startswith('Error')}"


def note_console(someone: Visitor, kind: str, text: str) -> None:
    """Keep what the browser complains of, but for refusals that a test provokes."""
    # a refused form, a page that is not there, a line that a test cuts: no fault of the page
    expected = ("status of 4", "ERR_INTERNET_DISCONNECTED")
    if kind == "error" and not any(words in text for words in expected):
        someone.complaints.append(text)
