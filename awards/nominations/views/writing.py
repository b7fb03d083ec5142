"""The task list and the sections of the entry form."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import AwardsError, NotFound, WrongState
from awards.editions.models import Question, Section
from awards.nominations.answering import shown
from awards.nominations.asking import conditions_on
from awards.nominations.changes import changes_since_read, labels_of
from awards.nominations.deadlines import why_closed, why_closed_to
from awards.nominations.findings import found_in, remark_on
from awards.nominations.models import Nomination
from awards.nominations.next_steps import SIGNED_AGAIN_IN
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import (
    find_participant,
    get_nomination,
    last_act,
    latest_revisions,
)
from awards.nominations.reading import (
    form_values,
    keys_asked,
    missing_labels,
    outline,
    plain_values,
    values_of,
)
from awards.nominations.rules import COMPLETE, NOT_STARTED
from awards.nominations.section_forms import SectionForm, about, section_form
from awards.nominations.services import save_section
from awards.nominations.services.sections import Written
from awards.nominations.services.writing import Clash
from awards.nominations.states import NominationState
from awards.nominations.views.autosaving import OF_ANOTHER, typed_by_another
from awards.nominations.views.beside import BesideForms
from awards.nominations.views.blueprint import Page, base_url, nominations
from awards.nominations.views.choosing import Choices, typed
from awards.nominations.views.left_over import give_back_left_over
from awards.nominations.withdrawal import may_restore, until_when

AUTOSAVED = frozenset({NominationState.DRAFT, NominationState.RETURNED})


@nominations.get("/nominations/<uuid:nomination>")
@requires(NominationPermission.READ, nomination=get_nomination)
def task_list(nomination: Nomination) -> Page:
    """The sections, how far each has come, who wrote last."""
    participant = find_participant(nomination.edition_id, nomination.organisation_id)
    at, theirs = clock.now(), (current_user, nomination)
    again = nomination.is_altered and nomination.edition.state in SIGNED_AGAIN_IN
    return render_template(
        "nominations/task_list.html",
        edition=nomination.edition,
        nomination=nomination,
        parts=outline(nomination),
        colours={NOT_STARTED: "blue", COMPLETE: ""},
        last=last_act(nomination),
        again=again,
        changed=labels_of(changes_since_read(nomination)) if again else [],
        undo=until_when(nomination, participant, at) if may_restore(*theirs, participant, at) else "",
        participant=participant,
        closed=why_closed_to(participant, nomination, at),
    )


@nominations.route("/nominations/<uuid:nomination>/sections/<section>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination)
def section(nomination: Nomination, section: str) -> Page:
    """One page of the entry form. Once it is closed, what was written or typed stays readable."""
    page = _page(nomination, section)
    form = section_form(page, plain_values(nomination, page), form_values(nomination))
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
    beside, choices = BesideForms(nomination, page), Choices(form, plain_values(nomination, page))
    if typed_by_another():
        return _closed(nomination, page, form, OF_ANOTHER.format(current_user.name), beside), 409
    valid = all([form.validate(), give_back_left_over(form), beside.validate()]) and beside.receive()
    if not valid and not why_closed(nomination, clock.now()):
        form.version.data = choices.version
        return _show(nomination, page, form, beside), 422
    try:
        save_section(
            nomination,
            page,
            beside.given(choices.answers) if valid else Written(choices.answers),
            by=current_user,
            at=clock.now(),
            version=choices.version,
            base_url=base_url(),
        )
    except Clash as clash:
        return _clash(nomination, page, choices, beside, clash), clash.status
    except AwardsError as refused:
        form.version.data = choices.version
        return _refuse(nomination, page, form, beside, refused), refused.status
    flash(f"{page.title}: saved.", "success")
    for remark in filter(None, [*beside.remarks, remark_on(nomination, page)]):
        flash(remark, "note")
    if nomination.state is NominationState.SUBMITTED and (gaps := missing_labels(nomination)):
        flash(f"With these answers more is asked of you. Please answer {gaps}, too.", "note")
    return redirect(_next(nomination, page, request.form.get("then", "")), 303)


def _refuse(
    nomination: Nomination, page: Section, form: SectionForm, beside: BesideForms, refused: AwardsError
) -> Page:
    if isinstance(refused, WrongState):
        return _closed(nomination, page, form, refused.sentence, beside)
    fresh = section_form(page, plain_values(nomination, page), form_values(nomination))
    if not fresh.asks_like(form):  # an organiser has changed a question since the form was read
        fresh.version.data = form.version.data
        fresh.validate()
        if not give_back_left_over(fresh) or fresh.problems:
            return _show(nomination, page, fresh, beside)
        form = fresh
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
    freshened = request.headers.get("X-Requested-With") == "autosave"
    return render_template(
        "nominations/section.html",
        edition=nomination.edition,
        nomination=nomination,
        section=page,
        form=form,
        beside=beside,
        errors=[*form.problems, *beside.problems],
        given=values_of(nomination, page),
        found=found_in(nomination, page),
        conditions=conditions_on(page, form.asked),
        autosaves=nomination.state in AUTOSAVED,
        revisions=latest_revisions(nomination, form.questions) if freshened else {},
    )


def _closed(
    nomination: Nomination, page: Section, form: SectionForm, closed: str, beside: BesideForms | None = None
) -> Page:
    posted = form.is_submitted()
    asked = {each.key for each in form.questions} if posted else form.asked
    values = plain_values(nomination, page)
    texts = [
        (each.label, _typed(each, form) if posted else shown(each, values[each.key]))
        for each in form.questions
        if each.key in asked
    ]
    return render_template(
        "nominations/section_closed.html",
        edition=nomination.edition,
        nomination=nomination,
        section=page,
        closed=closed,
        another=typed_by_another(),
        labels={each.key: each.label for each in form.questions},
        texts=[
            *((label, text) for label, text in texts if text),
            *((label, text) for label, _, text in (beside.typed if beside else [])),
        ],
        posted=posted,
    )


def _typed(question: Question, form: SectionForm) -> str:
    """What was sent, word for word, whether or not it can be read."""
    box = form.box(question)
    typed = getattr(box, "typed", None)
    if box.data is None and typed:
        return " ".join(typed) if isinstance(typed, list) else str(typed)
    return box.data if isinstance(box.data, str) else shown(question, box.data)


def _clash(
    nomination: Nomination, page: Section, choices: Choices, beside: BesideForms, clash: Clash
) -> Page:
    newest = plain_values(nomination, page)
    pairs = choices.pairs(clash.keys, newest, latest_revisions(nomination, page.questions))
    return render_template(
        "nominations/conflict.html",
        edition=nomination.edition,
        nomination=nomination,
        section=page,
        form=choices.form,
        pairs=pairs,
        typed=typed(),
        beside=beside,
        errors=[problem for pair in pairs for problem in pair.box.problems],
        then=request.form.get("then", ""),
    )


def _next(nomination: Nomination, page: Section, then: str) -> str:
    """Where a button leads after saving: the list, a question's own page, or the next section."""
    if then in {"list", "check"}:
        return url_for(f"nominations.{'check' if then == 'check' else 'task_list'}", nomination=nomination.id)
    endpoint, _, key = then.partition(":")
    here = url_for("nominations.section", nomination=nomination.id, section=page.key, _anchor=f"q-{key}")
    if endpoint == "explain" and key:
        return url_for("nominations.explain", nomination=nomination.id, finding=key)
    for question in page.questions:
        if question.key == key and endpoint == "here":
            return here
        if question.key == key and endpoint in {"people", "paste", "photo", "documents"}:
            address = {"photo": "set_photo", "people": "add_person", "paste": "paste_people"}.get(
                endpoint, endpoint
            )
            return url_for(f"nominations.{address}", nomination=nomination.id, question=question.id)
    sections, asked = nomination.category.sections, keys_asked(nomination)
    following = [
        each
        for each in sections[sections.index(page) + 1 :]
        if any(question.key in asked for question in each.questions)
    ]
    if following:
        return url_for("nominations.section", nomination=nomination.id, section=following[0].key)
    return url_for("nominations.check", nomination=nomination.id)
