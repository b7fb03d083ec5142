"""Sets values in type in a folder of their own: the same values give the same bytes."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from awards.core.errors import NotFound
from awards.core.typesetting.compiling import (
    DOCUMENT,
    PAGES,
    ROOT,
    VALUES,
    WARNINGS,
    TypesettingError,
    compile_document,
    compile_pages,
)
from awards.core.typesetting.texts import cleaned, unprintable_texts

TEMPLATES = ROOT / "templates" / "documents"
Picture = Callable[[], bytes]
"""Reads a photo when it is set in type and not before, so that only one is held in memory."""

_PAGE = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True)
class Typeset:
    """A finished document, and what a person should look at before it is printed.

    ``pictures`` are its pages for the screen, where they were asked for.
    """

    pdf: bytes
    warnings: list[str]
    pictures: tuple[bytes, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it has; Typst writes each as an object of its own."""
        return len(_PAGE.findall(self.pdf))


@dataclass
class Job:
    """The folder in which one document is made, and what there is to say about it."""

    folder: Path
    warnings: list[str] = field(default_factory=list)
    _placed: int = 0

    def place(self, picture: Picture) -> Path | None:
        """Put a picture beside the template under a name that says nothing; None if it cannot be read."""
        content = _read(picture)
        suffix = _picture_suffix(content)
        if suffix is None:
            return None
        self._placed += 1
        copy = Path(f"photo-{self._placed:03}{suffix}")
        (self.folder / copy).write_bytes(content)
        return copy


Fill = Callable[[Job], Mapping[str, Any]]
"""Gives the values of a document; its pictures are placed in the job."""


def set_in_type(
    template: str,
    fill: Fill,
    *,
    timestamp: datetime,
    time_limit: float | None = None,
    pictures: bool = False,
) -> Typeset:
    """Make a document; ``timestamp`` (aware) stands in the file, so equal input gives equal bytes.

    With a time limit (seconds) the compile runs in a process of its own: use it wherever a large
    document is made inside a server. With ``pictures``, its pages come as pictures, too.
    """
    moment = timestamp.astimezone(UTC).replace(microsecond=0)  # all that the compiler takes
    with tempfile.TemporaryDirectory(prefix="awards-sheet-") as folder:
        job = Job(Path(folder))
        for source in TEMPLATES.glob("*.typ"):
            shutil.copyfile(source, job.folder / source.name)
        values = {key: cleaned(value, job.warnings) for key, value in fill(job).items()}
        job.warnings += unprintable_texts(values)
        (job.folder / VALUES).write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        if time_limit is None:
            return _here(job, template, moment, pictures)
        return _apart(job, template, moment, pictures, time_limit)


def _here(job: Job, template: str, moment: datetime, pictures: bool) -> Typeset:
    pdf, found = compile_document(job.folder, template, moment)
    pages = compile_pages(job.folder, template) if pictures else []
    return _typeset(job, pdf, found, pages)


def _typeset(job: Job, pdf: bytes, found: list[str], pages: list[bytes]) -> Typeset:
    return Typeset(pdf, list(dict.fromkeys([*job.warnings, *found])), tuple(pages))


def _apart(job: Job, template: str, moment: datetime, pictures: bool, limit: float) -> Typeset:
    """Compile in a process of its own: it can be stopped, and gives all its memory back."""
    folder = job.folder
    command = [sys.executable, "-m", "awards.core.typesetting.compiling", str(folder), template]
    command += [moment.isoformat(), *(["pictures"] if pictures else [])]
    try:
        # our own interpreter and module; the data waits in a file
        done = subprocess.run(  # noqa: S603 - no part of the command comes from a user
            command, cwd=ROOT, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise TypesettingError(f"The document could not be made within {limit:g} seconds.") from late
    if done.returncode != 0:
        raise TypesettingError((done.stderr.strip().splitlines() or ["The document could not be made."])[-1])
    warnings: list[str] = json.loads((folder / WARNINGS).read_text("utf-8"))
    pages = [page.read_bytes() for page in sorted(folder.glob(PAGES))]
    return _typeset(job, (folder / DOCUMENT).read_bytes(), warnings, pages)


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
