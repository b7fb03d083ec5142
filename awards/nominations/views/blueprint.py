"""The blueprint, and what the pages of nominations share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app

from awards.core.errors import AwardsError, BrokenRule, Stale, WrongState
from awards.core.forms import Form
from awards.core.text import count_words, time_to_say
from awards.nominations.answering import most_people
from awards.nominations.asking import is_read_out, told_before
from awards.nominations.consent import answer_of, consents_of, standing, why_email
from awards.nominations.deeds import in_words, who_did
from awards.nominations.states import STATE_NAMES, NominationState

nominations = Blueprint("nominations", __name__)
Page = Any
"""What a view answers with."""

_COLOURS = {
    NominationState.DRAFT: "grey",
    NominationState.SUBMITTED: "blue",
    NominationState.RETURNED: "gold",
    NominationState.ACCEPTED: "green",
    NominationState.INELIGIBLE: "red",
    NominationState.WITHDRAWN: "grey",
}
STATE_TAGS = {state: (STATE_NAMES[state], colour) for state, colour in _COLOURS.items()}


@nominations.context_processor
def _words() -> dict[str, object]:
    return {
        "state_tags": STATE_TAGS,
        "deed_in_words": in_words,
        "who_did": who_did,
        "most_people": most_people,
        "consents_of": consents_of,
        "answer_of": answer_of,
        "standing_of": standing,
        "why_email": why_email,
        "told_before": told_before,
        "is_read_out": is_read_out,
        "time_to_say": time_to_say,
        "count_words": count_words,
    }


def refusal(form: Form, act: Callable[[], object]) -> AwardsError | None:
    """Do it, or put the rule that refuses it on the form, so that nothing typed is lost."""
    try:
        act()
    except (BrokenRule, Stale, WrongState) as refused:
        form.refuse(refused)
        return refused
    return None


def base_url() -> str:
    """The site's address, for links in messages."""
    return str(current_app.config["BASE_URL"])
