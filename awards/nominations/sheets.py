"""What the printed nomination says, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from awards.core import storage
from awards.core.typesetting import PrintedPhoto


@dataclass(frozen=True)
class Stored:
    """A photo by its key, read when it is set in type. The same key is the same photo."""

    key: str

    def __call__(self) -> bytes:
        """The photo."""
        return storage.fetch(self.key)


@dataclass(frozen=True)
class PrintedPerson:
    """Somebody named in an answer, with what they agreed to where that was asked."""

    name: str
    role: str = ""
    said_as: str = ""
    consents: str = ""


@dataclass(frozen=True)
class PrintedAnswer:
    """A question and what was answered. Without paragraphs, people, photos and files there is no answer."""

    label: str
    reader: str
    paragraphs: tuple[str, ...] = ()
    people: tuple[PrintedPerson, ...] = ()
    unnamed: str = ""
    photos: tuple[PrintedPhoto, ...] = ()
    files: tuple[str, ...] = ()
    speaking: str = ""


@dataclass(frozen=True)
class PrintedSection:
    """One section of the form."""

    title: str
    answers: tuple[PrintedAnswer, ...]


@dataclass(frozen=True)
class NominationSheet:
    """A whole nomination, for those who wrote it and those who check it."""

    team: str
    organisation: str
    category: str
    edition_name: str
    reference: str
    state: str
    remarks: tuple[str, ...]
    sections: tuple[PrintedSection, ...]
    version: str
    made_at: str


@dataclass(frozen=True)
class PreparedQuestion:
    """A question before anybody answered it. ``told`` says who reads the answer and how long it may be."""

    label: str
    optional: bool
    condition: str
    told: str
    hint: str
    takes: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreparedSection:
    """One section of the form with its questions."""

    title: str
    hint: str
    questions: tuple[PreparedQuestion, ...]


@dataclass(frozen=True)
class QuestionsSheet:
    """All questions of an entry form, for those who gather what it asks for."""

    category: str
    edition_name: str
    summary: str
    deadline: str
    sections: tuple[PreparedSection, ...]
    safeguarding: str
    as_of: str
