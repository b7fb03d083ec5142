"""The command line: what it does, and what it says when it cannot."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from awards.editions.files import parse_edition
from awards.web.commands import COMMANDS, main

EDITION = "awards/editions/files/tea-2022.toml"


@pytest.fixture
def run(tmp_path):
    """``run("serve", "--help")``: the command's result, on a database of its own."""
    folder = tmp_path / "data"

    def run_command(*words: str):
        environment = {"AWARDS_DATA_DIR": str(folder), "AWARDS_DATABASE_URL": "", "PORT": ""}
        return CliRunner().invoke(main, list(words), env=environment)

    return run_command


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_says_in_a_sentence_what_a_command_does(run, command):
    done = run(*([command] if command else []), "--help")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[2].strip().endswith((".", ":", "links", '"good night".')) or len(lines[2]) > 40
    assert max(map(len, lines)) <= 110


def test_help_lists_every_command_with_what_it_does(run):
    listed = run("--help").output.split("Commands:")[1].split("Settings come")[0].strip().splitlines()
    assert [line.split()[0] for line in listed] == sorted(COMMANDS)
    assert all(len(line.split()) > 5 for line in listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_called_as_it_is_listed(command):
    assert main.get_command(None, command).name == command


@pytest.mark.parametrize("command", ["assign", "rank", "agreement"])
def test_a_command_on_files_waits_for_nothing_of_the_web_application(command):
    asked = (
        f"import sys; from awards.web.commands import main; main.get_command(None, '{command}');"
        "print({'flask', 'sqlalchemy', 'wtforms', 'numpy'} & set(sys.modules))"
    )
    words = [sys.executable, "-c", asked]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    assert done.stdout.strip() == "set()"


def test_every_option_says_what_it_is_for():
    silent = [
        f"{name} {option.opts[0]}"
        for name in COMMANDS
        for option in main.get_command(None, name).params
        if option.param_type_name == "option" and not getattr(option, "help", None)
    ]
    assert silent == []


def test_a_good_edition_file_is_loaded(run, root):
    done = run("load-edition", str(root / EDITION))
    assert (done.exit_code, done.output) == (
        0,
        "TEA 2022 is loaded: Team Excellence Award, Friday 21 October 2022.\n",
    )


def test_an_edition_is_written_to_the_screen_or_to_a_file(run, root, tmp_path):
    run("load-edition", str(root / EDITION))
    shown, out = run("export-edition", "tea-2022"), tmp_path / "out.toml"
    assert run("export-edition", "tea-2022", "--out", str(out)).exit_code == 0
    assert shown.stdout == out.read_text("utf-8")
    assert parse_edition(shown.stdout) == parse_edition((root / EDITION).read_text("utf-8"))


def test_an_edition_that_is_not_there_is_not_written(run):
    done = run("export-edition", "tea-1999")
    assert (done.exit_code, "no edition with the short name “tea-1999”" in done.output) == (1, True)


def test_a_wrong_edition_file_prints_every_problem_with_its_place_and_loads_nothing(run, root, tmp_path):
    text = (
        (root / EDITION)
        .read_text()
        .replace("weight = 30", "weight = -3", 1)
        .replace("year = 2022", 'year = "soon"')
    )
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text)
    done = run("load-edition", str(wrong))
    assert done.exit_code == 1
    assert "was not loaded" in done.output
    assert len([line for line in done.output.splitlines() if line.startswith("  ")]) >= 2
    assert run("load-edition", str(root / EDITION)).exit_code == 0


def test_a_file_that_is_no_text_is_refused_in_a_sentence(run, tmp_path):
    picture = tmp_path / "edition.toml"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    done = run("load-edition", str(picture))
    assert done.exit_code == 1
    assert "is not a text file in UTF-8." in done.output


def test_a_new_organiser_gets_a_link_that_lets_them_in(run):
    done = run("create-organiser", "Olivia.Grant@Example.org")
    assert done.exit_code == 0
    assert done.output.startswith("olivia.grant@example.org is an organiser. To sign in, open:\n")
    assert "http://127.0.0.1:8000/invitation/" in done.output


@pytest.mark.parametrize("address", ["no address", "a@b@c", ""])
def test_an_organiser_needs_a_real_address(run, address):
    done = run("create-organiser", address)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert done.output.startswith("Error: ")


def test_a_sign_in_link_is_for_somebody_who_may_sign_in(run):
    run("create-organiser", "olivia@example.org")
    assert "/sign-in/link/" in run("sign-in-link", "olivia@example.org").output
    stranger = run("sign-in-link", "stranger@example.org")
    assert (stranger.exit_code, stranger.output) == (
        1,
        "Error: Nobody with the address stranger@example.org may sign in.\n",
    )


def test_documents_need_an_edition(run, tmp_path):
    done = run("documents", "--out", str(tmp_path / "out"))
    assert (done.exit_code, done.output) == (1, "Error: There is no edition yet.\n")


def test_a_sample_prints_who_signs_in_and_takes_the_place_of_an_earlier_one(run):
    words = ("sample", "--nominations", "3", "--judges", "3", "--per-nomination", "2")
    first = run(*words, "--password", "correct horse tea")
    assert first.exit_code == 0, first.output
    assert "with the password correct horse tea" in first.output
    assert run(*words).exit_code == 0


def test_a_sample_is_refused_beside_a_real_edition(run, root):
    run("load-edition", str(root / EDITION))
    done = run("sample")
    assert done.exit_code == 1
    assert done.output.startswith("Error: This database holds a real edition.")


def test_the_documents_of_a_sealed_sample_are_written_to_a_folder(run, tmp_path):
    run("sample", "--stage", "sealed", "--nominations", "3", "--judges", "3", "--per-nomination", "2")
    done = run("documents", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(made) == 3
    assert all((tmp_path / "out" / name).read_bytes().startswith(b"%PDF") for name in made)


def test_a_wrong_setting_ends_a_command_with_its_sentence(tmp_path):
    done = CliRunner().invoke(main, ["migrate"], env={"AWARDS_DATA_DIR": str(tmp_path), "PORT": "eighty"})
    assert (done.exit_code, done.output) == (1, "Error: PORT must be a whole number up to 65535\n")
