"""The team and their consent: who has answered, asking them, noting what they told, looking at the photo."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.core import clock
from awards.core.access import can, requires
from awards.core.forms import Form
from awards.nominations.consent import agreed_to, standing, unpictured
from awards.nominations.consenting import why_not_ask
from awards.nominations.deadlines import why_closed
from awards.nominations.forms import ConsentsForm
from awards.nominations.models import Nomination, TeamMember, Upload
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_member, get_nomination, get_upload
from awards.nominations.reading import team_of
from awards.nominations.services import ask_member, ask_team, confirm_photo, note_consents
from awards.nominations.team_questions import questions_about
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal

CONFIRMED = "Thank you. The photo can be shown and printed."


@nominations.get("/nominations/<uuid:nomination>/team")
@requires(NominationPermission.SEE_TEAM, nomination=get_nomination)
def team(nomination: Nomination) -> Page:
    """Everybody in the team: what they agreed to, whether they have answered, and the next thing to do."""
    return _team_page(nomination, Form(formdata=None))


def _team_page(nomination: Nomination, form: Form) -> str:
    people = team_of(nomination)
    return render_template(
        "nominations/team.html",
        edition=nomination.edition,
        nomination=nomination,
        form=form,
        people=people,
        standing=standing(people),
        closed=why_not_ask(nomination.edition.state, nomination.state),
        questions=questions_about(nomination),
        unpictured=unpictured(nomination) if nomination.uploads else None,
        writes=can(current_user, NominationPermission.WRITE, nomination),
        may_change=not why_closed(nomination, clock.now()),
        notes=can(current_user, NominationPermission.NOTE_CONSENT, nomination),
    )


def _team(nomination: Nomination) -> Response:
    return redirect(url_for("nominations.team", nomination=nomination.id), 303)


@nominations.post("/nominations/<uuid:nomination>/team/ask")
@requires(NominationPermission.WRITE, nomination=get_nomination)
def ask_everybody(nomination: Nomination) -> Page:
    """Write to all who were not asked yet."""
    form = Form()
    refused = refusal(form, lambda: flash(_written(_ask_all(nomination)), "success"))
    return (_team_page(nomination, form), refused.status) if refused else _team(nomination)


def _ask_all(nomination: Nomination) -> int:
    return ask_team(nomination, by=current_user, at=clock.now(), base_url=base_url())


def _written(people: int) -> str:
    if not people:
        return "Everybody with an email address has been asked already."
    return f"We have written to {people} {'person' if people == 1 else 'people'}. Their answers appear here."


@nominations.post("/nominations/people/<uuid:member>/ask")
@requires(NominationPermission.WRITE, member=get_member)
def ask_one(member: TeamMember) -> Page:
    """Write to one person, or write again."""
    form, nomination = Form(), member.nomination
    refused = refusal(form, lambda: flash(_written_to(member), "success"))
    return (_team_page(nomination, form), refused.status) if refused else _team(nomination)


def _written_to(member: TeamMember) -> str:
    if ask_member(member, by=current_user, at=clock.now(), base_url=base_url()):
        return f"We have written to {member.name}."
    return f"We wrote to {member.name} a moment ago. Give the message a few minutes to arrive."


@nominations.route("/nominations/people/<uuid:member>/consents", methods=["GET", "POST"])
@requires(NominationPermission.NOTE_CONSENT, member=get_member)
def person_consents(member: TeamMember) -> Page:
    """Note what somebody told you about what may be shown of them."""
    form, refused, nomination = ConsentsForm(obj=member), None, member.nomination
    if form.validate_on_submit():
        refused = refusal(form, lambda: note_consents(member, form.ticked, by=current_user, at=clock.now()))
        if refused is None:
            flash(
                f"Noted for {member.name}. What they did not agree to is shown nowhere from now on, and "
                "documents that showed it are made again.",
                "success",
            )
            return _team(nomination)
    page = render_template(
        "nominations/consents.html",
        edition=nomination.edition,
        nomination=nomination,
        member=member,
        form=form,
        holds=agreed_to(member).given,
        writes=can(current_user, NominationPermission.WRITE, nomination),
        closed=why_not_ask(nomination.edition.state, nomination.state),
    )
    return page, refused.status if refused else 422 if form.errors else 200


@nominations.post("/nominations/uploads/<uuid:upload>/confirm")
@requires(NominationPermission.CONFIRM_PHOTO, upload=get_upload)
def confirm_upload(upload: Upload) -> Response:
    """Somebody has looked at the photo: it shows nobody who has not agreed."""
    confirm_photo(upload, by=current_user, at=clock.now())
    flash(CONFIRMED, "success")
    return redirect(_back_from(upload.nomination), 303)


def _back_from(nomination: Nomination) -> str:
    """To the page with the button: the team's, the organiser's, or the one on which all is checked."""
    if request.form.get("on") == "team":
        return url_for("nominations.team", nomination=nomination.id)
    page = "check" if can(current_user, NominationPermission.WRITE, nomination) else "review"
    return url_for(f"nominations.{page}", nomination=nomination.id)
