"""The evening of an edition file: where, when, and the plan of the running order."""

from collections.abc import Iterable
from typing import Any

from awards.core.text import clean_text, join_words
from awards.editions.files.reader import Table
from awards.editions.rules import after_midnight

PLAN_KINDS = (
    "arrival",
    "seating",
    "welcome",
    "meal",
    "recognition",
    "award",
    "speech",
    "entertainment",
    "break",
    "close",
)
"""What can happen at an item. The ceremony stage has the same words; a test keeps the two in step."""
_LONGEST_PARAGRAPH = 5000


def read_ceremony(table: Table) -> dict[str, Any]:
    """The columns of the edition that tell of its evening."""
    doors, finish = table.time("doors", required=True), table.time("hard_finish", required=True)
    finish = after_midnight(finish, doors)
    if doors is not None and finish is not None and finish <= doors:
        table.wrong("hard_finish", "must be after doors; after midnight it can be at most 06:00")
    facts = {
        "venue": table.line("venue"),
        "ceremony_on": table.day("date", required=True),
        "doors_at": doors,
        "hard_finish_at": finish,
        "chair_name": table.line("chair_name", required=False),
        "chair_role": table.line("chair_role", required=False),
        "welcome": list(table.lines("welcome", _LONGEST_PARAGRAPH)),
        "thanks": list(table.lines("thanks", _LONGEST_PARAGRAPH)),
    }
    table.finish()
    return facts


def read_plan(tables: Iterable[Table], facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The plan, checked, in the words of the file: JSON keeps it as it is."""
    plan, latest = [], facts["doors_at"]
    for table in tables:
        start = _check_start(table, facts, latest)
        latest = start if start is not None else latest
        _check_lengths(table)
        _check_block(table)
        _check_words(table)
        table.finish()
        plan.append({name: clean_text(v) if isinstance(v, str) else v for name, v in table.values.items()})
    return plan


def _check_words(table: Table) -> None:
    table.key("key")
    table.line("title")
    kind = table.line("kind")
    if kind and kind not in PLAN_KINDS:
        table.wrong("kind", f"must be {join_words(PLAN_KINDS, 'or')}, not “{kind}”")
    table.line("public_title", required=False)
    table.line("people", required=False)
    table.text("notes")
    table.flag("public", otherwise=True)


def _check_start(table: Table, facts: dict[str, Any], latest: int | None) -> int | None:
    doors, finish = facts["doors_at"], facts["hard_finish_at"]
    start = after_midnight(table.time("start"), doors)
    reason = table.line("start_reason", required=False)
    if table.has("start") and not reason:
        table.wrong("start_reason", "is missing: say why this start cannot move")
    if table.has("start_reason") and not table.has("start"):
        table.wrong("start_reason", "means nothing without a start")
    if start is None or doors is None or finish is None:
        return start
    if not doors <= start < finish:
        table.wrong("start", "must lie between doors and the hard finish")
    elif latest is not None and start < latest:
        table.wrong("start", "must not be before the fixed start of an earlier item")
    return start


def _check_lengths(table: Table) -> None:
    length, shortest, longest = (table.length(name) for name in ("length", "shortest", "longest"))
    table.length("length_each")
    if not table.has("length") and not table.has("length_each"):
        table.wrong("length", "is missing")
    if length and shortest and shortest > length:
        table.wrong("shortest", "must not be longer than length")
    if length and longest and longest < length:
        table.wrong("longest", "must not be shorter than length")


def _check_block(table: Table) -> None:
    """An item can stand for several: the teams of a recognition, or the awards of a group."""
    award, group = table.key("award", required=False), table.key("awards", required=False)
    part, of = table.number("part", 1, 20, None), table.number("of", 1, 20, None)
    recognition = table.values.get("kind") == "recognition"
    if award and group:
        table.wrong("awards", "cannot stand beside award: name one award or a group of them")
    if table.has("part") != table.has("of"):
        table.wrong("part" if table.has("of") else "of", "is missing: part and of go together")
    if part and of and part > of:
        table.wrong("part", "must not be more than of")
    if not recognition and (part or of):
        table.wrong("part", "is only for an item of kind recognition")
    if table.has("length_each") and not (recognition or group):
        table.wrong("length_each", "is only for a recognition or a group of awards")
