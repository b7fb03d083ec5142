"""Conflicts of interest: which follow from posts, which is the strongest, and in what words."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from awards.judging.states import ConflictKind

TIES: Mapping[ConflictKind, str] = MappingProxyType(
    {
        ConflictKind.FAMILY_OR_FRIENDS: "My family or friends",
        ConflictKind.WORKED_TOGETHER: "I work or have worked with them",
        ConflictKind.MONEY: "Money or a contract",
        ConflictKind.DECLARED: "Something else",
    }
)
"""What a judge can say of themselves, in their own words."""

STRONGEST_FIRST = (
    ConflictKind.IN_THE_TEAM,
    ConflictKind.NOMINATOR,
    ConflictKind.SAME_ORGANISATION,
    ConflictKind.PARTNER_ORGANISATION,
    ConflictKind.PAST_POST,
)
"""The kinds that are found. Where several hold, the first is the kind, and each says its sentence."""


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works or worked; both days belong to the post, no day means open.

    Who ``nominates`` by it puts forward what the organisation nominates.
    """

    organisation: Hashable
    from_: dt.date | None = None
    to: dt.date | None = None
    nominates: bool = False

    def held_on(self, day: dt.date) -> bool:
        """Whether the post is held on that day."""
        return self.held_between(day, day)

    def held_between(self, first: dt.date, last: dt.date) -> bool:
        """Whether the post is held on any of those days."""
        return (self.from_ is None or self.from_ <= last) and (self.to is None or first <= self.to)

    def ended_between(self, first: dt.date, day: dt.date) -> bool:
        """Whether the post ended from the first day on, but before the other."""
        return self.to is not None and first <= self.to < day


@dataclass(frozen=True, slots=True)
class Tie:
    """What somebody says of themselves when they stand aside."""

    kind: ConflictKind
    reason: str


@dataclass(frozen=True, slots=True)
class Body:
    """A nominating organisation and its partner, by what they are told apart by and by name."""

    key: Hashable
    name: str
    partner: Hashable | None = None
    partner_name: str = ""


def found_conflict(
    posts: Iterable[Post], body: Body, on: dt.date, years: int, nominating_since: dt.date | None = None
) -> ConflictKind | None:
    """Why somebody with these posts may have no part in judging a nomination of it, the strongest first.

    A trust and its council run one area's services, so a past post with either counts. Who nominated for the
    body itself in this edition has put it forward, wherever they work now and however far back posts count.
    """
    near = {body.key} if body.partner is None else {body.key, body.partner}
    held = [post for post in posts if post.organisation in near]
    now = {post.organisation for post in held if post.held_on(on)}
    if body.key in now:
        return ConflictKind.SAME_ORGANISATION
    if nominating_since and any(
        post.nominates and post.organisation == body.key and post.held_between(nominating_since, on)
        for post in held
    ):
        return ConflictKind.NOMINATOR
    if now:
        return ConflictKind.PARTNER_ORGANISATION
    if any(post.ended_between(years_before(on, years), on) for post in held):
        return ConflictKind.PAST_POST
    return None


def post_words(kind: ConflictKind, body: Body, years: int) -> str:
    """The reason of a conflict that follows from a post, as a sentence."""
    if kind is ConflictKind.SAME_ORGANISATION:
        return f"Holds a post at {body.name}."
    if kind is ConflictKind.NOMINATOR:
        return f"Could nominate for {body.name} when nominations were open."
    if kind is ConflictKind.PARTNER_ORGANISATION:
        return f"Holds a post at {body.partner_name}, the partner of {body.name}."
    whose = f"{body.name} or its partner" if body.partner is not None else body.name
    return f"Held a post at {whose} {within(years)}."


def still_held(where: str, *, is_partner: bool) -> str:
    """Why nobody lifts the conflict of somebody who holds a post there."""
    whose = "the partner of their own organisation" if is_partner else "their own organisation"
    return (
        f"Their post at {where} still stands: end the post first if it has ended. "
        f"Otherwise they would judge {whose}."
    )


def within(years: int) -> str:
    """The time for which past posts count, in words."""
    return "within the last year" if years == 1 else f"within the last {years} years"


def strongest(grounds: Mapping[ConflictKind, str]) -> Tie:
    """The kind that weighs most, with the sentences of all."""
    kinds = sorted(grounds, key=STRONGEST_FIRST.index)
    return Tie(kinds[0], " ".join(grounds[kind] for kind in kinds))


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
