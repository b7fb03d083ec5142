"""What printed forms have in common: answers in paragraphs, photos or why they are not there."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from pathlib import Path

from awards.core.typesetting.setting import Job, Picture

LONGEST_PIECE = 4_000
"""Characters that are set in type as one paragraph."""


@dataclass(frozen=True)
class PrintedPhoto:
    """A photo, or why it is not printed. While it is set in type, `file` is the one it was copied to."""

    file: Picture | Path | None
    description: str
    why_not: str = ""

    def placed(self, job: Job) -> PrintedPhoto:
        """The same with its copy beside the template, or with why there is none."""
        if self.file is None or isinstance(self.file, Path):
            return self
        copy = job.place(self.file)
        why_not = "" if copy else "The photo is not printed: it cannot be read."
        return replace(self, file=copy, why_not=why_not)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Line by line; a line that is longer than a page in pieces, so that nothing is cut."""
    lines = (line.strip() for line in text.split("\n"))
    return tuple(piece for line in lines if line for piece in textwrap.wrap(line, LONGEST_PIECE))
