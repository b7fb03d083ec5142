"""What is wrong in an edition file, and where."""

import re
from collections import Counter
from dataclasses import dataclass, field

from awards.core.errors import BrokenRule

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\- ]+?)\s*\]\]?\s*(?:#.*)?")
_VALUE = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")


@dataclass(frozen=True)
class Problem:
    """One mistake: its place in the file, what is wrong, and the line where it could be found."""

    place: str
    sentence: str
    line: int | None = None

    def __str__(self) -> str:
        """For example "line 312, categories[1].criteria[2].weight: must be a whole number above 0"."""
        where = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.place) if part)
        return f"{where}: {self.sentence}" if where else self.sentence


class WrongFile(BrokenRule):
    """The file cannot be loaded; ``problems`` are all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Problems:
    """The mistakes found so far."""

    lines: dict[str, int] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)

    def add(self, place: str, sentence: str) -> None:
        """Note a mistake; its line is that of the place, or of the nearest thing around it."""
        nearest = place
        while nearest and nearest not in self.lines:
            nearest = nearest.rpartition(".")[0]
        self.found.append(Problem(place, sentence, self.lines.get(nearest)))

    def refuse(self) -> None:
        """Raise WrongFile with all that was found, in the order of the file; do nothing if it is right."""
        if self.found:
            raise WrongFile(sorted(self.found, key=lambda problem: problem.line or 0))


def find_lines(text: str) -> dict[str, int]:
    """On which line each place of the file begins. A guide for the reader, not a parser: it may miss some."""
    lines: dict[str, int] = {}
    seen: Counter[str] = Counter()
    place, within = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        begins_or_ends = line.count('"""') % 2 == 1
        if within:
            within = not begins_or_ends
            continue
        within = begins_or_ends
        if header := _HEADER.fullmatch(line):
            place = _place(header[2], header[1] == "[[", seen)
            lines.setdefault(place, number)
        elif value := _VALUE.match(line):
            lines.setdefault(f"{place}.{value[1]}" if place else value[1], number)
    return lines


def _place(name: str, repeated: bool, seen: Counter[str]) -> str:
    """The numbered place of a header: the second ``[[a.b]]`` under the first ``[[a]]`` is a[1].b[2]."""
    place = ""
    *above, last = name.split(".")
    for part in above:
        place = f"{place}.{part}" if place else part
        place += f"[{seen[place]}]" if seen[place] else ""
    place = f"{place}.{last}" if place else last
    if repeated:
        seen[place] += 1
        place += f"[{seen[place]}]"
    return place
