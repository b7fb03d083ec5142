"""Scores from CSV files: exact totals, or every mistake with its line."""

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.core.csv_files import File, WrongFile
from awards.results.measures import files
from awards.results.measures.files import read_scores, seed_of
from tests.results.measures.panels import quick

SHEETS = "judge,nomination,criterion,weight,score\n"


def read(text: str | bytes) -> files.ScoreTable:
    return read_scores(File("S.csv", text if isinstance(text, bytes) else text.encode()))


def mistakes(text: str | bytes) -> list[str]:
    with pytest.raises(WrongFile) as wrong:
        read(text)
    return [str(problem).removeprefix("S.csv, ") for problem in wrong.value.problems]


def test_a_row_is_a_score():
    found = read("judge,nomination,score\nAnn,N1,7\nBo,N1,8\nAnn,N2,0\n")
    assert found.scores == {"N1": {"Ann": 7, "Bo": 8}, "N2": {"Ann": 0}}
    assert found.notes == ()


def test_numbers_are_what_the_text_says():
    found = read("judge,nomination,score\nAnn,N1,7.1\nBo,N1,-0.5\nCy,N1,08\n").scores["N1"]
    assert found == {"Ann": Fraction(71, 10), "Bo": Fraction(-1, 2), "Cy": 8}


def test_columns_may_stand_in_any_order_with_others_which_are_named():
    found = read("\ufeffScore, comment,JUDGE ,nomination\n7,fine,Ann,N1\n")
    assert found.scores == {"N1": {"Ann": 7}}
    assert [str(note) for note in found.notes] == ["S.csv, line 1, column “comment”: is not used"]


def test_a_sheets_total_is_the_weighted_mean_of_its_criteria():
    found = read(SHEETS + "Ann,N1,impact,2,7\nAnn,N1,team,1,8.5\nBo,N1,team,1,6\nBo,N1,impact,2,9\n")
    assert found.scores == {"N1": {"Ann": Fraction(15, 2), "Bo": 8}}
    assert found.weights == {"impact": 2, "team": 1}


def test_without_weights_all_criteria_count_the_same():
    found = read("judge,nomination,criterion,score\nAnn,N1,impact,7\nAnn,N1,team,8\n")
    assert found.scores == {"N1": {"Ann": Fraction(15, 2)}}


def test_an_empty_score_is_no_score_and_never_zero():
    found = read("judge,nomination,score\nAnn,N1,7\nBo,N1,\nBo,N2,\n")
    assert found.scores == {"N1": {"Ann": 7}, "N2": {}}


def test_a_sheet_that_lacks_a_criterion_is_refused():
    rows = "Ann,N1,impact,2,7\nAnn,N1,team,1,8\nBo,N1,impact,2,9\nCy,N1,impact,2,9\nCy,N1,team,1,\n"
    assert mistakes(SHEETS + rows) == [
        "line 4: “Bo” has not scored “N1” for “team”: complete the sheet, or leave all of it out",
        "line 5: “Cy” has not scored “N1” for “team”: complete the sheet, or leave all of it out",
    ]


def test_a_sheet_without_any_score_is_no_sheet():
    rows = "Ann,N1,impact,2,7\nAnn,N1,team,1,8\nBo,N1,impact,2,\nBo,N1,team,1,\n"
    assert read(SHEETS + rows).scores == {"N1": {"Ann": Fraction(22, 3)}}


def test_every_mistake_is_told_with_its_line():
    rows = "Ann,N1,x,2,7\n,N1,x,2,7\nBo,,x,2,7\nCy,N1,x,2,7 points\nDi,N1,x,3,7\nEd,N1,x,,7\nFy,N1,x,0,7\n"
    rows += "Ann,N1,x,2,8\n"
    assert mistakes(SHEETS + rows) == [
        "line 3, column “judge”: is empty",
        "line 4, column “nomination”: is empty",
        "line 5, column “score”: must be a number, like 7 or 7.5, not “7 points”",
        "line 6, column “weight”: of “x” is 3 here, but 2 in line 2: one criterion has one weight",
        "line 7, column “weight”: is empty",
        "line 8, column “weight”: must be a number above 0, like 2, not “0”",
        "line 9: “Ann” has scored “N1” for “x” in line 2 already",
    ]


