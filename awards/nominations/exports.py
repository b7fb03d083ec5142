"""The organisers' table as tables to download: the list, and what was answered by those who put forward."""

import uuid
from collections.abc import Collection, Mapping, Sequence

from awards.core.spreadsheets import Cell, Table
from awards.editions.models import Edition
from awards.nominations.desk import DeskRow
from awards.nominations.progress import Progress
from awards.nominations.queries import nominations_with_ids
from awards.nominations.reading import entries
from awards.nominations.wishes import NOT_STARTED, SHOWN

MOST_ANSWERED = 500
"""Nominations whose answers go into one workbook; longer lists come without them."""

_HEADINGS = (
    "Organisation", "Category", "Team", "Reference", "State", "Answers given", "Answers required",
    "Words written", "To explain", "Asked for consent", "Consents answered", "Later deadline", "Last change",
    "Director asked to sign", "Submitted",
)  # fmt: skip


def list_table(rows: Sequence[DeskRow], progress: Progress, words: Mapping[uuid.UUID, int]) -> Table:
    """Every row of the table with its figures."""
    return Table("Nominations", _HEADINGS, [_listed(row, progress, words) for row in rows])


def _listed(row: DeskRow, progress: Progress, words: Mapping[uuid.UUID, int]) -> list[Cell]:
    state = SHOWN[row.state.value if row.state else NOT_STARTED]
    figures: list[Cell] = [None] * 6
    if row.id and row.category_id:
        given, required = progress.of(row)  # type: ignore[arg-type]  # it has an id and a category here
        figures = [given, required, words.get(row.id, 0), row.open_findings, row.asked, row.answered]
    moments = [row.deadline_at, row.changed_at, row.ready_at, row.submitted_at]
    return [row.organisation, row.category, row.team, row.reference, state, *figures, *moments]


def answers_tables(edition: Edition, rows: Collection[DeskRow]) -> list[Table]:
    """A sheet for each category with what the readable nominations among ``rows`` answered, in words."""
    ids = [row.id for row in rows if row.id and row.may_be_read]
    found = nominations_with_ids(edition, ids)
    tables: list[Table] = []
    for category in edition.categories:
        mine = [each for each in found if each.category_id == category.id]
        questions = [question for section in category.sections for question in section.questions]
        lines: list[list[Cell]] = []
        for nomination in mine:
            given = {e.question.id: e.text for _, part in entries(nomination) for e in part}
            texts = [given.get(question.id, "") for question in questions]
            lines.append([nomination.reference, nomination.organisation.name, *texts])
        if mine:
            labels = [question.label for question in questions]
            name = _sheet_name(category.name, [table.name for table in tables])
            tables.append(Table(name, ["Reference", "Organisation", *labels], lines))
    return tables


def _sheet_name(name: str, taken: Collection[str]) -> str:
    """A name that Excel allows for a sheet, and that no other sheet has, whatever its capitals."""
    allowed = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)
    beginning, others = f"Answers {allowed}"[:31].strip(), {each.casefold() for each in taken}
    chosen, number = beginning, 1
    while chosen.casefold() in others:
        number += 1
        chosen = f"{beginning[:27].strip()} {number}"
    return chosen
