"""Forms of the set-up. Each gives what was typed as plain values to the services."""

from awards.editions.forms.entry_forms import (
    PlaceForm,
    QuestionForm,
    SectionForm,
    StartForm,
    chosen_source,
    form_sources,
    question_form,
    ready_question,
    ready_questions,
)
from awards.editions.forms.files import EditionFileForm, ImportForm
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
    "EditionFileForm",
    "ImportForm",
    "ParticipantsForm",
    "PlaceForm",
    "QuestionForm",
    "SectionForm",
    "StartForm",
    "TimetableForm",
    "chosen_source",
    "form_sources",
    "question_form",
    "ready_question",
    "ready_questions",
]
