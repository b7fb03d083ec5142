"""A problem as files, their sign, and names that are safe to put in them."""

import shlex

import pytest

from awards.core.csv_files import File, WrongFile
from awards.judging.assigning import Entry, Judge, Problem, assign
from awards.judging.assigning.files import Files, read_files
from awards.judging.assigning.proposal import proposal_of, spread_of
from awards.judging.assigning.writing import command_for, files_of, safe_names, sign_of, zipped

ENTRIES = (Entry("A, the first", "Play", 1, "youth", "leeds"), Entry("B", "Play", 1))
JUDGES = (
    Judge("Ann", 3, fields=frozenset({"youth"}), organisation="kent", experience=0),
    Judge("Bo", least=1, categories=frozenset({"Play"})),
)
PROBLEM = Problem(ENTRIES, JUDGES, frozenset({("Ann", "B")}), fixed=frozenset({("Bo", "B")}))


def read(texts, **more):
    files = {name.removesuffix(".csv"): File(name, text.encode()) for name, text in texts.items()}
    named = {"nominations": "nominations", "judges": "judges", "conflicts": "conflicts", "started": "started"}
    return read_files(Files(**{role: files[name] for role, name in named.items()}, **more), 1)


def test_files_say_all_that_a_problem_is():
    assert read(files_of(PROBLEM)) == (PROBLEM, [])


def test_what_was_started_and_is_a_conflict_is_told():
    texts = files_of(PROBLEM)
    with pytest.raises(WrongFile) as wrong:
        read({**texts, "started.csv": "judge,nomination\nAnn,B\n"})
    assert str(wrong.value) == "started.csv: “Ann” has started “B”, but it is among the conflicts"


def test_the_sign_is_another_as_soon_as_anything_is():
    texts = files_of(PROBLEM)
    sign = sign_of(texts, 1, overall=False)
    others = {
        sign_of(texts, 2, overall=False),
        sign_of(texts, 1, overall=True),
        sign_of({**texts, "conflicts.csv": "judge,nomination\n"}, 1, overall=False),
    }
    assert len({sign, *others}) == 4
    assert sign_of(dict(reversed(texts.items())), 1, overall=False) == sign


def test_the_same_files_make_the_same_archive():
    texts = files_of(PROBLEM)
    assert zipped(texts) == zipped(dict(texts))


def test_a_seed_of_several_words_is_one_word_of_the_command():
    words = shlex.split(command_for(3, "it's late; rm", overall=True, keep=True))
    assert words[words.index("--seed") + 1] == "it's late; rm"
    assert {"--overall", "--keep"} <= set(words)


def test_names_are_told_apart_and_never_begin_as_a_formula_does():
    names = {"1": ("Ann", "ann@a"), "2": ("Ann", "ann@b"), "3": ("=1+1", "bo@a"), "4": ("+", "cy@a")}
    assert safe_names(names) == {"1": "Ann (ann@a)", "2": "Ann (ann@b)", "3": "1+1", "4": "cy@a"}


def test_a_spread_counts_judges_by_load():
    assert spread_of([3, 2, 3]) == [(2, 1), (3, 2)]


def test_what_is_shown_of_a_draw_names_what_moves():
    from_before = frozenset({("Ann", "A, the first"), ("Bo", "A, the first"), ("Bo", "B")})
    outcome = assign(PROBLEM, "2022")
    shown = proposal_of(PROBLEM, outcome, from_before).shown
    assert (shown["reviews"], shown["new"], shown["had"], shown["gone_count"]) == (2, 0, 3, 1)
    assert shown["gone"] == sorted(from_before - outcome.pairs)
