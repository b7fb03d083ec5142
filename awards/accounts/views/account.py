"""One's own account."""

from flask import flash, redirect, render_template, url_for

from awards.accounts.forms import ROLE_NAMES, ChangePasswordForm, PressedForm, SetPasswordForm
from awards.accounts.policy import AccountPermission
from awards.accounts.services import change_password, sign_out_everywhere
from awards.accounts.session import end_session, signed_in_person, start_session
from awards.accounts.views.blueprint import Answer, accounts
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import AwardsError


@accounts.route("/account", methods=["GET", "POST"])
@requires(AccountPermission.OWN_ACCOUNT)
def account() -> Answer:
    """Who I am here, and my password."""
    person, status = signed_in_person(), 200
    form = ChangePasswordForm() if person.password_hash else SetPasswordForm()
    if form.validate_on_submit():
        try:
            current = form.current.data if isinstance(form, ChangePasswordForm) else ""
            change_password(person, current, form.new.data, at=clock.now())
        except AwardsError as error:
            form.refuse(error)
            status = error.status
        else:
            start_session(person)
            flash("Your password is set. You were signed out everywhere else.", "success")
            return redirect(url_for(".account"), 303)
    status = 422 if form.errors and status == 200 else status
    page = render_template(
        "accounts/account.html", person=person, form=form, out=PressedForm(formdata=None), roles=ROLE_NAMES
    )
    return page, status


@accounts.post("/account/sign-out-everywhere")
@requires(AccountPermission.OWN_ACCOUNT)
def sign_out_of_all() -> Answer:
    """End the session in every browser, this one too."""
    sign_out_everywhere(signed_in_person(), at=clock.now())
    end_session()
    flash("You are signed out everywhere.", "success")
    return redirect(url_for(".sign_in"), 303)
