"""Writing values as TOML, in the style of the file that ships with the product.

A writer of our own: those that exist either write no comments and let the length of a line decide how a
list looks, or are made to change files that are there.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_ESCAPED = re.compile('[\x00-\x08\x0b-\x1f\x7f]|"""|\\\\')
_LONGEST_LIST = 90
"""Characters of a list on one line; a longer one has an item a line."""


def write_table(header: str, values: Mapping[str, Any]) -> str:
    """A table under its header, "[edition]" or "[[awards]]". A value that is None is left out."""
    lines = [f"{name} = {write_value(value)}" for name, value in values.items() if value is not None]
    return "\n".join([header, *lines]) + "\n"


def write_value(value: Any) -> str:
    """One value as TOML reads it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {write_value(each)}" for name, each in value.items()) + " }"
    if isinstance(value, Iterable):
        return _list([write_value(each) for each in value], isinstance(next(iter(value), None), Mapping))
    return str(value)


def _list(items: list[str], of_tables: bool) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= _LONGEST_LIST and not of_tables:
        return line
    return "\n".join(["[", *(f"  {item}," for item in items), "]"])


def _text(value: str) -> str:
    """A text in quotes; one of several lines as it is, between three of them."""
    if "\n" not in value:
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    escaped = _ESCAPED.sub(lambda found: "".join(_escape(sign) for sign in found[0]), value)
    if escaped.endswith('"'):
        escaped = f'{escaped[:-1]}\\"'
    return f'"""\n{escaped}"""'


def _escape(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else f"\\u{ord(sign):04x}"
