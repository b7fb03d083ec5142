"""What a printed score pack says, as plain frozen values."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from awards.core import storage
from awards.core.typesetting import PrintedPhoto

WIDEST = 1400
"""Pixels: sharp across a page of A4, and small enough to send a hundred of them."""


@dataclass(frozen=True)
class Print:
    """A photo by its key, made small when it is set in type. The same key is the same photo."""

    key: str

    def __call__(self) -> bytes:
        """The photo, no larger than it is printed."""
        with Image.open(io.BytesIO(storage.fetch(self.key)), formats=("JPEG",)) as photo:
            photo.draft("RGB", (WIDEST, WIDEST))  # decoded no larger than it has to be
            photo.thumbnail((WIDEST, WIDEST))
            small = io.BytesIO()
            photo.convert("RGB").save(small, "JPEG", quality=80)
            return small.getvalue()


@dataclass(frozen=True)
class PackAnswer:
    """A question and what was answered."""

    label: str
    paragraphs: tuple[str, ...] = ()
    photos: tuple[PrintedPhoto, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackSection:
    """One section of the form, as far as judges read it."""

    title: str
    answers: tuple[PackAnswer, ...]


@dataclass(frozen=True)
class PackPoint:
    """One point of a scale with its word."""

    points: str
    word: str


@dataclass(frozen=True)
class PackCriterion:
    """What is scored, explained as the judge reads it on the page."""

    name: str
    weight: int
    description: str
    guide: str
    rule: str
    scale: tuple[PackPoint, ...]


@dataclass(frozen=True)
class PackCriteria:
    """The criteria of one category."""

    category: str
    criteria: tuple[PackCriterion, ...]


@dataclass(frozen=True)
class PackNomination:
    """One nomination; ``criteria`` says by which of the pack's it is scored, ``state`` how its sheet is."""

    number: int
    team: str
    organisation: str
    category: str
    state: str
    criteria: int
    sections: tuple[PackSection, ...]


@dataclass(frozen=True)
class ScorePack:
    """Everything that one judge reads and scores in a round."""

    edition_name: str
    panel: str
    round: str
    instructions: str
    judge: str
    deadline: str
    contact: str
    made_at: str
    criteria: tuple[PackCriteria, ...]
    nominations: tuple[PackNomination, ...]
