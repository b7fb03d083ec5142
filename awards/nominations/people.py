"""A list of people as it is pasted from a message, a spreadsheet or the addresses of a mail."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from email_validator import EmailNotValidError, validate_email

from awards.core.errors import BrokenRule
from awards.core.text import clean_line, clean_text
from awards.nominations.surnames import Split, find_split
from awards.nominations.tables import Row, read_rows

LONGEST = 200
LONGEST_ADDRESS = 254
MOST_LINES = 500
MOST_COLUMNS = 20
NOTHING_THERE = "Write or paste at least one name."
ONE_A_LINE = "write one person a line, like “Ann Lee, social worker”."
LOOK_FIRST = (
    "This list holds more than names and roles. Use “Paste from a spreadsheet”: it shows first how the list "
    "is read."
)
TWO_PARTS = (
    "Line {}: {} Write it so, or use “Paste from a spreadsheet”: there one press puts it right, or you keep "
    "it as it stands."
)


class Column(StrEnum):
    """What a column of the list holds."""

    NAME = "name"
    FIRST_NAME = "first-name"
    SURNAME = "surname"
    ROLE = "role"
    EMAIL = "email"
    SAY_AS = "say-as"
    NOTHING = "nothing"


NAMES = frozenset({Column.NAME, Column.FIRST_NAME, Column.SURNAME})

HEADINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.NAME: "name|names|full name|fullname|team member|team members|member|members|person|people"
        "|colleague|colleagues|staff|staff name|staff member|employee|employee name|name of team member",
        Column.FIRST_NAME: "first name|firstname|first|forename|forenames|given name|given names",
        Column.SURNAME: "surname|last name|lastname|last|family name|second name",
        Column.ROLE: "role|roles|job|job title|jobtitle|job role|title|position|post|post title|designation"
        "|role in team|role in the team|what they do|occupation",
        Column.EMAIL: "email|e mail|mail|email address|e mail address|work email|contact email",
        Column.SAY_AS: "pronunciation|pronounced|how said|how it is said|how the name is said|how to say it"
        "|said|say|say as|said aloud|phonetic|phonetically|phonetic spelling|sounds like",
    }
)
"""What people write above a column."""
_MEANS = {word: column for column, words in HEADINGS.items() for word in words.split("|")}
# Words of roles, by which a list that begins with the role is known.
_ROLE = re.compile(
    r"\b(worker|manager|lead|leader|officer|coordinator|co-ordinator|practitioner|assistant|administrator|"
    r"admin|support|head|director|senior|deputy|nurse|teacher|therapist|psychologist|adviser|advisor|apprentice|"
    r"supervisor|commissioner|analyst|mentor|trainee|carer|service|team)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b[A-Z]{2,}-\w|\w-[A-Z]{2,}\b")
_IN_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<about>[^()]+)\)$")
_SAID_CELL = re.compile(r"^\(?\s*(?:said|say|sounds like|pronounced)\b\s*[:=]?\s*(?P<how>[^()]+)\)?$", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list; ``notes`` are sentences about what could not be taken as it stands.

    ``split``: their name seems to be in two parts, as with the surname first.
    """

    line: int
    name: str
    role: str = ""
    email: str = ""
    say_as: str = ""
    notes: tuple[str, ...] = ()
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was understood; ``examples`` has the first text of each column of a table."""

    people: tuple[Listed, ...]
    columns: tuple[Column, ...] = ()
    examples: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def parse_people(text: str) -> list[tuple[str, str]]:
    """The name and role on each line; raise BrokenRule for the first line that is wrong, or needs a look."""
    read = read_list(text)
    if read.left_out:
        raise BrokenRule(read.left_out[0])
    if split := next((each for each in read.people if each.split), None):
        raise BrokenRule(TWO_PARTS.format(split.line, split.split.sentence if split.split else ""))
    if read.people and any(each.email or each.say_as or each.notes for each in read.people):
        raise BrokenRule(LOOK_FIRST)
    return [(each.name, each.role) for each in read.people]


def read_list(text: str, columns: Sequence[Column] = ()) -> ReadList:
    """The people on the list. ``columns``: what its columns hold, where somebody has put that right.

    Raise BrokenRule with the number of the first line that cannot be kept.
    """
    rows = read_rows(clean_text(f"|{text}|")[1:-1])  # between bars, a first or last empty cell stays
    if len(rows) > MOST_LINES:
        raise BrokenRule(f"This list has {len(rows):,} lines. Paste {MOST_LINES} or fewer at a time.")
    rows = [row for row in rows if any(row.cells)]
    heading = _heading(rows[0].cells) if rows else []
    body = rows[1:] if heading else rows
    if heading or any(row.is_table for row in body):
        return _read_table(body, heading, columns)
    return _read(_swapped([_from_words(row) for row in body]), [*_PLAIN])


_PLAIN = (Column.NAME, Column.ROLE, Column.EMAIL, Column.SAY_AS)


def _heading(cells: Sequence[str]) -> list[Column]:
    """What the columns hold, if these are words that stand above columns."""
    words = [" ".join(re.findall(r"[a-z]+", cell.casefold())) for cell in cells]
    found = [_MEANS.get(word, Column.NOTHING) for word in words]
    written = [column for column, cell in zip(found, cells, strict=True) if cell]
    known = [column for column in written if column is not Column.NOTHING]
    return found if NAMES & set(known) and len(known) * 2 > len(written) else []


def _from_words(row: Row) -> Row:
    """A line of words and commas as name, role, address and how the name is said."""
    name, *rest = row.cells
    if not rest and (inside := _IN_BRACKETS.match(name)):
        name, about = inside["name"], inside["about"]
        return Row(row.line, (name, "", "", about) if _SAID.search(about) else (name, about, "", ""))
    email = next((cell for cell in rest if "@" in cell), "")
    said = [found["how"] for cell in rest if (found := _SAID_CELL.match(cell))]
    role = [cell for cell in rest if cell and "@" not in cell and not _SAID_CELL.match(cell)]
    if "@" in name and not email:
        email, name, role = name, role[0] if role else "", role[1:]
    return Row(row.line, (name, ", ".join(role), email, *said[:1]))


def _swapped(rows: list[Row]) -> list[Row]:
    """The same with name and role changed over where every line begins with its role."""
    both = [row.cells for row in rows if row.cells[0] and row.cells[1]]
    if both and all(_ROLE.search(cells[0]) and not _ROLE.search(cells[1]) for cells in both):
        return [Row(row.line, (row.cells[1], row.cells[0], *row.cells[2:])) for row in rows]
    return rows


def _read_table(rows: Sequence[Row], heading: Sequence[Column], columns: Sequence[Column]) -> ReadList:
    width = max((len(row.cells) for row in rows), default=0)
    if width > MOST_COLUMNS:
        raise BrokenRule(f"This list has {width} columns. Copy only those with names, roles and addresses.")
    rows = [_fitted(row, heading) for row in rows]
    width = max((len(row.cells) for row in rows), default=0)
    found = [*heading, *[Column.NOTHING] * width][:width] if heading else _guessed(rows, width)
    held = list(columns) if len(columns) == width and NAMES & set(columns) else found
    examples = [
        next((row.cells[n] for row in rows if len(row.cells) > n and row.cells[n]), "") for n in range(width)
    ]
    return _read(rows, held, examples, sure=bool(heading) or held != found)


def _fitted(row: Row, heading: Sequence[Column]) -> Row:
    """A line with more commas than its heading: what is too much belongs to the role."""
    surplus = len(row.cells) - len(heading)
    if row.is_table or not heading or surplus <= 0 or Column.ROLE not in heading:
        return row
    at = list(heading).index(Column.ROLE)
    role = ", ".join(row.cells[at : at + surplus + 1])
    return Row(row.line, (*row.cells[:at], role, *row.cells[at + surplus + 1 :]))


def _guessed(rows: Sequence[Row], width: int) -> list[Column]:
    """What the columns of a table without a heading hold, by what they look like."""
    written = [[row.cells[n] for row in rows if len(row.cells) > n and row.cells[n]] for n in range(width)]
    found = [_looks_like(cells) for cells in written]
    open_ones = [n for n, column in enumerate(found) if column is None]
    roles = [n for n in open_ones if _most(written[n], _ROLE.search)]
    names = [n for n in open_ones if n not in roles] or open_ones[:1]
    held = [column or Column.NOTHING for column in found]
    for n in roles or names[1:]:
        held[n] = Column.ROLE
    if names:
        held[names[0]] = Column.NAME
    if len(names) > 1 and _in_two_parts(written, names) and (roles or len(names) > 2):
        held[names[0]], held[names[1]] = Column.FIRST_NAME, Column.SURNAME
    return held


def _in_two_parts(written: Sequence[Sequence[str]], names: Sequence[int]) -> bool:
    return all(len(cell.split()) == 1 for n in names[:2] for cell in written[n])


def _looks_like(cells: Sequence[str]) -> Column | None:
    if all(len(cell) == 1 or not any(c.isalpha() for c in cell) for cell in cells):
        return Column.NOTHING
    if _most(cells, lambda cell: "@" in cell):
        return Column.EMAIL
    return Column.SAY_AS if _most(cells, _SAID.search) else None


def _most(cells: Sequence[str], holds: Callable[[str], object]) -> bool:
    return sum(bool(holds(cell)) for cell in cells) * 2 > len(cells)


def _read(
    rows: Sequence[Row], columns: Sequence[Column], examples: Sequence[str] = (), *, sure: bool = False
) -> ReadList:
    people: dict[tuple[str, str], Listed] = {}
    left_out = []
    for row in rows:
        given = _person(row, columns, sure)
        if not given.name:
            words = clean_line(" ".join(row.cells))[:60]
            left_out.append(f"Line {row.line} has no name, so it is left out: “{words}”.")
            continue
        if max(len(given.name), len(given.role), len(given.say_as)) > LONGEST:
            raise BrokenRule(f"Line {row.line} is too long: {ONE_A_LINE}")
        same = (given.name.casefold(), given.role.casefold())
        people[same] = _joined(people[same], given) if same in people else given
    return ReadList(
        tuple(people.values()), tuple(columns if examples else ()), tuple(examples), tuple(left_out)
    )


def _person(row: Row, columns: Sequence[Column], sure: bool) -> Listed:
    held: dict[Column, list[str]] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if clean_line(cell):
            held.setdefault(column, []).append(clean_line(cell))

    def text(*wanted: Column, between: str = " ") -> str:
        return between.join(cell for column in wanted for cell in held.get(column, []))

    email, notes = _address(text(Column.EMAIL))
    name = text(Column.NAME) or text(Column.FIRST_NAME, Column.SURNAME)
    role = text(Column.ROLE, between=", ")
    split = find_split(name, role, sure=sure or bool(_ROLE.search(role.partition(",")[0])))
    return Listed(row.line, name, role, email, text(Column.SAY_AS), notes, split)


def _address(typed: str) -> tuple[str, tuple[str, ...]]:
    """The e-mail address, or a sentence about why there is none. A dash or "none" is no address."""
    if "@" not in typed:
        return "", ()
    try:
        email = validate_email(typed, check_deliverability=False).normalized
    except EmailNotValidError:
        email = ""
    if not email or len(email) > LONGEST_ADDRESS:
        return "", (f"“{typed[:60]}” is no address that we can write to.",)
    return email, ()


def _joined(first: Listed, again: Listed) -> Listed:
    """The same person listed twice is one, with all that either line says."""
    return Listed(
        first.line,
        first.name,
        first.role,
        first.email or again.email,
        first.say_as or again.say_as,
        first.notes,
        first.split,
    )
