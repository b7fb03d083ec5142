"""`awards assign`: files in, a file out, or nothing and a reason."""

import pytest
from click.testing import CliRunner

from awards.web.commands import main

CATEGORIES = ("Early help", "Social work")


@pytest.fixture
def run(tmp_path):
    """``run("--seed", "x")``: draws five judges each for fourteen nominations; options may be added."""
    nominations = "".join(f"N{n},{CATEGORIES[n % 2]}\n" for n in range(1, 15))
    (tmp_path / "N.csv").write_text("nomination,category\n" + nominations)
    judges = "".join(f"J{n},8,\n" for n in range(1, 11))
    (tmp_path / "J.csv").write_text("judge,max_load,categories\n" + judges)
    (tmp_path / "C.csv").write_text("judge,nomination\nJ1,N1\nJ2,N1\n")
    named = {"--nominations": "N.csv", "--judges": "J.csv", "--conflicts": "C.csv", "--out": "A.csv"}

    def draw(*options: str, **others: str):
        files = named | {f"--{option}": name for option, name in others.items()}
        words = [word for option, name in files.items() for word in (option, str(tmp_path / name))]
        number = () if "--per-nomination" in options else ("--per-nomination", "5")
        return CliRunner().invoke(main, ["assign", *words, *number, *options])

    return draw


def test_a_draw_is_written_and_told(run, tmp_path):
    done = run("--seed", "2022")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "70 reviews: 14 nominations with 5 judges each, 10 judges with 7 each.",
        "45 of 45 pairs of judges have a nomination in common.",
        "Seed 2022: the same files and seed give the same draw.",
    ]
    rows = (tmp_path / "A.csv").read_text().splitlines()
    assert (rows[0], len(rows)) == ("judge,nomination", 71)
    assert not {"J1,N1", "J2,N1"} & set(rows)


def test_the_same_files_and_seed_give_the_same_draw(run, tmp_path):
    for out in ("A.csv", "B.csv"):
        run("--seed", "2022", out=out)
    assert (tmp_path / "A.csv").read_bytes() == (tmp_path / "B.csv").read_bytes()


def test_without_a_seed_the_files_give_one_which_repeats_the_draw(run, tmp_path):
    seed = run().stdout.splitlines()[-1].split(":")[0].removeprefix("Seed ")
    run("--seed", seed, out="B.csv")
    assert (tmp_path / "A.csv").read_bytes() == (tmp_path / "B.csv").read_bytes()


def test_after_somebody_dropped_out_the_rest_stays(run, tmp_path):
    run()
    judges = (tmp_path / "J.csv").read_text()
    (tmp_path / "fewer.csv").write_text(judges.replace("J9,8,\n", ""))
    done = run(judges="fewer.csv", keep="A.csv", out="B.csv")
    assert done.stdout.splitlines()[1] == "63 reviews stay as they were, 7 are new."
    before, after = ((tmp_path / name).read_text().splitlines() for name in ("A.csv", "B.csv"))
    assert {row for row in before if not row.startswith("J9,")} <= set(after)


def test_a_wrong_file_ends_with_1_and_nothing_is_written(run, tmp_path):
    (tmp_path / "J.csv").write_text("judge,max_load,categories\nAnn,many,\n")
    done = run()
    assert (done.exit_code, done.stdout) == (1, "")
    assert "J.csv, line 2, column “max_load”: must be a whole number, like 12, not “many”" in done.stderr
    assert not (tmp_path / "A.csv").exists()


def test_what_cannot_be_met_ends_with_3_and_an_earlier_draw_stays(run, tmp_path):
    (tmp_path / "A.csv").write_text("as before")
    done = run("--per-nomination", "9")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "N1 needs 9 judges, but only 8 who may judge it have room:" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A.csv", "C.csv", "J.csv", "N.csv"]
    assert (tmp_path / "A.csv").read_text() == "as before"


def test_disjoint_panels_are_said_aloud_and_refused_where_one_winner_is_sought(run, tmp_path):
    judges = "".join(f"J{n},8,{CATEGORIES[n % 2]}\n" for n in range(1, 11))
    (tmp_path / "J.csv").write_text("judge,max_load,categories\n" + judges)
    said = "No judge links “Early help” with “Social work”: their scores cannot be compared."
    done = run("--per-nomination", "3")
    assert done.exit_code == 0
    assert f"Please note: {said}" in done.stderr
    refused = run("--per-nomination", "3", "--overall")
    assert (refused.exit_code, said in refused.stderr) == (3, True)


def test_a_file_that_is_read_is_not_written_over(run, tmp_path):
    done = run(out="J.csv")
    assert (done.exit_code, "take the place of a file" in done.stderr) == (2, True)
    assert (tmp_path / "J.csv").read_text().startswith("judge,max_load")


def test_a_folder_that_is_not_there_is_told(run):
    done = run(out="nowhere/A.csv")
    assert done.exit_code == 1
    assert "A.csv cannot be written: No such file or directory." in done.stderr
