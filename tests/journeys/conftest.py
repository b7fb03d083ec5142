"""A real server on a database of its own, a real Chromium, and pages that fail on any complaint of either."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from awards.core.database import db
from awards.core.worker import run_worker
from awards.web.app import create_app
from awards.web.config import read_settings
from awards.web.jobs import JOBS

REQUIRE_EVERYTHING = bool(os.environ.get("AWARDS_REQUIRE_EVERYTHING"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
_ID = re.compile(r"[\w-]{32,}")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; without one the journeys cannot run."""
    found = os.environ.get("AWARDS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        missing = pytest.fail if REQUIRE_EVERYTHING else pytest.skip
        missing("Chromium is not installed: the browser journeys did not run")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


@dataclass
class Site:
    """A running site: its application and its address."""

    app: Flask
    url: str


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with migrated tables and nothing in them, its worker running."""
    settings = read_settings({"AWARDS_DATA_DIR": str(tmp_path), "AWARDS_SECRET_KEY": "k" * 40})
    app = create_app(settings)
    with app.app_context():
        upgrade()
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
    stop = threading.Event()
    threads = [
        threading.Thread(target=server.serve_forever, daemon=True),
        threading.Thread(target=run_worker, args=(app, JOBS, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    yield Site(app, str(app.config["BASE_URL"]))
    stop.set()
    server.shutdown()
    for thread in threads:
        thread.join(timeout=10)


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
            results = Axe().run(self.page)
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


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """``visitor()``: a new window, signed out; ``visitor(PHONE)`` one as small as a phone's."""
    contexts = []
    seen: set[str] = set()

    def come(size: dict[str, int] | None = None) -> Visitor:
        context = browser.new_context(viewport=size or DESKTOP, base_url=site.url)
        contexts.append(context)
        someone = Visitor(context.new_page(), site.url, seen)
        someone.page.on("console", lambda message: _note(someone, message.type, message.text))
        someone.page.on("pageerror", lambda error: someone.complaints.append(str(error)))
        return someone

    yield come
    for context in contexts:
        context.close()


def _note(someone: Visitor, kind: str, text: str) -> None:
    expected = "status of 4"  # a refused form or a page that is not there is no fault of the page
    if kind == "error" and expected not in text:
        someone.complaints.append(text)
