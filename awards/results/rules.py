"""Rules of awards: which nominations compete, whether an award is given, what a decision must say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from awards.core.text import clean_line
from awards.editions.states import AwardKind
from awards.nominations.states import NominationState

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRule:
    """How an award finds those who compete. With a question, only nominations with that answer do."""

    name: str
    kind: str
    question: str = ""
    answer: str = ""
    answer_label: str = ""
    minimum: int = 1
    highly_commended: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules need to know of a nomination; answers are the values of its choices."""

    key: str
    state: str
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """Who competes for an award, and whether it is given this year; if not, the reason in words."""

    competing: tuple[str, ...]
    given: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """A decision as it was written down, before it is kept. `given` may be no: with a reason."""

    given: bool = True
    winners: Sequence[str] = ()
    highly_commended: Sequence[str] = ()
    reason: str = ""
    tie_reason: str = ""


def award_field(award: AwardRule, nominations: Sequence[Candidate]) -> Field:
    """The accepted nominations that compete, in the order given."""
    competing = tuple(
        nomination.key
        for nomination in nominations
        if nomination.state == NominationState.ACCEPTED
        and (not award.question or nomination.answers.get(award.question) == award.answer)
    )
    # A minimum asks for a contest; recognition and choice have none.
    needed = max(1, award.minimum) if award.kind == AwardKind.COMPETITION else 1
    if len(competing) >= needed:
        return Field(competing, True)
    return Field(competing, False, _too_few(award, len(competing), needed))


def _too_few(award: AwardRule, count: int, needed: int) -> str:
    """Why an award is not given this year."""
    found = (
        "no accepted nomination" if not count else f"{count} accepted nomination{'s' if count > 1 else ''}"
    )
    answer = award.answer_label or award.answer
    within = f" in “{answer}”" if award.question else ""
    least = f", and at least {needed} are needed" if needed > 1 else ""
    return f"Not given this year: there {'are' if count > 1 else 'is'} {found}{within}{least}."


def decision_problems(
    award: AwardRule, contest: Field, draft: DecisionDraft, tied: Collection[str] = ()
) -> list[str]:
    """What is wrong with a decision, in sentences. `tied` are nominations whose tie people must decide."""
    if award.kind == AwardKind.RECOGNITION:
        return [f"{award.name} goes to every accepted nomination, so there is nothing to decide."]
    if not contest.given:
        return [contest.reason]
    problems = (
        _recipient_problems(award, contest, draft) if draft.given else _not_given_problems(award, draft)
    )
    if len(clean_line(draft.reason)) < SHORTEST_REASON:
        problems.append(f"Give the reason for the decision, in {SHORTEST_REASON} characters or more.")
    if draft.given and tied and len(clean_line(draft.tie_reason)) < SHORTEST_REASON:
        problems.append(f"Say how the tie was decided, in {SHORTEST_REASON} characters or more.")
    return problems


def _not_given_problems(award: AwardRule, draft: DecisionDraft) -> list[str]:
    """An award that is not given has nobody who receives it."""
    if draft.winners or draft.highly_commended:
        return [f"{award.name} is not given, so nobody can receive it."]
    return []


def _recipient_problems(award: AwardRule, contest: Field, draft: DecisionDraft) -> list[str]:
    """Who may receive an award, and how many."""
    problems, chosen = [], [*draft.winners, *draft.highly_commended]
    if not draft.winners:
        problems.append("Choose a winner.")
    if len(draft.winners) > 1:
        problems.append("Choose one winner only.")
    if len(draft.highly_commended) > award.highly_commended:
        problems.append(_too_many(award))
    if len(set(chosen)) < len(chosen):
        problems.append("Choose each nomination once only.")
    if not set(chosen) <= set(contest.competing):
        problems.append(f"Choose only nominations that compete for {award.name}.")
    return problems


def _too_many(award: AwardRule) -> str:
    """The sentence about more highly commended than the award has."""
    if not award.highly_commended:
        return f"{award.name} has no highly commended places."
    plural = "s" if award.highly_commended > 1 else ""
    return f"Choose at most {award.highly_commended} highly commended nomination{plural}."
