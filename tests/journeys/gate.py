"""A gate before a site: while its database is exchanged, requests wait outside, and nobody is left inside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler

LONGEST = 30.0


class Gate:
    """What every request passes on its way in, and again on its way out."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._shut = False

    def keeper(self) -> type[WSGIRequestHandler]:
        """A server's handler that lets requests through this gate."""
        gate = self

        class Keeper(WSGIRequestHandler):
            """However a request ends, it has left: who hangs up keeps the server from closing its answer."""

            def run_wsgi(self) -> None:
                """Answer one request, once the gate is open."""
                with gate._passing():
                    super().run_wsgi()

        return Keeper

    @contextmanager
    def _passing(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Let nobody in, and wait until the last has left.

        :raises AssertionError: when a request does not end.
        """
        with self._changed:
            self._shut = True
            empty = self._changed.wait_for(lambda: self._inside == 0, LONGEST)
        try:
            assert empty, "a request does not end"
            yield
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()
