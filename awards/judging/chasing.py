"""Reminding judges: what somebody still has to do, and what a reminder says to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from awards.judging.pace import Work
from awards.nominations.reminding import fill, unknown_place


class Lack(StrEnum):
    """The first thing that somebody on a panel has not done yet, in the order in which it is done."""

    ANSWER = "answer"
    CRITERIA = "criteria"
    DECLARATION = "declaration"
    SAMPLE = "sample"
    SHEETS = "sheets"


LACK_NAMES: Mapping[Lack, str] = MappingProxyType(
    {
        Lack.ANSWER: "Has not answered",
        Lack.CRITERIA: "Has not read the criteria",
        Lack.DECLARATION: "Has not declared",
        Lack.SAMPLE: "Has not scored the sample",
        Lack.SHEETS: "Has sheets to do",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How far somebody on a panel has come. ``judging``: nominations can be read and scored at present."""

    judging: bool
    answered: bool = True
    read: bool = True
    declared: bool = True
    sampled: bool = True
    left: int = 0

    @property
    def lack(self) -> Lack | None:
        """What they have to do next; None where nothing waits for them."""
        if not self.answered:
            return Lack.ANSWER
        if not self.judging:
            return None
        done = {Lack.CRITERIA: self.read, Lack.DECLARATION: self.declared, Lack.SAMPLE: self.sampled}
        waiting = (lack for lack, is_done in done.items() if not is_done)
        return next(waiting, Lack.SHEETS if self.left else None)


PLACES: Mapping[str, str] = MappingProxyType(
    {
        "edition": "the name of the awards",
        "panel": "the name of the panel",
        "missing": "what this reader has still to do, with their own numbers",
        "deadline": "when scores must be in, with the day and UK time",
        "link": "the address of the page where the reader goes on",
    }
)
"""What can stand in braces in a reminder to judges."""

IN_SUBJECTS = ("edition", "panel", "deadline")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a reminder, with places in braces."""

    subject: str
    body: str


USUAL = Wording(
    subject="{edition}: a word about your judging",
    body="Thank you for judging with us. {missing}\n\n"
    "If something keeps you from it, please tell us: we can find somebody else for some of it.\n\n"
    "Go on here:\n{link}",
)


def subject_problem(subject: str) -> str:
    """What is wrong with the places in a subject, in a sentence; empty when nothing is."""
    return unknown_place(subject, list(IN_SUBJECTS))


def body_problem(body: str) -> str:
    """What is wrong with the places in a text, in a sentence; empty when nothing is."""
    for name, use in (("link", "the address of the page"), ("missing", "what the reader has still to do")):
        if f"{{{name}}}" not in body:
            return f"Write {{{name}}} where {use} is to stand"
    return unknown_place(body, list(PLACES))


_ASKED: Mapping[Lack, str] = MappingProxyType(
    {
        Lack.ANSWER: "We have asked you to sit on the panel “{panel}” and have not heard from you yet. No is "
        "a good answer too: it lets us ask somebody else.",
        Lack.CRITERIA: "Before you see the nominations, please read what is scored and how. It takes about "
        "five minutes.",
        Lack.DECLARATION: "Before you see the nominations, please look through the names of the teams and "
        "say from which you must stand aside. It takes about two minutes.",
        Lack.SAMPLE: "Before your own nominations, please score the sample: everybody on the panel does, so "
        "that a 3 means the same to all.",
    }
)


def missing_words(lack: Lack, panel: str, work: Work) -> str:
    """What one reader has still to do, in a sentence or two."""
    asked = fill(_ASKED.get(lack, ""), {"panel": panel})
    sheets = _sheets(work) if lack is not Lack.ANSWER and work.left else ""
    return " ".join(sentence for sentence in (asked, sheets) if sentence)


def _sheets(work: Work) -> str:
    if work.assigned == 1:
        return "Your score sheet is still to be submitted."
    begun = work.begun - work.submitted
    drafts = f", {begun} of them begun" if begun > 0 else ""
    if not work.submitted:
        return f"Your {work.assigned} score sheets are still to be submitted{drafts}."
    done = f"You have submitted {work.submitted} of your {work.assigned} score sheets"
    return f"{done}; {work.left} {'is' if work.left == 1 else 'are'} still to be submitted{drafts}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a reminder, and what it says to them."""

    name: str
    edition: str
    panel: str
    missing: str
    deadline: str
    link: str


def compose(words: Wording, reader: Reader, signature: str) -> tuple[str, str]:
    """The subject and the whole body of the message to one reader."""
    values = {name: getattr(reader, name) for name in PLACES}
    values["deadline"] = reader.deadline or "a day that is not set yet"
    closing = f"Scores are needed by {reader.deadline}." if "{deadline}" not in words.body else ""
    paragraphs = [
        f"Hello {reader.name},",
        fill(words.body, values).strip(),
        closing if reader.deadline else "",
        signature,
    ]
    return fill(words.subject, values), "\n\n".join(each for each in paragraphs if each) + "\n"
