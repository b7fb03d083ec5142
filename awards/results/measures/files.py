"""Scores from a CSV file, or everything that is wrong with it.

Columns: judge, nomination, score; optionally criterion and weight. Several rows of one judge and nomination
make a sheet; its total is the mean of its scores, weighted by criterion. Numbers are read exactly as they
stand. An empty score is no score, never zero.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from awards.core.csv_files import File, Place, Reading, Row, WrongFile
from awards.results.measures.tables import Score, Scores, named

LARGEST_FILE = 50_000_000
"""Bytes."""
MOST_ROWS = 500_000
MOST_NOMINATIONS = 20_000
MOST_JUDGES = 3_000
MOST_PROBLEMS = 100
"""So many mistakes are told; of more, how many they are."""

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_BAD_NUMBER = "must be a number, like 7 or 7.5, not “{}”"

Sheets = dict[str, dict[str, dict[str, Fraction]]]
"""Nomination -> judge -> criterion -> score."""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """What a file says: total scores, what each criterion counts, and what its author should know."""

    scores: Scores
    weights: dict[str, Fraction]
    notes: tuple[Place, ...]


@dataclass
class _Sheets:
    """The rows read so far."""

    file: File
    reading: Reading = field(default_factory=Reading)
    sheets: Sheets = field(default_factory=dict)
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    weights: dict[str, tuple[Fraction, int]] = field(default_factory=dict)
    numbers: dict[str, Fraction] = field(default_factory=dict)
    weighed: set[tuple[str, str | None]] = field(default_factory=set)

    def wrong(self, sentence: str, line: int = 0, column: str = "") -> None:
        """Remember a mistake."""
        self.reading.problems.append(Place(self.file.name, sentence, line, column))

    def add(self, row: Row) -> None:
        """Put a row on its sheet, or say what is wrong with it."""
        cells, line = row.cells, row.line
        judge, nomination = cells["judge"], cells["nomination"]
        criterion = cells.get("criterion", "")
        unnamed = [column for column in ("judge", "nomination") if not cells[column]]
        for column in unnamed:
            self.wrong("is empty", line, column)
        if unnamed:
            return
        if (weight := (criterion, cells.get("weight"))) not in self.weighed:
            self._weigh(*weight, line)
        before = self.lines.setdefault((judge, nomination, criterion), line)
        if before != line:
            self.wrong(_twice(judge, nomination, criterion, before), line)
        sheets = self.sheets.setdefault(nomination, {})
        if typed := cells["score"]:
            number = self.number(typed)
            if number is None:
                self.wrong(_BAD_NUMBER.format(typed), line, "score")
            sheets.setdefault(judge, {})[criterion] = number or Fraction(0)

    def number(self, typed: str) -> Fraction | None:
        """The number exactly as it stands; None if it is not one."""
        known = self.numbers.get(typed)
        if known is None and _NUMBER.fullmatch(typed):
            known = self.numbers[typed] = Fraction(typed)
        return known

    def _weigh(self, criterion: str, typed: str | None, line: int) -> None:
        """Keep what a criterion counts; it must be the same in all its rows."""
        weight = Fraction(1) if typed is None else self.number(typed)
        if weight is None or weight <= 0:
            sentence = "is empty" if not typed else f"must be a number above 0, like 2, not “{typed}”"
            self.wrong(sentence, line, "weight")
            return
        kept, first = self.weights.setdefault(criterion, (weight, line))
        if kept == weight:
            self.weighed.add((criterion, typed))
            return
        of = f"of “{criterion}” " if criterion else ""
        sentence = f"{of}is {typed} here, but {_shown(kept)} in line {first}: one criterion has one weight"
        self.wrong(sentence, line, "weight")


def read_scores(file: File) -> ScoreTable:
    """The table of a file; WrongFile tells all its mistakes, each with its line."""
    sheets = _Sheets(file)
    if len(file.content) > LARGEST_FILE:
        sheets.wrong(f"has more than {LARGEST_FILE // 1_000_000} MB, which is the most")
        raise WrongFile(sheets.reading.problems)
    for number, row in enumerate(_rows(sheets), 1):
        if number > MOST_ROWS:
            sheets.wrong(f"has more than {MOST_ROWS:,} rows, which is the most", row.line)
            break
        sheets.add(row)
    _check_size(sheets)
    _check_criteria(sheets)
    if problems := sheets.reading.problems:
        more = len(problems) - MOST_PROBLEMS
        told = [Place(file.name, f"and {more} more mistakes")] if more > 0 else []
        raise WrongFile(problems[:MOST_PROBLEMS] + told)
    weights = {criterion: weight for criterion, (weight, _) in sheets.weights.items()}
    return ScoreTable(_totals(sheets.sheets, weights), weights, (*sheets.reading.notes, *_namesakes(sheets)))


def seed_of(file: File) -> str:
    """A seed that nobody chose: the same bytes give the same."""
    return hashlib.sha256(file.content).hexdigest()[:12]


def _rows(sheets: _Sheets) -> Iterator[Row]:
    return sheets.reading.rows(sheets.file, ("judge", "nomination", "score"), ("criterion", "weight"))


def _check_size(sheets: _Sheets) -> None:
    judges = {judge for judge, _, _ in sheets.lines}
    if not sheets.sheets and not sheets.reading.problems:
        sheets.wrong("has no rows below its column names")
    if len(sheets.sheets) > MOST_NOMINATIONS:
        sheets.wrong(f"has {len(sheets.sheets):,} nominations; {MOST_NOMINATIONS:,} are the most")
    if len(judges) > MOST_JUDGES:
        sheets.wrong(f"has {len(judges):,} judges; {MOST_JUDGES:,} are the most")


def _check_criteria(sheets: _Sheets) -> None:
    """All sheets need the same criteria: who left one out has not scored it, and not given zero for it."""
    criteria = {criterion for _, _, criterion in sheets.lines}
    if "" in criteria and len(criteria) > 1:
        line = min(line for (_, _, criterion), line in sheets.lines.items() if not criterion)
        sheets.wrong("is empty, but other rows name one", line, "criterion")
        return
    for nomination, by_judge in sheets.sheets.items():
        for judge, given in by_judge.items():
            if len(given) < len(criteria):
                missing = sorted(criteria - given.keys())
                places = [(judge, nomination, criterion) for criterion in criteria]
                first = min(sheets.lines[place] for place in places if place in sheets.lines)
                sheets.wrong(
                    f"“{judge}” has not scored “{nomination}” for {named(missing)}: complete the sheet, or"
                    " leave all of it out",
                    first,
                )


def _totals(sheets: Sheets, weights: dict[str, Fraction]) -> dict[str, dict[str, Score]]:
    """Each sheet's weighted mean. Sums are of whole numbers, which is as exact and much quicker."""
    scale = lcm(*{number.denominator for number in _all_numbers(sheets)})
    whole = lcm(*{weight.denominator for weight in weights.values()})
    factors = {criterion: int(weight * whole) for criterion, weight in weights.items()}
    share = scale * sum(factors.values())
    known: dict[int, Fraction] = {}

    def total(given: dict[str, Fraction]) -> Fraction:
        points = sum(
            factors[criterion] * score.numerator * (scale // score.denominator)
            for criterion, score in given.items()
        )
        if points not in known:
            known[points] = Fraction(points, share)
        return known[points]

    return {
        nomination: {judge: total(given) for judge, given in by_judge.items()}
        for nomination, by_judge in sheets.items()
    }


def _all_numbers(sheets: Sheets) -> Iterable[Fraction]:
    return (score for by_judge in sheets.values() for given in by_judge.values() for score in given.values())


def _namesakes(sheets: _Sheets) -> Iterator[Place]:
    """Names that differ only by small and capital letters, which are often a slip."""
    kinds = {"judge": (key[0] for key in sheets.lines), "nomination": (key[1] for key in sheets.lines)}
    for column, names in kinds.items():
        seen: dict[str, str] = {}
        for name in dict.fromkeys(names):
            other = seen.setdefault(name.casefold(), name)
            if other != name:
                yield Place(sheets.file.name, f"“{other}” and “{name}” are read as two {column}s")


def _twice(judge: str, nomination: str, criterion: str, before: int) -> str:
    what = f" for “{criterion}”" if criterion else ""
    end = "" if criterion else "; several scores of one sheet need different criteria"
    return f"“{judge}” has scored “{nomination}”{what} in line {before} already{end}"


def _shown(number: Fraction) -> str:
    return f"{float(number):g}"
