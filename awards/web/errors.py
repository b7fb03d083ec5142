"""Error pages: what happened and what to do next, in plain words."""

from contextlib import suppress
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError
from werkzeug.wrappers import Response

from awards.core.database import db, writing
from awards.core.errors import AwardsError, SignInNeeded
from awards.core.text import count_words
from awards.web.sent_again import is_from_here, sent_again

log = structlog.get_logger()
Answer = tuple[str, int] | Response
RETRY_AFTER = "10"
"""Seconds after which a busy service may be asked again."""

TITLES = {
    400: "We could not understand that request",
    401: "You were signed out",
    403: "You do not have permission",
    404: "Page not found",
    405: "That cannot be done here",
    409: "That is not possible now",
    410: "This link does not work any more",
    413: "That is too large",
    422: "There is a problem",
    429: "Too many tries",
    500: "Sorry, something went wrong",
    503: "Sorry, the service is busy",
}
SENTENCES = {
    400: "Go back, reload the page and try again.",
    404: "If you typed the address, check that it is right. If you followed a link, it may be out of date.",
    405: "Go back and use the buttons on the page.",
    413: "Go back and choose a smaller file or write less. Your saved work is safe.",
    500: "Nothing you saved before is lost. Go back and try again; if it happens again, tell the organisers.",
    503: "Nothing was changed. Go back and try again in a moment.",
}
A_TEXT = 3
"""Words from which on what somebody typed is worth giving back."""

CLASH = "Somebody else changed this at the same time. Go back, reload the page and look at what is there now."
EXPIRED = "You were signed out in the meantime. Go back, reload the page and try again."
NOT_LOST = "You were signed out in the meantime. What you typed is here, and can be saved from this page."


def error_page(status: int, sentence: str = "") -> tuple[str, int]:
    """The page for ``status``; what was not yet committed is undone."""
    if writing.get():  # a reader changed nothing, and need not be asked again who they are
        db.session.rollback()
    return render_template("errors/error.html", **_words(status, sentence)), status


def _bare_page(status: int) -> tuple[str, int]:
    """The page for an error of ours: it asks the database for nothing, not even who is signed in."""
    with suppress(SQLAlchemyError):
        db.session.rollback()
    template = current_app.jinja_env.get_template("errors/error.html")
    return template.render(**_words(status)), status


def _words(status: int, sentence: str = "") -> dict[str, object]:
    return {
        "title": TITLES.get(status, TITLES[400]),
        "sentence": sentence or SENTENCES.get(status, SENTENCES[400]),
        "status": status,
        "typed": _typed(),
        "back": _page_before() if request.method != "GET" and status < 500 else "",
    }


def _page_before() -> str:
    """The address of the page of this site whose button was pressed; empty when it cannot be opened again."""
    page = urlsplit(request.referrer or "")
    if page.netloc != request.host or not page.path.startswith("/") or page.path.startswith("//"):
        return ""
    adapter = current_app.create_url_adapter(request)
    there = adapter is not None and adapter.test(page.path, "GET")
    return f"{page.path}?{page.query}".rstrip("?") if there else ""


def _typed() -> list[str]:
    """The texts that the refused form brought, so that nobody has to write them again.

    Only those from a page of this site: nobody else chooses what is read here. What is typed on the pages of
    accounts is secret.
    """
    if not is_from_here() or request.blueprint == "accounts":
        return []
    with suppress(HTTPException):  # a form that is too large cannot be read
        return [text for _, text in request.form.items(multi=True) if count_words(text) >= A_TEXT]
    return []


def _refused(error: AwardsError) -> Answer:
    if isinstance(error, SignInNeeded):
        if sent_again():
            return _expired(error)
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=wanted), 303)
    return error_page(error.status, SENTENCES[404] if error.status == 404 else error.sentence)


def _expired(_error: Exception) -> Answer:
    """The session ended, or the page is of an earlier one: what was typed can be sent once more from here."""
    again = sent_again()
    if again is None:
        return error_page(400, EXPIRED)
    return render_template("errors/error.html", **_words(401, NOT_LOST), again=again), 401


def _wrong_host(_error: SecurityError) -> Response:
    """Not a page: a page links to its parts, and for a foreign host name there are no links."""
    return Response("This site does not answer to that name.\n", 400, mimetype="text/plain")


def _http(error: HTTPException) -> Answer:
    if error.code is not None and error.code < 400:
        return redirect(str(error.get_response().headers.get("Location", "/")), error.code)
    code = error.code or 500
    if code == 503:
        return _busy()
    answer = make_response(_bare_page(code) if code >= 500 else error_page(code))
    if isinstance(error, MethodNotAllowed):
        answer.allow.update(error.valid_methods or ())
    return answer


def _broken(error: Exception) -> Answer:
    log.exception("unexpected error", error=type(error).__name__, endpoint=request.endpoint)
    return _bare_page(500)


def _unavailable(error: OperationalError) -> Answer:
    log.error("database unavailable", error=type(error.orig).__name__, endpoint=request.endpoint)
    return _busy()


def _busy() -> Response:
    answer = make_response(_bare_page(503))
    answer.headers["Retry-After"] = RETRY_AFTER
    return answer


def init_errors(app: Flask) -> None:
    """Give every kind of error its page."""
    app.register_error_handler(AwardsError, _refused)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, lambda _error: error_page(409, CLASH))
    app.register_error_handler(StaleDataError, lambda _error: error_page(409, CLASH))
    app.register_error_handler(OperationalError, _unavailable)
    app.register_error_handler(Exception, _broken)
