"""How our column types are written into a migration."""

from typing import Any, Literal

from awards.core.database import UTCDateTime


def render_item(kind: str, thing: Any, _context: object) -> str | Literal[False]:
    """A moment is a plain date-time in the schema; everything else is written as usual."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime()"
    return False
