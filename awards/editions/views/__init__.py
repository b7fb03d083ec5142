"""Pages of the set-up: what an edition is, who nominates, what is judged and what is given out."""

from awards.editions.views import (
    awards,
    categories,
    criteria,
    entry_forms,
    files,
    participants,
    questions,
    set_up,
)
from awards.editions.views.pages import editions

__all__ = [
    "awards",
    "categories",
    "criteria",
    "editions",
    "entry_forms",
    "files",
    "participants",
    "questions",
    "set_up",
]
