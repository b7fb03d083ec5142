"""Reading nominations, judges and conflicts, and saying what is wrong in which file, line and column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.core.csv_files import File, WrongFile
from awards.judging.assigning import Entry, Judge, assign
from awards.judging.assigning.files import Files, draw_as_csv, read_files

NOMINATIONS = "nomination,category\nN1,Early help\nN2,Social work\n"
JUDGES = "judge,max_load,categories\nAnn,5,Early help;Social work\nBo,5,\n"


def given_files(nominations=NOMINATIONS, judges=JUDGES, conflicts=None, keep=None) -> Files:
    def named(name, text):
        return None if text is None else File(name, text if isinstance(text, bytes) else text.encode())

    return Files(
        named("N.csv", nominations), named("J.csv", judges), named("C.csv", conflicts), named("K.csv", keep)
    )


def read(need=1, **files):
    return read_files(given_files(**files), need)


def mistakes(**files) -> list[str]:
    with pytest.raises(WrongFile) as wrong:
        read(**files)
    return [str(problem) for problem in wrong.value.problems]


def test_nominations_and_judges_are_read():
    problem, notes = read(need=2)
    assert problem.entries == (Entry("N1", "Early help", 2), Entry("N2", "Social work", 2))
    assert problem.judges == (
        Judge("Ann", 5, categories=frozenset({"Early help", "Social work"})),
        Judge("Bo", 5),
    )
    assert notes == []


def test_columns_may_stand_in_any_order_and_more_of_them_may_be_there():
    judges = (
        "experience,categories,Judge ,organisation,max_load,min_load,fields\n3,,Ann,North,,2,health;schools\n"
    )
    nominations = "category,nomination,field,organisation\nall,N1,Health,north\n"
    problem, notes = read(judges=judges, nominations=nominations)
    fields = frozenset({"health", "schools"})
    assert problem.judges == (Judge("Ann", None, 2, frozenset(), fields, "north", 3),)
    assert problem.entries == (Entry("N1", "all", 1, "health", "north"),)
    assert [str(note) for note in notes] == ["J.csv, line 2, column “fields”: no nomination is in “schools”"]


@pytest.mark.parametrize(
    "cell",
    [
        "early help;social work",
        "Early help | Social work",
        '"Early help, Social work"',
        "EARLY HELP;Social work;",
    ],
)
def test_categories_are_told_apart_by_the_usual_signs(cell):
    problem, notes = read(judges=f"judge,max_load,categories\nAnn,5,{cell}\n")
    assert problem.judges[0].categories == {"Early help", "Social work"}
    assert notes == []


def test_a_category_whose_name_has_a_comma_is_one():
    nominations = 'nomination,category\nN1,"Care, and leaving it"\n'
    problem, _ = read(
        nominations=nominations, judges='judge,max_load,categories\nAnn,5,"care, and leaving it"\n'
    )
    assert problem.judges[0].categories == {"Care, and leaving it"}


def test_single_words_may_have_spaces_between_them():
    problem, _ = read(
        nominations="nomination,category\nN1,A\nN2,B\n", judges="judge,max_load,categories\nAnn,5,A B\n"
    )
    assert problem.judges[0].categories == {"A", "B"}


def test_what_excel_saves_is_read():
    problem, _ = read(nominations="\ufeff" + NOMINATIONS.replace("\n", "\r\n") + ",\r\n\r\n")
    assert [entry.key for entry in problem.entries] == ["N1", "N2"]


def test_conflicts_are_read_with_their_reasons_left_aside():
    problem, notes = read(conflicts="judge,nomination,reason\nAnn,N1,a sister\n")
    assert problem.forbidden == {("Ann", "N1")}
    assert notes == []


def test_a_column_that_is_not_used_is_told():
    _, notes = read(nominations="nomination,category,organization\nN1,all,North\n", judges=JUDGES)
    assert str(notes[0]) == "N.csv, line 1, column “organization”: is not used"


def test_an_earlier_draw_may_name_who_is_there_no_more():
    problem, notes = read(keep="judge,nomination\nAnn,N1\nCy,N1\nBo,N9\n")
    assert problem.standing == {("Ann", "N1")}
    assert [str(note) for note in notes] == [
        "K.csv: 2 reviews are of judges or nominations that are there no more"
    ]


@pytest.mark.parametrize(
    ("files", "mistake"),
    [
        ({"nominations": ""}, "N.csv, line 1, column “nomination”: is missing"),
        ({"nominations": "nomination,category\n"}, "N.csv: has no rows below its column names"),
        ({"nominations": "nomination,category\n,A\n"}, "N.csv, line 2, column “nomination”: is empty"),
        ({"nominations": "nomination,category\n\nN1\n"}, "N.csv, line 3, column “category”: is empty"),
        (
            {"nominations": "nomination,category\nN1,A\nN1,A\n"},
            "N.csv, line 3, column “nomination”: “N1” is already in line 2",
        ),
        (
            {"nominations": "nomination,category\nN1,A,B\n"},
            "N.csv, line 2: has 3 cells, but there are 2 columns",
        ),
        (
            {"nominations": "nomination,category,category\n"},
            "N.csv, line 1, column “category”: is there twice",
        ),
        (
            {"nominations": b"nomination,category\n\xff,A\n"},
            "N.csv: is not text in UTF-8; save it as “CSV UTF-8”",
        ),
        (
            {"nominations": 'nomination,category\n"N1,A\n'},
            "N.csv, line 2: cannot be read as CSV: unexpected end of data",
        ),
        ({"judges": "judge,categories\n"}, "J.csv, line 1, column “max_load”: is missing"),
        (
            {"judges": "judge,max_load,categories\nAnn,five,\n"},
            "J.csv, line 2, column “max_load”: must be a whole number, like 12, not “five”",
        ),
        (
            {"judges": 'judge,max_load,categories\n"Ann\nLee",-1,\n'},
            "J.csv, line 2, column “max_load”: must be a whole number, like 12, not “-1”",
        ),
        (
            {"judges": "judge,max_load,categories,min_load\nAnn,1,,2\n"},
            "J.csv, line 2, column “min_load”: must not be more than max_load, which is 1",
        ),
        (
            {"conflicts": "judge,nomination\nCy,N1\n"},
            "C.csv, line 2, column “judge”: “Cy” is not among the judges",
        ),
        (
            {"conflicts": "judge,nomination\nAnn,N7\n"},
            "C.csv, line 2, column “nomination”: “N7” is not among the nominations",
        ),
        ({"conflicts": "judge,nomination\nAnn,\n"}, "C.csv, line 2, column “nomination”: is empty"),
    ],
)
def test_a_mistake_is_told_with_its_place(files, mistake):
    assert mistake in mistakes(**files)


def test_all_mistakes_of_all_files_are_told_at_once():
    found = mistakes(
        nominations="nomination,category\nN1,\n", judges="judge,max_load,categories\nAnn,x,\nAnn,1,\n"
    )
    assert [place.partition(":")[0] for place in found] == [
        "N.csv, line 2, column “category”",
        "J.csv, line 2, column “max_load”",
        "J.csv, line 3, column “judge”",
    ]


def test_a_file_that_cannot_be_read_makes_no_mistakes_of_others():
    assert mistakes(judges="name\nAnn\n", conflicts="judge,nomination\nAnn,N1\n") == [
        "J.csv, line 1, column “judge”: is missing",
        "J.csv, line 1, column “max_load”: is missing",
        "J.csv, line 1, column “categories”: is missing",
    ]


def test_a_draw_is_written_in_the_order_of_the_files():
    problem, _ = read(need=2)
    assert draw_as_csv(problem, assign(problem, "s")) == b"judge,nomination\nAnn,N1\nAnn,N2\nBo,N1\nBo,N2\n"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4, unique=True))
def test_a_draw_can_be_read_again(names):
    quoted = "".join('"{}",Early help\n'.format(name.replace('"', '""')) for name in names)
    nominations = f"nomination,category\n{quoted}"
    try:
        problem, _ = read(nominations=nominations)
    except WrongFile:  # names of which nothing is left when they are cleaned, or the same
        return
    drawn = assign(problem, "s")
    assert drawn.pairs
    assert read(nominations=nominations, keep=draw_as_csv(problem, drawn))[0].standing == drawn.pairs


def test_a_seed_that_nobody_chose_follows_from_files_and_number():
    assert given_files().seed(1) == given_files().seed(1)
    seeds = {
        given_files().seed(1),
        given_files().seed(2),
        given_files(conflicts="judge,nomination\nAnn,N1\n").seed(1),
        given_files(keep="judge,nomination\nAnn,N1\n").seed(1),
    }
    assert len(seeds) == 4
