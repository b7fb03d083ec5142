"""What questions can be: kinds, readers and limits in words, their keys, how long answering takes."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Any, Protocol

from awards.core.text import join_words, slugify
from awards.editions.states import Audience, QuestionKind

Kind = QuestionKind
Option = Mapping[str, str]
LONGEST_KEY = 60
YES = "yes"
"""What a ticked declaration counts as where a question is asked because of it."""
NEEDED = "team-name"
"""The key of the question without which a nomination has no name."""

KINDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.SHORT_TEXT: ("Short text", "One line, such as a name or a place."),
        Kind.LONG_TEXT: (
            "Long text",
            "Several lines with a word limit, and a counter that says what is left.",
        ),
        Kind.CHOICE: ("One of several answers", "You write the answers, the nominator chooses one."),
        Kind.CHOICES: ("Any of several answers", "You write the answers, the nominator ticks all that fit."),
        Kind.NUMBER: ("Number", "A whole number, such as how many people are in the team."),
        Kind.DATE: ("Date", "A day, such as when the work began."),
        Kind.PEOPLE: ("People", "Names and roles, with what each person has agreed to."),
        Kind.PHOTO: ("Photo", "One picture, with its description for people who cannot see it."),
        Kind.FILE: ("Files", "PDF or Word documents, for download."),
        Kind.DECLARATION: ("Declaration", "A sentence with a box to tick: “The team agrees to this.”"),
    }
)
"""Each kind's name, and what it is for."""

READERS: Mapping[Audience, tuple[str, str]] = MappingProxyType(
    {
        Audience.JUDGES: ("Judges", "Those who score the nomination, and the organisers. Nobody else, ever."),
        Audience.PROGRAMME: (
            "Everybody: the programme",
            "Once accepted, it may be printed in the programme and shown on the web. Judges read it, too.",
        ),
        Audience.STAGE: (
            "The stage",
            "Those who speak on the night, so that everybody in the room hears it. Judges do not read it.",
        ),
        Audience.ORGANISERS: ("Organisers only", "Nobody else, ever."),
    }
)
"""Who may ever read an answer: a name, and the promise in words."""
_NARROWEST_FIRST = (Audience.ORGANISERS, Audience.JUDGES, Audience.STAGE, Audience.PROGRAMME)

LIMITS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SHORT_TEXT: ("max_characters", "max_words"),
        Kind.LONG_TEXT: ("max_words", "max_characters"),
        Kind.PEOPLE: ("max_people",),
        Kind.PHOTO: ("max_files", "max_megabytes"),
        Kind.FILE: ("max_files", "max_megabytes"),
    }
)
"""Which limits mean something for which kind, the usual one first; the other kinds have none."""
MOST: Mapping[str, int] = MappingProxyType(
    {"max_words": 5000, "max_characters": 20_000, "max_people": 200, "max_files": 10, "max_megabytes": 20}
)
"""The largest that each limit can be."""
ALL_LIMITS = tuple(MOST)
CHOOSING = frozenset({Kind.CHOICE, Kind.CHOICES})
DECIDING = CHOOSING | {Kind.DECLARATION}
"""Kinds whose answers can decide whether a later question is asked."""
TEXTS = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})

_PEOPLE = frozenset({Kind.PEOPLE})
SERVICES: Mapping[str, tuple[frozenset[Kind], str]] = MappingProxyType(
    {
        NEEDED: (
            frozenset({Kind.SHORT_TEXT}),
            "The answer is what the nomination is called: in every list, on the certificate, on the stage.",
        ),
        "say-as": (TEXTS, "The answer stands beside the team’s name in the script for the lectern."),
        "field": (
            frozenset({Kind.CHOICE}),
            "The answer is printed under the team’s name in the programme.",
        ),
        "why-this-team": (TEXTS, "The answer is printed as the team’s paragraph in the programme."),
        "stage-words": (TEXTS, "The answer is read aloud as the team walks up."),
        "leader": (_PEOPLE, "One person, to whom the organisers write about the evening."),
        "collector": (_PEOPLE, "One person, who walks on stage."),
        "deputy-collector": (_PEOPLE, "One person, who walks on stage if the other cannot come."),
    }
)
"""What the evening does with the answers to some questions, by their keys, and of which kinds these are."""


class Answerable(Protocol):
    """What must be known of a question to say how long it takes to answer."""

    @property
    def kind(self) -> Kind:
        """What an answer looks like."""

    @property
    def max_words(self) -> int | None:
        """The most words."""

    @property
    def max_people(self) -> int | None:
        """The most people."""


