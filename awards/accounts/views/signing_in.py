"""Getting in and out: sign-in, one-time links, invitations, sign-out."""

from flask import current_app, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.accounts.forms import LinkForm, PasswordForm, PressedForm
from awards.accounts.models import Link, LinkPurpose, Person
from awards.accounts.queries import find_link, get_open_link
from awards.accounts.rules import network_of, post_in_words, safe_next
from awards.accounts.services import ask_for_link, sign_in_by_link, sign_in_by_password
from awards.accounts.session import end_session, start_session
from awards.accounts.views.blueprint import Answer, accounts
from awards.core import clock
from awards.core.access import public
from awards.core.errors import AwardsError, LinkUsed
from awards.organisations.roles import Role


@accounts.get("/sign-in")
@public
def sign_in() -> Answer:
    """One way in at a time: by a link, or by a password where that is asked for."""
    if current_user.is_authenticated:
        return _go_on(current_user)
    by_password = request.args.get("way") == "password"
    return _sign_in_page(PasswordForm(formdata=None) if by_password else LinkForm(formdata=None))


@accounts.post("/sign-in")
@public
def sign_in_either_way() -> Answer:
    """Send a link, or check the password, whichever button was pressed."""
    by_password = request.form.get("way") == "password"
    form: LinkForm | PasswordForm = PasswordForm() if by_password else LinkForm()
    status = 422
    if form.validate_on_submit():
        try:
            return _by_password(form) if isinstance(form, PasswordForm) else _by_link(form)
        except AwardsError as error:
            form.refuse(error)
            status = error.status
    return _sign_in_page(form), status


def _by_password(form: PasswordForm) -> Response:
    network = network_of(request.remote_addr)
    person = sign_in_by_password(form.email.data, form.password.data, network, at=clock.now())
    start_session(person)
    return _go_on(person)


def _by_link(form: LinkForm) -> Response:
    following, base_url = _following(), current_app.config["BASE_URL"]
    network = network_of(request.remote_addr)
    ask_for_link(form.email.data, network, following, at=clock.now(), base_url=base_url)
    session["link_asked_for"] = form.email.data
    return redirect(url_for(".link_sent"), 303)


def _sign_in_page(form: LinkForm | PasswordForm) -> str:
    by_password = isinstance(form, PasswordForm)
    return render_template(
        "accounts/sign-in.html", form=form, by_password=by_password, following=_following()
    )


def _go_on(person: Person) -> Response:
    """To the page that was asked for before signing in, else to the person's own first page."""
    return redirect(_following() or _first_page(person), 303)


def _following() -> str | None:
    return safe_next(request.args.get("next"))


def _first_page(person: Person) -> str:
    if person.holds(Role.DIRECTOR, Role.DELEGATE):
        return url_for("nominations.home")
    if person.holds(Role.JUDGE, Role.CHAIR):
        return url_for("judging.home")
    return url_for("web.home")


@accounts.get("/sign-in/sent")
@public
def link_sent() -> Answer:
    """Say the same whether the address is known or not."""
    email = session.get("link_asked_for")
    if not email:
        return redirect(url_for(".sign_in"), 303)
    return render_template("accounts/link-sent.html", email=email)


@accounts.get("/sign-in/link/<token>")
@public
def sign_in_link(token: str) -> Answer:
    """Show a button: programs that open links in mail press none.

    Whoever is in already goes on to the page that the link is about, and the link stays unused.
    """
    following, link = _following(), find_link(token, LinkPurpose.SIGN_IN)
    if following and link and current_user.is_authenticated and current_user.id == link.person_id:
        return redirect(following, 303)
    link = get_open_link(token, LinkPurpose.SIGN_IN, at=clock.now())
    return render_template(
        "accounts/sign-in-link.html", person=link.person, form=PressedForm(), following=following
    )


@accounts.post("/sign-in/link/<token>")
@public
def use_sign_in_link(token: str) -> Answer:
    """Sign in."""
    return _use(token, LinkPurpose.SIGN_IN)


@accounts.get("/invitation/<token>")
@public
def invitation(token: str) -> Answer:
    """Show who invites to what."""
    link = get_open_link(token, LinkPurpose.INVITATION, at=clock.now())
    return render_template("accounts/invitation.html", link=link, post=_invited_to(link), form=PressedForm())


def _invited_to(link: Link) -> str:
    if link.post is None:
        return ""
    organisation = link.post.organisation
    return post_in_words(link.post.role, organisation.name if organisation else None)


@accounts.post("/invitation/<token>")
@public
def accept_invitation(token: str) -> Answer:
    """Join and sign in."""
    return _use(token, LinkPurpose.INVITATION)


def _use(token: str, purpose: LinkPurpose) -> Response:
    link = find_link(token, purpose)
    if link and link.used_at and current_user.is_authenticated and current_user.id == link.person_id:
        return _go_on(current_user)  # the button was pressed twice
    person = sign_in_by_link(get_open_link(token, purpose, at=clock.now()), at=clock.now())
    start_session(person)
    return _go_on(person)


@accounts.errorhandler(LinkUsed)
def link_gone(_error: LinkUsed) -> tuple[str, int]:
    """Used, too old and made up look alike; here is how to get another."""
    page = render_template("accounts/link-gone.html", form=LinkForm(formdata=None), following=_following())
    return page, 410


@accounts.post("/sign-out")
@public
def sign_out() -> Answer:
    """End the session in this browser."""
    end_session()
    return redirect(url_for("web.home"), 303)
