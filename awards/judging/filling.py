"""What was filled in of a score sheet away from the site, laid over what is saved, and how the two differ."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from awards.judging.marks import Marks
from awards.judging.rules import Criterion

Value = str | int | bool
TAKEN_OUT = "-"
"""In place of a text or points: what was there is to go."""
COMMENT_LABEL, MAY_RELEASE_LABEL = "Comment for the nominating organisation", "May the comment be passed on?"
NOTE_LABEL, FLAG_LABEL = "A note to yourself", "Tell the chair"

_TEXTS = {"comment": "comment", "note": "private_note", "flag": "flag"}


@dataclass
class Given:
    """The cells of one row in which something stands: by what they are about, and by criterion key."""

    values: dict[str, dict[str, Value]] = field(default_factory=dict)

    def put(self, about: str, key: str, value: Value) -> None:
        """Note what stands in one cell."""
        self.values.setdefault(about, {})[key] = value

    def over(self, marks: Marks) -> Marks:
        """The marks with everything that was filled in; what was not stays."""
        points, reasons = self.values.get("points", {}), self.values.get("reason", {})
        scores = {key: None if value == TAKEN_OUT else int(value) for key, value in points.items()}
        comments = {key: _text(value) for key, value in reasons.items()}
        texts: dict[str, Any] = {
            name: _text(self.values[about][""]) for about, name in _TEXTS.items() if about in self.values
        }
        release = self.values.get("may release", {}).get("")
        if release is not None:
            texts["may_release"] = release is True
        return replace(
            marks, scores={**marks.scores, **scores}, comments={**marks.comments, **comments}, **texts
        )


@dataclass(frozen=True)
class Filled:
    """What a row says of one nomination, and the version of the sheet that it was made from."""

    assignment: uuid.UUID
    version: int
    given: Given

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {"assignment": str(self.assignment), "version": self.version, "marks": self.given.values}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Filled":
        """The same from what was kept."""
        return cls(uuid.UUID(kept["assignment"]), kept["version"], Given(kept["marks"]))


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a pack would change, in words. What is ``gone`` is taken out."""

    label: str
    old: str
    new: str
    is_gone: bool = False


def differences(old: Marks, new: Marks, criteria: Sequence[Criterion]) -> list[Difference]:
    """What changes from ``old`` to ``new``, in the order of the sheet."""
    pairs: list[tuple[str, str, str]] = []
    for criterion in criteria:
        key, name = criterion.key, criterion.name
        pairs.append((name, _points(old.scores.get(key), criterion), _points(new.scores.get(key), criterion)))
        pairs.append((f"{name}: why", old.comments.get(key, ""), new.comments.get(key, "")))
    pairs += [
        (COMMENT_LABEL, old.comment, new.comment),
        (MAY_RELEASE_LABEL, _yes(old.may_release), _yes(new.may_release)),
        (NOTE_LABEL, old.private_note, new.private_note),
        (FLAG_LABEL, old.flag, new.flag),
    ]
    return [Difference(label, was, then, not then) for label, was, then in pairs if was != then]


def _points(points: int | None, criterion: Criterion) -> str:
    """The points with their word."""
    if points is None:
        return ""
    known = 0 <= points <= criterion.maximum
    return f"{points} {criterion.scale_words[points]}" if known else str(points)


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"


def _text(value: Value) -> str:
    return "" if value == TAKEN_OUT else str(value)
