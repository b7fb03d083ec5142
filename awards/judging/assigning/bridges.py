"""Whether judges can be compared: groups that share no judge, and categories linked by few reviews.

How strict somebody is shows only beside others who scored the same nominations. Two groups of nominations
without a common judge can be ranked each by itself, never together. Few common reviews are nearly as bad:
with one in a category, a difference between categories is four times as uncertain as it could be.
"""

from collections import defaultdict
from collections.abc import Iterable

from awards.judging.assigning.board import Board

BRIDGING_AT_LEAST = 5
BRIDGING_SHARE = 10
"""Per cent of a category's reviews."""


def groups_of(reviews: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Nominations and judges that hang together through these reviews of a nomination by a judge."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(thing: tuple[str, int]) -> tuple[str, int]:
        leader.setdefault(thing, thing)
        while leader[thing] != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    for e, j in reviews:
        leader[find(("entry", e))] = find(("judge", j))
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for thing in sorted(leader):
        entries, judges = groups.setdefault(find(thing), ([], []))
        (entries if thing[0] == "entry" else judges).append(thing[1])
    return sorted(groups.values())


def categories_of(board: Board) -> dict[str, list[int]]:
    """The numbers of the nominations in each category."""
    categories: dict[str, list[int]] = defaultdict(list)
    for e, entry in enumerate(board.entries):
        categories[entry.category].append(e)
    return dict(sorted(categories.items()))


def groups_among(board: Board, entries: Iterable[int]) -> list[tuple[list[int], list[int]]]:
    """The groups that these nominations fall into."""
    return groups_of((e, j) for e in entries for j in board.given[e])


def bridging_reviews(board: Board) -> dict[str, tuple[int, int]]:
    """For each category its reviews by judges who also judge elsewhere, and how many there should be."""
    counted = {}
    elsewhere = [len({board.entries[e].category for e in held}) > 1 for held in board.held]
    for category, entries in categories_of(board).items():
        every = [j for e in entries for j in board.given[e]]
        counted[category] = sum(elsewhere[j] for j in every), wanted_bridges(len(every))
    return counted


def wanted_bridges(reviews: int) -> int:
    """How many of a category's reviews should be by judges who also judge elsewhere."""
    return min(reviews, max(BRIDGING_AT_LEAST, -(-reviews * BRIDGING_SHARE // 100)))


def missing_links(board: Board) -> int:
    """How far all categories are from being comparable: bridging reviews that lack, then groups too many."""
    lacking = sum(max(0, wanted - bridging) for bridging, wanted in bridging_reviews(board).values())
    if lacking:
        return lacking + 2 * len(board.entries)
    wholes = [range(len(board.entries)), *categories_of(board).values()]
    return sum(max(0, len(groups_among(board, whole)) - 1) for whole in wholes)
