"""Where a section of the entry form saves itself."""

from functools import partial

from flask import request
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.autosaving import not_saved, saved
from awards.core.errors import BrokenRule, WrongState
from awards.core.text import join_words
from awards.editions.models import Section
from awards.nominations.merging import changed_since
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_section, get_texts, latest_revisions
from awards.nominations.reading import form_values, plain_values
from awards.nominations.section_forms import SectionForm, section_form
from awards.nominations.services import autosave_answers, save_answers
from awards.nominations.services.writing import Clash
from awards.nominations.views.blueprint import Page, base_url, nominations
from awards.nominations.views.choosing import Choices
from awards.nominations.views.left_over import left_over

OF_ANOTHER = (
    "Somebody else typed this on this device. You are signed in as {}, and it is not saved in your name."
)
NOT_ASKED = "This is not asked like that any more. Copy what you wrote if you need it."


@nominations.post("/nominations/<uuid:nomination>/sections/<uuid:page>/autosave")
@requires(NominationPermission.WRITE, nomination=get_texts, page=get_section)
def autosave(nomination: Nomination, page: Section) -> Page:
    """Save what is typed so far, or the boxes named in "only"; or all of it, because a button was pressed."""
    form = section_form(page, plain_values(nomination, page), form_values(nomination))
    choices = Choices(form, plain_values(nomination, page))
    wanted = set(request.form.getlist("only")) or set(choices.answers)
    answers = {key: value for key, value in choices.answers.items() if key in wanted}
    if typed_by_another():
        return not_saved(OF_ANOTHER.format(current_user.name), 409)
    if gone := _gone(form, wanted):
        return not_saved(NOT_ASKED, 409, wrong=sorted(gone))
    if wrong := _wrong(form, wanted):
        return not_saved(" ".join(wrong.values()), 422, wrong=wrong)
    save = partial(save_answers, base_url=base_url()) if "pressed" in request.form else autosave_answers
    at, version = clock.now(), choices.version
    try:
        version = save(nomination, page, answers, by=current_user, at=at, version=version)
    except Clash as clash:
        return not_saved(_who_else(nomination, form, clash), clash.status, clash.keys)
    except (BrokenRule, WrongState) as refused:
        return not_saved(refused.sentence, refused.status)
    return saved(version, at, changed_since(version, plain_values(nomination, page)))


def _gone(form: SectionForm, wanted: set[str]) -> set[str]:
    """Which of these answers are not asked for any more, or not in boxes like those they were typed in."""
    names = {name for name, _ in left_over(form)}
    changed = {key for key in wanted for box in ("", "-day", "-month", "-year") if f"q-{key}{box}" in names}
    return wanted - {question.key for question in form.questions} | changed


def _wrong(form: SectionForm, wanted: set[str]) -> dict[str, str]:
    """Which of these answers cannot even be kept as a draft, each with the reason."""
    form.may_be_kept()
    asked = [question for question in form.questions if question.key in wanted]
    return {each.key: str(form.box(each).errors[0]) for each in asked if form.box(each).errors}


def _who_else(nomination: Nomination, form: SectionForm, clash: Clash) -> str:
    questions = [question for question in form.questions if question.key in clash.keys]
    revisions = latest_revisions(nomination, questions).values()
    people = join_words(sorted({each.written_by.name for each in revisions})) or "Somebody else"
    if {each.written_by.id for each in revisions} == {current_user.id}:
        people = "In another window you"
    asked = join_words(f"“{question.label}”" for question in questions)
    return f"{people} also changed {asked}. Both texts are safe: choose which to keep."


def typed_by_another() -> bool:
    """Whether the page was made for somebody else than who is signed in by now in the same browser."""
    return request.form.get("writer", "") not in {"", str(current_user.id)}
