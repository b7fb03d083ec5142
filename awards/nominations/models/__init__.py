"""Nominations and all that belongs to them."""

from awards.nominations.models.checks import Explanation, Mask
from awards.nominations.models.files import Upload
from awards.nominations.models.nomination import Answer, Assistance, Comment, Nomination, Revision
from awards.nominations.models.reminders import Reminder, SentReminder
from awards.nominations.models.team import TeamMember

__all__ = [
    "Answer",
    "Assistance",
    "Comment",
    "Explanation",
    "Mask",
    "Nomination",
    "Reminder",
    "Revision",
    "SentReminder",
    "TeamMember",
    "Upload",
]
