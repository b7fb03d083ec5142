"""Tables of scores: who scored what, which nominations their judges connect, and equal ranks for ties."""

from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction
from itertools import groupby
from typing import TypeVar

from awards.core.text import join_words

Score = Fraction | int
Scores = Mapping[str, Mapping[str, Score]]
"""Nomination -> judge -> score, in points. Who has not scored is absent: never zero."""

FEW = 3
"""With fewer scores than these, of a nomination or by a judge, a place is only advisory."""
NAMED = 10
"""So many are named in a sentence; of more, how many they are."""

V = TypeVar("V", Fraction, float)


class NotComparable(Exception):
    """The scores say nothing of who is ahead of whom. ``groups`` are nominations that no judge connects."""

    def __init__(self, sentence: str, groups: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.groups = groups


def means(scores: Scores) -> dict[str, Fraction]:
    """Each nomination's mean score, exact; a nomination without a score has none."""
    return {key: Fraction(sum(given.values())) / len(given) for key, given in scores.items() if given}


def judges_of(scores: Scores) -> dict[str, int]:
    """Everybody who has scored and how many nominations, in the order of their names."""
    return dict(sorted(Counter(judge for given in scores.values() for judge in given).items()))


def groups_of(scores: Scores) -> tuple[tuple[str, ...], ...]:
    """Nominations that judges connect, directly or over others; largest group first.

    Two nominations can be compared only where a chain of judges leads from one to the other. Who has no
    score is in a group alone.
    """
    lead = {key: key for key in scores}

    def leader(key: str) -> str:
        while lead[key] != key:
            lead[key] = lead[lead[key]]
            key = lead[key]
        return key

    first: dict[str, str] = {}
    for key, given in scores.items():
        for judge in given:
            lead[leader(key)] = leader(first.setdefault(judge, key))
    groups: dict[str, list[str]] = {}
    for key in scores:
        groups.setdefault(leader(key), []).append(key)
    return tuple(sorted(map(tuple, groups.values()), key=lambda group: -len(group)))


def check_scored(scores: Scores) -> None:
    """Refuse an empty table and nominations without a score, with NotComparable."""
    if not scores:
        raise NotComparable("There are no scores.")
    if unscored := [key for key, given in scores.items() if not given]:
        raise NotComparable(
            f"Nobody has scored {named(unscored)}. Without a score there is nothing to compare.",
            tuple((key,) for key in unscored),
        )


def check_comparable(scores: Scores) -> None:
    """Refuse what check_scored refuses, and groups of nominations that no judge connects."""
    check_scored(scores)
    groups = groups_of(scores)
    if len(groups) > 1:
        raise NotComparable(_apart(groups), groups)


def _apart(groups: tuple[tuple[str, ...], ...]) -> str:
    """Says which groups these are and what would connect them."""
    shown = [f"({number}) {named(group)}" for number, group in enumerate(groups[:NAMED], 1)]
    more = f"; and {len(groups) - NAMED} more groups" if len(groups) > NAMED else ""
    return (
        f"These {len(groups)} groups of nominations have no judge in common, so nothing tells strict judges"
        f" from weaker nominations: {'; '.join(shown)}{more}. Rank each group by itself, or let judges of one"
        " group also score nominations of another."
    )


def advisory(scores: Scores) -> tuple[str, ...]:
    """What makes places advisory: nominations and judges with too few scores to tell one from the other."""
    nominations = [key for key, given in scores.items() if len(given) < FEW]
    judges = [judge for judge, number in judges_of(scores).items() if number < FEW]
    sentences = []
    if nominations:
        sentences.append(f"Fewer than {FEW} judges scored {named(nominations)}.")
    if judges:
        sentences.append(f"Fewer than {FEW} nominations were scored by {named(judges)}.")
    return tuple(sentences)


def named(keys: Collection[str]) -> str:
    """Names for a sentence: all of a few, else the first and how many more there are."""
    shown = [f"“{key}”" for key in list(keys)[:NAMED]]
    return join_words([*shown, f"{len(keys) - NAMED} more"] if len(keys) > NAMED else shown)


def ranks(values: Mapping[str, V]) -> dict[str, int]:
    """Places from the highest value on, in that order; equal values share one: 1, 2, 2, 4."""
    ordered = sorted(values, key=lambda key: (-values[key], key))
    places: dict[str, int] = {}
    for _, group in groupby(ordered, key=values.__getitem__):
        places |= dict.fromkeys(group, len(places) + 1)
    return places
