"""Tables of who may do what, reviewed as files."""

import os
from pathlib import Path


def reviewed(path: Path, table: str) -> None:
    """Compare ``table`` with the reviewed one; with AWARDS_KEEP_TABLES=1 the new one is kept for a review."""
    if os.environ.get("AWARDS_KEEP_TABLES"):
        path.write_text(table)
    assert table == path.read_text()
