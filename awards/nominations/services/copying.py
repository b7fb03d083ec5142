"""Copying from an earlier edition."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.errors import NotFound, WrongState
from awards.nominations.copying import Plan, plan_copy
from awards.nominations.deeds import COPIED
from awards.nominations.models import Nomination
from awards.nominations.namesakes import Twice
from awards.nominations.services.members import MemberDetails, add_members
from awards.nominations.services.shared import open_for_writing
from awards.nominations.services.writing import autosave_answers
from awards.nominations.states import NominationState


def copy_from_earlier(nomination: Nomination, source: Nomination, *, by: Person, at: dt.datetime) -> Plan:
    """Fill empty boxes with what the organisation wrote in an earlier edition; what was done.

    Nobody has agreed to anything this year, so people come without consents. Copied twice, nothing is there
    to be copied the second time.
    """
    open_for_writing(nomination, at)
    if nomination.state is NominationState.SUBMITTED:
        raise WrongState("This nomination is submitted: nothing is copied into it.")
    own = source.organisation_id == nomination.organisation_id
    if not own or source.edition.ceremony_on >= nomination.edition.ceremony_on:
        raise NotFound
    plan = plan_copy(nomination, source)
    for section in nomination.category.sections:
        keys = {question.key for question in section.questions}.intersection(plan.answers)
        answers = {key: plan.answers[key] for key in sorted(keys)}
        if answers:
            autosave_answers(nomination, section, answers, by=by, at=at)
    for question, members in plan.people:
        people = [
            MemberDetails(each.name, each.role, each.email, each.say_as, twice=Twice.BOTH) for each in members
        ]
        add_members(nomination, question, people, by=by, at=at)
    if not plan.is_empty:
        record(COPIED, nomination, by=by, at=at, source=source.reference)
    return plan
