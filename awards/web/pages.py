"""What every page knows: filters, the navigation, the permission test, the sample's clock."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_request_context
from flask_login import current_user
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from awards.ceremony.timing import clock_text, length_text
from awards.core import clock
from awards.core.access import can
from awards.core.text import join_words
from awards.editions.queries import find_current_edition
from awards.editions.stages import FOR_GUESTS, STAGE_NAMES
from awards.editions.states import Stage
from awards.web.navigation import navigation_for


def init_pages(app: Flask) -> None:
    """Teach Jinja our words."""
    app.jinja_loader = ChoiceLoader(
        [
            app.jinja_loader or app.create_global_jinja_loader(),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.filters.update(
        date=clock.show_date,
        time=clock.show_time,
        moment=clock.show_moment,
        duration=length_text,
        wall_clock=clock_text,
        listed=join_words,
    )
    static_version = _fingerprint(Path(str(app.static_folder)))

    @app.url_defaults
    def _add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", static_version)

    app.jinja_env.globals["can"] = lambda permission, *things: can(current_user, permission, *things)
    app.context_processor(_context)


def _fingerprint(folder: Path) -> str:
    """Changes when any static file does, so that browsers may keep them for a year."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stamps = [f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:12]


def _context() -> dict[str, Any]:
    if not has_request_context():  # a message, written by a command or a job
        return {}
    edition = find_current_edition()
    return {
        "current_edition": edition,
        "navigation": navigation_for(current_user, edition),
        "sample_clock": clock.show_moment(clock.now()) if g.get("is_sample") else None,
        "sends_mail": current_app.config["SENDS_MAIL"],
        "stages": tuple(Stage),
        "stage_names": STAGE_NAMES,
        "stage_sentences": FOR_GUESTS,
    }
