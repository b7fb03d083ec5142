"""A problem as the files from which anybody can draw it again, and the sign by which it is known."""

import csv
import hashlib
import io
import shlex
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from awards.core.text import clean_line
from awards.judging.assigning.files import UNKNOWN
from awards.judging.assigning.problem import Pair, Problem

NOMINATIONS, JUDGES, CONFLICTS = "nominations.csv", "judges.csv", "conflicts.csv"
STARTED, STANDING = "started.csv", "standing.csv"
DRAW, READ_ME = "draw.csv", "read-me.txt"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same files give the same archive."""

Texts = Mapping[str, str]
"""Files by name."""


def files_of(problem: Problem) -> dict[str, str]:
    """The problem as `awards assign` reads it; what a file has no column for must be as it usually is."""
    judges = [
        (
            judge.key,
            "" if judge.most is None else judge.most,
            ";".join(sorted(judge.categories)),
            judge.least,
            ";".join(sorted(judge.fields)),
            judge.organisation,
            UNKNOWN if judge.experience is None else judge.experience,
        )
        for judge in problem.judges
    ]
    columns = ("judge", "max_load", "categories", "min_load", "fields", "organisation", "experience")
    entries = [(entry.key, entry.category, entry.field, entry.organisation) for entry in problem.entries]
    return {
        NOMINATIONS: table(("nomination", "category", "field", "organisation"), entries),
        JUDGES: table(columns, judges),
        CONFLICTS: _pairs(problem.forbidden),
        STARTED: _pairs(problem.fixed),
        STANDING: _pairs(problem.standing),
    }


def _pairs(pairs: Iterable[Pair]) -> str:
    return table(("judge", "nomination"), sorted(pairs))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV below their columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def sign_of(files: Texts, need: int, *, overall: bool) -> str:
    """Twelve letters that are others as soon as anything of the problem is."""
    parts = [hashlib.sha256(files[name].encode()).digest() for name in sorted(files)]
    asked = f"{need} {overall}".encode()
    return hashlib.sha256(b"".join(parts) + asked).hexdigest()[:12]


def command_for(need: int, seed: str, *, overall: bool, keep: bool) -> str:
    """What to type beside the files to draw it again."""
    words = [
        f"awards assign --nominations {NOMINATIONS} --judges {JUDGES} --conflicts {CONFLICTS}",
        f"--started {STARTED}",
        f"--keep {STANDING}" if keep else "",
        f"--per-nomination {need} --seed {shlex.quote(seed)}",
        "--overall" if overall else "",
        "--out again.csv",
    ]
    return " ".join(word for word in words if word)


def read_me(command: str, sign: str) -> str:
    """What to do with the files."""
    return (
        f"Who scores what was drawn from these files. Their sign is {sign}.\n\n"
        f"{DRAW} is the draw. Anybody can repeat it with TEA Awards in this folder:\n\n"
        f"    {command}\n\n"
        f"again.csv is then the same as {DRAW}, byte for byte. {STARTED} are reviews that were begun\n"
        f"before, or given by hand: they never move. {STANDING} are those that stay where they can.\n"
    )


def zipped(files: Texts) -> bytes:
    """The files in one archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in files.items():
            written.writestr(zipfile.ZipInfo(name, BEGINNING), text, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def safe_names(names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What to call things in files, by key: their name, with the second word where two have the same.

    No name begins as a formula does: spreadsheets would reckon it up.
    """
    called = {key: clean_line(name).lstrip("=+-@'\" ") or other for key, (name, other) in names.items()}
    times: dict[str, int] = {}
    for name in called.values():
        times[name] = times.get(name, 0) + 1
    return {key: f"{name} ({names[key][1]})" if times[name] > 1 else name for key, name in called.items()}
