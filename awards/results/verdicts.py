"""How clear a first place is, and what the scores cannot say, in sentences for people who decide."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from awards.core.text import join_words
from awards.results.comparing import FEWEST_JUDGES, MOST_CHANCES, Compared, Weighed
from awards.results.measures.tables import FEW, named
from awards.results.telling import in_a_hundred

CLEAR, LIKELY, CLOSE = "Clear", "Likely", "Too close to call"
LEVELS = ((0.9, CLEAR, "green"), (0.7, LIKELY, "gold"), (0.0, CLOSE, "red"))
"""From which chance of being truly best on a first place is called so, and the colour of its tag."""
MOST_GROUPS, MOST_NAMED = 5, 3
"""So many groups of teams are shown, and so many teams of each."""
Names = Mapping[str, str]


class Verdict(NamedTuple):
    """How clear the first place is: a word, its colour, and in sentences why."""

    word: str
    colour: str
    sentences: tuple[str, ...]


def verdict(compared: Compared, weighed: Weighed, names: Names, *, decided: bool = False) -> Verdict:
    """How clear it is who is first; while nothing is decided also what to do about it."""
    first = [names[key] for key in compared.first]
    if len(first) > 1:
        opening = f"{join_words(first)} have exactly the same highest mean."
        word, colour = CLOSE, "red"
    elif compared.chance is None:
        opening, word, colour = f"{first[0]} has the highest mean. {_no_chance(weighed)}", "", ""
    else:
        word, colour = next((word, colour) for least, word, colour in LEVELS if compared.chance >= least)
        best = in_a_hundred(compared.chance)
        opening = f"{first[0]} has the highest mean. The chance that this team is truly best is {best}."
    open_ = not decided and (word == CLOSE or compared.differ)
    sentences = [
        opening,
        _by_adjusted(compared, weighed, names),
        _one_judge(compared, weighed, names),
        "Let the panel talk this through before anything is decided." if open_ else "",
    ]
    return Verdict(word, colour, tuple(each for each in sentences if each))


def _no_chance(weighed: Weighed) -> str:
    if weighed.fit is None:
        return ""
    if len(weighed.scores) > MOST_CHANCES:
        return f"How sure that is can be worked out here for up to {MOST_CHANCES} teams in one category."
    return "There are too few scores to say how sure that is."


def _by_adjusted(compared: Compared, weighed: Weighed, names: Names) -> str:
    """Whether adjusting for the judges changes who is first."""
    if not compared.adjusted_first:
        return ""
    if weighed.complete:
        return "Every judge scored every team, so there is nothing to adjust for."
    if not compared.differ:
        return "Adjusted for which judges scored whom, the first place stays the same."
    others = join_words([names[key] for key in compared.adjusted_first])
    verb = "is" if len(compared.adjusted_first) == 1 else "are"
    return f"The two means differ: adjusted for which judges scored whom, {others} {verb} first."


def _one_judge(compared: Compared, weighed: Weighed, names: Names) -> str:
    """Whether one judge decides who is first."""
    if compared.without is None or len(weighed.judges) <= FEWEST_JUDGES:
        return ""
    outcomes: dict[str, list[str]] = {}
    for letter, (plain, adjusted) in compared.without.items():
        changes = [_would_be(plain, names)] if plain != compared.first else []
        if adjusted not in {compared.adjusted_first, plain} and not weighed.complete:
            changes.append(f"{_would_be(adjusted, names)} by adjusted means")
        if changes:
            outcomes.setdefault(join_words(changes), []).append(letter)
    if not outcomes:
        return "Without any one judge the first place stays the same."
    told = [f"without judge {join_words(letters, 'or')}, {change}" for change, letters in outcomes.items()]
    return f"One judge can decide it: {'; '.join(told)}."


def _would_be(keys: Sequence[str], names: Names) -> str:
    teams = join_words([names[key] for key in keys])
    return f"{teams} would be {'first' if len(keys) == 1 else 'first together'}"


def cannot(weighed: Weighed, names: Names) -> str:
    """Why the scores cannot be adjusted, and what stands all the same; empty where they can."""
    if weighed.fit or not weighed.scores:
        return ""
    if len(weighed.judges) < FEWEST_JUDGES:
        return (
            "Only one judge has scored here, so there is nobody to compare with, and nothing to say about how"
            " sure this ranking is."
        )
    groups = [_some([names[key] for key in group]) for group in weighed.apart]
    shown = "; ".join(f"({number}) {group}" for number, group in enumerate(groups[:MOST_GROUPS], 1))
    more = f"; and {len(groups) - MOST_GROUPS} more groups" if len(groups) > MOST_GROUPS else ""
    return (
        "These means cannot be adjusted for strict and kind judges. No judge scored teams of more than one of"
        f" these groups, so nobody can tell a strict judge from a weaker team: {shown}{more}. Compare teams"
        " within a group only, and decide between groups at the meeting."
    )


def _some(teams: Sequence[str]) -> str:
    """The first teams of a group, and how many more there are."""
    more = [f"{len(teams) - MOST_NAMED} more"] if len(teams) > MOST_NAMED else []
    return join_words([*(f"“{team}”" for team in teams[:MOST_NAMED]), *more])


def advisory(weighed: Weighed, names: Names) -> str:
    """What makes adjusted means shaky: teams and judges with very few scores."""
    teams, judges = weighed.few
    if not weighed.fit or not (teams or judges):
        return ""
    parts = []
    if teams:
        parts.append(f"fewer than {FEW} judges scored {named([names[key] for key in teams])}")
    if judges:
        parts.append(f"fewer than {FEW} teams were scored by {_judges_named(judges)}")
    return f"Adjusted means are only a hint here: {' and '.join(parts)}."


def _judges_named(letters: Sequence[str]) -> str:
    return f"judge{'s' if len(letters) > 1 else ''} {join_words(letters)}"
