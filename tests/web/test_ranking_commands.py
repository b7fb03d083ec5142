"""`awards rank` and `awards agreement`: a file in, places and figures out, or a reason."""

import csv
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from awards.web.commands import main

CATALYST = (
    "A,N1,73 B,N1,74 D,N1,71 B,N2,75 C,N2,67 D,N2,72 A,N3,73 B,N3,75 C,N3,68 A,N4,75 C,N4,72 D,N4,75".split()
)
"""Montgomery, Design and Analysis of Experiments: each judge stood aside from one nomination."""
APART = "A,N1,5 B,N1,6 A,N2,4 B,N2,7 C,N3,5 D,N3,5 C,N4,8 D,N4,9".split()
KEYS = ["nomination", "rank", "mean", "adjusted", "judges", "chance_best", "rank_low", "rank_high"]


@pytest.fixture
def run(tmp_path):
    """``run("rank", rows, "--method", "mean")``: the command on a file of these rows."""

    def command(name, rows, *options):
        file = tmp_path / "S.csv"
        file.write_text("\n".join(["judge,nomination,score", *rows]))
        return CliRunner().invoke(main, [name, str(file), *options])

    return command


@pytest.fixture
def ranked(run):
    """``ranked(rows, …)``: the ranking of these rows as a program reads it."""

    def command(rows, *options):
        done = run("rank", rows, "--format", "json", *options)
        assert done.exit_code == 0
        return json.loads(done.stdout)

    return command


