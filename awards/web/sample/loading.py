"""Loads the sample edition, in place of an earlier sample if there is one."""

import secrets
from collections.abc import Callable
from pathlib import Path

from awards.core.installation import start_sample_clock
from awards.editions.files import parse_edition
from awards.editions.models import Edition
from awards.editions.services.loading import load_edition
from awards.editions.states import Stage
from awards.web.sample import timeline
from awards.web.sample.cast import invite_everybody
from awards.web.sample.clearing import make_room
from awards.web.sample.content import EDITION
from awards.web.sample.earlier import load_earlier_year
from awards.web.sample.stages import Show, carry

NOTE = "sample-password"
"""The file in the data folder that keeps the sample's password for the next start."""
EXAMPLES = (
    ("an organiser", "organiser@example.org"),
    ("a director", "director.coventry@example.org"),
    ("a delegate", "delegate.coventry@example.org"),
    ("a judge", "judge.three@example.org"),
    ("Coventry's judge", "judge.one@example.org"),
    ("the chair", "chair@example.org"),
)


def load_sample(
    stage: Stage, password: str, *, base_url: str, tell: Callable[[str], None], photos: bool = True
) -> Edition:
    """Load TEA 2022 with its invented people and carry it to ``stage``."""
    make_room()
    start_sample_clock(timeline.NOW[stage])
    tell("TEA 2022 is set up, sixteen bodies are invited")
    edition = load_edition(parse_edition(EDITION.read_text("utf-8")), by=None, at=timeline.SET_UP)
    cast = invite_everybody(password, at=timeline.SET_UP, base_url=base_url)
    if stage is Stage.NOMINATIONS:
        load_earlier_year(cast, base_url=base_url)
    carry(Show(edition, cast, tell, base_url, photos), stage)
    return edition


def keep_password(folder: Path, password: str) -> None:
    """Remember the password beside the database, for its owner only."""
    note = folder / NOTE
    note.touch(mode=0o600)
    note.write_text(password)


def kept_password(folder: Path) -> str | None:
    """The password of the sample in this folder."""
    note = folder / NOTE
    return note.read_text() if note.exists() else None


def draw_password() -> str:
    """A password that is easy to type and hard to guess."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
