"""Pages of the nominations stage."""

from awards.nominations import uses
from awards.nominations.views import (
    assisting,
    checking,
    consent,
    consents,
    copying,
    cropping,
    deadline,
    desk,
    files,
    history,
    home,
    members,
    pasting,
    preview,
    printing,
    reminders,
    submitting,
    withdrawing,
    writing,
)
from awards.nominations.views.blueprint import nominations

__all__ = [
    "assisting",
    "checking",
    "consent",
    "consents",
    "copying",
    "cropping",
    "deadline",
    "desk",
    "files",
    "history",
    "home",
    "members",
    "nominations",
    "pasting",
    "preview",
    "printing",
    "reminders",
    "submitting",
    "uses",
    "withdrawing",
    "writing",
]
