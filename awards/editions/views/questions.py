"""The questions of an entry form, one a page."""

from typing import Any

from flask import request
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import Stale
from awards.core.forms import Form
from awards.editions.entry_forms import hangs_on
from awards.editions.forms import QuestionForm, question_form, ready_question, ready_questions
from awards.editions.forms_in_use import longest_so_far, nominations, removal_problem
from awards.editions.models import Category, Edition, Question, Section
from awards.editions.queries import awards_for_answers, get_edition, get_form_question, get_form_section
from awards.editions.questions import SERVICES, sign_of
from awards.editions.services import add_question, change_question
from awards.editions.states import QuestionKind
from awards.editions.uses import use_of_question
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show


def _questions(category: Category) -> list[Question]:
    return [question for section in category.sections for question in section.questions]


def _asked_kind() -> QuestionKind | None:
    """The kind that the address asks for."""
    asked = request.args.get("kind", "")
    return QuestionKind(asked) if asked in set(QuestionKind) else None


@editions.route("/editions/<edition>/set-up/sections/<uuid:section>/questions/new", methods=["GET", "POST"])
@requires(CHANGE, edition=get_edition, section=get_form_section)
def new_question(edition: Edition, section: Section) -> Page:
    """Add a question: first its kind, or one that is ready, then its words."""
    category, key = section.category, request.args.get("ready", "")
    taken = [question.key for question in _questions(category)]
    ready = ready_question(key, taken)
    kind = ready.kind if ready else _asked_kind()
    if kind is None:
        return _kinds(edition, section, taken)
    sections = category.sections[: category.sections.index(section) + 1]
    form = question_form(kind, [each for part in sections for each in part.questions], ready)
    if accepted(form, lambda: _add(section, form, key if ready else "")):
        said = f"“{form.label.data}” is added to “{section.title}”."
        return _back(edition, category, said, f"thing-{section.questions[-1].id}")
    status = 422 if form.is_submitted() else 200
    return _show(edition, category, form, section=section, question=None, service=SERVICES.get(key)), status


def _add(section: Section, form: QuestionForm, key: str) -> None:
    add_question(section, form.facts, by=current_user, at=clock.now(), key=key)


def _kinds(edition: Edition, section: Section, taken: list[str]) -> Page:
    form = Form()
    if form.is_submitted():
        form.add_error("Choose what kind of answer the question takes")
    address = {"edition": edition.slug, "section": section.id}
    page = show(
        "entry_form_kinds",
        edition,
        form=form,
        category=section.category,
        section=section,
        question=None,
        address=address,
        ready=ready_questions(taken),
    )
    return page, 422 if form.is_submitted() else 200


def _back(edition: Edition, category: Category, said: str, anchor: str = "") -> Page:
    return go(".entry_form", said, edition=edition.slug, category=category.id, _anchor=anchor or None)


def _show(edition: Edition, category: Category, form: QuestionForm, **more: Any) -> str:
    questions = _questions(category)
    return show("entry_form_question", edition, form=form, category=category, questions=questions, **more)


@editions.get("/editions/<edition>/set-up/questions/<uuid:question>/kind")
@requires(CHANGE, edition=get_edition, question=get_form_question)
def question_kind(edition: Edition, question: Question) -> Page:
    """Which kinds of answer the question can take instead."""
    return show(
        "entry_form_kinds",
        edition,
        category=question.section.category,
        section=question.section,
        question=question,
        address={"edition": edition.slug, "question": question.id},
        ready=[],
    )


@editions.get("/editions/<edition>/set-up/questions/<uuid:question>")
@requires(READ, edition=get_edition, question=get_form_question)
def question(edition: Edition, question: Question) -> Page:
    """One question: what it asks, who reads the answer, what hangs on it."""
    return _question(edition, question, _form(question))


@editions.post("/editions/<edition>/set-up/questions/<uuid:question>")
@requires(CHANGE, edition=get_edition, question=get_form_question)
def change_the_question(edition: Edition, question: Question) -> Page:
    """Change what is asked."""
    form = _form(question)
    try:
        if accepted(form, lambda: _change(question, form)):
            return _saved(edition, question, form)
    except Stale as stale:
        form.refuse(stale)
        form.seen.data = sign_of(question)  # who has compared both, and saves again, means it
        return _question(edition, question, form, stale=True), stale.status
    return _question(edition, question, form), 422


def _form(question: Question) -> QuestionForm:
    questions = _questions(question.section.category)
    return question_form(_asked_kind() or question.kind, questions[: questions.index(question)], question)


def _change(question: Question, form: QuestionForm) -> None:
    change_question(question, form.facts, by=current_user, at=clock.now(), seen=form.seen.data)


def _saved(edition: Edition, question: Question, form: QuestionForm) -> Page:
    """To the form; who moved an answer with its button stays on the page, at that answer."""
    moved = form.then.data.partition(":")[2]
    if moved:
        return go(
            ".question", "Saved.", edition=edition.slug, question=question.id, _anchor=f"option-{moved}"
        )
    return _back(edition, question.section.category, "Question saved.", f"thing-{question.id}")


def _question(edition: Edition, question: Question, form: QuestionForm, **more: Any) -> str:
    category = question.section.category
    use, awards = use_of_question(question), awards_for_answers(category.id)
    others = [other for other in _questions(category) if other is not question]
    return _show(
        edition,
        category,
        form,
        section=question.section,
        question=question,
        service=SERVICES.get(question.key),
        use=use,
        answered=nominations(use.answered, "answered this question") if use.answered else "",
        longest=longest_so_far(question, use),
        holders=hangs_on(question.key, others, awards),
        stays=removal_problem(question, use.answered, others, awards),
        **more,
    )
