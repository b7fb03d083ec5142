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
from awards.editions.services.entry_forms import (
    FormSource,
    add_section,
    arrange_section,
    change_section,
    place_section,
    start_form,
)
from awards.editions.services.importing import import_form
from awards.editions.services.loading import begin_edition, load_edition
from awards.editions.services.participants import (
    choose_one_for_each_area,
    extend_deadline,
    set_participants,
)
from awards.editions.services.questions import (
    add_question,
    arrange_question,
    change_question,
    place_question,
)
from awards.editions.services.settings import change_basics, set_deciding, set_timetable
from awards.editions.services.stages import move_on

__all__ = [
    "Arrangement",
    "FormSource",
    "add_award",
    "add_category",
    "add_criterion",
    "add_question",
    "add_section",
    "arrange_award",
    "arrange_criterion",
    "arrange_question",
    "arrange_section",
    "begin_edition",
    "change_award",
    "change_basics",
    "change_category",
    "change_criterion",
    "change_question",
    "change_section",
    "choose_one_for_each_area",
    "extend_deadline",
    "import_form",
    "load_edition",
    "move_on",
    "place_question",
    "place_section",
    "remove_category",
    "set_deciding",
    "set_participants",
    "set_timetable",
    "start_form",
]
