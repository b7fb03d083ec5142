"""How delegates of the sample go on: after a director returned it, and after one signed it."""

import datetime as dt

from awards.accounts.models import Person
from awards.nominations.models import Nomination
from awards.nominations.services import ask_for_sign_off, hand_back, save_answers
from awards.web.sample.cast import Cast

RETURNED = "wolverhampton"
"""Whose director wants something changed before signing."""
COMMENT = (
    "I like this very much. Two things before I sign it: say in the first line of the paragraph for the "
    "booklet what the team does, and please let Human Resources know whom we name."
)
BEFORE, AFTER = "they go in.", "Night Owls go in."
"""What the delegate then changes in the paragraph for the booklet."""

CHANGED = "dudley"
"""Whose delegate changes a sentence after the director has signed."""
SIGNED, BETTERED = "The law gives us a month.", "The law gives us one month to answer."


def ask_and_be_returned(nomination: Nomination, cast: Cast, *, at: dt.datetime, base_url: str) -> None:
    """The delegate asks; the director returns it the next morning; the delegate has begun to change it."""
    slug = nomination.organisation.slug
    delegate, director = cast.delegates[slug], cast.directors[slug]
    ask_for_sign_off(nomination, by=delegate, at=at, base_url=base_url)
    morning = at + dt.timedelta(hours=18)
    hand_back(nomination, COMMENT, by=director, at=morning, base_url=base_url)
    rewrite(nomination, "why-this-team", BEFORE, AFTER, by=delegate, at=morning + dt.timedelta(hours=2))


def change_after_signing(nomination: Nomination, cast: Cast, *, at: dt.datetime, base_url: str) -> None:
    """The delegate betters a sentence that the director has signed, who is asked to look at it."""
    by = cast.delegates[nomination.organisation.slug]
    rewrite(nomination, "challenge", SIGNED, BETTERED, by=by, at=at, base_url=base_url)


def rewrite(
    nomination: Nomination, key: str, old: str, new: str, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Put other words in place of some in an answer."""
    for section in nomination.category.sections:
        for question in section.questions:
            if question.key == key:
                written = next(each.value for each in nomination.answers if each.question_id == question.id)
                change = {key: str(written).replace(old, new, 1)}
                save_answers(nomination, section, change, by=by, at=at, base_url=base_url)
