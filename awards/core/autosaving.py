"""How a page that saves by itself is answered; static/scripts/autosave.js reads it.

Saved: 204 with the page's new version, the time on our clock and the names of what others changed meanwhile.
Not saved: the reason in a sentence, and the names of what somebody else had changed as well, or of what
cannot be kept as it is, so that the rest can be sent without them.
"""

import datetime as dt
from collections.abc import Iterable

from flask import Response, jsonify

from awards.core.clock import show_time


def saved(version: str, at: dt.datetime, changed: Iterable[str] = ()) -> Response:
    """All that was sent is kept."""
    headers = {"X-Version": version, "X-Saved-At": show_time(at), "X-Changed": " ".join(changed)}
    return Response(status=204, headers=headers)


def not_saved(
    sentence: str, status: int, clashes: Iterable[str] = (), wrong: Iterable[str] = ()
) -> tuple[Response, int]:
    """Nothing of it is kept."""
    return jsonify(sentence=sentence, clashes=list(clashes), wrong=list(wrong)), status
