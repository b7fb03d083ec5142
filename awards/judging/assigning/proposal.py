"""What is shown of a draw before it is applied, as plain values that can be kept and drawn on a page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from awards.judging.assigning.files import draw_as_csv
from awards.judging.assigning.outcome import Outcome
from awards.judging.assigning.problem import Pair, Problem
from awards.judging.assigning.shortage import CannotAssign, NotLinked, Reason, TooFewJudges

DETAILS = 3
"""So many proofs are shown; who needs all of them draws at the command line."""

NAMED = 30
"""So many reviews that move are told by name; the files have all."""

FEWER, LINKS, BROKEN = "fewer", "links", "broken"
"""What helps where there can be no draw: more room, judges who link categories, or asking again."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draw or why there can be none; ``shown`` is what people are told of it."""

    is_possible: bool
    shown: dict[str, Any]
    pairs: list[Pair] = field(default_factory=list)
    as_csv: str = ""


def proposal_of(problem: Problem, outcome: Outcome, before: frozenset[Pair]) -> Proposal:
    """A draw beside the reviews that stood before it."""
    had = Counter(judge for judge, _ in before)
    loads = sorted(outcome.loads.items(), key=lambda load: (-load[1], load[0].casefold()))
    gone = sorted(before - outcome.pairs)
    shown = {
        "reviews": len(outcome.pairs),
        "new": len(outcome.pairs - before),
        "had": len(before),
        "gone": gone[:NAMED],
        "gone_count": len(gone),
        "loads": [[judge, had[judge], load] for judge, load in loads],
        "spread": spread_of(outcome.loads.values()),
        "fewest": outcome.fewest,
        "in_common": list(outcome.in_common),
        "notes": [note.sentence for note in outcome.notes],
    }
    return Proposal(True, shown, sorted(outcome.pairs), draw_as_csv(problem, outcome).decode())


def spread_of(loads: Iterable[int]) -> list[tuple[int, int]]:
    """How many judges have how many nominations."""
    return sorted(Counter(loads).items())


def impossible(refusal: CannotAssign, problem: Problem) -> Proposal:
    """Why there can be no draw: the plainest reason first, then a few of the proofs."""
    found = list(refusal.reasons)
    reasons = [_reason(_help(reason), reason.sentence) for reason in found[:DETAILS]]
    if len(found) > DETAILS:
        reasons.append(_reason(FEWER, f"And so on: {len(found) - DETAILS} more."))
    if any(isinstance(reason, TooFewJudges) for reason in found):
        reasons = [*_too_small(problem), *reasons]
    return Proposal(False, {"reasons": reasons})


def _too_small(problem: Problem) -> list[dict[str, str]]:
    """That the whole panel has fewer judges than one nomination is to have."""
    judges = sum(judge.most != 0 for judge in problem.judges)
    need = max((entry.need for entry in problem.entries), default=0)
    if need <= judges:
        return []
    there = "There is only 1 judge" if judges == 1 else f"There are only {judges} judges"
    return [_reason(FEWER, f"{there} on this panel; {need} each cannot be met.")]


def _help(reason: Reason) -> str:
    return LINKS if isinstance(reason, NotLinked) else FEWER


def _reason(helps: str, sentence: str) -> dict[str, str]:
    return {"help": helps, "sentence": sentence}


def broken(sentence: str) -> Proposal:
    """No draw, for a reason that lies in us."""
    return Proposal(False, {"reasons": [{"help": BROKEN, "sentence": sentence}]})
