"""A real server on a database of its own, a real Chromium, and pages that fail on any complaint of either."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import upgrade
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from awards.core.database import db
from awards.core.worker import run_worker
from awards.web.app import create_app
from awards.web.config import read_settings
from awards.web.jobs import JOBS
from tests.journeys.gate import Gate
from tests.journeys.scene import draft
from tests.journeys.visiting import DESKTOP, Site, Visitor, note_console

__all__ = ["draft"]

DATABASE, EMPTY = "awards.sqlite3", "empty.sqlite3"
REQUIRE_EVERYTHING = bool(os.environ.get("AWARDS_REQUIRE_EVERYTHING"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
expect.set_options(timeout=15_000)  # others may be using the machine, too


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; without one the journeys cannot run."""
    found = os.environ.get("AWARDS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        missing = pytest.fail if REQUIRE_EVERYTHING else pytest.skip
        missing("Chromium is not installed: the browser journeys did not run")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that answers as long as the tests run: it takes a while to warm up."""
    folder = tmp_path_factory.mktemp("site")
    app = create_app(read_settings({"AWARDS_DATA_DIR": str(folder), "AWARDS_SECRET_KEY": "k" * 40}))
    with app.app_context():
        upgrade()
        _let_go()
    shutil.copy(folder / DATABASE, folder / EMPTY)
    gate = Gate()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=gate.keeper())
    app.config["BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    yield Site(app, str(app.config["BASE_URL"]), gate)
    server.shutdown()
    serving.join(timeout=10)


@pytest.fixture
def site(running: Site) -> Iterator[Site]:
    """A site with migrated tables and nothing in them, its worker running."""
    stop = threading.Event()
    working = threading.Thread(target=run_worker, args=(running.app, JOBS, stop), daemon=True)
    working.start()
    yield running
    stop.set()
    working.join(timeout=30)
    assert not working.is_alive(), "the worker does not end"
    with running.gate.emptied():
        _make_new(running)


def _make_new(site: Site) -> None:
    """Give the site another database and no files; a page of before may still knock, and wait at the gate."""
    folder = Path(site.app.config["DATA_DIR"])
    with site.app.app_context():
        db.session.remove()
        assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # who closes late deletes the next one's journal
        _let_go()
    for rest in folder.glob(f"{DATABASE}-*"):
        rest.unlink(missing_ok=True)
    shutil.copy(folder / EMPTY, folder / "next")
    (folder / "next").replace(folder / DATABASE)
    shutil.rmtree(site.app.config["FILES"], ignore_errors=True)


def _let_go() -> None:
    db.session.remove()
    db.engine.dispose()


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
