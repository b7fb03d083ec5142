"""Rules of awards: which nominations compete, whether an award is given, what a decision must say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from awards.core.text import clean_line, clean_text
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
    in_running: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """Who competes for an award, and whether it is given this year; if not, the reason in words.

    ``cut`` would compete, but a shortlist left them out.
    """

    competing: tuple[str, ...]
    given: bool
    reason: str = ""
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """A decision as it was written down, before it is kept. `given` may be no: with a reason."""

    given: bool = True
    winners: Sequence[str] = ()
    highly_commended: Sequence[str] = ()
    reason: str = ""
    tie_reason: str = ""


class Competing(Protocol):
    """A nomination, as far as the rules look at it."""

    @property
    def key(self) -> str:
        """What it is called among the others."""

    @property
    def state(self) -> str:
        """How far it has come."""

    @property
    def answers(self) -> Mapping[str, object]:
        """The values of its choices."""

    @property
    def in_running(self) -> bool:
        """Whether it is judged in the round in which its panel is."""


def award_field(award: AwardRule, nominations: Sequence[Competing]) -> Field:
    """The accepted nominations that compete, in the order given.

    A shortlist cuts competitions only. A minimum counts those that entered: the shortlist of a field with
    enough teams may well be shorter.
    """
    entered = [
        nomination
        for nomination in nominations
        if nomination.state == NominationState.ACCEPTED
        and (not award.question or nomination.answers.get(award.question) == award.answer)
    ]
    # A minimum asks for a contest; recognition and choice have none.
    contest = award.kind == AwardKind.COMPETITION
    needed = max(1, award.minimum) if contest else 1
    competing = tuple(each.key for each in entered if each.in_running or not contest)
    cut = tuple(each.key for each in entered if contest and not each.in_running)
    if len(entered) < needed:
        return Field(competing, False, _too_few(award, len(entered), needed), cut)
    return Field(competing, bool(competing), "" if competing else _all_cut(award), cut)


def _all_cut(award: AwardRule) -> str:
    within = f" in “{award.answer_label or award.answer}”" if award.question else ""
    return f"Not given this year: no nomination{within} is on the shortlist."


def _too_few(award: AwardRule, count: int, needed: int) -> str:
    """Why an award is not given this year."""
    found = (
        "no accepted nomination" if not count else f"{count} accepted nomination{'s' if count > 1 else ''}"
    )
    answer = award.answer_label or award.answer
    within = f" in “{answer}”" if award.question else ""
    least = f", and at least {needed} are needed" if needed > 1 else ""
    return f"Not given this year: there {'are' if count > 1 else 'is'} {found}{within}{least}."


def cleaned(draft: DecisionDraft) -> DecisionDraft:
    """The draft in the form in which it is kept: tidy texts, nothing left over from another choice."""
    return DecisionDraft(
        given=draft.given,
        winners=tuple(draft.winners),
        highly_commended=tuple(sorted(draft.highly_commended)),
        reason=clean_text(draft.reason),
        tie_reason=clean_text(draft.tie_reason) if draft.given else "",
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a decision, and the part of it that says so."""

    field: str
    sentence: str


def decision_problems(
    award: AwardRule, contest: Field, draft: DecisionDraft, tied: Collection[str] = ()
) -> list[str]:
    """What is wrong with a decision, in sentences. `tied` are nominations whose tie people must decide."""
    return [fault.sentence for fault in decision_faults(award, contest, draft, tied)]


def decision_faults(
    award: AwardRule, contest: Field, draft: DecisionDraft, tied: Collection[str] = ()
) -> list[Fault]:
    """The same, each with the part of the decision that it is about."""
    if award.kind == AwardKind.RECOGNITION:
        sentence = f"{award.name} goes to every accepted nomination, so there is nothing to decide."
        return [Fault("winner", sentence)]
    if not contest.given:
        return [Fault("winner", contest.reason)]
    faults = _recipient_faults(award, contest, draft) if draft.given else _not_given_faults(award, draft)
    if len(clean_line(draft.reason)) < SHORTEST_REASON:
        sentence = f"Give the reason for the decision, in {SHORTEST_REASON} characters or more."
        faults.append(Fault("reason", sentence))
    if draft.given and tied and len(clean_line(draft.tie_reason)) < SHORTEST_REASON:
        sentence = f"Say how the tie was decided, in {SHORTEST_REASON} characters or more."
        faults.append(Fault("tie_reason", sentence))
    return faults


def _not_given_faults(award: AwardRule, draft: DecisionDraft) -> list[Fault]:
    """An award that is not given has nobody who receives it."""
    if draft.winners or draft.highly_commended:
        return [Fault("highly_commended", f"{award.name} is not given, so nobody can receive it.")]
    return []


def _recipient_faults(award: AwardRule, contest: Field, draft: DecisionDraft) -> list[Fault]:
    """Who may receive an award, and how many."""
    faults, chosen = [], [*draft.winners, *draft.highly_commended]
    if not draft.winners:
        faults.append(Fault("winner", "Choose a winner."))
    if len(draft.winners) > 1:
        faults.append(Fault("winner", "Choose one winner only."))
    if len(draft.highly_commended) > award.highly_commended:
        faults.append(Fault("highly_commended", _too_many(award)))
    if len(set(chosen)) < len(chosen):
        faults.append(Fault("highly_commended", "Choose each nomination once only."))
    if not set(chosen) <= set(contest.competing):
        faults.append(Fault("winner", f"Choose only nominations that compete for {award.name}."))
    return faults


def _too_many(award: AwardRule) -> str:
    """The sentence about more highly commended than the award has."""
    if not award.highly_commended:
        return f"{award.name} has no highly commended places."
    plural = "s" if award.highly_commended > 1 else ""
    return f"Choose at most {award.highly_commended} highly commended nomination{plural}."
