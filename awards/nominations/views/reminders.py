"""Reminders: what is written to whom, how long before the deadline, and what has been sent."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import AwardsError
from awards.core.forms import Form
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.nominations.models import Reminder
from awards.nominations.policy import NominationPermission
from awards.nominations.recipients import ROWS_A_PAGE, Need, Recipient, recipients_of, unreachable
from awards.nominations.reminder_forms import ReminderForm, SwitchForm
from awards.nominations.reminder_letters import example_of
from awards.nominations.reminder_plans import (
    get_reminder,
    own_moments,
    planned,
    planned_reminders,
    sent_of,
)
from awards.nominations.reminding import FOR_WHOM, KIND_NAMES, USUAL, ReminderPlan, places_of, show_when
from awards.nominations.services.reminders import (
    change_reminder,
    check_words,
    plan_reminder,
    remove_reminder,
    send_reminder_now,
    switch_reminder,
    use_usual_reminders,
)
from awards.nominations.states import ReminderKind
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal

READ, REMIND = NominationPermission.READ_REMINDERS, NominationPermission.REMIND
FOLDER = "/editions/<edition>/reminders"
ONE = f"{FOLDER}/<uuid:reminder>"


def _show(template: str, edition: Edition, **things: Any) -> str:
    words = {"kind_names": KIND_NAMES, "for_whom": FOR_WHOM, "show_when": show_when}
    return render_template(f"nominations/{template}.html", edition=edition, REMIND=REMIND, **words, **things)


def _go(reminder: Reminder, said: str) -> Page:
    flash(said, "success")
    there = url_for("nominations.reminder", edition=reminder.edition.slug, reminder=reminder.id)
    return redirect(there, 303)


@nominations.get(FOLDER)
@requires(READ, edition=get_edition)
def reminders(edition: Edition) -> Page:
    """All that are planned, in the order in which they go out."""
    found = planned_reminders(edition, current_user, clock.now())
    lacking = {plan.kind for plan in USUAL} - {each.reminder.kind for each in found}
    return _show("reminders", edition, planned=found, lacking=lacking, form=Form(formdata=None))


@nominations.post(f"{FOLDER}/usual")
@requires(REMIND, edition=get_edition)
def usual_reminders(edition: Edition) -> Page:
    """Plan our usual four."""
    use_usual_reminders(edition, by=current_user, at=clock.now())
    flash("Our usual reminders are planned. Look at each before it goes out.", "success")
    return redirect(url_for("nominations.reminders", edition=edition.slug), 303)


@nominations.route(f"{FOLDER}/new", methods=["GET", "POST"])
@requires(REMIND, edition=get_edition)
def new_reminder(edition: Edition) -> Page:
    """Plan another one; its text begins with our usual one of the kind."""
    wanted = request.args.get("kind", "")
    kind = ReminderKind(wanted) if wanted in set(ReminderKind) else ReminderKind.NOT_STARTED
    form = ReminderForm() if request.method == "POST" else ReminderForm.of(_usual(kind))
    made: list[Reminder] = []
    refused = None
    if form.validate_on_submit():
        plan, when = form.plan(kind), {"by": current_user, "at": clock.now()}
        refused = _act(form, plan, lambda: made.append(plan_reminder(edition, plan, **when)))
        if made:
            return _go(made[0], "The reminder is planned.")
    return _form_page(edition, kind, form, None, refused.status if refused else 422)


def _usual(kind: ReminderKind) -> ReminderPlan:
    return next(plan for plan in USUAL if plan.kind is kind)


@nominations.get(ONE)
@requires(READ, edition=get_edition, reminder=get_reminder)
def reminder(edition: Edition, reminder: Reminder) -> Page:
    """When it goes out, how it reads, who would be written to now, and who was."""
    return _one_page("reminder", edition, reminder, Form(formdata=None))


def _one_page(template: str, edition: Edition, reminder: Reminder, form: Form) -> str:
    at, viewer = clock.now(), current_user
    which = planned(reminder, viewer, at)
    pages = max(1, -(-which.reach.people // ROWS_A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    need = Need(edition, reminder.kind, at, viewer, reminder)
    recipients = recipients_of(need, page) if which.reach.people else []
    return _show(
        template,
        edition,
        reminder=reminder,
        which=which,
        own=own_moments(reminder, at),
        recipients=recipients,
        page=page,
        pages=pages,
        nobody=unreachable(need) if which.reach.unreachable else [],
        sent=sent_of(reminder, viewer) if which.sent.people else [],
        example=example_of(edition, reminder.plan, recipients, base_url()),
        form=form,
    )


@nominations.route(f"{ONE}/change", methods=["GET", "POST"])
@requires(REMIND, edition=get_edition, reminder=get_reminder)
def change_a_reminder(edition: Edition, reminder: Reminder) -> Page:
    """Change when it goes out and what it says."""
    kind = reminder.kind
    form = ReminderForm() if request.method == "POST" else ReminderForm.of(reminder)
    refused = None
    if form.validate_on_submit():
        plan = form.plan(kind)
        when = {"by": current_user, "at": clock.now(), "version": form.seen()}
        refused = _act(form, plan, lambda: change_reminder(reminder, plan, **when))
        if refused is None and not _previews():
            return _go(reminder, "The reminder is changed.")
    return _form_page(edition, kind, form, reminder, refused.status if refused else 422)


def _previews() -> bool:
    """Whether the button pressed only shows how the text reads."""
    return request.form.get("then") == "preview"


def _act(form: ReminderForm, plan: ReminderPlan, save: Callable[[], object]) -> AwardsError | None:
    """Save what was typed, or only see whether it can be read; what refuses it is on the form."""
    return refusal(form, (lambda: check_words(plan)) if _previews() else save)


def _form_page(
    edition: Edition, kind: ReminderKind, form: ReminderForm, reminder: Reminder | None, status: int
) -> Page:
    fine = request.method == "GET" or (_previews() and not form.problems)
    page = _show(
        "reminder_form",
        edition,
        kind=kind,
        reminder=reminder,
        form=form,
        places=places_of(kind),
        stale=status == 409,
        example=example_of(edition, form.plan(kind), _first(edition, kind), base_url()),
    )
    return page, 200 if fine else status


def _first(edition: Edition, kind: ReminderKind) -> list[Recipient]:
    return recipients_of(Need(edition, kind, clock.now(), current_user), page=1)


@nominations.post(f"{ONE}/switch")
@requires(REMIND, edition=get_edition, reminder=get_reminder)
def switch(edition: Edition, reminder: Reminder) -> Page:
    """Let it go out by itself, or not."""
    on = SwitchForm().active.data == "on"
    switch_reminder(reminder, on, by=current_user, at=clock.now())
    said = "It is switched on." if on else "It is switched off: it does not go out by itself."
    return _go(reminder, said)


@nominations.route(f"{ONE}/send", methods=["GET", "POST"])
@requires(REMIND, edition=get_edition, reminder=get_reminder)
def send_now(edition: Edition, reminder: Reminder) -> Page:
    """Show who would be written to and how it reads, then write to them."""
    form, refused = Form(), None
    sent: list[int] = []
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: sent.append(send_reminder_now(reminder, **when)))
        if refused is None:
            on_its_way = "The reminder is on its way." if sum(sent) else "All who need it have had it."
            return _go(reminder, on_its_way)
    return _one_page("reminder_send", edition, reminder, form), refused.status if refused else 200


@nominations.route(f"{ONE}/remove", methods=["GET", "POST"])
@requires(REMIND, edition=get_edition, reminder=get_reminder)
def remove_a_reminder(edition: Edition, reminder: Reminder) -> Page:
    """Ask, then take it away."""
    form, refused = Form(), None
    if form.validate_on_submit():
        refused = refusal(form, lambda: remove_reminder(reminder, by=current_user, at=clock.now()))
        if refused is None:
            flash("The reminder is removed.", "success")
            return redirect(url_for("nominations.reminders", edition=edition.slug), 303)
    page = _show("reminder_remove", edition, reminder=reminder, form=form)
    return page, refused.status if refused else 200
