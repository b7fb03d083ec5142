"""What a filled-in score pack says, row by row: the rules, on plain values."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.core.workbooks import Cell, CellKind, Sheet
from awards.judging.filling import Filled, Given, differences
from awards.judging.marks import Marks
from awards.judging.packs import MOST_PROBLEMS, Own, code_of, columns_for, read_pack
from awards.judging.rules import Criterion

CRITERIA = [Criterion("impact", "Impact", 60), Criterion("teamwork", "Teamwork", 40)]
HEADINGS = [column.heading for column in columns_for(CRITERIA)]
POINTS, WHY = HEADINGS[3], HEADINGS[4]
COMMENT, RELEASE, NOTE, FLAG, CODE = HEADINGS[-5:]
EMPTY = Marks()
ONE, TWO, NOBODYS = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)
OWN = {ONE: Own(ONE, CRITERIA), TWO: Own(TWO, CRITERIA)}


def row(assignment=ONE, version=3, **cells):
    """A row by heading; ``points``, ``why`` and so on are about the first criterion."""
    short = {"points": POINTS, "why": WHY, "comment": COMMENT, "release": RELEASE, "note": NOTE, "flag": FLAG}
    return {CODE: code_of(assignment, version)} | {short.get(key, key): text for key, text in cells.items()}


def sheet(*rows, headings=HEADINGS, name="Scores", top=1):
    """A sheet of these rows under ``headings``."""
    given_ = {top: {column: Cell(heading) for column, heading in enumerate(headings, 1)}}
    for number, cells in enumerate(rows, top + 1):
        given_[number] = {
            headings.index(heading) + 1: cell if isinstance(cell, Cell) else Cell(cell)
            for heading, cell in cells.items()
        }
    return Sheet(name, given_)


def read(*rows, own=OWN, **more):
    return read_pack([sheet(*rows, **more)], own)


def marks_of(*rows, saved=EMPTY):
    [filled] = read(*rows).filled
    return filled.given.over(saved)


def test_points_and_words_are_read():
    marks = marks_of(row(points="4", why="They listened.", comment="Fine.", note="Mine", flag="Odd"))
    assert marks == Marks(
        {"impact": 4}, {"impact": "They listened."}, "Fine.", private_note="Mine", flag="Odd"
    )


def test_what_cannot_be_read_names_the_team_first():
    [problem] = read(row(points="maybe", Team="Team Alder")).problems
    assert problem == (
        "Team Alder, “Impact: points from 0 to 5” (sheet “Scores”, row 2, column D): it says “maybe”, not a"
        " whole number from 0 to 5. This cell was left out."
    )


@pytest.mark.parametrize("text", ["4", " 4 ", "4.0", "4,0", "4.00"])
def test_a_whole_number_may_be_written_as_spreadsheets_do(text):
    assert marks_of(row(points=text)).scores == {"impact": 4}


@pytest.mark.parametrize(
    "text",
    ["six", "6", "-1", "4.5", "4,5", "NaN", "INF", "1E0", "４", "٤", "¼", "4 points", "4/5", "=4", "0x4"],
)
def test_what_is_no_point_of_the_scale_is_told_with_its_place(text):
    reading = read(row(points=text))
    assert reading.problems == [
        f"Sheet “Scores”, row 2, column D (Impact: points from 0 to 5): it says “{text}”, not a whole"
        " number from 0 to 5. This cell was left out."
    ]
    assert reading.filled[0].given.values == {}


def test_a_cell_that_cannot_be_read_does_not_spoil_the_rest_of_its_row():
    reading = read(row(points="six", why="They listened."), row(TWO, points="3"))
    assert [each.given.values for each in reading.filled] == [
        {"reason": {"impact": "They listened."}},
        {"points": {"impact": 3}},
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [(CellKind.ERROR, "an error of the spreadsheet"), (CellKind.UNSOLVED, "a formula without a result")],
)
def test_a_cell_without_a_value_is_told_of(kind, words):
    assert f"there is {words}" in read(row(why=Cell("#REF!", kind))).problems[0]


def test_a_tick_is_no_score():
    assert "not a whole number" in read(row(points=Cell("yes", CellKind.BOOLEAN))).problems[0]


@pytest.mark.parametrize(
    ("text", "allowed"), [("yes", True), ("YES", True), ("y", True), ("no", False), (" No ", False)]
)
def test_yes_and_no_are_read_however_they_are_typed(text, allowed):
    assert marks_of(row(release=text)).may_release is allowed


@pytest.mark.parametrize("text", ["-", "perhaps", "1"])
def test_what_is_neither_yes_nor_no_is_told_and_allows_nothing_new(text):
    reading = read(row(release=text))
    assert "write yes or no. It says “" in reading.problems[0]
    assert reading.filled[0].given.over(Marks(may_release=False)).may_release is False


SAVED = Marks({"impact": 4, "teamwork": 2}, {"impact": "Old words"}, "Old comment", "Old note")


def test_an_empty_cell_changes_nothing():
    assert marks_of(row(points=" ", why=""), saved=SAVED).same_as(SAVED)


@pytest.mark.parametrize("dash", ["-", "–", "—", "−"])
def test_a_dash_takes_out_what_was_there(dash):
    marks = marks_of(row(points=dash, why=dash, comment=dash, note=dash), saved=SAVED)
    assert marks.same_as(Marks({"teamwork": 2}))


def test_text_that_begins_with_a_dash_is_text():
    assert marks_of(row(why="- clear\n- brave")).comments == {"impact": "- clear\n- brave"}


def test_a_text_that_is_too_long_is_told_and_left_out():
    reading = read(row(why="a" * 2001))
    assert "has 2,001 characters, and 2,000 are the most" in reading.problems[0]
    assert reading.filled[0].given.values == {}


def test_columns_may_be_moved_and_others_added():
    headings = ["My own notes", *reversed(HEADINGS)]
    reading = read_pack([sheet(row(points="4") | {"My own notes": "x"}, headings=headings)], OWN)
    assert (reading.filled[0].given.values, reading.problems) == ({"points": {"impact": 4}}, [])


def test_a_column_that_is_missing_is_told_of_once():
    headings = [heading for heading in HEADINGS if heading != WHY]
    reading = read_pack([sheet(row(points="4"), row(TWO, points="3"), headings=headings)], OWN)
    assert reading.problems == ["Sheet “Scores” has no column “Impact: why”, so nothing of it was read."]


def test_of_two_columns_called_alike_the_first_is_read():
    both = sheet(row(points="4"), headings=[*HEADINGS, POINTS])
    both.rows[2][len(HEADINGS) + 1] = Cell("1")
    assert read_pack([both], OWN).filled[0].given.values == {"points": {"impact": 4}}


def test_headings_may_stand_lower_and_be_typed_otherwise():
    headings = [heading.upper().replace(" ", "  ") for heading in HEADINGS]
    cells = dict(zip(headings, [row(points="4").get(heading, "") for heading in HEADINGS], strict=True))
    assert read_pack([sheet(cells, headings=headings, top=5)], OWN).filled[0].given.values == {
        "points": {"impact": 4}
    }


def test_criteria_of_one_name_are_told_apart():
    twins = [Criterion("a", "Impact", 1), Criterion("b", "Impact", 1)]
    headings = [column.heading for column in columns_for(twins)]
    assert len(set(headings)) == len(headings)
    filled = {POINTS: "4", "Impact (2): points from 0 to 5": "2", CODE: code_of(ONE, 0)}
    reading = read_pack([sheet(filled, headings=headings)], {ONE: Own(ONE, twins)})
    assert reading.filled[0].given.over(Marks()).scores == {"a": 4, "b": 2}


UNKNOWN = "Sheet “Scores”, row 2: this is no row of yours that can be filled in now. It was left out."


@pytest.mark.parametrize(
    "code",
    [code_of(NOBODYS, 1), "", "what", f"{ONE}", f"{ONE}/x", f"{ONE}/-1", f"{ONE}/1/2", "1" * 9000],
)
def test_rows_of_others_and_rows_that_never_were_are_told_alike(code):
    reading = read(row(points="4") | {CODE: code})
    assert (reading.filled, reading.problems) == ([], [UNKNOWN])


def test_submitted_nominations_are_passed_over_in_silence():
    own = {ONE: Own(ONE, CRITERIA, is_submitted=True)}
    assert read(row(points="nonsense"), own=own) == read_pack([sheet()], own)


def test_a_nomination_that_stands_twice_is_read_once():
    reading = read(row(points="4"), row(points="1"))
    assert [each.given.values for each in reading.filled] == [{"points": {"impact": 4}}]
    assert "row 3: this nomination stands in the pack twice" in reading.problems[0]


def test_empty_rows_and_sheets_without_codes_are_passed_over():
    words = Sheet("How to fill it in", {1: {1: Cell("Read me")}})
    reading = read_pack([sheet(row(points="4"), {CODE: "  "}), words, Sheet("Empty", {})], OWN)
    assert (len(reading.filled), reading.problems) == (1, [])


def test_a_workbook_without_any_code_is_told():
    assert (
        "No sheet has the column “Code" in read_pack([Sheet("Menu", {1: {1: Cell("Soup")}})], OWN).problems[0]
    )


def test_problems_have_an_end():
    rows = [row(NOBODYS) for _ in range(MOST_PROBLEMS + 50)]
    problems = read(*rows).problems
    assert len(problems) == MOST_PROBLEMS + 1 and problems[-1].startswith("There is more")


def test_what_was_read_is_kept_and_taken_up_again_as_it_was():
    [filled] = read(row(points="4", why="-", release="no")).filled
    assert Filled.of(filled.plain()) == filled


def test_differences_are_told_in_words_with_what_is_taken_out():
    new = Marks({"impact": 5, "teamwork": 2}, {}, "New", "Old note", may_release=False)
    assert [(each.label, each.old, each.new, each.is_gone) for each in differences(SAVED, new, CRITERIA)] == [
        ("Impact", "4 Strong", "5 Outstanding", False),
        ("Impact: why", "Old words", "", True),
        ("Comment for the nominating organisation", "Old comment", "New", False),
        ("May the comment be passed on?", "Yes", "No", False),
    ]


TEXTS = st.text(max_size=30)
MARKS = st.builds(
    Marks,
    scores=st.dictionaries(st.sampled_from(["impact", "teamwork"]), st.integers(0, 5)),
    comments=st.dictionaries(st.sampled_from(["impact", "teamwork"]), TEXTS),
    comment=TEXTS,
    may_release=st.booleans(),
)


@given(MARKS)
@settings(max_examples=60, deadline=None)
def test_two_sheets_that_say_the_same_differ_in_nothing(marks):
    assert differences(marks, Given().over(marks), CRITERIA) == []


@given(st.dictionaries(st.sampled_from(HEADINGS), TEXTS), MARKS)
@settings(max_examples=100, deadline=None)
def test_whatever_is_typed_only_points_of_the_scale_come_out(typed, saved):
    for filled in read(row() | typed | {CODE: code_of(ONE, 1)}).filled:
        scores = filled.given.over(saved).scores
        assert all(points is None or 0 <= points <= 5 for points in scores.values())
