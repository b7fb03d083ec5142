"""The record of conflicts as a table to download."""

from collections.abc import Iterable

from awards.accounts.models import Person
from awards.core.spreadsheets import Cell, Table
from awards.judging.models import Conflict

_HEADINGS = (
    "Nomination", "Organisation", "Reference", "Who stands aside", "Kind", "Reason", "Noted by", "Noted",
    "Lifting asked for by", "Asked", "Why it is lifted", "Lifted by", "Lifted",
)  # fmt: skip


def conflicts_table(conflicts: Iterable[Conflict]) -> Table:
    """Every conflict with who noted it, and who lifted it."""
    return Table("Conflicts", _HEADINGS, [_row(conflict) for conflict in conflicts])


def _row(conflict: Conflict) -> list[Cell]:
    nomination = conflict.nomination
    about: list[Cell] = [
        nomination.title,
        nomination.organisation.name,
        nomination.reference,
        conflict.person.name,
    ]
    noted: list[Cell] = [
        conflict.kind.capitalize(),
        conflict.reason,
        _name(conflict.noted_by),
        conflict.noted_at,
    ]
    asked: list[Cell] = [_name(conflict.lift_asked_by), conflict.lift_asked_at, conflict.lift_reason]
    return [*about, *noted, *asked, _name(conflict.lifted_by), conflict.lifted_at]


def _name(person: Person | None) -> str:
    return person.name if person else ""
