"""The columns of a score pack, and what a filled-in one says: rows become changes, or sentences.

An empty cell changes nothing, a dash takes out what was written. Columns are known by their headings and rows
by their code, so both may be moved, and others added.
"""

import re
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from awards.core.text import clean_line, clean_text, count_characters
from awards.core.workbooks import Cell, CellKind, Sheet, column_letters
from awards.judging.filling import (
    COMMENT_LABEL,
    FLAG_LABEL,
    MAY_RELEASE_LABEL,
    NOTE_LABEL,
    TAKEN_OUT,
    Filled,
    Given,
    Value,
)
from awards.judging.rules import Criterion

LONGEST_REASON, LONGEST_TEXT, LONGEST_FLAG = 2000, 5000, 2000
MOST_PROBLEMS = 100
TEAM_LABEL = "Team"
HEADINGS_WITHIN = 30
"""Rows at the top of a sheet among which the headings are looked for."""
YES, NO = frozenset({"yes", "y"}), frozenset({"no", "n"})
DASHES = frozenset("-–—−")

_POINTS = re.compile(r"([0-9]{1,3})(?:[.,]0{1,15})?")
_CODE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([0-9]{1,8})")
_CONDITION = {CellKind.ERROR: "an error of the spreadsheet", CellKind.UNSOLVED: "a formula without a result"}


class About(StrEnum):
    """What a column holds."""

    CODE = "code"
    TEAM = "team"
    ORGANISATION = "organisation"
    STATE = "state"
    POINTS = "points"
    REASON = "reason"
    COMMENT = "comment"
    MAY_RELEASE = "may release"
    NOTE = "note"
    FLAG = "flag"


FILLED_IN = frozenset(About) - {About.CODE, About.TEAM, About.ORGANISATION, About.STATE}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a score pack; ``criterion`` is what its points or reasons are about."""

    about: About
    heading: str
    criterion: Criterion | None = None

    @property
    def longest(self) -> int:
        """How many characters may stand in it."""
        limits = {About.REASON: LONGEST_REASON, About.FLAG: LONGEST_FLAG}
        return limits.get(self.about, LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class Own:
    """A nomination of the judge's own that can stand in a pack."""

    id: uuid.UUID
    criteria: Sequence[Criterion]
    is_submitted: bool = False


@dataclass(frozen=True)
class Reading:
    """What a filled-in pack says. ``problems`` tell what was left out, with its place."""

    filled: list[Filled] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def columns_for(criteria: Sequence[Criterion]) -> list[Column]:
    """The columns of a sheet whose nominations are scored by ``criteria``."""
    columns = [
        Column(About.TEAM, TEAM_LABEL),
        Column(About.ORGANISATION, "Organisation"),
        Column(About.STATE, "Where it stands"),
    ]
    seen: Counter[str] = Counter()
    for criterion in criteria:
        seen[_known_by(criterion.name)] += 1
        times = seen[_known_by(criterion.name)]
        name = criterion.name if times == 1 else f"{criterion.name} ({times})"
        columns.append(Column(About.POINTS, f"{name}: points from 0 to {criterion.maximum}", criterion))
        columns.append(Column(About.REASON, f"{name}: why", criterion))
    return [
        *columns,
        Column(About.COMMENT, COMMENT_LABEL),
        Column(About.MAY_RELEASE, MAY_RELEASE_LABEL),
        Column(About.NOTE, NOTE_LABEL),
        Column(About.FLAG, FLAG_LABEL),
        Column(About.CODE, "Code (leave as it is)"),
    ]


def code_of(assignment: uuid.UUID, version: int) -> str:
    """What tells on the way back which nomination a row is about, and which state of its sheet it shows."""
    return f"{assignment}/{version}"


def read_pack(sheets: Sequence[Sheet], own: Mapping[uuid.UUID, Own]) -> Reading:
    """What the sheets say of the judge's own nominations; submitted ones are passed over."""
    return _Reader(own).read(sheets)


def _known_by(heading: str) -> str:
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


_CODE_HEADING, _TEAM_HEADING = _known_by("Code (leave as it is)"), _known_by(TEAM_LABEL)


@dataclass
class _Place:
    """A cell, to be told of."""

    sheet: str
    row: int = 0
    column: int = 0
    heading: str = ""
    team: str = ""

    def __str__(self) -> str:
        if self.team:
            cell = f", column {column_letters(self.column)}" if self.column else ""
            about = f", “{self.heading}”" if self.heading else ""
            return f"{self.team}{about} (sheet “{clean_line(self.sheet)[:40]}”, row {self.row}{cell})"
        where = f"Sheet “{clean_line(self.sheet)[:40]}”" + (f", row {self.row}" if self.row else "")
        return f"{where}, column {column_letters(self.column)} ({self.heading})" if self.column else where


