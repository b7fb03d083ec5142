"""A line to the site that a test can cut in the middle of what is sent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 16 * 1024


class Line:
    """Passes on what it hears, both ways, until it has passed on as much as it may."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._left: int | None = None
        self.was_cut = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Where the site seems to be."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def cut_after(self, length: int) -> None:
        """Cut the line once so much more was sent over it."""
        self.was_cut.clear()
        self._left = length

    def mend(self) -> None:
        """Pass on everything again."""
        self._left = None

    def close(self) -> None:
        """Take no more calls."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                called = socket.create_connection(("127.0.0.1", self._to))
                for ends in ((caller, called, True), (called, caller, False)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, heard: socket.socket, told: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while piece := heard.recv(PIECE):
                if counted and self._left is not None:
                    self._left -= len(piece)
                    if self._left < 0:
                        self.was_cut.set()
                        break
                told.sendall(piece)
        for end in (heard, told):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """A line to the site at ``url``."""
    line = Line(int(url.rpartition(":")[2]))
    try:
        yield line
    finally:
        line.close()
