"""Signing in again without leaving a page on which somebody writes: static/scripts/autosave/session.js."""

from flask import Response, current_app, jsonify, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from awards.accounts.forms import LinkForm, PasswordForm
from awards.accounts.rules import network_of
from awards.accounts.services import ask_for_link, sign_in_by_password
from awards.accounts.session import start_session
from awards.accounts.views.blueprint import Answer, accounts
from awards.core import clock
from awards.core.access import public
from awards.core.errors import AwardsError


@accounts.get("/sign-in/state")
@public
def session_state() -> Answer:
    """Who is signed in in this browser, and the token that their forms need."""
    person = str(current_user.id) if current_user.is_authenticated else None
    return jsonify(person=person, name=current_user.name, token=generate_csrf())


@accounts.post("/sign-in/here")
@public
def sign_in_here() -> Answer:
    """Check the password, or send a link; what is wrong comes back as a plain sentence."""
    by_password = request.form.get("way") == "password"
    form: LinkForm | PasswordForm = PasswordForm() if by_password else LinkForm()
    if not form.validate_on_submit():
        return _sentence(" ".join(sentence for sentence, _ in form.problems), 422)
    at, network = clock.now(), network_of(request.remote_addr)
    try:
        if isinstance(form, PasswordForm):
            start_session(sign_in_by_password(form.email.data, form.password.data, network, at=at))
        else:
            ask_for_link(form.email.data, network, None, at=at, base_url=current_app.config["BASE_URL"])
    except AwardsError as error:
        return _sentence(error.sentence, error.status)
    return Response(status=204)


def _sentence(words: str, status: int) -> Response:
    return Response(words, status, mimetype="text/plain")
