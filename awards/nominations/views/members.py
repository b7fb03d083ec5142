"""Naming the people of a team, one at a time."""

from collections.abc import Collection
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import NotFound
from awards.core.forms import Form
from awards.editions.models import Question
from awards.editions.states import Audience, QuestionKind
from awards.nominations.answering import most_people
from awards.nominations.consent import agreed_to, still_holds
from awards.nominations.deadlines import why_closed
from awards.nominations.forms import ConsentsForm, MemberForm
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.people_forms import AnsweredMemberForm, NewMemberForm
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_member, get_nomination, get_question
from awards.nominations.services import (
    Consents,
    MemberDetails,
    add_member,
    change_member,
    move_member,
    remove_member,
)
from awards.nominations.services.refusals import said_no
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal

STAYS = (
    "What they said no to stays a no: texts leave out their name and the photo must not show them, just as "
    "now. If you name them again, their no is there again."
)


def back_to(nomination: Nomination, question: Question) -> str:
    """The question's place on its section's page."""
    key = question.section.key
    return url_for("nominations.section", nomination=nomination.id, section=key, _anchor=f"q-{question.key}")


def consents_in(form: ConsentsForm) -> Consents:
    """What was ticked."""
    return form.ticked


def when() -> dict[str, Any]:
    """Who acts, at which moment, on which site."""
    return {"by": current_user, "at": clock.now(), "base_url": base_url()}


def people_page(page: str, nomination: Nomination, question: Question, form: Form, **more: object) -> str:
    """A page about the people named in answer to the question."""
    return render_template(
        f"nominations/{page}.html",
        edition=nomination.edition,
        nomination=nomination,
        question=question,
        form=form,
        back=back_to(nomination, question),
        asks_consents=question.audience is not Audience.ORGANISERS,
        closed="" if form.is_submitted() else why_closed(nomination, clock.now()),
        **more,
    )


def check_people(question: Question) -> None:
    """Raise NotFound for a question that is not answered with people."""
    if question.kind is not QuestionKind.PEOPLE:
        raise NotFound


@nominations.route("/nominations/<uuid:nomination>/people/<uuid:question>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def add_person(nomination: Nomination, question: Question) -> Page:
    """Name one person."""
    check_people(question)
    form, refused = NewMemberForm(), None
    if form.validate_on_submit():
        told = _told(form, form.twice.data)
        refused = refusal(form, lambda: _add(nomination, question, told))
        if refused is None:
            return redirect(_after(nomination, question), 303)
    one = most_people(question) == 1
    status = refused.status if refused else 422 if form.is_submitted() else 200
    return people_page("person", nomination, question, form, member=None, one=one), status


def _add(nomination: Nomination, question: Question, told: MemberDetails) -> None:
    before = set(nomination.members)
    member = add_member(nomination, question, told, **when())
    flash(f"{member.name} is on the list.", "success")
    say_what_holds(nomination, before)


def say_what_holds(nomination: Nomination, before: Collection[TeamMember]) -> None:
    """Tell of those who are new on a list since ``before`` that they said no to something already."""
    for sentence in filter(None, (still_holds(each) for each in nomination.members if each not in before)):
        flash(sentence, "note")


def _told(form: MemberForm, twice: Any = None) -> MemberDetails:
    return MemberDetails(
        form.name.data, form.role.data, form.email.data, form.say_as.data, form.ticked, twice=twice
    )


def _after(nomination: Nomination, question: Question) -> str:
    if request.form.get("then") == "another":
        return url_for("nominations.add_person", nomination=nomination.id, question=question.id)
    return back_to(nomination, question)


@nominations.route("/nominations/people/<uuid:member>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, member=get_member)
def change_person(member: TeamMember) -> Page:
    """Put right what is told about a person."""
    form, refused = _form_of(member), None
    nomination, question = member.nomination, member.question
    if form.validate_on_submit():
        refused = refusal(form, lambda: _change(member, _details(member, form)))
        if refused is None:
            return redirect(back_to(nomination, question), 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    said = {"agreed": agreed_to(member).given, "holds": still_holds(member)}
    return people_page("person", nomination, question, form, member=member, one=True, **said), status


def _change(member: TeamMember, told: MemberDetails) -> None:
    change_member(member, told, **when())
    flash("Saved.", "success")
    if told.consents.beyond(agreed_to(member)) and (sentence := still_holds(member)):
        flash(sentence, "note")


def _form_of(member: TeamMember) -> MemberForm | AnsweredMemberForm:
    return AnsweredMemberForm(obj=member) if member.answered_at else MemberForm(obj=member)


def _details(member: TeamMember, form: MemberForm | AnsweredMemberForm) -> MemberDetails:
    """What was typed; of somebody who has answered, name and refusals are their own."""
    if isinstance(form, MemberForm):
        return _told(form)
    return MemberDetails(member.name, form.role.data, form.email.data, member.say_as, form.ticked)


@nominations.route("/nominations/people/<uuid:member>/remove", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, member=get_member)
def remove_person(member: TeamMember) -> Page:
    """Ask, then take a person out."""
    form, refused = Form(), None
    nomination, question, name = member.nomination, member.question, member.name
    if form.validate_on_submit():
        refused = refusal(form, lambda: remove_member(member, **when()))
        if refused is None:
            flash(
                f"{name} is no longer on the list.{' ' + STAYS if member in nomination.refusers else ''}",
                "success",
            )
            return redirect(back_to(nomination, question), 303)
    words = {"title": f"Remove {name}?", "sentence": _warning(member), "button": "Remove"}
    return people_page("confirm", nomination, question, form, **words), refused.status if refused else 200


def _warning(member: TeamMember) -> str:
    return f"You can name them again later. {STAYS}" if said_no(member) else "You can name them again later."


@nominations.post("/nominations/people/<uuid:member>/move")
@requires(NominationPermission.WRITE, member=get_member)
def move_person(member: TeamMember) -> Response:
    """Put a person at another place of the list."""
    to = request.form.get("to", "")
    place = int(to) if to.isascii() and to.isdigit() and len(to) < 4 else member.position
    move_member(member, place, by=current_user, at=clock.now(), base_url=base_url())
    return redirect(back_to(member.nomination, member.question), 303)
