"""A gate before a site: while its database is exchanged, requests wait outside, and nobody is left inside."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.wsgi import ClosingIterator

LONGEST = 30.0


class Gate:
    """A WSGI application before another, which can be emptied."""

    def __init__(self, application: Any) -> None:
        self.application = application
        self._changed = threading.Condition()
        self._inside = 0
        self._shut = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            return ClosingIterator(self.application(environ, start_response), [self._leave])
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
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
