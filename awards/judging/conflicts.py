"""Conflicts of interest that follow from the posts somebody holds or has held."""

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from awards.judging.states import ConflictKind


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works or worked; both days belong to the post, no day means open."""

    organisation: Hashable
    from_: dt.date | None = None
    to: dt.date | None = None

    def held_on(self, day: dt.date) -> bool:
        """Whether the post is held on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)

    def ended_between(self, first: dt.date, day: dt.date) -> bool:
        """Whether the post ended from the first day on, but before the other."""
        return self.to is not None and first <= self.to < day


def found_conflict(
    posts: Iterable[Post],
    organisation: Hashable,
    partner: Hashable | None,
    on: dt.date,
    years: int,
) -> ConflictKind | None:
    """Why somebody with these posts may have no part in judging a nomination of it, the strongest first.

    A trust and its council run one area's services, so a past post with either counts.
    """
    near = {organisation} if partner is None else {organisation, partner}
    held = [post for post in posts if post.organisation in near]
    now = {post.organisation for post in held if post.held_on(on)}
    if organisation in now:
        return ConflictKind.SAME_ORGANISATION
    if now:
        return ConflictKind.PARTNER_ORGANISATION
    if any(post.ended_between(years_before(on, years), on) for post in held):
        return ConflictKind.PAST_POST
    return None


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