def is_wider(audience: Audience, than: Audience) -> bool:
    """Whether ``audience`` lets somebody read what ``than`` does not."""
    return _NARROWEST_FIRST.index(audience) > _NARROWEST_FIRST.index(than)


def free_key(words: str, taken: Collection[str], kind: Kind | None = None) -> str:
    """A short name made of ``words``: not taken, nor one that the evening uses for another kind of answer."""
    stem = slugify(words)[:LONGEST_KEY].strip("-") or "item"
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(key for key in numbered if key not in taken and _fits(key, kind))


def _fits(key: str, kind: Kind | None) -> bool:
    return kind is None or key not in SERVICES or kind in SERVICES[key][0]


def with_values(options: Iterable[Option]) -> list[dict[str, str]]:
    """The answers to choose from; one without a value gets it from its label, and keeps it when reworded."""
    given = list(options)
    taken = {option["value"] for option in given if option["value"]}
    named = []
    for option in given:
        value = option["value"] or free_key(option["label"], taken)
        taken.add(value)
        named.append({"value": value, "label": option["label"]})
    return named


_FACTS = (
    "kind",
    "label",
    "hint",
    "required",
    "audience",
    *ALL_LIMITS,
    "options",
    "shown_if",
    "shown_if_answers",
)


def sign_of(question: Any) -> str:
    """A short sign that is another one as soon as anything about the question is."""
    said = json.dumps([getattr(question, name) for name in _FACTS], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def answers_of(kind: Kind, options: Iterable[Option]) -> dict[str, str]:
    """What can be answered to a question that decides about others: values with their words."""
    if kind is Kind.DECLARATION:
        return {YES: "ticked"}
    return {option["value"]: option["label"] for option in options} if kind in CHOOSING else {}


def condition_in_words(question: Any, questions: Iterable[Any]) -> str:
    """When a question is asked; empty if it always is."""
    decides = next((each for each in questions if each.key == question.shown_if), None)
    if not question.shown_if or decides is None:
        return ""
    words = answers_of(decides.kind, decides.options)
    chosen = [words[value] for value in words if value in question.shown_if_answers]
    return f"Only if “{decides.label}” is {join_words(chosen, 'or')}"


_UNLIMITED_WORDS = 200
_WORDS_WRITTEN_A_MINUTE, _WORDS_READ_A_MINUTE = 15, 230
_SECONDS: Mapping[Kind, int] = MappingProxyType(
    {Kind.SHORT_TEXT: 60, Kind.PEOPLE: 300, Kind.PHOTO: 300, Kind.FILE: 300}
)
_ONE_PERSON, _ONE_PRESS = 60, 30


def words_in_all(questions: Iterable[Answerable]) -> int:
    """The most words that the long texts together can have."""
    return sum(question.max_words or 0 for question in questions if question.kind is Kind.LONG_TEXT)


def minutes_to_write(questions: Sequence[Answerable]) -> int:
    """About how long somebody needs who knows the team and has the photo at hand."""
    seconds = sum(_seconds(question) for question in questions)
    return max(1, round(seconds / 60))


def _seconds(question: Answerable) -> int:
    if question.kind is Kind.LONG_TEXT:
        return (question.max_words or _UNLIMITED_WORDS) * 60 // _WORDS_WRITTEN_A_MINUTE
    if question.kind is Kind.PEOPLE and question.max_people == 1:
        return _ONE_PERSON
    return _SECONDS.get(question.kind, _ONE_PRESS)


def minutes_to_read(questions: Sequence[Answerable]) -> int:
    """About how long a director needs to read it all before signing."""
    return max(1, round(words_in_all(questions) / _WORDS_READ_A_MINUTE))


def said_length(minutes: int) -> str:
    """A length as people say it of a job: "5 minutes", "1½ hours"."""
    if minutes < 58:
        rounded = minutes if minutes < 10 else 5 * round(minutes / 5)
        return "1 minute" if rounded == 1 else f"{rounded} minutes"
    whole, half = divmod(round(minutes / 30), 2)
    return "1 hour" if (whole, half) == (1, 0) else f"{whole}{'½' * half} hours"


def limits_in_words(question: Any) -> list[str]:
    """What limits an answer, each as a few words."""
    said = {
        "max_words": "up to {:,} words",
        "max_characters": "up to {:,} characters",
        "max_people": "up to {} people",
        "max_files": "up to {} files",
        "max_megabytes": "{} MB at most",
    }
    given = [(name, getattr(question, name)) for name in LIMITS.get(question.kind, ())]
    ones = {"max_people": "one person", "max_files": "one file"}
    return [
        ones[name] if value == 1 and name in ones else said[name].format(value)
        for name, value in given
        if value and not (question.kind is Kind.PHOTO and name == "max_files")
    ]
