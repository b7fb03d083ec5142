"""Tables of scores for the tests of measures: written as rows, and drawn by hypothesis."""

from collections.abc import Sequence
from random import Random

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from awards.results.measures.tables import Score, Scores, groups_of

quick = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def table(rows: Sequence[Sequence[Score | None]]) -> dict[str, dict[str, Score]]:
    """A row a nomination (a, b, …), a column a judge (A, B, …); None where somebody has not scored."""
    return {
        chr(ord("a") + number): {
            chr(ord("A") + judge): score for judge, score in enumerate(row) if score is not None
        }
        for number, row in enumerate(rows)
    }


def written(text: str) -> dict[str, dict[str, Score]]:
    """A table of whole numbers in words: nominations apart by a bar, a dot where a score is absent."""
    return table([[None if word == "." else int(word) for word in row.split()] for row in text.split("|")])


@st.composite
def panels(draw: st.DrawFn, *, complete: bool = False) -> dict[str, dict[str, Score]]:
    """Two to seven nominations by two to five judges, connected; a quarter of the scores absent or none."""
    nominations, judges = draw(st.integers(2, 7)), draw(st.integers(2, 5))
    score = st.integers(0, 40)
    seat = score if complete else st.one_of(score, score, score, st.none())
    flat = draw(st.lists(seat, min_size=nominations * judges, max_size=nominations * judges))
    scores = table([flat[start : start + judges] for start in range(0, len(flat), judges)])
    assume(len(groups_of(scores)) == 1)
    return scores


def judges_in(scores: Scores) -> list[str]:
    """Everybody who scored something."""
    return sorted({judge for given in scores.values() for judge in given})


def simulated(seed: int, nominations: int, judges: int, seats: int, quality: float = 1) -> tuple[str, Scores]:
    """Who is truly best, and scores by judges of different severity; as many of them for each as seats.

    Noise and severity have a standard deviation of one, true differences one of `quality`.
    """
    random = Random(seed)  # noqa: S311  # a world to look at, not a secret
    levels = {f"n{number:04}": random.gauss(0, quality) for number in range(nominations)}
    severity = [random.gauss(0, 1) for _ in range(judges)]
    scores = {
        name: {
            f"j{judge:04}": round(2 * (5 + level + severity[judge] + random.gauss(0, 1)))
            for judge in sorted(random.sample(range(judges), seats))
        }
        for name, level in levels.items()
    }
    return max(levels, key=levels.__getitem__), scores
