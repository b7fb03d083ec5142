"""Documents that somebody waits for: made once, a few at a time, and kept in memory while there is room."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from awards.core.typesetting.compiling import TypesettingError
from awards.core.typesetting.setting import Typeset

ROOM = 48 * 1024 * 1024
"""Bytes of finished documents that are kept."""
AT_ONCE = 2
"""Processes of the compiler that pages may start at the same time."""
PATIENCE = 5.0
"""Seconds somebody waits for a free one: there are few threads, and other pages need them."""
BUSY = "Many documents are being made just now."


class Shelf:
    """Finished documents by what they were made of; what nobody asked for longest makes room.

    Nothing here says who may have a document: that is asked before. The key must hold all that is in it.
    """

    def __init__(self, *, room: int = ROOM, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._room, self._patience = room, patience
        self._presses = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._made: OrderedDict[Hashable, Typeset] = OrderedDict()

    def take(self, key: Hashable, make: Callable[[], Typeset]) -> Typeset:
        """The document for ``key``, made now unless it is here; TypesettingError where that cannot be."""
        found = self._find(key)
        if found:
            return found
        if not self._presses.acquire(timeout=self._patience):
            raise TypesettingError(BUSY)
        try:
            found = self._find(key)  # who waited may find that somebody else has made it
            if found is None:
                found = make()
                self._keep(key, found)
            return found
        finally:
            self._presses.release()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._made.clear()

    def _find(self, key: Hashable) -> Typeset | None:
        with self._lock:
            found = self._made.get(key)
            if found:
                self._made.move_to_end(key)
            return found

    def _keep(self, key: Hashable, made: Typeset) -> None:
        with self._lock:
            self._made[key] = made
            while sum(map(_size, self._made.values())) > self._room:
                self._made.popitem(last=False)


def _size(made: Typeset) -> int:
    return len(made.pdf) + sum(map(len, made.pictures))


shelf = Shelf()
"""The one of this process, for pages of every stage."""
