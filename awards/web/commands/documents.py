"""Making the documents of the evening from the command line."""

from pathlib import Path

import click

from awards.web.commands.shared import in_app


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder.")
@in_app
def documents(out: Path) -> None:
    """Make the documents of the evening."""
    raise click.ClickException("There is nothing to make yet.")
