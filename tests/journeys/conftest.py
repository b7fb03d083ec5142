"""A real server on a database of its own, a real Chromium, and pages that fail on any complaint of either."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from awards.core.database import db
from awards.core.worker import run_worker
from awards.web.app import create_app
from awards.web.config import read_settings
from awards.web.jobs import JOBS
from tests.journeys.scene import draft
from tests.journeys.visiting import DESKTOP, Site, Visitor, note_console

__all__ = ["draft"]

REQUIRE_EVERYTHING = bool(os.environ.get("AWARDS_REQUIRE_EVERYTHING"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; without one the journeys cannot run."""
    found = os.environ.get("AWARDS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        missing = pytest.fail if REQUIRE_EVERYTHING else pytest.skip
        missing("Chromium is not installed: the browser journeys did not run")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


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


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """``visitor()``: a new window, signed out; ``visitor(PHONE)`` one as small as a phone's."""
    contexts = []
    seen: set[str] = set()

    def come(size: dict[str, int] | None = None) -> Visitor:
        context = browser.new_context(viewport=size or DESKTOP, base_url=site.url)
        contexts.append(context)
        someone = Visitor(context.new_page(), site.url, seen)
        someone.page.on("console", lambda message: note_console(someone, message.type, message.text))
        someone.page.on("pageerror", lambda error: someone.complaints.append(str(error)))
        return someone

    yield come
    for context in contexts:
        context.close()