def test_two_scores_of_one_sheet_need_criteria():
    assert mistakes("judge,nomination,score\nAnn,N1,7\nAnn,N1,7\n") == [
        "line 3: “Ann” has scored “N1” in line 2 already; several scores of one sheet need different criteria"
    ]


def test_a_criterion_is_named_everywhere_or_nowhere():
    assert mistakes(SHEETS + "Ann,N1,impact,1,7\nAnn,N1,,1,7\n") == [
        "line 3, column “criterion”: is empty, but other rows name one"
    ]
    assert read(SHEETS + "Ann,N1,,1,7\nBo,N1,,1,9\n").scores == {"N1": {"Ann": 7, "Bo": 9}}


@pytest.mark.parametrize(
    "typed", ["7,5", "1e3", "nan", "inf", "½", "7.", ".5", "٧", "1234567890", "--1", "+ 1", "0x7"]
)
def test_what_is_not_a_plain_number_is_refused(typed):
    assert mistakes(f'judge,nomination,score\nAnn,N1,"{typed}"\n') == [
        f"line 2, column “score”: must be a number, like 7 or 7.5, not “{typed}”"
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1, column “judge”: is missing"),
        (b"judge,nomination\nAnn,N1\n", "line 1, column “score”: is missing"),
        (b"judge,nomination,score\n", "S.csv: has no rows below its column names"),
        (b"judge,nomination,score\nAnn,N1,7,8\n", "line 2: has 4 cells, but there are 3 columns"),
        (b"judge,nomination,score\nAnn,\xff,7\n", "S.csv: is not text in UTF-8; save it as “CSV UTF-8”"),
        (b'judge,nomination,score\nAnn,"N1,7\n', "line 2: cannot be read as CSV: unexpected end of data"),
    ],
)
def test_what_is_no_table_of_scores_says_why(content, told):
    assert mistakes(content)[0] == told


def test_names_that_differ_only_by_capitals_are_pointed_out():
    found = read("judge,nomination,score\nAnn,N1,7\nann,N1,8\nAnn,n1,7\n")
    assert [str(note) for note in found.notes] == [
        "S.csv: “Ann” and “ann” are read as two judges",
        "S.csv: “N1” and “n1” are read as two nominations",
    ]


def test_of_very_many_mistakes_the_first_are_told():
    told = mistakes("judge,nomination,score\n" + "".join(f"Ann,N{number},x\n" for number in range(120)))
    assert (len(told), told[-1]) == (101, "S.csv: and 20 more mistakes")


def test_a_table_has_a_largest_size():
    judges = "".join(f"J{number},N1,5\n" for number in range(files.MOST_JUDGES + 1))
    assert mistakes("judge,nomination,score\n" + judges) == ["S.csv: has 3,001 judges; 3,000 are the most"]
    assert mistakes(b"x" * (files.LARGEST_FILE + 1)) == ["S.csv: has more than 50 MB, which is the most"]


def test_the_same_bytes_give_the_same_seed():
    one, same, other = (
        seed_of(File(name, content)) for name, content in (("a", b"1"), ("b", b"1"), ("a", b"2"))
    )
    assert one == same != other


names = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
numbers = st.decimals(-1000, 1000, places=3, allow_nan=False)


@quick
@given(st.dictionaries(st.tuples(names, names), numbers, min_size=1, max_size=12))
def test_what_is_written_is_read_again_exactly(typed):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [("judge", "nomination", "score"), *((*pair, f"{score:f}") for pair, score in typed.items())]
    )
    read_again = {
        (judge, name): score
        for name, given_scores in read(text.getvalue()).scores.items()
        for judge, score in given_scores.items()
    }
    assert read_again == {pair: Fraction(score) for pair, score in typed.items()}
