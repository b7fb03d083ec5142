"""Asking a virus scanner: clamd, by its own small protocol.

The packages that wrap it are not kept up, and what we need of it is one command: send a file in pieces, each
with its length, and read a line.
"""

import re
import socket
import struct
from dataclasses import dataclass
from typing import Protocol

from flask import current_app

PIECE = 64 * 1024
PATIENCE = 60.0
"""Seconds for one answer: a large document takes clamd some."""
LONGEST_ANSWER = 1000
WRONG = "AWARDS_CLAMD must look like 127.0.0.1:3310 or /run/clamav/clamd.ctl"


class ScannerAway(Exception):
    """The scanner does not answer: nothing is known of the file."""


class NotScanned(Exception):
    """The scanner answers, but cannot look at this file."""


@dataclass(frozen=True)
class Finding:
    """What the scanner says; the name of what it found, or none."""

    virus: str = ""


class Scanner(Protocol):
    """Looks at the content of a file."""

    def scan(self, content: bytes) -> Finding:
        """What is in it; raise ScannerAway or NotScanned when nothing is known."""


@dataclass(frozen=True)
class Clamd:
    """Where clamd listens: a host and a port, or the path of a socket."""

    address: tuple[str, int] | str

    def scan(self, content: bytes) -> Finding:
        """Send the content and understand the answer; only a plain "OK" means clean."""
        try:
            answer = self._ask(content)
        except OSError as problem:
            raise ScannerAway(problem.strerror or type(problem).__name__) from problem
        if answer == "stream: OK":
            return Finding()
        if found := re.fullmatch(r"stream: (.+) FOUND", answer):
            return Finding(found.group(1))
        raise NotScanned(answer[:100]) if answer else ScannerAway("no answer")

    def _ask(self, content: bytes) -> str:
        with self._connection() as connection:
            connection.settimeout(PATIENCE)
            try:
                connection.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    connection.sendall(struct.pack(">I", len(piece)) + piece)
                connection.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it has heard enough, and says why
            return _line(connection)

    def _connection(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=PATIENCE)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(self.address)
        except OSError:
            connection.close()
            raise
        return connection


def _line(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        more = connection.recv(LONGEST_ANSWER)
        if not more:
            return ""  # half an answer is none
        answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def clamd_at(setting: str) -> Clamd | None:
    """The scanner that AWARDS_CLAMD names, or None; raise ValueError for what names none."""
    if not setting:
        return None
    if setting.startswith("/"):
        return Clamd(setting)
    host, _, port = setting.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(WRONG)
    return Clamd((host.strip("[]"), int(port)))


def find_scanner() -> Scanner | None:
    """The scanner of this installation, or None where files are not scanned."""
    scanner: Scanner | None = current_app.config.get("SCANNER")
    return scanner
