"""Directors choose who writes for their organisation."""

import uuid
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from awards.accounts.forms import DelegateForm, PressedForm
from awards.accounts.policy import AccountPermission
from awards.accounts.queries import open_invitations, posts_in
from awards.accounts.services import (
    count_invitation,
    end_delegate,
    find_delegate,
    invite_delegate,
    invite_delegate_again,
)
from awards.accounts.session import signed_in_person
from awards.accounts.views.blueprint import Answer, accounts
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, NotFound, TooManyTries
from awards.organisations.models import Organisation
from awards.organisations.queries import get_organisation
from awards.organisations.roles import Role

CHOOSE = AccountPermission.CHOOSE_DELEGATES


def _sender() -> dict[str, Any]:
    return {"by": signed_in_person(), "at": clock.now(), "base_url": current_app.config["BASE_URL"]}


@accounts.route("/organisations/<organisation>/delegates", methods=["GET", "POST"])
@requires(CHOOSE, organisation=get_organisation)
def delegates(organisation: Organisation) -> Answer:
    """Who writes for the organisation, and a way to invite one more."""
    form = DelegateForm()
    if form.validate_on_submit():
        try:
            count_invitation(signed_in_person(), clock.now())
            invite_delegate(organisation, form.email.data, form.name.data, **_sender())
        except (BrokenRule, TooManyTries) as refused:
            form.refuse(refused)
            return _page(organisation, form), refused.status
        return _said(
            f"{form.name.data} is invited. They are told by email as soon as they can write.", organisation
        )
    return _page(organisation, form), 422 if form.errors else 200


def _page(organisation: Organisation, form: DelegateForm) -> str:
    at = clock.now()
    today = clock.local(at).date()
    posts = posts_in(organisation.id, today, Role.DELEGATE, waiting=True)
    return render_template(
        "accounts/delegates.html",
        organisation=organisation,
        form=form,
        posts=posts,
        directors=[post.person.name for post in posts_in(organisation.id, today, Role.DIRECTOR)],
        invited=open_invitations([post.person_id for post in posts], at),
    )


@accounts.route("/organisations/<organisation>/delegates/<uuid:post_id>/end", methods=["GET", "POST"])
@requires(CHOOSE, organisation=get_organisation)
def stop_delegate(organisation: Organisation, post_id: uuid.UUID) -> Answer:
    """Ask, then let somebody write no longer."""
    form = PressedForm()
    if form.validate_on_submit():
        end_delegate(organisation, post_id, by=signed_in_person(), at=clock.now())
        return _said("They can write no longer. What they wrote stays.", organisation)
    post = find_delegate(organisation, post_id, clock.now())
    if post is None:
        raise NotFound
    return render_template("accounts/end-delegate.html", organisation=organisation, post=post, form=form)


@accounts.post("/organisations/<organisation>/delegates/<uuid:post_id>/invite-again")
@requires(CHOOSE, organisation=get_organisation)
def send_delegate_again(organisation: Organisation, post_id: uuid.UUID) -> Answer:
    """Send a delegate a fresh invitation."""
    try:
        count_invitation(signed_in_person(), clock.now(), again=post_id)
        person = invite_delegate_again(organisation, post_id, **_sender())
    except TooManyTries as refused:
        flash(refused.sentence)
        return redirect(url_for(".delegates", organisation=organisation.slug), 303)
    return _said(f"{person.name} is invited again.", organisation)


def _said(sentence: str, organisation: Organisation) -> Response:
    flash(sentence, "success")
    return redirect(url_for(".delegates", organisation=organisation.slug), 303)
