"""Pages of the nominations stage."""

from awards.nominations import uses
from awards.nominations.views import (
    assisting,
    checking,
    desk,
    files,
    home,
    members,
    preview,
    submitting,
    withdrawing,
    writing,
)
from awards.nominations.views.blueprint import nominations

__all__ = [
    "assisting",
    "checking",
    "desk",
    "files",
    "home",
    "members",
    "nominations",
    "preview",
    "submitting",
    "uses",
    "withdrawing",
    "writing",
]
