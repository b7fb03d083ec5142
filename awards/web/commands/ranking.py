"""Ranking nominations and measuring how far judges agree, on files."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

import click

from awards.core.csv_files import File, WrongFile
from awards.results.measures.agreement import agreement
from awards.results.measures.chances import DRAWS
from awards.results.measures.files import ScoreTable, read_scores, seed_of
from awards.results.measures.placing import Method, Place, Ranking, fit_of_any_size, rank
from awards.results.measures.tables import NotComparable, named, ranks
from awards.web.commands.files import A_FILE, read_file

NOTHING = "-"
HEADINGS = ("rank", "nomination", "mean", "shift", "adjusted", "judges", "truly best", "ranks")
MEANINGS = {
    "reliability": "of a nomination's adjusted mean: the share of its differences that is not noise, 0 to 1",
    "reliability_single": "of a single judge's score, likewise",
    "alpha_interval": "Krippendorff's alpha: agreement on the scores, 1 complete, 0 as by chance",
    "alpha_ordinal": "Krippendorff's alpha: agreement on the order alone",
    "kendall_w": "Kendall's W: agreement on the order, 0 to 1, where everybody scored everything",
}


class CannotRank(click.ClickException):
    """The file is right, but its scores do not say who is ahead of whom."""

    exit_code = 2


@click.command("rank")
@click.argument("scores", type=A_FILE)
@click.option(
    "--method",
    type=click.Choice(["mean", "adjusted"]),
    default="adjusted",
    show_default=True,
    help="Plain means, or adjusted for how strict the judges are whom each nomination had.",
)
@click.option("--seed", help="Any word, for drawing the chances; otherwise one is made of the file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="For people, for programs, for spreadsheets.",
)
def rank_command(scores: Path, method: Method, seed: str | None, form: str) -> None:
    """Rank the nominations of SCORES, a CSV file: judge, nomination, score.

    With a column criterion, and weight if criteria count differently, the rows of one judge and nomination
    are a sheet, and its weighted mean is the score. Every sheet needs all criteria. An empty score is no
    score, never zero.

    A nomination's adjusted mean is its mean less what the judges who scored it give above the others. The
    chance of being truly best and the ranks in 90 of 100 draws come from the same model. Equal means share
    a rank: 1, 2, 2, 4.

    It ends with 1 if the file is wrong, with 2 if it cannot be ranked, and says why. Files may have 50 MB,
    500,000 rows, 20,000 nominations and 3,000 judges.
    """
    file = read_file(scores)
    table = _read(file)
    seed = seed or seed_of(file)
    try:
        ranking = rank(table.scores, method, seed)
    except NotComparable as refusal:
        raise CannotRank(f"This cannot be ranked. {refusal.sentence}") from None
    for note in ranking.notes:
        click.echo(f"Please note: {note}", err=True)
    if form == "table":
        click.echo("\n".join(_table_of(ranking, seed)))
    else:
        click.echo(_json_of(ranking) if form == "json" else _csv_of(ranking), nl=form == "json")


@click.command("agreement")
@click.argument("scores", type=A_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
def agreement_command(scores: Path, form: str) -> None:
    """Tell how far the judges of SCORES agree, a CSV file as "awards rank" reads it.

    What is not defined for a table is null, in the table "-": Kendall's W needs everybody to have scored
    everything, reliability needs judges who connect all nominations and more scores than it takes to place
    them. It ends with 1 if the file is wrong.
    """
    given = {nomination: each for nomination, each in _read(read_file(scores)).scores.items() if each}
    try:
        fitted = fit_of_any_size(given)
    except NotComparable as apart:
        click.echo(f"Please note: no reliability can be told. {apart.sentence}", err=True)
        fitted = None
    measured = asdict(agreement(given, fit=fitted))
    if form == "json":
        click.echo(json.dumps(measured, indent=2))
        return
    for name, value in measured.items():
        click.echo(f"{name:<18} {NOTHING if value is None else format(value, 'z.3f'):>6}  {MEANINGS[name]}")


def _read(file: File) -> ScoreTable:
    """The table of the file, with its notes told; all its mistakes end the command."""
    try:
        table = read_scores(file)
    except WrongFile as wrong:
        problems = "\n".join(f"  {problem}" for problem in wrong.problems)
        raise click.ClickException(f"The file cannot be used. Mend this and try again:\n{problems}") from None
    for note in table.notes:
        click.echo(f"Please note: {note}", err=True)
    return table


def _json_of(ranking: Ranking) -> str:
    names = [field.name for field in fields(Place)]
    places = [{name: getattr(place, name) for name in names} for place in ranking.places]
    return json.dumps({"method": ranking.method, "ranking": places}, ensure_ascii=False, indent=2)


def _csv_of(ranking: Ranking) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    names = [field.name for field in fields(Place)]
    writer.writerow(names)
    writer.writerows([getattr(place, name) for name in names] for place in ranking.places)
    return text.getvalue()


def _table_of(ranking: Ranking, seed: str) -> list[str]:
    """Columns for the eye, and below them how the figures come about."""
    digits = _digits(ranking.places)
    lines = _columns([HEADINGS, *(_cells(place, digits) for place in ranking.places)])
    if ranking.fit:
        lines += [
            "",
            "adjusted = mean + shift: by so much its judges give less (+) or more (-) than all judges.",
        ]
        lines.append(
            f"truly best, ranks: from {DRAWS:,} draws with seed {seed}; the ranks hold in 90 of 100."
        )
    if first := _other_first(ranking):
        lines.append(f"By {first[0]} first would be {first[1]}.")
    return lines


def _cells(place: Place, digits: int) -> tuple[str, ...]:
    shift = None if place.adjusted is None else place.adjusted - place.mean
    return (
        str(place.rank),
        place.nomination,
        f"{place.mean:.{digits}f}",
        NOTHING if shift is None else f"{shift:+z.{digits}f}",
        NOTHING if place.adjusted is None else f"{place.adjusted:.{digits}f}",
        str(place.judges),
        _in_a_hundred(place.chance_best),
        NOTHING if place.rank_low is None else f"{place.rank_low}\N{EN DASH}{place.rank_high}",
    )


def _in_a_hundred(chance: float | None) -> str:
    """A chance in words that promise no more than it can."""
    if chance is None:
        return NOTHING
    if 0 < chance < 0.005:
        return "under 1 in 100"
    if 0.995 <= chance < 1:
        return "over 99 in 100"
    return f"{chance * 100:.0f} in 100"


def _digits(places: Sequence[Place]) -> int:
    """As few decimals as tell apart what differs, two at least and four at most."""
    for digits in (2, 3):
        if all(
            len({f"{value:.{digits}f}" for value in values}) == len(values)
            for values in ({place.mean for place in places}, {place.adjusted for place in places} - {None})
        ):
            return digits
    return 4


def _other_first(ranking: Ranking) -> tuple[str, str] | None:
    """What the other method is called and whom it would put first, if that is somebody else."""
    if ranking.fit is None:
        return None
    plain = {key: estimate.mean for key, estimate in ranking.fit.nominations.items()}
    adjusted = {key: estimate.adjusted for key, estimate in ranking.fit.nominations.items()}
    used, other = (plain, adjusted) if ranking.method == "mean" else (adjusted, plain)
    firsts = [key for key, place in ranks(other).items() if place == 1]
    if firsts == [key for key, place in ranks(used).items() if place == 1]:
        return None
    return "adjusted means" if ranking.method == "mean" else "plain means", named(firsts)


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as text, names to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if number == 1 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
