"""Files that a command is given."""

from pathlib import Path

import click

from awards.core.csv_files import File

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def read_file(path: Path) -> File:
    """The file's name and bytes; a sentence ends the command if it cannot be read."""
    try:
        return File(path.name, path.read_bytes())
    except OSError as error:
        raise click.ClickException(f"{path.name} cannot be read: {error.strerror}.") from None
