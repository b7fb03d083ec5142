"""What organisers do to an edition."""

from awards.editions.services.awards import add_award, arrange_award, change_award
from awards.editions.services.categories import (
    add_category,
    add_criterion,
    arrange_criterion,
    change_category,
    change_criterion,
    remove_category,
)
from awards.editions.services.changes import Arrangement
from awards.editions.services.loading import load_edition
from awards.editions.services.participants import (
    choose_one_for_each_area,
    extend_deadline,
    set_participants,
)
from awards.editions.services.settings import change_basics, set_deciding, set_timetable
from awards.editions.services.stages import move_on

__all__ = [
    "Arrangement",
    "add_award",
    "add_category",
    "add_criterion",
    "arrange_award",
    "arrange_criterion",
    "change_award",
    "change_basics",
    "change_category",
    "change_criterion",
    "choose_one_for_each_area",
    "extend_deadline",
    "load_edition",
    "move_on",
    "remove_category",
    "set_deciding",
    "set_participants",
    "set_timetable",
]
