"""The entry form of a category: its pages and questions in their order, and each page by itself."""

from collections.abc import Sequence
from typing import Any

from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.editions.forms import PlaceForm, SectionForm, StartForm, chosen_source, form_sources
from awards.editions.forms_in_use import NO_LONGER_POSSIBLE, STILL_POSSIBLE
from awards.editions.models import Category, Edition, Section
from awards.editions.queries import forms_to_copy, get_edition, get_form_section, get_whole_category
from awards.editions.questions import (
    KINDS,
    READERS,
    SERVICES,
    condition_in_words,
    limits_in_words,
    minutes_to_read,
    minutes_to_write,
    said_length,
    words_in_all,
)
from awards.editions.services import (
    Arrangement,
    add_section,
    arrange_question,
    arrange_section,
    change_section,
    place_question,
    place_section,
    start_form,
)
from awards.editions.uses import use_of_form
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show

NOTHING_MOVED = "Nothing was moved: the form had changed in the meantime. Here it is as it is now."


@editions.context_processor
def _words() -> dict[str, Any]:
    return {
        "KINDS": KINDS,
        "READERS": READERS,
        "SERVICES": SERVICES,
        "limits_in_words": limits_in_words,
        "condition_in_words": condition_in_words,
    }


@editions.get("/editions/<edition>/set-up/categories/<uuid:category>/form")
@requires(READ, edition=get_edition, category=get_whole_category)
def entry_form(edition: Edition, category: Category) -> Page:
    """What directors are asked, with limits and readers, and the buttons that change it."""
    return _page(edition, category)


def _page(edition: Edition, category: Category, form: StartForm | None = None, **more: Any) -> str:
    questions = [question for section in category.sections for question in section.questions]
    if form is None and not category.sections:
        form = StartForm(formdata=None)
        form.source.choices = form_sources(edition, forms_to_copy(edition))
    return show(
        "entry_form",
        edition,
        category=category,
        questions=questions,
        words=words_in_all(questions),
        writing=said_length(minutes_to_write(questions)),
        reading=said_length(minutes_to_read(questions)),
        use=use_of_form(category.id),
        still_possible=STILL_POSSIBLE,
        no_longer_possible=NO_LONGER_POSSIBLE,
        form=form,
        **more,
    )


@editions.post("/editions/<edition>/set-up/categories/<uuid:category>/form")
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def start_the_form(edition: Edition, category: Category) -> Page:
    """Begin the entry form of a category that has none."""
    form, copies = StartForm(), forms_to_copy(edition)
    form.source.choices = form_sources(edition, copies)
    if accepted(form, lambda: _start(category, form, copies)):
        return go(".entry_form", "The entry form is begun.", edition=edition.slug, category=category.id)
    return _page(edition, category, form), 422


def _start(category: Category, form: StartForm, copies: Sequence[Category]) -> None:
    start_form(category, chosen_source(form.source.data, copies), by=current_user, at=clock.now())


@editions.route("/editions/<edition>/set-up/categories/<uuid:category>/sections/new", methods=["GET", "POST"])
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def new_section(edition: Edition, category: Category) -> Page:
    """Add a page to the form."""
    form = SectionForm()
    added: list[Section] = []
    if accepted(form, lambda: added.append(_add(category, form))):
        said = f"“{form.title.data}” is added. Now add its first question."
        return go(
            ".entry_form", said, edition=edition.slug, category=category.id, _anchor=f"thing-{added[0].id}"
        )
    page = show("entry_form_section", edition, form=form, category=category, section=None)
    return page, 422 if form.is_submitted() else 200


def _add(category: Category, form: SectionForm) -> Section:
    return add_section(category, form.facts, by=current_user, at=clock.now())


@editions.get("/editions/<edition>/set-up/sections/<uuid:section>")
@requires(READ, edition=get_edition, section=get_form_section)
def form_section(edition: Edition, section: Section) -> Page:
    """What one page of the form is called and says."""
    form = SectionForm(obj=section)
    return show("entry_form_section", edition, form=form, category=section.category, section=section)


@editions.post("/editions/<edition>/set-up/sections/<uuid:section>")
@requires(CHANGE, edition=get_edition, section=get_form_section)
def change_the_section(edition: Edition, section: Section) -> Page:
    """Change what one page of the form is called and says."""
    form, category = SectionForm(), section.category
    if accepted(form, lambda: change_section(section, form.facts, by=current_user, at=clock.now())):
        address = {"category": category.id, "_anchor": f"thing-{section.id}"}
        return go(".entry_form", "Section saved.", edition=edition.slug, **address)
    return show("entry_form_section", edition, form=form, category=category, section=section), 422


@editions.post("/editions/<edition>/set-up/categories/<uuid:category>/form/sections")
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def arrange_sections(edition: Edition, category: Category) -> Page:
    """Move a page of the form, or remove it."""
    form = PlaceForm()
    before = _places(category)
    if accepted(form, lambda: _arrange_section(category, form)):
        return _went(edition, category, form, before)
    return _page(edition, category, errors=form.problems), 422


def _arrange_section(category: Category, form: PlaceForm) -> None:
    thing, position, at = form.thing_id, form.from_position, clock.now()
    if form.arrangement.data == "place":
        place_section(category, thing, form.to_place, position, by=current_user, at=at)
    else:
        way = Arrangement(form.arrangement.data)
        arrange_section(category, thing, way, position, by=current_user, at=at)


@editions.post("/editions/<edition>/set-up/categories/<uuid:category>/form/questions")
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def arrange_questions(edition: Edition, category: Category) -> Page:
    """Move a question, to another page of the form too, or remove it."""
    form = PlaceForm()
    before = _places(category)
    if accepted(form, lambda: _arrange_question(category, form)):
        return _went(edition, category, form, before)
    return _page(edition, category, errors=form.problems), 422


def _arrange_question(category: Category, form: PlaceForm) -> None:
    thing, position, at = form.thing_id, form.from_position, clock.now()
    if form.arrangement.data == "place":
        into, place = form.section_id, form.to_place
        place_question(category, thing, into, place, position, by=current_user, at=at)
    else:
        way = Arrangement(form.arrangement.data)
        arrange_question(category, thing, way, position, by=current_user, at=at)


def _places(category: Category) -> dict[Any, str]:
    """Where each section and question stands, in words."""
    many = len(category.sections)
    places: dict[Any, str] = {}
    for n, section in enumerate(category.sections, start=1):
        places[section.id] = f"“{section.title}” is now section {n} of {many}."
        for m, question in enumerate(section.questions, start=1):
            there = f"{m} of {len(section.questions)} in “{section.title}”"
            places[question.id] = f"“{question.label}” is now question {there}."
    return places


def _went(edition: Edition, category: Category, form: PlaceForm, before: dict[Any, str]) -> Page:
    """Back to the form, with a sentence about what moved where."""
    now, thing = _places(category), form.thing_id
    gone = thing in before and thing not in now
    said = "Removed." if gone else now.get(thing, NOTHING_MOVED)
    anchor = {} if gone else {"_anchor": f"thing-{thing}"}
    return go(".entry_form", said, edition=edition.slug, category=category.id, **anchor)
