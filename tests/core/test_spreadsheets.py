"""Tables to download hold what they were given, and nothing that a spreadsheet would run."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from awards.core.spreadsheets import LONGEST_CELL, Table, csv_of, xlsx_of

DANGEROUS = [
    "=1+1", "+44 121", "-5 days", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", "＝1",
    '=HYPERLINK("x")', "\u00a0=1",
]  # fmt: skip

MADE = dt.datetime(2022, 9, 1, 8, 30, tzinfo=dt.UTC)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook_of(*tables):
    return load_workbook(io.BytesIO(xlsx_of(*tables, at=MADE)))


def one(cell):
    return Table("Sheet", ["What"], [[cell]])


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_is_marked_as_text_in_csv(text):
    assert read_csv(csv_of(one(text)))[1][0] == f"'{text}"


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_is_text_in_a_workbook(text):
    cell = workbook_of(one(text))["Sheet"]["A2"]
    assert cell.data_type == "s" and text.strip() in cell.value


def test_a_number_below_nought_stays_a_number():
    assert read_csv(csv_of(one(-5)))[1] == ["-5"]
    assert workbook_of(one(-5))["Sheet"]["A2"].value == -5


def test_a_moment_is_shown_on_a_uk_clock():
    moment = dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)
    assert read_csv(csv_of(one(moment)))[1] == ["2022-09-23 17:00"]
    assert workbook_of(one(moment))["Sheet"]["A2"].value.isoformat() == "2022-09-23T17:00:00"


def test_what_excel_cannot_hold_says_that_it_was_cut():
    text = workbook_of(one("é" * (LONGEST_CELL + 1)))["Sheet"]["A2"].value
    assert len(text) == LONGEST_CELL and text.endswith("(the rest is in the nomination itself)")


def test_the_headings_stay_in_sight_and_can_be_filtered_by():
    sheet = workbook_of(Table("List", ["A", "B"], [["1", "2"]]))["List"]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:B2"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=5))
def test_any_names_come_back_from_csv_as_they_were_but_for_the_mark(names):
    rows = read_csv(csv_of(Table("Names", ["Name"] * len(names), [names])))
    assert [cell.removeprefix("'") for cell in rows[1]] == [name.removeprefix("'") for name in names]


def test_the_same_tables_at_the_same_moment_are_the_same_bytes():
    assert xlsx_of(one("A"), at=MADE) == xlsx_of(one("A"), at=MADE)
    assert xlsx_of(one("A"), at=MADE) != xlsx_of(one("A"), at=MADE + dt.timedelta(days=1))
