"""One leaves, another takes over: one guided act."""

from flask import current_app, flash, redirect, render_template, url_for

from awards.accounts.forms import ROLE_NAMES, HandOverForm
from awards.accounts.models import Post
from awards.accounts.policy import AccountPermission
from awards.accounts.queries import get_post
from awards.accounts.services import Successor, hand_over
from awards.accounts.session import signed_in_person
from awards.accounts.views.blueprint import Answer, accounts
from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, NotFound
from awards.organisations.roles import OF_AN_ORGANISATION


@accounts.route("/people/posts/<uuid:post>/hand-over", methods=["GET", "POST"])
@requires(AccountPermission.CHANGE_PEOPLE, post=get_post)
def handover(post: Post) -> Answer:
    """Who takes over, and from when."""
    if post.role not in OF_AN_ORGANISATION or post.organisation is None:
        raise NotFound
    form = HandOverForm(data={"first_day": clock.local(clock.now()).date()})
    if form.validate_on_submit():
        successor = Successor(form.email.data, form.name.data, form.title.data)
        base_url = current_app.config["BASE_URL"]
        sender = {"by": signed_in_person(), "at": clock.now(), "base_url": base_url}
        leaver = post.person.name
        try:
            person = hand_over(post, successor, form.first_day.data, **sender)
        except BrokenRule as broken:
            form.refuse(broken)
        else:
            first = clock.show_date(form.first_day.data)
            flash(f"{person.name} takes over from {leaver} on {first}, and is told by email.", "success")
            return redirect(url_for(".person", person=person.id), 303)
    page = render_template(
        "accounts/handover.html", post=post, form=form, role=ROLE_NAMES[post.role], leaver=post.person.name
    )
    return page, 422 if form.errors or form.form_errors else 200
