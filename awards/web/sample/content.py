"""Reads the invented content of the sample from its files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EDITION = HERE.parents[1] / "editions" / "files" / "tea-2022.toml"


@dataclass(frozen=True)
class SamplePhoto:
    """How a team's picture is drawn, and the words for those who cannot see it."""

    description: str
    people: int
    seed: int
    scene: str


@dataclass(frozen=True)
class SampleExplanation:
    """Why a passage in the answer to ``question``, which the safeguarding check finds, identifies nobody."""

    question: str
    passage: str
    reason: str


@dataclass(frozen=True)
class SampleNomination:
    """One team's nomination; ``answers`` by question key, people as lists of mappings."""

    organisation: str
    answers: dict[str, Any]
    photo: SamplePhoto
    explanations: tuple[SampleExplanation, ...] = ()


@dataclass(frozen=True)
class SampleQuality:
    """How good a nomination is, from 0 to 5 for each criterion, before a judge's lean and mood."""

    organisation: str
    pattern: str
    by_criterion: dict[str, float]


@cache
def people() -> dict[str, Any]:
    """The people file as it stands."""
    return tomllib.loads((HERE / "people.toml").read_text("utf-8"))


@cache
def nominations() -> tuple[SampleNomination, ...]:
    """The sixteen nominations, by organisation."""
    return tuple(_nomination(path) for path in sorted((HERE / "nominations").glob("*.toml")))


@cache
def quality() -> dict[str, SampleQuality]:
    """How good each is, by organisation."""
    rows = people()["nominations"]
    words = {"organisation", "pattern", "quality"}
    return {
        row["organisation"]: SampleQuality(
            row["organisation"],
            row["pattern"],
            {key: value for key, value in row.items() if key not in words},
        )
        for row in rows
    }


def _nomination(path: Path) -> SampleNomination:
    content = tomllib.loads(path.read_text("utf-8"))
    answers = dict(content["answers"])
    photo = SamplePhoto(**answers.pop("photo"))
    answers.pop("documents", None)
    explanations = tuple(SampleExplanation(**row) for row in content.get("explanations", ()))
    return SampleNomination(content["organisation"], answers, photo, explanations)
