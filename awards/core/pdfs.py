"""PDF files people send: refused when they can do anything but be read, else written anew.

The parser is handed foreign bytes, so it works in a process of its own, with little memory and time.
"""

import os
import subprocess
import sys
import threading
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_PAGES = 300
SECONDS = 10
AT_ONCE = threading.BoundedSemaphore(2)
NEEDED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the parser is told of our surroundings: no keys, no addresses."""
REFUSED = 3
"""Exit status when the file was understood and is not wanted; the reason is then written out."""


class Reason(StrEnum):
    """Why a PDF is not kept."""

    BROKEN = "broken"
    LOCKED = "locked"
    ACTIVE = "active"
    COMMENTED = "commented"
    LONG = "long"


class Refused(Exception):
    """The file is not wanted."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def clean_pdf(content: bytes) -> bytes:
    """The same pages without metadata, scripts and leftovers of earlier versions; raise Refused."""
    command = [sys.executable, "-m", "awards.core.pdf_cleaning"]
    surroundings = {name: os.environ[name] for name in NEEDED if name in os.environ}
    try:
        # our own interpreter and module; what a user sent goes to its standard input
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 - no part of the command comes from a user
                command,
                cwd=ROOT,
                env=surroundings,
                input=content,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise Refused(Reason.BROKEN) from None
    if done.returncode == REFUSED:
        raise Refused(Reason(done.stdout.decode()))
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise Refused(Reason.BROKEN)
    return done.stdout
