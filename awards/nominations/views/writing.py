"""The task list and the sections of the entry form."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import AwardsError, BrokenRule, NotFound, Stale, WrongState
from awards.editions.models import Section
from awards.nominations.answering import kept, shown, version_of
from awards.nominations.deadlines import deadline_of, why_closed, why_closed_to
from awards.nominations.forms import SectionForm, about, section_form
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import find_participant, get_nomination, get_section, last_acts
from awards.nominations.reading import outline, plain_values, values_of
from awards.nominations.rules import COMPLETE, NOT_STARTED
from awards.nominations.services import autosave_answers, save_section
from awards.nominations.services.sections import Written
from awards.nominations.states import NominationState
from awards.nominations.views.beside import BesideForms
from awards.nominations.views.blueprint import Page, base_url, nominations

AUTOSAVED = frozenset({NominationState.DRAFT, NominationState.RETURNED})


@nominations.get("/nominations/<uuid:nomination>")
@requires(NominationPermission.READ, nomination=get_nomination)
def task_list(nomination: Nomination) -> Page:
    """The sections, how far each has come, who wrote last."""
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    return render_template(
        "nominations/task_list.html",
        edition=nomination.edition,
        nomination=nomination,
        parts=outline(nomination),
        colours={NOT_STARTED: "blue", COMPLETE: ""},
        acts=last_acts(nomination, limit=1),
        participant=participant,
        deadline=deadline_of(nomination.edition, participant),
        closed=why_closed_to(participant, nomination, clock.now()),
    )


@nominations.route("/nominations/<uuid:nomination>/sections/<section>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination)
def section(nomination: Nomination, section: str) -> Page:
    """One page of the entry form. Once it is closed, what was written or typed stays readable."""
    page = _page(nomination, section)
    form = section_form(page, plain_values(nomination, page))
    if form.is_submitted():
        return _save(nomination, page, form)
    if closed := why_closed(nomination, clock.now()):
        return _closed(nomination, page, form, closed)
    return _show(nomination, page, form)


def _page(nomination: Nomination, key: str) -> Section:
    for each in nomination.category.sections:
        if each.key == key:
            return each
    raise NotFound


def _save(nomination: Nomination, page: Section, form: SectionForm) -> Page:
    beside = BesideForms(nomination, page)
    valid = all([form.validate(), beside.validate()])
    if not valid and not why_closed(nomination, clock.now()):
        return _show(nomination, page, form, beside), 422
    before, then = version_of(plain_values(nomination, page)), request.form.get("then", "")
    try:
        after = save_section(
            nomination,
            page,
            beside.given(form.answers()) if valid else Written(form.answers()),
            by=current_user,
            at=clock.now(),
            version=form.version.data,
            base_url=base_url(),
        )
    except AwardsError as refused:
        return _refuse(nomination, page, form, beside, refused), refused.status
    if after != before:
        flash(f"{page.title}: saved.", "success")
    return redirect(_next(nomination, page, then), 303)


def _refuse(
    nomination: Nomination, page: Section, form: SectionForm, beside: BesideForms, refused: AwardsError
) -> Page:
    if isinstance(refused, Stale):
        return _clash(nomination, page, form, beside)
    if isinstance(refused, WrongState):
        return _closed(nomination, page, form, refused.sentence, beside)
    question = next((each for each in form.questions if each.key == refused.field), None)
    if question:
        form.add_error(about(question, refused.sentence), f"q-{question.key}")
    elif not beside.refuse(refused.field, refused.sentence):
        form.add_error(refused.sentence)
    return _show(nomination, page, form, beside)


def _show(
    nomination: Nomination, page: Section, form: SectionForm, beside: BesideForms | None = None
) -> Page:
    beside = beside or BesideForms(nomination, page)
    return render_template(
        "nominations/section.html",
        edition=nomination.edition,
        nomination=nomination,
        section=page,
        form=form,
        beside=beside,
        errors=[*form.problems, *beside.problems],
        given=values_of(nomination, page),
        autosaves=nomination.state in AUTOSAVED,
    )


def _closed(
    nomination: Nomination, page: Section, form: SectionForm, closed: str, beside: BesideForms | None = None
) -> Page:
    given = [(each.label, each.kind, each, form.box(each).data) for each in form.questions]
    texts = [
        (label, value if isinstance(value, str) else shown(each, value)) for label, _, each, value in given
    ]
    return render_template(
        "nominations/section_closed.html",
        edition=nomination.edition,
        nomination=nomination,
        section=page,
        closed=closed,
        texts=[
            *((label, text) for label, text in texts if text),
            *((label, text) for label, _, text in (beside.typed if beside else [])),
        ],
        posted=form.is_submitted(),
    )


def _clash(nomination: Nomination, page: Section, form: SectionForm, beside: BesideForms) -> Page:
    now = plain_values(nomination, page)
    form.version.data = version_of(now)
    theirs = {
        each.key: shown(each, now[each.key])
        for each in form.questions
        if kept(each, form.box(each).data) != now[each.key]
    }
    return render_template(
        "nominations/conflict.html",
        edition=nomination.edition,
        nomination=nomination,
        section=page,
        form=form,
        theirs=theirs,
        beside=beside,
        acts=last_acts(nomination, limit=1),
    )


def _next(nomination: Nomination, page: Section, then: str) -> str:
    """Where a button leads after saving: the list, a question's own page, or the next section."""
    if then == "list":
        return url_for("nominations.task_list", nomination=nomination.id)
    endpoint, _, key = then.partition(":")
    here = url_for("nominations.section", nomination=nomination.id, section=page.key, _anchor=f"q-{key}")
    for question in page.questions:
        if question.key == key and endpoint == "here":
            return here
        if question.key == key and endpoint in {"people", "paste", "photo", "documents"}:
            address = {"photo": "set_photo", "people": "add_person", "paste": "paste_people"}.get(
                endpoint, endpoint
            )
            return url_for(f"nominations.{address}", nomination=nomination.id, question=question.id)
    sections = nomination.category.sections
    following = sections[sections.index(page) + 1 :]
    if following:
        return url_for("nominations.section", nomination=nomination.id, section=following[0].key)
    return url_for("nominations.check", nomination=nomination.id)


@nominations.post("/nominations/<uuid:nomination>/sections/<uuid:page>/autosave")
@requires(NominationPermission.WRITE, nomination=get_nomination, page=get_section)
def autosave(nomination: Nomination, page: Section) -> Page:
    """Save what is typed so far; the answer carries the new version for the page's next save."""
    form = section_form(page, plain_values(nomination, page))
    if not form.may_be_kept():
        return " ".join(sentence for sentence, _ in form.problems), 422
    try:
        version = autosave_answers(
            nomination,
            page,
            form.answers(),
            by=current_user,
            at=clock.now(),
            version=form.version.data,
        )
    except (BrokenRule, Stale, WrongState) as refused:
        return Response(refused.sentence, refused.status, mimetype="text/plain")
    return Response(status=204, headers={"X-Version": version})
