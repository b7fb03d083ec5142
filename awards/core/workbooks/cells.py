"""The XML of a workbook's parts, turned into words and cells as it is walked through."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_CELL = 32_767
"""Characters; what Excel itself sets as its limit. What is longer is cut one character later."""

Attributes = Mapping[str, str]
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_NUMBER = 40


class Reason(StrEnum):
    """Why a workbook is not read."""

    NO_WORKBOOK = "no workbook"
    OLD_OR_LOCKED = "old or locked"
    BROKEN = "broken"
    LARGE = "large"
    MACROS = "macros"


class Refused(Exception):
    """The file cannot be read as a workbook, or is too large to be one that we gave out."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class CellKind(StrEnum):
    """What stands in a cell. An unsolved one is a formula whose result the file does not hold."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNSOLVED = "unsolved"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, as text."""

    text: str
    kind: CellKind = CellKind.TEXT


class Related:
    """Links of a part to others of the package. Those to the world outside are not looked at."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole)


class Listed:
    """The sheets that a workbook lists, each with its link."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.found.append((attributes.get("name", ""), link))


class Words:
    """The words that cells share, in order; how something is pronounced is left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._taking = self._said = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._said = True
        self._taking = name == "t" and not self._said

    def text(self, piece: str) -> None:
        if self._taking:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._taking = False
        if name == "rPh":
            self._said = False
        elif name == "si":
            self.found.append(_unescaped("".join(self._pieces)))


class Cells:
    """The cells of a sheet. Rows and cells without a reference follow the one before."""

    def __init__(self, words: list[str], count: Callable[[], None]) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self._words, self._count = words, count
        self._row = self._column = 0
        self._type, self._solves = "", False
        self._pieces: list[str] = []
        self._taking = self._said = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row = _within(attributes.get("r", str(self._row + 1)), LAST_ROW)
            self._column = 0
        elif name == "c":
            self._begin(attributes)
        elif name == "f":
            self._solves = True
        elif name == "rPh":
            self._said = True
        self._taking = name == "v" or (name == "t" and not self._said)

    def _begin(self, attributes: Attributes) -> None:
        self._type, self._solves, self._pieces = attributes.get("t", "n"), False, []
        self._column += 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if found is None:
                raise Refused(Reason.BROKEN)
            self._column = _column_number(found[1])
            self._row = _within(found[2], LAST_ROW)
        if self._column > LAST_COLUMN:
            raise Refused(Reason.BROKEN)

    def text(self, piece: str) -> None:
        if self._taking:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._taking = False
        if name == "rPh":
            self._said = False
        elif name == "c":
            cell = self._cell("".join(self._pieces))
            if cell:
                self._count()
                self.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, value: str) -> Cell | None:
        """What the cell shows; None for an empty one."""
        if not value:
            return Cell("", CellKind.UNSOLVED) if self._solves else None
        if self._type == "s":
            shared = self._words[_within(value, len(self._words) - 1, least=0)]
            return Cell(shared) if shared else None
        if self._type == "b":
            return Cell("yes" if value.strip() == "1" else "no", CellKind.BOOLEAN)
        if self._type == "e":
            return Cell(value, CellKind.ERROR)
        if self._type == "n":
            return Cell(_number(value), CellKind.NUMBER)
        return Cell(_unescaped(value))


def _within(digits: str, most: int, *, least: int = 1) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", digits) or not least <= int(digits) <= most:
        raise Refused(Reason.BROKEN)
    return int(digits)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(value: str) -> str:
    """A number as people write it: "4" for 4.0, "3.5"; what is none stays as it is."""
    try:
        number = Decimal(value.strip()) if len(value) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number.adjusted()) > 15:
        return value
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as _x000D_; halves of a pair are dropped."""
    text = text[: LONGEST_CELL + 1]
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return text.encode("utf-8", "ignore").decode("utf-8")


def column_letters(column: int) -> str:
    """The letters over a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
