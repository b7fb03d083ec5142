"""What a comparison says in words and rounded figures, for people who read no statistics."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from awards.core.text import join_words
from awards.results.comparing import Compared, Figures, Judge
from awards.results.measures.agreement import Agreement

APART = ((0.9, "very well"), (0.8, "well"), (0.6, "fairly well"), (0.4, "only roughly"), (-1e9, "hardly"))
ALIKE = ((0.8, "closely"), (0.5, "fairly closely"), (0.2, "loosely"), (-1e9, "hardly"))
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a team's mean. ``line`` says how the adjusted mean comes about."""

    adjusted: str = ""
    place: str = ""
    chance: str = ""
    range: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """A judge by letter: how many they scored, from where to where, how strict, how far off scores lie."""

    letter: str
    scored: int
    lowest: str
    highest: str
    severity: str
    strays: str


class OrderLine(NamedTuple):
    """A team's place by each way of counting; a dash where it has none."""

    team: str
    mean: str
    adjusted: str
    borda: str
    schulze: str


def decimals(value: Fraction | float, places: int = 1) -> str:
    """So many decimals, halves away from zero, with a true minus; exact for fractions."""
    unit = 10**places
    exact = abs(Fraction(value)) * unit
    units = (exact.numerator * 2 + exact.denominator) // (exact.denominator * 2)
    sign = "−" if value < 0 and units else ""
    whole, rest = divmod(units, unit)
    return f"{sign}{whole}.{rest:0{places}d}"


def in_a_hundred(chance: float) -> str:
    """A chance as people say it; never certain, never impossible."""
    if chance >= 0.995:
        return "over 99 in 100"
    return f"{int(chance * 100 + 0.5)} in 100" if chance >= 0.005 else "under 1 in 100"


def beside(figures: Figures, *, tied: bool, adjusted_tied: bool) -> Beside:
    """What stands beside a team's mean."""
    if figures.adjusted is None or figures.adjusted_rank is None:
        return Beside()
    chance = figures.chance
    range_ = "" if chance is None else _range(chance.rank_low, chance.rank_high)
    place = f"{figures.adjusted_rank}{'=' if adjusted_tied else ''}"
    by_mean = f"{figures.rank}{'=' if tied else ''}"
    line = (
        f"raw mean {decimals(figures.mean, 2)}; {_strictness(figures.shift)}; adjusted"
        f" {decimals(figures.adjusted, 2)}; rank {by_mean} by mean, {place} adjusted"
    )
    if range_:
        line += f"; rank range {range_}"
    return Beside(
        decimals(figures.adjusted), place, in_a_hundred(chance.best) if chance else "", range_, f"{line}."
    )


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _strictness(shift: Fraction) -> str:
    """Of the judges of one team; what they took away is given back."""
    shown = decimals(abs(shift), 2)
    if shown == "0.00":
        return "the judges who scored it were as strict as the panel"
    return f"the judges who scored it were {'stricter' if shift > 0 else 'kinder'} than the panel by {shown}"


def judge_lines(judges: Iterable[Judge]) -> list[JudgeLine]:
    """How each judge scored."""
    return [
        JudgeLine(
            judge.letter,
            judge.scored,
            decimals(judge.lowest),
            decimals(judge.highest),
            _severity(judge.severity),
            "" if judge.strays is None else decimals(judge.strays),
        )
        for judge in judges
    ]


def _severity(severity: Fraction | None) -> str:
    if severity is None:
        return ""
    shown = decimals(abs(severity), 2)
    if shown == "0.00":
        return "like the panel"
    return f"{'kinder' if severity > 0 else 'stricter'} by {shown}"


def agreement_lines(found: Agreement) -> list[str]:
    """How far the judges agree, the most important first; nothing of what is not defined."""
    said = []
    if found.reliability is not None and found.reliability_single is not None:
        said.append(
            f"Together the judges tell the teams apart {_called(APART, found.reliability)}: the panel’s"
            f" reliability is {_share(found.reliability)}, where 1 would be perfect. One judge alone would"
            f" reach {_share(found.reliability_single)}."
        )
    if found.alpha_interval is not None:
        by_order = f", {_share(found.alpha_ordinal)} by order" if found.alpha_ordinal is not None else ""
        said.append(
            f"Score by score they agree {_called(ALIKE, found.alpha_interval)}: Krippendorff’s alpha is"
            f" {_share(found.alpha_interval)} by points{by_order}, where 0 is chance and 1 would be the same"
            " score every time."
        )
    if found.kendall_w is not None:
        said.append(
            "Every judge scored every team, so their orders can be compared whole: Kendall’s W is"
            f" {_share(found.kendall_w)}, where 1 would be the same order."
        )
    return said


def _called(words: Sequence[tuple[float, str]], value: float) -> str:
    return next(word for least, word in words if value >= least)


def _share(value: float) -> str:
    return decimals(value, 2)


def order_lines(compared: Compared, names: Names) -> list[OrderLine]:
    """Each team's place by every way of counting, in the order of their means."""
    if not compared.borda:
        return []
    figures = compared.figures
    ordered = sorted(figures, key=lambda key: (figures[key].rank, key))
    adjusted = {key: each.adjusted_rank for key, each in figures.items() if each.adjusted_rank}
    ways = (
        _written({key: each.rank for key, each in figures.items()}),
        _written(adjusted),
        _places(compared.borda),
        _places(compared.schulze),
    )
    return [OrderLine(names[key], *(way.get(key, "–") for way in ways)) for key in ordered]


def _written(ranks: Mapping[str, int]) -> dict[str, str]:
    """Ranks with a sign where several share one."""
    times = Counter(ranks.values())
    return {key: f"{rank}{'=' if times[rank] > 1 else ''}" for key, rank in ranks.items()}


def order_sentence(compared: Compared, names: Names) -> str:
    """Whether the judges' orders alone put the same first."""
    if not compared.borda or not compared.schulze:
        return ""
    ways = {"Borda’s count": compared.borda[0], "Schulze’s method": compared.schulze[0]}
    others = {way: first for way, first in ways.items() if set(first) != set(compared.first)}
    if not others:
        return "By both of them the first place is the same as by the mean."
    told = [
        f"{way} puts {join_words([names[key] for key in first])} first{' together' * (len(first) > 1)}"
        for way, first in others.items()
    ]
    agrees = [f"{way} agrees with the mean" for way in ways if way not in others]
    return f"{'; '.join([*told, *agrees])}."


def _places(order: Sequence[Sequence[str]]) -> dict[str, str]:
    places: dict[str, str] = {}
    for equals in order:
        rank = f"{len(places) + 1}{'=' if len(equals) > 1 else ''}"
        places |= dict.fromkeys(equals, rank)
    return places
