"""What was submitted on a score sheet each time, and what changed in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from awards.editions.states import Stage


@dataclass(frozen=True, slots=True)
class Line:
    """What a version says of one criterion, and what the one before it said; None before the first."""

    name: str
    points: int | None
    comment: str
    points_before: int | None = None
    comment_before: str | None = None

    @property
    def has_other_points(self) -> bool:
        """Whether the points were changed."""
        return self.comment_before is not None and self.points != self.points_before

    @property
    def has_other_words(self) -> bool:
        """Whether the words were changed."""
        return self.comment_before is not None and self.comment != self.comment_before


@dataclass(frozen=True, slots=True)
class Version:
    """One submitted version, criterion by criterion; the comment on the whole is the last line."""

    lines: Sequence[Line]
    changed: bool


ON_THE_WHOLE = "On the whole"


def compare(contents: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Version]:
    """Every version with what changed since the one before it; ``names`` are those of the criteria by key."""
    made = []
    before: Mapping[str, Any] | None = None
    for content in contents:
        lines = [*(_line(key, name, content, before) for key, name in names.items()), _whole(content, before)]
        made.append(Version(lines, any(line.has_other_points or line.has_other_words for line in lines)))
        before = content
    return made


def _line(key: str, name: str, content: Mapping[str, Any], before: Mapping[str, Any] | None) -> Line:
    said = content["scores"].get(key), content["comments"].get(key, "")
    if before is None:
        return Line(name, *said)
    return Line(name, *said, before["scores"].get(key), before["comments"].get(key, ""))


def _whole(content: Mapping[str, Any], before: Mapping[str, Any] | None) -> Line:
    was = None if before is None else before.get("comment", "")
    return Line(ON_THE_WHOLE, None, content.get("comment", ""), None, was)


def lead_reads_scores(stage: Stage, *, round_closed: bool) -> bool:
    """Whether who leads a panel may read what a judge gave: once nobody can be swayed by it."""
    return stage.is_at_least(Stage.MODERATION) or round_closed
