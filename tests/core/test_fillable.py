"""Workbooks to fill in: what may be written stands open, the rest is locked, and nothing in it is run."""

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from awards.core.fillable import (
    FillableColumn,
    FillableRow,
    FillableSheet,
    NoteSheet,
    fillable_workbook,
    sheet_names,
)

MADE = dt.datetime(2022, 9, 1, 8, 30, tzinfo=dt.UTC)
COLUMNS = [
    FillableColumn("Team", 20, locked=True),
    FillableColumn("Points", 10, choices=("0", "1", "-"), hint="0 None\n1 Some"),
    FillableColumn("Why", 40),
]
ROWS = [FillableRow(("=A Team", 1, "=1+1")), FillableRow(("B", None, ""), closed=True)]


def made(columns=COLUMNS, rows=ROWS, notes=()):
    content = fillable_workbook([FillableSheet("Scores", columns, rows)], notes, title="Pack", at=MADE)
    return load_workbook(io.BytesIO(content))


def test_only_what_is_filled_in_is_open():
    sheet = made()["Scores"]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, False, False]
    assert all(cell.protection.locked for cell in sheet[3])


def test_nothing_in_it_is_taken_for_a_formula():
    sheet = made()["Scores"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "s"]


def test_where_text_is_typed_a_dash_and_an_equals_sign_are_text():
    assert made()["Scores"]["C2"].number_format == "@"


def test_points_are_chosen_from_a_list_with_their_words_beside():
    [rule] = made()["Scores"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.prompt) == ("B2:B3", '"0,1,-"', "0 None\n1 Some")


def test_a_scale_too_long_for_a_list_has_none():
    many = [FillableColumn("Points", 10, choices=tuple(map(str, range(101))), hint="0 to 100")]
    sheet = made(many, [FillableRow((1,))])["Scores"]
    assert [rule.type for rule in sheet.data_validations.dataValidation] in ([None], ["none"])


def test_headings_stay_in_sight():
    assert made()["Scores"].freeze_panes == "B2"


def test_what_is_to_be_read_follows_the_tables():
    book = made(notes=[NoteSheet("How", [50], [("First",), (), ("Then",)], frozenset({0}))])
    assert book.sheetnames == ["Scores", "How"]
    assert [row[0].value for row in book["How"]] == ["First", None, "Then"]


@pytest.mark.parametrize(
    ("wanted", "given_"),
    [
        (["A/B: C?"], ["A B C"]),
        (["Same", "same"], ["Same", "same (2)"]),
        (["x" * 40, "x" * 41], ["x" * 31, f"{'x' * 27} (2)"]),
        (["'quoted'", ""], ["quoted", "Sheet"]),
        (["A", "A", "A (2)"], ["A", "A (2)", "A (2) (2)"]),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(wanted, given_):
    assert sheet_names(wanted) == given_


@given(st.lists(st.text(max_size=40), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_names_are_told_apart(wanted):
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(1 <= len(name) <= 31 for name in names)


def test_the_same_content_at_the_same_moment_is_the_same_bytes():
    table = FillableSheet("Scores", COLUMNS, ROWS)
    assert fillable_workbook([table], [], title="P", at=MADE) == fillable_workbook(
        [table], [], title="P", at=MADE
    )
