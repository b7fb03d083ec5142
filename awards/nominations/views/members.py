"""Naming the people of a team."""

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
from awards.nominations.forms import ConsentsForm, MemberForm, PasteForm
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.people import parse_people
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_member, get_nomination, get_question
from awards.nominations.services import (
    Consents,
    MemberDetails,
    add_member,
    add_members,
    change_member,
    move_member,
    remove_member,
)
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal

SAVED = "The list is saved."
NOT_ASKED = " Nobody on it has agreed to be named or shown yet. When you have asked them, use “Change”."


def back_to(nomination: Nomination, question: Question) -> str:
    """The question's place on its section's page."""
    key = question.section.key
    return url_for("nominations.section", nomination=nomination.id, section=key, _anchor=f"q-{question.key}")


def consents_in(form: ConsentsForm) -> Consents:
    """What was ticked."""
    return Consents(form.in_programme.data, form.on_stage.data, form.in_photo.data)


def _details(form: MemberForm) -> MemberDetails:
    return MemberDetails(form.name.data, form.role.data, form.email.data, form.say_as.data, consents_in(form))


def _render(page: str, nomination: Nomination, question: Question, form: Form, **more: object) -> str:
    return render_template(
        f"nominations/{page}.html",
        edition=nomination.edition,
        nomination=nomination,
        question=question,
        form=form,
        back=back_to(nomination, question),
        asks_consents=question.audience is not Audience.ORGANISERS,
        **more,
    )


def _check_kind(question: Question, kind: QuestionKind) -> None:
    if question.kind is not kind:
        raise NotFound


@nominations.route("/nominations/<uuid:nomination>/people/<uuid:question>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def add_person(nomination: Nomination, question: Question) -> Page:
    """Name one person."""
    _check_kind(question, QuestionKind.PEOPLE)
    form, refused = MemberForm(), None
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: add_member(nomination, question, _details(form), **when))
        if refused is None:
            flash(f"{form.name.data} is on the list.", "success")
            return redirect(_after(nomination, question), 303)
    one = most_people(question) == 1
    status = refused.status if refused else 422 if form.is_submitted() else 200
    return _render("person", nomination, question, form, member=None, one=one), status


def _after(nomination: Nomination, question: Question) -> str:
    if request.form.get("then") == "another":
        return url_for("nominations.add_person", nomination=nomination.id, question=question.id)
    return back_to(nomination, question)


@nominations.route("/nominations/<uuid:nomination>/people/<uuid:question>/paste", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def paste_people(nomination: Nomination, question: Question) -> Page:
    """Name many people at once from a list."""
    _check_kind(question, QuestionKind.PEOPLE)
    form, refused = PasteForm(), None
    if form.validate_on_submit():
        refused = refusal(form, lambda: _add_list(nomination, question, form))
        if refused is None:
            flash(SAVED + NOT_ASKED * (consents_in(form) == Consents()), "success")
            return redirect(back_to(nomination, question), 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    return _render("paste", nomination, question, form), status


def _add_list(nomination: Nomination, question: Question, form: PasteForm) -> None:
    consents = consents_in(form)
    people = [MemberDetails(name, role, consents=consents) for name, role in parse_people(form.people.data)]
    add_members(nomination, question, people, by=current_user, at=clock.now(), base_url=base_url())


@nominations.route("/nominations/people/<uuid:member>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, member=get_member)
def change_person(member: TeamMember) -> Page:
    """Put right what is told about a person."""
    form, refused = MemberForm(obj=member), None
    nomination, question = member.nomination, member.question
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: change_member(member, _details(form), **when))
        if refused is None:
            flash("Saved.", "success")
            return redirect(back_to(nomination, question), 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    return _render("person", nomination, question, form, member=member, one=True), status


@nominations.route("/nominations/people/<uuid:member>/remove", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, member=get_member)
def remove_person(member: TeamMember) -> Page:
    """Ask, then take a person out."""
    form, refused = Form(), None
    nomination, question, name = member.nomination, member.question, member.name
    if form.validate_on_submit():
        when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
        refused = refusal(form, lambda: remove_member(member, **when))
        if refused is None:
            flash(f"{name} is no longer on the list.", "success")
            return redirect(back_to(nomination, question), 303)
    words = {"title": f"Remove {name}?", "sentence": "You can name them again later.", "button": "Remove"}
    return _render("confirm", nomination, question, form, **words), refused.status if refused else 200


@nominations.post("/nominations/people/<uuid:member>/move")
@requires(NominationPermission.WRITE, member=get_member)
def move_person(member: TeamMember) -> Response:
    """Put a person at another place of the list."""
    to = request.form.get("to", "")
    place = int(to) if to.isascii() and to.isdigit() and len(to) < 4 else member.position
    move_member(member, place, by=current_user, at=clock.now(), base_url=base_url())
    return redirect(back_to(member.nomination, member.question), 303)
