"""Whether grave acts need two people: earlier stages ask, a later one that knows the edition answers."""

from collections.abc import Callable

Rule = Callable[[], bool]

_rules: list[Rule] = []


def decides_who_decides(rule: Rule) -> Rule:
    """Register a rule that says whether one person is not enough at present."""
    _rules.append(rule)
    return rule


def two_people_decide() -> bool:
    """Whether a grave act of one person waits until a second one confirms it."""
    return any(rule() for rule in _rules)
