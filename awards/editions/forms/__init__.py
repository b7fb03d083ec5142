"""Forms of the set-up. Each gives what was typed as plain values to the services."""

from awards.editions.forms.parts import ArrangeForm, AwardForm, CategoryForm, CriterionForm
from awards.editions.forms.settings import (
    BasicsForm,
    DeadlineForm,
    DecidingForm,
    ParticipantsForm,
    TimetableForm,
)

__all__ = [
    "ArrangeForm",
    "AwardForm",
    "BasicsForm",
    "CategoryForm",
    "CriterionForm",
    "DeadlineForm",
    "DecidingForm",
    "ParticipantsForm",
    "TimetableForm",
]