@pytest.fixture
def without_numpy(tmp_path):
    """``without_numpy(rows)``: the ranking and its notes where numpy is not installed."""

    def command(rows, *options):
        file = tmp_path / "S.csv"
        file.write_text("\n".join(["judge,nomination,score", *rows]))
        asked = f"rank {file} --format json".split() + list(options)
        program = "import sys; sys.modules['numpy'] = None\nfrom awards.web.commands import main\nmain({})"
        words = [sys.executable, "-c", program.format(asked)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
        return json.loads(done.stdout), done.stderr

    return command


def grid(nominations: int) -> list[str]:
    """Rows of two judges who scored everything, and now and then differ."""
    return [
        f"{judge},N{n},{n % 90 + (n % 7 if judge == 'B' else 0)}"
        for n in range(nominations)
        for judge in "AB"
    ]


def test_nominations_are_ranked_by_adjusted_means(ranked):
    found = ranked(CATALYST)
    assert list(found) == ["method", "ranking"] and found["method"] == "adjusted"
    assert [list(place) for place in found["ranking"]] == [KEYS] * 4
    assert [(place["nomination"], place["rank"], place["adjusted"]) for place in found["ranking"]] == [
        ("N4", 1, 75),
        ("N3", 2, 72),
        ("N2", 3, 71.625),
        ("N1", 4, 71.375),
    ]
    assert sum(place["chance_best"] for place in found["ranking"]) == pytest.approx(1, abs=1e-12)
    assert all(1 <= place["rank_low"] <= place["rank_high"] <= 4 for place in found["ranking"])


def test_by_plain_means_the_order_is_another(ranked):
    found = ranked(CATALYST, "--method", "mean")
    assert found["method"] == "mean"
    assert [place["nomination"] for place in found["ranking"]] == ["N4", "N1", "N3", "N2"]
    assert [place["adjusted"] for place in found["ranking"]] == [75, 71.375, 72, 71.625]


def test_without_numpy_it_is_the_same(ranked, without_numpy):
    assert without_numpy(grid(70), "--seed", "x")[0] == ranked(grid(70), "--seed", "x")


def test_without_numpy_thousands_have_places_but_no_chances_and_it_says_why(without_numpy):
    found, notes = without_numpy(grid(2_100))
    assert found["ranking"][0]["adjusted"] and found["ranking"][0]["chance_best"] is None
    assert "pip install numpy" in notes


def test_equals_share_a_rank(ranked):
    rows = [
        f"{judge},{name},{score}" for judge in "ABC" for name, score in zip("wxyz", (9, 7, 7, 5), strict=True)
    ]
    assert [place["rank"] for place in ranked(rows)["ranking"]] == [1, 2, 2, 4]


def test_the_table_is_for_people(run):
    lines = run("rank", CATALYST, "--seed", "2022").stdout.splitlines()
    assert lines[0].split() == "rank nomination mean shift adjusted judges truly best ranks".split()
    assert lines[1].split()[:6] == ["1", "N4", "74.00", "+1.00", "75.00", "3"]
    assert "seed 2022" in lines[-1] and "4,000 draws" in lines[-1]


def test_the_table_says_when_the_other_method_has_another_first(run):
    rows = "A,N1,9 B,N1,9 A,N2,8.5 B,N2,8.5 C,N2,5 A,N3,7 B,N3,7 C,N3,2 A,N4,6.5 C,N4,1".split()
    assert run("rank", rows).stdout.splitlines()[1].split()[1] == "N1"
    strict = [*rows, "C,N5,6", "A,N5,9.5"]
    assert run("rank", strict).stdout.splitlines()[-1] == "By plain means first would be “N1”."
    assert run("rank", strict, "--method", "mean").stdout.splitlines()[-1] == (
        "By adjusted means first would be “N5”."
    )


def test_the_csv_has_the_same_figures(run, ranked):
    rows = list(csv.DictReader(run("rank", CATALYST, "--format", "csv").stdout.splitlines()))
    assert rows == [{key: str(value) for key, value in each.items()} for each in ranked(CATALYST)["ranking"]]


def test_a_seed_repeats_the_chances_and_another_draws_others(ranked):
    assert (
        ranked(CATALYST, "--seed", "a") == ranked(CATALYST, "--seed", "a") != ranked(CATALYST, "--seed", "b")
    )
    assert ranked(CATALYST) == ranked(CATALYST)


def test_the_seed_of_a_file_is_told_and_repeats_it(run):
    told = run("rank", CATALYST).stdout
    seed = told.split("with seed ")[1].split(";")[0]
    assert run("rank", CATALYST, "--seed", seed).stdout == told


def test_what_no_judge_connects_ends_with_two_and_names_it(run):
    done = run("rank", APART)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "This cannot be ranked." in done.stderr and "(1) “N1” and “N2”; (2) “N3” and “N4”" in done.stderr


def test_who_has_no_score_ends_with_two_and_is_named(run):
    for method in ("adjusted", "mean"):
        done = run("rank", [*CATALYST, "A,N5,"], "--method", method)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "Nobody has scored “N5”." in done.stderr


def test_plain_means_need_no_judge_in_common(run, ranked):
    places = ranked(APART, "--method", "mean")["ranking"]
    assert [(place["nomination"], place["rank"], place["mean"]) for place in places] == [
        ("N4", 1, 8.5),
        ("N1", 2, 5.5),
        ("N2", 2, 5.5),
        ("N3", 4, 5),
    ]
    assert {place[key] for place in places for key in KEYS[3:4] + KEYS[5:]} == {None}
    assert "no adjusted means" in run("rank", APART, "--method", "mean").stderr


def test_thin_places_are_ranked_and_called_advisory(run):
    done = run("rank", [*CATALYST, "A,N5,74", "B,N5,74"])
    assert done.exit_code == 0
    assert done.stderr == "Please note: These places are only advisory. Fewer than 3 judges scored “N5”.\n"


def test_without_noise_to_tell_there_are_places_but_no_chances(run):
    done = run("rank", ["A,N1,5", "A,N2,6"], "--format", "csv")
    assert done.stdout.splitlines()[1:] == ["N2,1,6.0,6.0,1,,,", "N1,2,5.0,5.0,1,,,"]
    assert "There are no chances" in done.stderr


def test_a_wrong_file_ends_with_one_and_all_its_mistakes(run):
    for command in ("rank", "agreement"):
        done = run(command, ["A,N1,five", "A,N2,six"])
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.splitlines()[1:] == [
            "  S.csv, line 2, column “score”: must be a number, like 7 or 7.5, not “five”",
            "  S.csv, line 3, column “score”: must be a number, like 7 or 7.5, not “six”",
        ]


def test_agreement_has_its_five_figures(run):
    found = json.loads(run("agreement", CATALYST, "--format", "json").stdout)
    assert list(found) == [
        "reliability",
        "reliability_single",
        "alpha_interval",
        "alpha_ordinal",
        "kendall_w",
    ]
    assert found["kendall_w"] is None and 0.9 < found["reliability"] < 1
    complete = ["A,x,1", "A,y,2", "B,x,1", "B,y,2"]
    assert json.loads(run("agreement", complete, "--format", "json").stdout)["kendall_w"] == 1


def test_agreement_in_words_has_a_dash_for_what_is_not_defined(run):
    lines = run("agreement", CATALYST).stdout.splitlines()
    assert [line.split()[0] for line in lines][-1] == "kendall_w"
    assert (lines[-1].split()[1], lines[0].split()[1]) == ("-", "0.924")


def test_agreement_of_groups_apart_leaves_reliability_out(run):
    done = run("agreement", APART, "--format", "json")
    assert json.loads(done.stdout)["reliability"] is None
    assert done.exit_code == 0 and "no reliability can be told" in done.stderr


def test_agreement_of_no_scores_is_not_defined(run):
    assert set(json.loads(run("agreement", ["A,N1,"], "--format", "json").stdout).values()) == {None}
