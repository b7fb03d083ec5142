"""A form that came too late, so that who typed in it can send it once more when they are signed in again."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request
from flask_login import current_user

SAME, NOBODY, OTHER = "same", "nobody", "other"


@dataclass(frozen=True)
class SentAgain:
    """Where the form goes, all that it brought, and whether its writer is signed in: same, nobody, other."""

    action: str
    fields: list[tuple[str, str]]
    signed_in: str


def is_from_here() -> bool:
    """Whether a page of this site sent the form: nobody else chooses what is read here."""
    return urlsplit(request.origin or "").netloc == request.host


def sent_again() -> SentAgain | None:
    """The form of this request, if it says who typed it: what one wrote is never saved as another's."""
    writer = request.form.get("writer") if request.method == "POST" and is_from_here() else None
    if not writer:
        return None
    fields = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    if not current_user.is_authenticated:
        return SentAgain(request.path, fields, NOBODY)
    return SentAgain(request.path, fields, SAME if writer == str(current_user.id) else OTHER)
