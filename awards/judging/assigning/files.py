"""Nominations, judges and conflicts from CSV files, or everything that is wrong with them; a draw as CSV."""

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from awards.core.csv_files import File, Place, Reading, Row, WrongFile
from awards.judging.assigning.outcome import Outcome
from awards.judging.assigning.problem import Entry, Judge, Pair, Problem

_BETWEEN_NAMES = re.compile(r"[;|,\n]")

UNKNOWN = "?"
"""Stands where nobody knows how often somebody has judged before."""


@dataclass(frozen=True, slots=True)
class Files:
    """What a draw is read from. ``keep`` is an earlier draw, whose reviews stay where they can.

    Those in ``started`` have been begun, and never move.
    """

    nominations: File
    judges: File
    conflicts: File | None = None
    keep: File | None = None
    started: File | None = None

    def seed(self, need: int) -> str:
        """A seed that nobody chose: the same files and number give the same."""
        given = [self.nominations, self.judges, self.conflicts, self.keep]
        if self.started:
            given.append(self.started)
        parts = [hashlib.sha256(file.content if file else b"").digest() for file in given]
        return hashlib.sha256(b"".join(parts) + str(need).encode()).hexdigest()[:12]


def read_files(files: Files, need: int, *, overall: bool = False) -> tuple[Problem, list[Place]]:
    """What is to be drawn, and notes about the files; WrongFile tells all mistakes of all files."""
    reading = Reading()
    entries = _read_nominations(reading, files.nominations, need)
    judges = _read_judges(reading, files.judges, entries)
    known = {
        "judge": {judge.key for judge in judges},
        "nomination": {entry.key for entry in entries},
    }
    conflicts = _read_pairs(reading, files.conflicts, known, strict=True)
    kept = _read_pairs(reading, files.keep, known, strict=False)
    started = _read_pairs(reading, files.started, known, strict=True)
    if both := sorted(started & conflicts):
        judge, entry = both[0]
        wrong = f"“{judge}” has started “{entry}”, but it is among the conflicts"
        reading.problems.append(Place(files.started.name if files.started else "", wrong))
    for file, things in ((files.nominations, entries), (files.judges, judges)):
        if not things and not any(problem.file == file.name for problem in reading.problems):
            reading.problems.append(Place(file.name, "has no rows below its column names"))
    if reading.problems:
        raise WrongFile(reading.problems)
    problem = Problem(entries, judges, conflicts, fixed=started, standing=kept - started, overall=overall)
    return problem, reading.notes


def _read_nominations(reading: Reading, file: File, need: int) -> tuple[Entry, ...]:
    entries = []
    names: dict[str, str] = {}
    rows = reading.rows(file, ("nomination", "category"), ("field", "organisation"))
    for row in reading.keyed(file, rows, "nomination"):
        category = row.cells["category"]
        if not category:
            reading.problems.append(Place(file.name, "is empty", row.line, "category"))
        entries.append(
            Entry(
                key=row.cells["nomination"],
                category=names.setdefault(category.casefold(), category),
                need=need,
                field=row.cells.get("field", "").casefold(),
                organisation=row.cells.get("organisation", "").casefold(),
            )
        )
    return tuple(entries)


def _read_judges(reading: Reading, file: File, entries: tuple[Entry, ...]) -> tuple[Judge, ...]:
    judges = []
    categories = {entry.category.casefold(): entry.category for entry in entries}
    fields = {entry.field: entry.field for entry in entries if entry.field}
    optional = ("min_load", "fields", "organisation", "experience")
    rows = reading.rows(file, ("judge", "max_load", "categories"), optional)
    for row in reading.keyed(file, rows, "judge"):
        most = reading.number(file, row, "max_load")
        least = reading.number(file, row, "min_load") or 0
        if most is not None and least > most:
            wrong = f"must not be more than max_load, which is {most}"
            reading.problems.append(Place(file.name, wrong, row.line, "min_load"))
            least = 0
        known = row.cells.get("experience", UNKNOWN) != UNKNOWN
        judges.append(
            Judge(
                key=row.cells["judge"],
                most=most,
                least=least,
                categories=_names(reading, file, row, "categories", categories),
                fields=_names(reading, file, row, "fields", fields),
                organisation=row.cells.get("organisation", "").casefold(),
                experience=reading.number(file, row, "experience") or 0 if known else None,
            )
        )
    return tuple(judges)


def _names(reading: Reading, file: File, row: Row, column: str, known: Mapping[str, str]) -> frozenset[str]:
    """The names in a cell, with semicolons, bars or commas between them."""
    typed = row.cells.get(column, "").casefold()
    parts = [part for each in _BETWEEN_NAMES.split(typed) if (part := each.strip())]
    if typed in known:
        parts = [typed]
    elif len(parts) == 1 and all(word in known for word in typed.split()):
        parts = typed.split()
    for part in parts:
        if part not in known:
            reading.notes.append(Place(file.name, f"no nomination is in “{part}”", row.line, column))
    return frozenset(known.get(part, part) for part in parts)


def _read_pairs(
    reading: Reading, file: File | None, known: dict[str, set[str]], *, strict: bool
) -> frozenset[Pair]:
    """Judges with nominations. A conflict of nobody must be a slip; in an earlier draw people have left."""
    if file is None:
        return frozenset()
    pairs, left = set(), 0
    for row in reading.rows(file, ("judge", "nomination"), ("kind", "reason")):
        pair = row.cells["judge"], row.cells["nomination"]
        strange = [
            Place(file.name, f"“{name}” is not among the {column}s" if name else "is empty", row.line, column)
            for (column, names), name in zip(known.items(), pair, strict=True)
            if names and name not in names
        ]
        if not strange:
            pairs.add(pair)
        elif strict:
            reading.problems += strange
        else:
            left += 1
    if left:
        gone = "1 review is" if left == 1 else f"{left} reviews are"
        reading.notes.append(Place(file.name, f"{gone} of judges or nominations that are there no more"))
    return frozenset(pairs)


def draw_as_csv(problem: Problem, outcome: Outcome) -> bytes:
    """A row for each review, in the order of the judges' and the nominations' files."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("judge", "nomination"))
    judges = {judge.key: number for number, judge in enumerate(problem.judges)}
    entries = {entry.key: number for number, entry in enumerate(problem.entries)}
    rows = sorted(outcome.pairs, key=lambda pair: (judges[pair[0]], entries[pair[1]]))
    writer.writerows(rows)
    return text.getvalue().encode()
