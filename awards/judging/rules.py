"""Rules of a score sheet: what is missing, what needs a sentence, how far it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from awards.core.text import count_words, join_words

# Fewer words than this are a shout, and of no use to a team that reads its feedback.
WORDS_IN_A_SENTENCE = 3
FULL_MARKS = 100

NOT_STARTED, IN_PROGRESS, COMPLETE = "not started", "in progress", "complete"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored: `scale_words` has a word for every point from 0."""

    key: str
    name: str
    weight: int
    scale_words: tuple[str, ...] = ("No evidence", "Weak", "Some", "Good", "Strong", "Outstanding")
    reason_needed_at: frozenset[int] = frozenset({0, 5})

    @property
    def maximum(self) -> int:
        """The highest point of the scale."""
        return len(self.scale_words) - 1


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many are done."""

    done: int
    total: int

    @property
    def status(self) -> str:
        """The same in words."""
        if not self.done:
            return NOT_STARTED
        return COMPLETE if self.done == self.total else IN_PROGRESS


def score_problems(
    values: Mapping[str, int | None], comments: Mapping[str, str], criteria: Sequence[Criterion]
) -> dict[str, str]:
    """What keeps a sheet from being submitted: a sentence for every criterion that is not done."""
    found = {
        criterion.key: _problem(criterion, values.get(criterion.key), comments.get(criterion.key, ""))
        for criterion in criteria
    }
    return {key: problem for key, problem in found.items() if problem}


def draft_problems(values: Mapping[str, int | None], criteria: Sequence[Criterion]) -> dict[str, str]:
    """What keeps a draft from being saved: only scores that are not on the scale."""
    return {
        criterion.key: _off_scale(criterion)
        for criterion in criteria
        if (value := values.get(criterion.key)) is not None and not 0 <= value <= criterion.maximum
    }


def _problem(criterion: Criterion, value: int | None, comment: str) -> str:
    """What is wrong with one score, or nothing."""
    if value is None:
        return f"Give a score for “{criterion.name}”."
    if not 0 <= value <= criterion.maximum:
        return _off_scale(criterion)
    if value in criterion.reason_needed_at and count_words(comment) < WORDS_IN_A_SENTENCE:
        return f"{reason_rule(criterion)}: say why you gave “{criterion.name}” {value}."
    return ""


def _off_scale(criterion: Criterion) -> str:
    """The sentence about a score that the scale does not have."""
    return f"The score for “{criterion.name}” must be a whole number from 0 to {criterion.maximum}."


def reason_rule(criterion: Criterion) -> str:
    """The edition's rule in words, "A 0 or a 5 needs a sentence"; empty if it has none."""
    points = [f"{_article(point)} {point}" for point in sorted(criterion.reason_needed_at)]
    if not points:
        return ""
    said = join_words(points, "or")
    return f"{said[0].upper()}{said[1:]} needs a sentence"


def _article(point: int) -> str:
    """An 8, an 11, an 18, an 80; a 5."""
    return "an" if str(point).startswith("8") or point in {11, 18} else "a"


def scored(
    values: Mapping[str, int | None], comments: Mapping[str, str], criteria: Sequence[Criterion]
) -> Progress:
    """How many criteria of a sheet are done, sentences included."""
    return Progress(len(criteria) - len(score_problems(values, comments, criteria)), len(criteria))


def points_given(values: Mapping[str, int | None], criteria: Sequence[Criterion]) -> int:
    """How many criteria have points, whether or not their sentences are written."""
    return sum(values.get(criterion.key) is not None for criterion in criteria)


def weighted_so_far(values: Mapping[str, int | None], criteria: Sequence[Criterion]) -> Fraction:
    """The total of a sheet from 0 to 100, with nothing yet for what is not scored."""
    weights = sum(criterion.weight for criterion in criteria)
    points = sum(
        (
            Fraction(criterion.weight * value, criterion.maximum)
            for criterion in criteria
            if (value := values.get(criterion.key)) is not None
        ),
        Fraction(0),
    )
    return points * FULL_MARKS / weights if weights else Fraction(0)
