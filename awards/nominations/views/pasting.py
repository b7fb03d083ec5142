"""Naming many people at once: the list is shown as it was understood before anything is kept."""

from flask import flash, redirect, request
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule
from awards.editions.models import Question
from awards.editions.states import Audience
from awards.nominations.consent import find_refuser, held_at, still_holds
from awards.nominations.models import Nomination
from awards.nominations.namesakes import Comparison, compare
from awards.nominations.people import NOTHING_THERE, Listed, ReadList, read_list
from awards.nominations.people_forms import PasteForm, read_form
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination, get_question
from awards.nominations.reading import members_for
from awards.nominations.services import MemberDetails, add_list
from awards.nominations.surnames import put_together
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal
from awards.nominations.views.members import back_to, check_people, people_page, say_what_holds

ALL = "all"
"""Every name of the list that seems to be in two parts."""


@nominations.route("/nominations/<uuid:nomination>/people/<uuid:question>/paste", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def paste_people(nomination: Nomination, question: Question) -> Page:
    """Paste a list, look at how it was read, keep it."""
    check_people(question)
    form = PasteForm()
    if not form.validate_on_submit():
        return people_page("paste", nomination, question, form), 422 if form.is_submitted() else 200
    try:
        text = _turned(form.people.data)
        read = _read(text)
    except BrokenRule as broken:
        form.add_error(broken.sentence, "people")
        return people_page("paste", nomination, question, form), broken.status
    return _look(nomination, question, text, read)


def _turned(text: str) -> str:
    """The list with a name, or all that seem to be in two parts, as somebody said that they are meant."""
    verb, _, which = request.form.get("then", "").partition(":")
    if verb == "turn":
        for split in [each.split for each in _read(text).people if which in {ALL, str(each.line)}]:
            text = put_together(text, split) if split else text
    return text


def _read(text: str) -> ReadList:
    """The list, with its columns as somebody has put them right."""
    read = read_list(text)
    if not (read.people or read.columns):
        raise BrokenRule(read.left_out[0] if read.left_out else NOTHING_THERE)
    columns = read_form(read).columns
    return read_list(text, columns) if columns else read


def _look(nomination: Nomination, question: Question, text: str, read: ReadList) -> Page:
    """How the list was read, or, once somebody has looked at that, the list that is kept."""
    compared = compare(members_for(nomination, question), read.people)
    form, refused = read_form(read, compared), None
    form.people.data = text
    if request.form.get("then") == "add" and form.validate():
        refused = refusal(form, lambda: _keep(nomination, question, read, form))
        if refused is None:
            return redirect(back_to(nomination, question), 303)
    shown = {
        "read": read,
        "lines": [
            (person, found, _held(nomination, question, person))
            for person, found in zip(read.people, compared, strict=True)
        ],
        "button": _button(compared),
        "splits": [each for each in read.people if each.split],
    }
    page = people_page("paste_read", nomination, question, form, **shown)
    return page, refused.status if refused else 422 if form.errors else 200


def _held(nomination: Nomination, question: Question, listed: Listed) -> str:
    """What somebody on the list, or others at their address, said before they were taken off one."""
    if question.audience is Audience.ORGANISERS:
        return ""
    refuser = find_refuser(nomination, listed.name)
    return still_holds(refuser) if refuser else held_at(nomination, listed.name, listed.email)


def _button(compared: list[Comparison]) -> str:
    new = sum(not each.is_there for each in compared)
    if not new or any(each.asks for each in compared):
        return "Save the list"
    return "Add this person" if new == 1 else f"Add these {new} people"


def _keep(nomination: Nomination, question: Question, read: ReadList, form: PasteForm) -> None:
    people = [
        MemberDetails(each.name, each.role, each.email, each.say_as, form.ticked, twice=form.twice(place))
        for place, each in enumerate(read.people)
    ]
    when = {"by": current_user, "at": clock.now(), "base_url": base_url()}
    before = set(nomination.members)
    told, asked = add_list(nomination, question, people, ask=form.ask.data, **when)
    flash(_what_happened(told, asked, form), "success")
    say_what_holds(nomination, before)


def _what_happened(told: int, asked: int, form: PasteForm) -> str:
    kept = "The list is saved." if told else "Everybody on that list is here already."
    if asked:
        return f"{kept} We have written to {asked} {'person' if asked == 1 else 'people'}."
    if not form.ticked:
        return (
            f"{kept} Nobody new on it is named or shown anywhere until they agree, or you say that they did."
        )
    return kept
