"""What becomes of a finding of the safeguarding check: writers explain it, or organisers mask it."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, Stale
from awards.core.text import clean_line, clean_text, count_words, join_words
from awards.editions.models import Question
from awards.nominations.answering import TEAM_NAME
from awards.nominations.findings import Found, found_in, text_of, unexplained
from awards.nominations.masking import INSTEAD, is_same, stands_in
from awards.nominations.models import Explanation, Mask, Nomination
from awards.nominations.reading import keys_asked, name_for_others, questions_of
from awards.nominations.services.shared import hold, keep_count, note_change, open_for_writing

LONGEST_REASON = 100
"""Words."""
LONGEST_LINE = 200
LONGEST_PASSAGE = 600
"""Characters: what a database keeps in an index, whatever the script."""
GONE = "That passage has changed since you opened the page. There is nothing to explain any more."


def explain_finding(
    nomination: Nomination, key: str, reason: str, *, by: Person, at: dt.datetime, base_url: str = ""
) -> Explanation:
    """Say why a passage that was found identifies nobody. Said again, the new reason stands.

    A director signs the reasons with the answers: after the signature it is a change like any other.
    """
    open_for_writing(nomination, at)
    found = next((each for each in found_in(nomination) if each.key == key), None)
    if found is None:
        raise Stale(GONE)
    reason = clean_text(reason)
    if not reason:
        raise BrokenRule("Say why it identifies nobody.", field="reason")
    if count_words(reason) > LONGEST_REASON:
        raise BrokenRule(f"Use {LONGEST_REASON} words or fewer.", field="reason")
    explanation = found.explanation or _new_explanation(nomination, found)
    if (explanation.reason, explanation.setting) != (reason, found.setting):
        explanation.reason, explanation.setting = reason, found.setting
        explanation.explained_by, explanation.explained_by_id = by, by.id
        about = found.question.key
        note_change(nomination, "finding explained", by=by, at=at, base_url=base_url, question=about)
    return explanation


def _new_explanation(nomination: Nomination, found: Found) -> Explanation:
    finding = found.finding
    explanation = Explanation(question=found.question, question_id=found.question.id, reason="")
    explanation.rule, explanation.passage = finding.rule, finding.passage
    nomination.explanations.append(explanation)
    return explanation


def refuse_unexplained(nomination: Nomination) -> None:
    """Raise BrokenRule while something that may identify somebody is neither changed nor explained."""
    labels = dict.fromkeys(f"“{found.question.label}”" for found in unexplained(nomination))
    if labels:
        raise BrokenRule(
            "Before it can be submitted, change or explain what may identify a child or a family: see "
            f"{join_words(labels)}."
        )


def mask_passage(
    nomination: Nomination,
    passage: str,
    replacement: str = INSTEAD,
    *,
    question: Question | None = None,
    by: Person,
    at: dt.datetime,
) -> None:
    """Let only the organisation and the organisers read the passage: in one answer, or wherever it stands.

    Masked again, the new replacement stands.
    """
    hold(nomination)
    passage, replacement = clean_text(passage), clean_line(replacement)
    if not passage:
        raise BrokenRule("Write or copy the words to mask.", field="passage")
    if len(passage) > LONGEST_PASSAGE:
        raise BrokenRule(f"Mask {LONGEST_PASSAGE} characters or fewer at a time.", field="passage")
    places = [each for each in _asked(nomination, question) if stands_in(passage, text_of(nomination, each))]
    if not places:
        answer = "this answer" if question else "any answer"
        raise BrokenRule(
            f"These words do not stand in {answer}. Copy them letter by letter.", field="passage"
        )
    hidden = [passage, *(mask.passage for mask in nomination.masks)]
    shows = any(stands_in(each, replacement) for each in hidden)
    if not replacement or len(replacement) > LONGEST_LINE or shows:
        raise BrokenRule("Say in a few other words what others read instead.", field="replacement")
    for place in places:
        _mask(nomination, place, passage, replacement, by=by, at=at)
    _keep_up(nomination)


def _asked(nomination: Nomination, question: Question | None) -> list[Question]:
    """The question, or all that are asked."""
    keys = keys_asked(nomination)
    asked = [each for each in questions_of(nomination) if each.key in keys]
    return [each for each in asked if question is None or each.id == question.id]


def _mask(
    nomination: Nomination, place: Question, passage: str, replacement: str, *, by: Person, at: dt.datetime
) -> None:
    own = (each for each in nomination.masks if each.question_id == place.id)
    there = [each for each in own if is_same(each.passage, passage)]
    mask = there[0] if there else Mask(question=place, question_id=place.id, passage=passage)
    if mask.replacement == replacement:
        return
    mask.replacement, mask.masked_by, mask.masked_by_id = replacement, by, by.id
    if not there:
        mask.created_at = at
        nomination.masks.append(mask)
    record("passage masked", nomination, by=by, at=at, question=place.key)


def unmask(nomination: Nomination, mask_id: str, *, by: Person, at: dt.datetime) -> None:
    """Let everybody read the passage again. Unmasked twice, it is unmasked once."""
    hold(nomination)
    for mask in [each for each in nomination.masks if str(each.id) == mask_id]:
        nomination.masks.remove(mask)
        record("passage unmasked", nomination, by=by, at=at, question=mask.question.key)
    _keep_up(nomination)


def _keep_up(nomination: Nomination) -> None:
    """What is kept beside the answers follows: the name by which others know the team, and the count."""
    db.session.flush()
    for question in questions_of(nomination):
        if question.key == TEAM_NAME and (name := text_of(nomination, question)):
            nomination.team_name = name_for_others(nomination, question, name)
    keep_count(nomination)
