"""Editions as files: loading one, and writing one."""

from pathlib import Path

import click

from awards.core import clock
from awards.core.database import reading, unit_of_work
from awards.core.errors import NotFound
from awards.editions.exporting import edition_text, problems_of
from awards.editions.files import WrongFile, parse_edition
from awards.editions.queries import get_edition_with_categories
from awards.editions.services import load_edition
from awards.web.commands.shared import in_app
from awards.web.sample.clearing import refuse_in_sample


@click.command("load-edition")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_app
def load_edition_command(file: Path) -> None:
    """Load the edition that FILE describes: who nominates, what is asked, judged and given, and when.

    A wrong file is refused as a whole: every mistake is told with its place.
    """
    try:
        plan = parse_edition(file.read_text("utf-8"))
        with unit_of_work():
            refuse_in_sample()
            edition = load_edition(plan, by=None, at=clock.now())
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not a text file in UTF-8.") from None
    except WrongFile as wrong:
        problems = "\n".join(f"  {problem}" for problem in wrong.problems)
        raise click.ClickException(f"{file} was not loaded. Mend this and try again:\n{problems}") from None
    click.echo(f"{edition.name} is loaded: {edition.award_name}, {clock.show_date(edition.ceremony_on)}.")


@click.command("export-edition")
@click.argument("slug")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file, instead of the screen.")
@in_app
def export_edition_command(slug: str, out: Path | None) -> None:
    """Write the file of the edition with the short name SLUG: all that is set up, no person and no result."""
    try:
        with reading(), unit_of_work():
            text = edition_text(get_edition_with_categories(slug))
    except NotFound:
        raise click.ClickException(f"There is no edition with the short name “{slug}”.") from None
    if out:
        out.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)
    for problem in problems_of(text):
        click.echo(f"It could not be loaded again as it is: {problem}", err=True)
