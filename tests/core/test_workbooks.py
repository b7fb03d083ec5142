"""Workbooks that people send are read as values, whoever wrote them, and refused when they could do harm."""

import io
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from awards.core.workbooks import CellKind, Reason, Refused, column_letters, read_workbook
from awards.core.workbooks.package import LARGEST_UNPACKED, MOST_CELLS, MOST_SHEETS

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Target="xl/workbook.xml" '
    f'Type="{RELATIONS}/officeDocument"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="One" sheetId="1" r:id="b"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" '
    f'Target="worksheets/sheet1.xml" Type="{RELATIONS}/worksheet"/></Relationships>',
}


def written(fill):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        fill(book.add_worksheet("One"), book)
    return content.getvalue()


def packed(**parts):
    """A workbook by hand: its parts by name, with the sheet's cells as ``cells``."""
    cells = parts.pop("cells", "")
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (PARTS | {"xl/worksheets/sheet1.xml": sheet} | parts.get("more", {})).items():
            package.writestr(name, text)
    return content.getvalue()


def shown(content):
    [sheet] = read_workbook(content)
    return {row: {column: cell.text for column, cell in cells.items()} for row, cells in sheet.rows.items()}


def refusal(content):
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    return refused.value.reason


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_words_come_back_as_they_were_written(words):
    [cell] = shown(written(lambda sheet, _: sheet.write_string(0, 0, words)))[1].values()
    assert cell.replace("\r", "") == words.replace("\r", "")


def test_what_another_program_writes_is_read_alike():
    book = Workbook()
    book.active.title = "One"
    book.active.append(["Team", 4, 4.5, True, "two\nlines", None, "=1+1"])
    content = io.BytesIO()
    book.save(content)
    [sheet] = read_workbook(content.getvalue())
    assert [cell.text for cell in sheet.rows[1].values()] == ["Team", "4", "4.5", "yes", "two\nlines", ""]
    assert sheet.rows[1][7].kind is CellKind.UNSOLVED


@pytest.mark.parametrize(
    ("value", "text"),
    [("4.0", "4"), ("4", "4"), ("4E0", "4"), ("3.50", "3.5"), ("100", "100"), ("-1", "-1"), ("NaN", "NaN")],
)
def test_a_number_is_read_as_people_write_it(value, text):
    assert shown(packed(cells=f'<row r="1"><c r="A1"><v>{value}</v></c></row>')) == {1: {1: text}}


@pytest.mark.parametrize("value", ["1E400", "9" * 5000, "1E-999999999"])
def test_a_number_nobody_writes_costs_nothing(value):
    [text] = shown(packed(cells=f'<row r="1"><c r="A1"><v>{value}</v></c></row>'))[1].values()
    assert text == value


def test_of_a_formula_its_result_is_read():
    assert shown(written(lambda sheet, _: sheet.write_formula(0, 0, "=2+2", None, 4))) == {1: {1: "4"}}


def test_rich_words_are_read_whole_and_how_they_are_said_is_not():
    words = f'<sst xmlns="{MAIN}"><si><r><t>Very </t></r><r><t>good</t></r><rPh><t>no</t></rPh></si></sst>'
    linked = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Rel", f'<Relationship Id="c" Target="/xl/words.xml" Type="{RELATIONS}/sharedStrings"/></Rel'
    )
    more = {"xl/words.xml": words, "xl/_rels/workbook.xml.rels": linked}
    assert shown(packed(cells='<row><c t="s"><v>0</v></c></row>', more=more)) == {1: {1: "Very good"}}


def test_cells_without_a_reference_follow_each_other():
    cells = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    assert shown(packed(cells=cells)) == {1: {1: "a", 2: "2"}, 2: {1: "3"}}


def test_what_lies_outside_the_package_is_not_looked_at():
    away = PARTS["xl/_rels/workbook.xml.rels"].replace('Id="b"', 'Id="b" TargetMode="External"')
    assert read_workbook(packed(more={"xl/_rels/workbook.xml.rels": away})) == []


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SHEETS = "<sheet/>" * (MOST_SHEETS + 1)
HOSTILE = {
    "nothing": (b"", Reason.NO_WORKBOOK),
    "a photo": (b"\xff\xd8\xff\xe0 photo", Reason.NO_WORKBOOK),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Reason.OLD_OR_LOCKED),
    "half a package": (packed()[:200], Reason.BROKEN),
    "no XML": (packed(more={"xl/worksheets/sheet1.xml": "<worksheet><row"}), Reason.BROKEN),
    "a letter": (packed(more={"_rels/.rels": "<Relationships/>"}), Reason.NO_WORKBOOK),
    "macros": (packed(more={"xl/vbaProject.bin": "run"}), Reason.MACROS),
    "said macros": (packed(more={"[Content_Types].xml": "<x>sheet.macroEnabled.main</x>"}), Reason.MACROS),
    "entities": (packed(more={"xl/worksheets/sheet1.xml": f"{ENTITIES}<w>&b;</w>"}), Reason.BROKEN),
    "a bomb": (packed(more={"xl/styles.xml": "0" * (LARGEST_UNPACKED + 1)}), Reason.LARGE),
    "many parts": (packed(more={f"xl/media/{n}.png": "" for n in range(600)}), Reason.LARGE),
    "no such word": (packed(cells='<row><c t="s"><v>7</v></c></row>'), Reason.BROKEN),
    "words for numbers": (packed(cells='<row><c t="s"><v>¹</v></c></row>'), Reason.BROKEN),
    "beyond the last column": (packed(cells='<row><c r="ZZZ1"><v>1</v></c></row>'), Reason.BROKEN),
    "beyond the last row": (packed(cells='<row r="9999999"><c><v>1</v></c></row>'), Reason.BROKEN),
    "too many cells": (packed(cells="<row><c><v>1</v></c></row>" * (MOST_CELLS + 1)), Reason.LARGE),
    "too many sheets": (packed(more={"xl/workbook.xml": f"<book>{SHEETS}</book>"}), Reason.LARGE),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_workbook_is_refused_with_a_reason(name):
    content, reason = HOSTILE[name]
    assert refusal(content) is reason


def test_a_part_that_is_linked_many_times_is_not_read_for_ever():
    sheets = "".join(f'<sheet name="{n}" r:id="b"/>' for n in range(MOST_SHEETS))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'
    long = f'<row r="1"><c r="A1" t="str"><v>{"a" * 2_000_000}</v></c></row>'
    assert refusal(packed(cells=long, more={"xl/workbook.xml": book})) is Reason.LARGE


@given(st.binary(max_size=200), st.integers(0, 2000))
@settings(max_examples=80, deadline=None)
def test_a_damaged_workbook_is_refused_or_read_and_never_crashes(bytes_, at):
    whole = packed(cells='<row r="1"><c r="A1"><v>1</v></c></row>')
    with suppress(Refused):
        assert isinstance(read_workbook(whole[:at] + bytes_ + whole[at + len(bytes_) :]), list)


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_columns_are_called_as_excel_calls_them(column, letters):
    assert column_letters(column) == letters
