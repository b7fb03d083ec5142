"""A list of people as it is pasted from a message or a spreadsheet."""

import re

from awards.core.errors import BrokenRule
from awards.core.text import clean_line, clean_text

LONGEST = 200
# What a word processor puts before each line of a list: "• ", "- ", "3. ", or "o" and a tab.
_MARK = re.compile(r"^\s*(?:[\u2022\u00b7\u25aa\u25e6\u2023*\u2013\u2014-]\s+|o\t\s*|\d{1,3}[.)]\s+)")
_BETWEEN = re.compile(r"\s*(?:,|\t|;| [-\u2013\u2014] )\s*")


def parse_people(text: str) -> list[tuple[str, str]]:
    """The name and role on each line; raise BrokenRule with the number of the first line that is wrong."""
    people: dict[tuple[str, str], tuple[str, str]] = {}
    for number, line in enumerate(clean_text(text).split("\n"), start=1):
        if not clean_line(line):
            continue
        name, _, role = _BETWEEN.sub("\0", _MARK.sub("", line).strip(), count=1).partition("\0")
        name, role = clean_line(name), clean_line(role)
        if not name:
            raise BrokenRule(f"Line {number} has no name before the comma.")
        if max(len(name), len(role)) > LONGEST:
            raise BrokenRule(
                f"Line {number} is too long: write one person a line, like “Ann Lee, social worker”."
            )
        people.setdefault((name.casefold(), role.casefold()), (name, role))
    return list(people.values())
