"""The page on which a team member says, without an account, what may be shown of them."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from awards.accounts.rules import network_of
from awards.core import clock
from awards.core.access import public
from awards.core.errors import NotFound
from awards.editions.states import Stage
from awards.nominations.consent import agreed_to, find_by_link
from awards.nominations.consenting import OUT, WORDS
from awards.nominations.models import TeamMember
from awards.nominations.people_forms import OwnConsentForm
from awards.nominations.services import OwnAnswer, arrive_by_link, keep_answer
from awards.nominations.views.blueprint import Page, nominations, refusal

PRIVATE = frozenset({"nominations.consent", "nominations.answer_consent"})
DO_NOT_NAME_ME = "nothing"


@nominations.get("/consent/<token>")
@public
def consent(token: str) -> Page:
    """What the person agreed to so far, and the form to change it. Reading it changes nothing."""
    try:
        member = find_by_link(token)
    except NotFound:
        return _no_such_link()
    return _page(member, _form(member))


@nominations.post("/consent/<token>")
@public
def answer_consent(token: str) -> Page:
    """Keep the answer."""
    at = clock.now()
    try:
        member = arrive_by_link(token, network=network_of(request.remote_addr), at=at)
    except NotFound:
        return _no_such_link()
    form, answer = _form(member), None
    if request.form.get("answer") != DO_NOT_NAME_ME:
        if not form.validate():
            return _page(member, form), 422
        answer = OwnAnswer(form.name.data, form.say_as.data, form.agreed(agreed_to(member)))
    refused = refusal(form, lambda: keep_answer(member, answer, at=at))
    return (_page(member, form), refused.status) if refused else _thanks(token)


def _thanks(token: str) -> AnyResponse:
    """Back to the page, which now says what was answered."""
    return redirect(url_for("nominations.consent", token=token, _anchor="answer"), 303)


def _no_such_link() -> Page:
    return render_template("nominations/consent_gone.html"), 404


def _form(member: TeamMember) -> OwnConsentForm:
    """What can still be decided: after the evening, no name is read on stage any more."""
    over = member.nomination.edition.state.is_at_least(Stage.PUBLISHED)
    keys = [key for key in WORDS if not (over and key == "on_stage")]
    # Until somebody answered, what others said of them stands as a yes, and nothing as a no.
    known = {key: getattr(member, key) or (False if member.answered_at else None) for key in keys}
    return OwnConsentForm(name=member.name, say_as=member.say_as, shown=known)


def _page(member: TeamMember, form: OwnConsentForm) -> str:
    edition = member.nomination.edition
    return render_template(
        "nominations/consent.html",
        edition=edition,
        nomination=member.nomination,
        member=member,
        form=form,
        agreed=[WORDS[key] for key in agreed_to(member).given],
        refused=[WORDS[key] for key in WORDS if not getattr(member, key)],
        is_out=member.nomination.state in OUT,
        is_over=edition.state.is_at_least(Stage.PUBLISHED),
    )


@nominations.after_request
def _keep_address_secret(response: Response) -> Response:
    """The address of the page is its key: no other page, no search engine and no cache learns it."""
    if request.endpoint in PRIVATE:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Cache-Control"] = "no-store"
    return response
