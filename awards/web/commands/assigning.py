"""Drawing who judges what, on files."""

from pathlib import Path

import click

from awards.core.csv_files import WrongFile
from awards.judging.assigning import CannotAssign, Outcome, Problem, assign
from awards.judging.assigning.files import Files, draw_as_csv, read_files
from awards.web.commands.files import A_FILE, read_file


class CannotBeMet(click.ClickException):
    """The files are right, but no draw can meet what they ask for."""

    exit_code = 3


@click.command("assign")
@click.option("--nominations", type=A_FILE, required=True, help="CSV: nomination, category.")
@click.option("--judges", type=A_FILE, required=True, help="CSV: judge, max_load, categories.")
@click.option("--conflicts", type=A_FILE, help="CSV: judge, nomination.")
@click.option("--keep", type=A_FILE, help="An earlier draw: its reviews stay where they can.")
@click.option("--started", type=A_FILE, help="CSV: judge, nomination. These reviews never move.")
@click.option(
    "--per-nomination", type=click.IntRange(1, 1000), required=True, help="Judges who score each nomination."
)
@click.option("--seed", help="Any word; otherwise one is made of the files.")
@click.option("--overall", is_flag=True, help="One winner over all categories: judges must link them.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The draw, as CSV."
)
def assign_command(
    per_nomination: int, seed: str | None, overall: bool, out: Path, **paths: Path | None
) -> None:
    """Draw who judges what: fair loads, no conflicts, and the same again from the same files and seed.

    Nominations may also have the columns field and organisation; judges min_load, fields, organisation and
    experience, which is how often they have judged before, or ? where nobody knows. Categories and fields of
    a judge have semicolons between them; no categories means all, no max_load no limit. The draw has the
    columns judge, nomination.

    It ends with 1 if a file is wrong, with 3 if no draw can meet what is asked; then nothing is written.
    """
    if any(path and path.absolute() == out.absolute() for path in paths.values()):
        raise click.UsageError("--out would take the place of a file that is read.")
    files = Files(**{name: read_file(path) for name, path in paths.items() if path})
    try:
        problem, notes = read_files(files, per_nomination, overall=overall)
        outcome = assign(problem, seed or files.seed(per_nomination))
    except WrongFile as wrong:
        problems = "\n".join(f"  {problem}" for problem in wrong.problems)
        raise click.ClickException(f"Nothing was drawn. Mend this and try again:\n{problems}") from None
    except CannotAssign as cannot:
        reasons = "\n".join(f"  {reason.sentence}" for reason in cannot.reasons)
        raise CannotBeMet(f"No draw can meet what is asked:\n{reasons}") from None
    _write(out, draw_as_csv(problem, outcome))
    for note in (*notes, *(note.sentence for note in outcome.notes)):
        click.echo(f"Please note: {note}", err=True)
    click.echo("\n".join(_summary(problem, outcome)))


def _write(path: Path, content: bytes) -> None:
    """Write all of it or nothing: a file that was there before stays until the new one is complete."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None


def _summary(problem: Problem, outcome: Outcome) -> list[str]:
    loads = sorted(outcome.loads.values())
    between = f"{loads[0]} each" if loads[0] == loads[-1] else f"{loads[0]} to {loads[-1]} each"
    common, pairs = outcome.in_common
    lines = [
        f"{len(outcome.pairs)} reviews: {len(problem.entries)} nominations with {outcome.fewest} judges each,"
        f" {len(problem.judges)} judges with {between}.",
        f"{common} of {pairs} pairs of judges have a nomination in common.",
        f"Seed {outcome.seed}: the same files and seed give the same draw.",
    ]
    if problem.standing:
        stay = len(problem.standing & outcome.pairs)
        lines.insert(1, f"{stay} reviews stay as they were, {len(outcome.pairs) - stay} are new.")
    return lines
