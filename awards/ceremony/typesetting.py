"""Turns a sheet into a tagged PDF with Typst: no database, no request, same input, same bytes."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from PIL import Image, UnidentifiedImageError

from awards.ceremony.compiling import (
    DOCUMENT,
    FONTS,
    ROOT,
    VALUES,
    WARNINGS,
    TypesettingError,
    compile_document,
)
from awards.ceremony.sheets import (
    CertificateSheet,
    Picture,
    ProgrammeSheet,
    RunningOrderSheet,
    Sheet,
    TeamPage,
    WinnerCardSheet,
)
from awards.core.errors import NotFound

TEMPLATES = ROOT / "templates" / "documents"

TEMPLATE_OF: dict[type[Sheet], str] = {
    ProgrammeSheet: "programme.typ",
    RunningOrderSheet: "running-order.typ",
    WinnerCardSheet: "winner-cards.typ",
    CertificateSheet: "certificates.typ",
}

# A compile cannot be interrupted, and a very long text costs seconds: the forms allow far less.
LONGEST_TEXT = 6_000

_PAGE = re.compile(rb"/Type\s*/Page\b")

# Control characters fail PDF/UA; direction overrides can print "evil" as "live".
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Characters that shape their neighbours and have no picture of their own.
INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ef]")


@dataclass(frozen=True)
class Typeset:
    """A finished document, and what a person should look at before it is printed."""

    pdf: bytes
    warnings: list[str]

    @property
    def pages(self) -> int:
        """How many pages it has; Typst writes each as an object of its own."""
        return len(_PAGE.findall(self.pdf))


def typeset(sheet: Sheet, *, timestamp: datetime, time_limit: float | None = None) -> Typeset:
    """Typeset a sheet; `timestamp` (aware) stands in the file, so equal input gives equal bytes.

    With a time limit (seconds) the compile runs in a process of its own: use it wherever a large
    document is made inside a server.
    """
    warnings: list[str] = []
    timestamp = timestamp.astimezone(UTC).replace(microsecond=0)  # all that the compiler takes
    with tempfile.TemporaryDirectory(prefix="awards-sheet-") as folder:
        job = Path(folder)
        for source in TEMPLATES.glob("*.typ"):
            shutil.copyfile(source, job / source.name)
        if isinstance(sheet, ProgrammeSheet):
            sheet = _with_photos_copied(sheet, job, warnings)
        values = {key: _cleaned(value, warnings) for key, value in asdict(sheet).items()}
        warnings += _unprintable_texts(values)
        (job / VALUES).write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        template = TEMPLATE_OF[type(sheet)]
        if time_limit is None:
            pdf, found = compile_document(job, template, timestamp)
        else:
            pdf, found = _apart(job, template, timestamp, time_limit)
    warnings += found
    return Typeset(pdf=pdf, warnings=list(dict.fromkeys(warnings)))


def _apart(job: Path, template: str, timestamp: datetime, limit: float) -> tuple[bytes, list[str]]:
    """Compile in a process of its own: it can be stopped, and gives all its memory back."""
    command = [sys.executable, "-m", "awards.ceremony.compiling", str(job), template, timestamp.isoformat()]
    try:
        # our own interpreter and module; the data waits in a file
        done = subprocess.run(  # noqa: S603 - no part of the command comes from a user
            command, cwd=ROOT, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise TypesettingError(f"The document could not be made within {limit:g} seconds.") from late
    if done.returncode != 0:
        raise TypesettingError((done.stderr.strip().splitlines() or ["The document could not be made."])[-1])
    warnings: list[str] = json.loads((job / WARNINGS).read_text("utf-8"))
    return (job / DOCUMENT).read_bytes(), warnings


@cache
def _letters() -> frozenset[int]:
    """Every character that at least one of our fonts can draw."""
    known: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(known)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _cleaned(value: Any, warnings: list[str]) -> Any:
    """The same values as JSON can carry them: composed letters, no control characters, no excess."""
    if isinstance(value, str):
        text = UNPRINTABLE.sub("", unicodedata.normalize("NFC", value.replace("\r\n", "\n")))
        if len(text) > LONGEST_TEXT:
            warnings.append(f"A text was cut after {LONGEST_TEXT:,} characters: “{text[:40]}…”.")
            text = text[:LONGEST_TEXT]
        return text
    if isinstance(value, dict):
        return {key: _cleaned(part, warnings) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part, warnings) for part in value]
    return str(value) if isinstance(value, Path) else value


def _unprintable_texts(values: dict[str, Any]) -> list[str]:
    """A warning for each text with letters that would print as empty boxes."""
    found = []
    for text in _texts(values):
        missing = {c for c in INVISIBLE.sub("", text) if ord(c) not in _letters()}
        if missing:
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            found.append(
                f"The text “{shown}” uses letters that no font here has ({' '.join(sorted(missing)[:8])}): "
                "they print as empty boxes."
            )
    return found


def _with_photos_copied(sheet: ProgrammeSheet, job: Path, warnings: list[str]) -> ProgrammeSheet:
    """Copy the photos beside the template, under names that say nothing."""
    teams = tuple(_with_photo(team, number, job, warnings) for number, team in enumerate(sheet.teams, 1))
    return replace(sheet, teams=teams)


def _with_photo(team: TeamPage, number: int, job: Path, warnings: list[str]) -> TeamPage:
    if team.photo is None or isinstance(team.photo, Path):
        return team
    content = _read(team.photo)
    suffix = _picture_suffix(content)
    if suffix is None:
        warnings.append(f"The photo of “{team.name}” cannot be read: its page is set without it.")
        return replace(team, photo=None)
    copy = f"photo-{number:03}{suffix}"
    (job / copy).write_bytes(content)
    described = team.photo_description.strip()
    if not described:
        warnings.append(f"The photo of “{team.name}” has no description for people who cannot see it.")
        described = f"Photograph of the team: {team.name}"
    return replace(team, photo=Path(copy), photo_description=described)


def _read(picture: Picture) -> bytes:
    """Nothing for a photo that is gone. One that cannot be had now stops the document."""
    try:
        return picture()
    except (NotFound, FileNotFoundError):
        return b""


def _picture_suffix(content: bytes) -> str | None:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return {"JPEG": ".jpg", "PNG": ".png"}.get(picture.format or "")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
