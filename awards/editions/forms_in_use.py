"""What may still be changed of an entry form once nominations use it: whatever loses no answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from awards.editions.entry_forms import (
    KeptQuestion,
    Limited,
    Problem,
    Question,
    hangs_on,
    hangs_on_answer,
)
from awards.editions.questions import CHOOSING, KINDS, LIMITS, NEEDED, READERS, SERVICES, is_wider

STILL_POSSIBLE = (
    "reword titles, questions, hints and answers to choose from",
    "change the order",
    "add optional questions, and answers to choose from",
    "make a question optional, or its limit larger",
    "ask a question of more nominators",
    "remove what nobody has answered",
)
NO_LONGER_POSSIBLE = (
    "remove a question or an answer that somebody gave",
    "change what kind of answer it is, or move it to another section",
    "set a limit below what somebody has written",
    "make it required where somebody submitted without it",
    "show answers to more people than they were written for",
    "hide it behind a condition",
)


@dataclass(frozen=True)
class Use:
    """How nominations use one question. ``most`` is the longest text or the most things so far, by limit."""

    answered: int = 0
    signed_without: int = 0
    chosen: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FormUse:
    """How nominations use a form; ``answered`` says by question's key how many of them answered it."""

    started: int = 0
    signed: int = 0
    answered: Mapping[str, int] = field(default_factory=dict)


def nominations(count: int, verb: str) -> str:
    """How many nominations do something: "One nomination has answered", "3 nominations have answered"."""
    return f"One nomination has {verb}" if count == 1 else f"{count:,} nominations have {verb}"


def addition_problem(text: Question, use: FormUse) -> Problem | None:
    """Why a new question cannot be like this in a form that is in use."""
    if text.required and use.signed:
        signed = nominations(use.signed, "been submitted")
        return "required", f"{signed} without this question, so it can only be optional"
    return None


def change_problem(
    before: KeptQuestion, after: Question, use: Use, others: Sequence[KeptQuestion], awards: Sequence[Limited]
) -> Problem | None:
    """Why a kept question cannot become ``after``; None when nothing is lost and nothing left hanging."""
    return (
        _kind_problem(before, after, use, others, awards)
        or _needed_problem(before, after)
        or _options_gone(before, after, use, others, awards)
        or _promise_problem(before, after, use)
        or _limit_problem(before, after, use)
    )


def _kind_problem(
    before: KeptQuestion, after: Question, use: Use, others: Sequence[KeptQuestion], awards: Sequence[Limited]
) -> Problem | None:
    if before.kind is after.kind:
        return None
    if use.answered:
        return "kind", f"{nominations(use.answered, 'answered this')}, so it stays: {_kind_name(before)}"
    if before.key in SERVICES and after.kind not in SERVICES[before.key][0]:
        return "kind", f"This stays: {_kind_name(before)}. {SERVICES[before.key][1]}"
    if holders := hangs_on(before.key, others, awards):
        return "kind", f"This stays: {_kind_name(before)}. {holders[0]}"
    return None


def _kind_name(question: Question) -> str:
    return KINDS[question.kind][0].lower()


def _needed_problem(before: KeptQuestion, after: Question) -> Problem | None:
    if before.key != NEEDED:
        return None
    if not after.required:
        return "required", "Every nomination needs a name, so this stays required"
    return ("shown_if", "Every nomination needs a name, so this is always asked") if after.shown_if else None


def _options_gone(
    before: KeptQuestion, after: Question, use: Use, others: Sequence[KeptQuestion], awards: Sequence[Limited]
) -> Problem | None:
    left = {option["value"] for option in after.options}
    for option in before.options:
        value, label = option["value"], option["label"]
        if value in left or after.kind not in CHOOSING:
            continue
        if use.chosen.get(value):
            return f"option-{value}", f"{nominations(use.chosen[value], 'chosen')} “{label}”, so it stays"
        if holders := hangs_on_answer(before.key, value, others, awards):
            return f"option-{value}", f"“{label}” stays. {holders[0]}"
    return None


def _promise_problem(before: KeptQuestion, after: Question, use: Use) -> Problem | None:
    """Who was told who reads it, and that it may be left empty, was told the truth."""
    said = nominations(use.answered, "answered this")
    if use.answered and is_wider(after.audience, before.audience):
        reader = READERS[before.audience][0]
        return "audience", f"{said} when it said “{reader}”. It cannot be shown to more people now"
    if after.required and use.signed_without and (not before.required or _is_narrower(after, before)):
        signed = nominations(use.signed_without, "been submitted")
        return "required", f"{signed} without an answer to this, so it can only be optional"
    if use.answered and _is_narrower(before, after):
        return "shown_if", f"{said}. A narrower condition would hide answers, so it can only become wider"
    return None


def _is_narrower(before: Question, after: Question) -> bool:
    """Whether ``after`` is asked of somebody less than ``before``."""
    if not after.shown_if:
        return False
    return before.shown_if != after.shown_if or not set(before.shown_if_answers) <= set(
        after.shown_if_answers
    )


_LONGEST: Mapping[str, str] = MappingProxyType(
    {
        "max_words": "The longest answer so far has {:,} words",
        "max_characters": "The longest answer so far has {:,} characters",
        "max_people": "The longest list so far has {:,} people",
        "max_files": "Somebody has sent {:,} files",
        "max_megabytes": "The largest file so far needs {:,} MB",
    }
)
_ONE = re.compile(r" 1 (word|character|file)s")


def _limit_problem(before: KeptQuestion, after: Question, use: Use) -> Problem | None:
    for name in LIMITS.get(after.kind, ()):
        limit, kept, most = getattr(after, name), getattr(before, name, None), use.most.get(name, 0)
        if limit is not None and limit < most and (kept is None or limit < kept):
            return name, f"{_so_far(name, most)}, so allow {most:,} or more"
    return None


def longest_so_far(question: KeptQuestion, use: Use) -> str:
    """The longest answer to a question in words; empty where nothing limits it or nobody answered."""
    for name in LIMITS.get(question.kind, ()):
        if use.answered and use.most.get(name):
            return _so_far(name, use.most[name])
    return ""


def _so_far(name: str, most: int) -> str:
    said = _LONGEST[name].format(most)
    return _ONE.sub(r" one \1", said).replace(" 1 people", " one person") if most == 1 else said


def removal_problem(
    question: KeptQuestion, answered: int, others: Sequence[KeptQuestion], awards: Sequence[Limited]
) -> str | None:
    """Why the question cannot be taken out of the form; None when nobody misses it."""
    if question.key == NEEDED:
        return f"“{question.label}” cannot be removed. {SERVICES[NEEDED][1]}"
    if answered:
        said = nominations(answered, "answered")
        return f"{said} “{question.label}”, so it cannot be removed. You can make it optional"
    holders = hangs_on(question.key, others, awards)
    return f"“{question.label}” cannot be removed. {holders[0]}" if holders else None


def transfer_problem(question: KeptQuestion, answered: int) -> str | None:
    """Why the question cannot go to another section: people write there, on the page as it is."""
    if not answered:
        return None
    said = nominations(answered, "answered")
    return f"{said} “{question.label}” where it is, so it stays in its section. It can move up and down there"
