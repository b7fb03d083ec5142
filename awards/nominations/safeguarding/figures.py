"""How well the safeguarding check does on sentences whose findings are known."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from awards.nominations.safeguarding import RULES, findings

HERE = Path(__file__).parent
TUNED, HOLD_OUT = HERE / "sentences.toml", HERE / "holdout.toml"


@dataclass(frozen=True)
class Sentence:
    """A sentence, the rules that must find something in it, the names that are known."""

    text: str
    finds: frozenset[str]
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """How often a rule was right, missed something, found what it should not."""

    right: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        """Of what had to be found, how much was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Of what was found, how much had to be."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


@dataclass(frozen=True)
class FirstMet:
    """How the rules did on new sentences before anybody mended them, and how many were then moved."""

    title: str
    sentences: int
    moved: int
    figures: Figures


def read_first_met(path: Path) -> list[FirstMet]:
    """What is kept in a file of the rounds in which the rules met its sentences first."""
    return [
        FirstMet(
            row["title"], row["sentences"], row["moved"], Figures(row["right"], row["missed"], row["wrong"])
        )
        for row in tomllib.loads(path.read_text("utf-8")).get("first_met", ())
    ]


def read_sentences(path: Path) -> list[Sentence]:
    """The labelled sentences of a file."""
    groups = tomllib.loads(path.read_text("utf-8"))["group"]
    rows = [row for group in groups for row in group["sentences"]]
    return [Sentence(row["text"], frozenset(row["finds"]), tuple(row.get("allowed", ()))) for row in rows]


def figures(sentences: Iterable[Sentence]) -> dict[str, Figures]:
    """Figures of every rule, by its key, and of all of them under "all"."""
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for sentence in sentences:
        found = {finding.rule for finding in findings(sentence.text, allowed=sentence.allowed)}
        right.update(found & sentence.finds)
        missed.update(sentence.finds - found)
        wrong.update(found - sentence.finds)
    by_rule = {rule.key: Figures(right[rule.key], missed[rule.key], wrong[rule.key]) for rule in RULES}
    return by_rule | {"all": Figures(right.total(), missed.total(), wrong.total())}
