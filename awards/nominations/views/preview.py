"""The entry form as a nominator sees it, for those who make it. Nothing is kept."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from awards.core.access import requires
from awards.core.errors import NotFound
from awards.editions.models import Category, Edition, Section
from awards.editions.policy import EditionPermission
from awards.editions.queries import get_edition, get_whole_category
from awards.editions.questions import condition_in_words
from awards.editions.states import QuestionKind
from awards.nominations.asking import conditions_on
from awards.nominations.models import Nomination
from awards.nominations.reading import values_of
from awards.nominations.section_forms import SectionForm, section_form
from awards.nominations.states import NominationState
from awards.nominations.views.beside import BesideForms
from awards.nominations.views.blueprint import Page, nominations

OF_ITS_OWN = "In a nomination, this button opens a page of its own."
_ADDRESS = "/editions/<edition>/set-up/categories/<uuid:category>/form/preview"


@nominations.route(_ADDRESS, defaults={"section": ""}, methods=["GET", "POST"])
@nominations.route(f"{_ADDRESS}/<section>", methods=["GET", "POST"])
@requires(EditionPermission.READ_SET_UP, edition=get_edition, category=get_whole_category)
def preview(edition: Edition, category: Category, section: str) -> Page:
    """One page of the form, with its real limits and conditions. Sending it goes on, as a nominator would."""
    pages = [page for page in category.sections if page.questions]
    if not pages:
        return redirect(url_for("editions.entry_form", edition=edition.slug, category=category.id))
    page = _page(pages, section)
    form, beside = section_form(page, {}, _deciding(category)), BesideForms(_nobody(edition, category), page)
    if form.is_submitted() and all([form.validate(), beside.validate()]):
        return redirect(_next(edition, category, pages, page), 303)
    status = 422 if form.is_submitted() else 200
    return _show(edition, category, page, pages=pages, form=form, beside=beside), status


def _page(pages: list[Section], key: str) -> Section:
    if not key:
        return pages[0]
    for page in pages:
        if page.key == key:
            return page
    raise NotFound


def _nobody(edition: Edition, category: Category) -> Nomination:
    """A nomination that is nowhere, in whose place the page is shown."""
    return Nomination(id=category.id, edition=edition, category=category, state=NominationState.DRAFT)


def _deciding(category: Category) -> dict[str, object]:
    """Answers after which every question of the form is asked."""
    questions = [question for section in category.sections for question in section.questions]
    given: dict[str, object] = {}
    for question in questions:
        decides = next((each for each in questions if each.key == question.shown_if), None)
        if decides is not None and decides.kind is QuestionKind.DECLARATION:
            given[decides.key] = True
        elif decides is not None:
            given[decides.key] = [option["value"] for option in decides.options]
    return given


def _next(edition: Edition, category: Category, pages: list[Section], page: Section) -> str:
    """Where the button leads that was pressed."""
    address: dict[str, Any] = {"edition": edition.slug, "category": category.id}
    then, following = request.form.get("then", "next"), pages[pages.index(page) + 1 :]
    if then not in {"next", "list"}:
        flash(OF_ITS_OWN)
        return url_for(".preview", section=page.key, **address)
    if then == "next" and following:
        return url_for(".preview", section=following[0].key, **address)
    return url_for("editions.entry_form", **address)


def _show(edition: Edition, category: Category, page: Section, *, form: SectionForm, **more: Any) -> str:
    nomination = _nobody(edition, category)
    questions = [question for section in category.sections for question in section.questions]
    own = {question.key for question in page.questions}
    elsewhere = [
        question for question in page.questions if question.shown_if and question.shown_if not in own
    ]
    return render_template(
        "nominations/preview.html",
        edition=edition,
        category=category,
        nomination=nomination,
        section=page,
        form=form,
        errors=[*form.problems, *more["beside"].problems],
        given=values_of(nomination, page),
        conditions=conditions_on(page, form.asked),
        elsewhere=[(question.label, condition_in_words(question, questions)) for question in elsewhere],
        autosaves=False,
        revisions={},
        narrow=request.args.get("width") == "phone",
        **more,
    )
