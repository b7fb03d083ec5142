"""An edition as a readable file: read strictly, and every mistake told with its place."""

from functools import cache
from pathlib import Path

from awards.editions.files.contents import (
    EditionFile,
    FileAward,
    FileCategory,
    FileCriterion,
    FileOrganisation,
    FileQuestion,
    FileSection,
)
from awards.editions.files.parser import parse_edition, parse_form
from awards.editions.files.places import Problem, WrongFile
from awards.editions.files.writer import write_edition, write_form

__all__ = [
    "EditionFile",
    "FileAward",
    "FileCategory",
    "FileCriterion",
    "FileOrganisation",
    "FileQuestion",
    "FileSection",
    "Problem",
    "WrongFile",
    "parse_edition",
    "parse_form",
    "ready_form",
    "sample_text",
    "write_edition",
    "write_form",
]


def sample_text() -> str:
    """The edition file that ships with the product: TEA 2022."""
    return (Path(__file__).parent / "tea-2022.toml").read_text(encoding="utf-8")


@cache
def ready_form() -> FileCategory:
    """The entry form that ships with the product, for a new category to begin with."""
    return parse_edition(sample_text()).categories[0]
