"""The score pack as a spreadsheet: a row for each nomination, with what is saved, to fill in and return."""

import datetime as dt
from collections.abc import Sequence

from awards.core.clock import show_moment
from awards.core.fillable import FillableColumn, FillableRow, FillableSheet, NoteSheet, fillable_workbook
from awards.editions.models import Category
from awards.judging.documents.paper import deadline_of
from awards.judging.models import PanelMember
from awards.judging.packs import FILLED_IN, About, Column, code_of, columns_for
from awards.judging.queries.tasks import Task
from awards.judging.queries.written import rule_criteria
from awards.judging.rules import Criterion, reason_rule

ONE_SHEET, HOW = "Scores", "How to fill it in"
WIDTHS = {
    About.TEAM: 28, About.ORGANISATION: 24, About.STATE: 16, About.POINTS: 14, About.REASON: 44,
    About.COMMENT: 50, About.MAY_RELEASE: 14, About.NOTE: 30, About.FLAG: 30, About.CODE: 20,
}  # fmt: skip
SUBMITTED = "Submitted: only the chair can open it again"
HINTS = {
    About.NOTE: "Nobody else ever reads this, not even the chair.",
    About.FLAG: "The chair of the panel reads it, with your name. What you told before stays above it.",
    About.COMMENT: "Passed on without your name, if you allow it and the organisers release it.",
}
RULES = (
    "An empty cell changes nothing. To take out what is saved, write a single dash: -",
    "Rows may be left out or moved, and columns added. Leave the headings and the codes as they are.",
    "Grey rows are submitted. Nothing in them is read.",
    "Then send the spreadsheet on the page where you downloaded it. You see every change before it is saved,"
    " and nothing counts before you submit it there.",
    "This spreadsheet is confidential. Delete it when you have sent it.",
)


def score_workbook(member: PanelMember, tasks: Sequence[Task], *, at: dt.datetime) -> bytes:
    """The workbook: a sheet for each category, and one that says how to fill them in."""
    by_category: dict[Category, list[Task]] = {}
    for task in tasks:
        by_category.setdefault(task.assignment.nomination.category, []).append(task)
    round_ = member.panel.round
    tables = [
        _table(category, rule_criteria(category, round_), own, alone=len(by_category) == 1)
        for category, own in by_category.items()
    ]
    title = f"Score pack: {member.panel.edition.name}"
    return fillable_workbook(tables, [_how(member, list(by_category), at)], title=title, at=at)


def _table(
    category: Category, criteria: Sequence[Criterion], tasks: Sequence[Task], *, alone: bool
) -> FillableSheet:
    columns = columns_for(criteria)
    return FillableSheet(
        name=ONE_SHEET if alone else category.name,
        columns=[_column(column) for column in columns],
        rows=[
            FillableRow(tuple(_cell(column, task) for column in columns), task.is_submitted) for task in tasks
        ],
    )


def _column(column: Column) -> FillableColumn:
    """What may be written in it, with the words of each point beside the cell."""
    choices: tuple[str, ...] = ()
    hint = HINTS.get(column.about, "")
    if column.about is About.POINTS and column.criterion:
        words = column.criterion.scale_words
        choices = (*(str(points) for points in range(len(words))), "-")
        hint = "\n".join(f"{points} {word}" for points, word in enumerate(words))
    elif column.about is About.REASON and column.criterion:
        hint = reason_rule(column.criterion)
    elif column.about is About.MAY_RELEASE:
        choices = ("yes", "no")
    return FillableColumn(column.heading, WIDTHS[column.about], column.about not in FILLED_IN, choices, hint)


def _cell(column: Column, task: Task) -> str | int | None:
    assignment, marks = task.assignment, task.marks
    key = column.criterion.key if column.criterion else ""
    if column.about is About.POINTS:
        return marks.scores.get(key)
    texts = {
        About.TEAM: assignment.nomination.title,
        About.ORGANISATION: assignment.nomination.organisation.name,
        About.STATE: _state(task),
        About.REASON: marks.comments.get(key, ""),
        About.COMMENT: marks.comment,
        About.MAY_RELEASE: "yes" if marks.may_release else "no",
        About.NOTE: marks.private_note,
        About.FLAG: "" if _only_adds(task) else marks.flag,
        About.CODE: code_of(assignment.id, assignment.sheet.version if assignment.sheet else 0),
    }
    return texts[column.about]


def _only_adds(task: Task) -> bool:
    """Whether the chair was told, so that what stands in the cell is put below that, as on the page."""
    sheet = task.assignment.sheet
    return sheet is not None and sheet.has_told and not task.is_submitted


def _state(task: Task) -> str:
    return SUBMITTED if task.is_submitted else task.words


def _how(member: PanelMember, categories: Sequence[Category], at: dt.datetime) -> NoteSheet:
    """How to fill it in, and what each point means."""
    rows: list[tuple[str | int, ...]] = [
        (f"{member.panel.edition.name}: score pack of {member.person.name}",),
        (f"{deadline_of(member)} Downloaded at {show_moment(at)}.".strip(),),
        (_first(categories),),
        *((rule,) for rule in RULES),
    ]
    bold = {0}
    for category in categories:
        for criterion in category.criteria_in(member.panel.round):
            plain = member.plain_words
            guide = criterion.plain if plain and criterion.plain else criterion.guidance
            about = guide if plain else f"{criterion.description} {guide}".strip()
            name = criterion.name if len(categories) == 1 else f"{category.name}: {criterion.name}"
            bold.add(len(rows) + 1)
            rows += [(), (name,), (about,)]
            rows += [(f"{points} = {word}",) for points, word in enumerate(criterion.scale)]
    return NoteSheet(HOW, [110], rows, frozenset(bold))


def _first(categories: Sequence[Category]) -> str:
    where = "sheets" if len(categories) > 1 else "sheet"
    return f"Fill in the white cells of the {where} before this one. What each point means stands below."
