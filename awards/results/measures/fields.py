"""How sure the places of a part of a table are, and how sure each adjusted mean.

An award may be limited to some of the nominations that a panel scored. Judges' severity is still told from
all of them.
"""

from collections.abc import Collection, Mapping
from math import sqrt

from awards.results.measures.adjusted import Fit
from awards.results.measures.chances import (
    DRAWS,
    Chance,
    Counted,
    drawn,
    posterior_of,
    weights_of,
)


def chances_in(
    fitted: Fit, fields: Mapping[str, Collection[str]], draws: int = DRAWS, *, seed: str
) -> dict[str, dict[str, Chance]]:
    """By field each of its nominations' chance and range of ranks among those of the field.

    All fields share the draws, so that a field of everybody has the chances of `chances`. Empty where the
    noise cannot be told.
    """
    posterior = posterior_of(fitted)
    if posterior is None:
        return {}
    numbers = {name: number for number, name in enumerate(posterior.names)}
    asked = {
        key: [numbers[name] for name in posterior.names if name in among] for key, among in fields.items()
    }
    counted = {
        key: Counted([posterior.names[number] for number in among]) for key, among in asked.items() if among
    }
    for values in drawn(posterior, draws, seed):
        for key, counter in counted.items():
            counter.add([values[number] for number in asked[key]])
    return {key: counter.chances() for key, counter in counted.items()}


def errors_of(fitted: Fit) -> dict[str, float]:
    """The standard error of each adjusted mean, in points; empty where the noise cannot be told.

    Noise / scores, and what the severity of just these judges is not known by.
    """
    posterior = posterior_of(fitted)
    if posterior is None or fitted.noise is None:
        return {}
    unsure = {seats: sum(each * each for each in row) for seats, row in weights_of(posterior).items()}
    return {
        name: sqrt(float(fitted.noise) * (1 / len(seats) + unsure[seats]))
        for name, seats in zip(posterior.names, posterior.seats, strict=True)
    }