class _Reader:
    """Reads one pack row by row and gathers what there is to tell."""

    def __init__(self, own: Mapping[uuid.UUID, Own]) -> None:
        self._own = own
        self._seen: set[uuid.UUID] = set()
        self._missed: set[tuple[str, str]] = set()
        self._read = Reading()

    def read(self, sheets: Sequence[Sheet]) -> Reading:
        """All sheets, in order."""
        tables = [(sheet, top) for sheet in sheets if (top := _top(sheet))]
        if not tables:
            self._tell("No sheet has the column “Code (leave as it is)”, by which we know the rows.")
        for sheet, top in tables:
            headings = sorted(sheet.rows[top].items(), reverse=True)  # of two alike the first is ours
            known = {_known_by(cell.text[:200]): column for column, cell in headings}
            for row in sorted(number for number in sheet.rows if number > top):
                self._read_row(_Place(sheet.name, row), sheet.rows[row], known)
        return self._read

    def _read_row(self, place: _Place, cells: Mapping[int, Cell], known: Mapping[str, int]) -> None:
        code = cells.get(known[_CODE_HEADING])
        if not any(clean_line(cell.text) for cell in cells.values()):
            return
        found = _CODE.fullmatch(clean_line(code.text).lower()) if code else None
        own = self._own.get(uuid.UUID(found[1])) if found else None
        if found is None or own is None:
            self._tell(f"{place}: this is no row of yours that can be filled in now. It was left out.")
        elif own.id in self._seen:
            place.team = _team(cells, known)
            self._tell(f"{place}: this nomination stands in the pack twice. The first row was taken.")
        else:
            self._seen.add(own.id)
            if not own.is_submitted:
                place.team = _team(cells, known)
                given = self._given(place, cells, known, columns_for(own.criteria))
                self._read.filled.append(Filled(own.id, int(found[2]), given))

    def _given(
        self, row: _Place, cells: Mapping[int, Cell], known: Mapping[str, int], columns: Sequence[Column]
    ) -> Given:
        """What stands in the cells of a row. A cell that cannot be read is told of, and changes nothing."""
        given = Given()
        for column in columns:
            if column.about not in FILLED_IN:
                continue
            number = known.get(_known_by(column.heading), 0)
            if not number:
                self._miss(row.sheet, column.heading)
            cell = cells.get(number)
            if cell is None:
                continue
            place = _Place(row.sheet, row.row, number, column.heading, row.team)
            try:
                value = _value(column, cell)
            except ValueError as unclear:
                self._tell(f"{place}: {unclear}. This cell was left out.")
            else:
                if value is not None:
                    given.put(column.about.value, column.criterion.key if column.criterion else "", value)
        return given

    def _miss(self, sheet: str, heading: str) -> None:
        """Tell once of a column that is not there: perhaps its heading was changed by accident."""
        if (sheet, heading) not in self._missed:
            self._missed.add((sheet, heading))
            self._tell(f"{_Place(sheet)} has no column “{heading}”, so nothing of it was read.")

    def _tell(self, sentence: str) -> None:
        if len(self._read.problems) < MOST_PROBLEMS:
            self._read.problems.append(sentence)
        elif len(self._read.problems) == MOST_PROBLEMS:
            self._read.problems.append("There is more that could not be read.")


def _team(cells: Mapping[int, Cell], known: Mapping[str, int]) -> str:
    """The team as the row names it; empty where that was taken out."""
    cell = cells.get(known.get(_TEAM_HEADING, 0))
    return clean_line(cell.text)[:60] if cell else ""


def _top(sheet: Sheet) -> int:
    """The row of the headings; 0 where none has the code's."""
    first = sorted(sheet.rows)[:HEADINGS_WITHIN]
    return next(
        (
            row
            for row in first
            if any(_known_by(cell.text[:200]) == _CODE_HEADING for cell in sheet.rows[row].values())
        ),
        0,
    )


def _value(column: Column, cell: Cell) -> Value | None:
    """What a cell says; None where it is empty. Raise ValueError with the words for what it cannot say."""
    if cell.kind in _CONDITION:
        raise ValueError(f"there is {_CONDITION[cell.kind]}")
    text = clean_text(cell.text)
    if not text:
        return None
    if text in DASHES and column.about is not About.MAY_RELEASE:
        return TAKEN_OUT
    if column.about is About.POINTS and column.criterion:
        return _points(text, cell.kind, column.criterion)
    if column.about is About.MAY_RELEASE:
        return _yes_or_no(text)
    if count_characters(text) > column.longest:
        raise ValueError(
            f"the text has {count_characters(text):,} characters, and {column.longest:,} are the most"
        )
    return text


def _points(text: str, kind: CellKind, criterion: Criterion) -> int:
    found = _POINTS.fullmatch(text) if kind is not CellKind.BOOLEAN else None
    if found is None or int(found[1]) > criterion.maximum:
        raise ValueError(f"it says “{_short(text)}”, not a whole number from 0 to {criterion.maximum}")
    return int(found[1])


def _yes_or_no(text: str) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise ValueError(f"write yes or no. It says “{_short(text)}”")
    return word in YES


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 40 else f"{line[:40]}…"
