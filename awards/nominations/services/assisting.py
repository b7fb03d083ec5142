"""Writing on an organisation's behalf: begun with a reason, told at once, ended by whoever began it."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.errors import BrokenRule, NotFound
from awards.core.text import clean_line
from awards.editions.models import Category
from awards.nominations import emails
from awards.nominations.models import Assistance, Nomination
from awards.nominations.policy import may_assist
from awards.nominations.services.shared import WRITERS, open_for_writing, people_of, send_to
from awards.nominations.services.writing import start_nomination
from awards.organisations.models import Organisation


def begin_help(
    nomination: Nomination, reason: str, *, by: Person, at: dt.datetime, base_url: str
) -> Assistance:
    """Let ``by`` write for the organisation, and tell its people. Begun twice, it is begun once."""
    reason = clean_line(reason)
    if not reason:
        raise BrokenRule("Say why you write on their behalf", field="reason")
    open_for_writing(nomination, at)
    for each in nomination.assistances:
        if each.person_id == by.id and each.lasts(at):
            return each
    _end_all(nomination, by, at)
    begun = Assistance(person=by, person_id=by.id, reason=reason, began_at=at)
    nomination.assistances.append(begun)
    record("help begun", nomination, by=by, at=at)
    letter = emails.help_begun(nomination, by.name, reason, base_url)
    send_to(people_of(nomination, at, *WRITERS), "help begun", nomination, letter, at.isoformat(), at)
    return begun


def start_for(
    category: Category, organisation: Organisation, reason: str, *, by: Person, at: dt.datetime, base_url: str
) -> Nomination:
    """Start a nomination for an organisation, or take the one that is there, to write on its behalf."""
    nomination = start_nomination(category, organisation, by=by, at=at)
    if not may_assist(by, nomination):
        raise NotFound
    begin_help(nomination, reason, by=by, at=at, base_url=base_url)
    return nomination


def end_help(nomination: Nomination, *, by: Person, at: dt.datetime) -> None:
    """What was written stays; ``by`` reads and writes it no longer. Ended twice, it is ended once."""
    if _end_all(nomination, by, at):
        record("help ended", nomination, by=by, at=at)


def _end_all(nomination: Nomination, by: Person, at: dt.datetime) -> bool:
    going_on = [each for each in nomination.assistances if each.person_id == by.id and each.ended_at is None]
    for each in going_on:
        each.ended_at = at
    return bool(going_on)
