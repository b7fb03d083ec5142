"""Loading the sample edition."""

from pathlib import Path

import click
from flask import current_app

from awards.core.database import unit_of_work
from awards.editions.states import Stage
from awards.web.commands.shared import in_app
from awards.web.sample.clearing import is_empty
from awards.web.sample.large import load_large_sample
from awards.web.sample.loading import (
    EXAMPLES,
    draw_password,
    keep_password,
    kept_password,
    load_sample,
)
from awards.web.sample.stages import STAGES

NAMES = [stage.value for stage in STAGES]


@click.command()
@click.option(
    "--stage", type=click.Choice(NAMES), default="nominations", show_default=True, help="How far to carry it."
)
@click.option(
    "--nominations", type=click.IntRange(1, 20_000), help="Make a large edition of this many nominations."
)
@click.option("--judges", type=click.IntRange(1, 2_000), help="Judges of a large edition.  [default: 100]")
@click.option(
    "--per-nomination", type=click.IntRange(1, 50), help="Judges who score each nomination.  [default: 5]"
)
@click.option("--password", help="Everybody's password; otherwise one is drawn and printed.")
@in_app
def sample(
    stage: str, nominations: int | None, judges: int | None, per_nomination: int | None, password: str | None
) -> None:
    """Load the sample edition, TEA 2022, with invented people, and carry it to a stage.

    It takes the place of an earlier sample, with all that was done in it. A database that holds a real
    edition is refused. The sample's clock shows 2022, so that its deadlines are in the future.
    """
    password = password or draw_password()
    base_url = current_app.config["BASE_URL"]
    with unit_of_work():
        if nominations or judges or per_nomination:
            size = (nominations or 1000, judges or 100, per_nomination or 5)
            load_large_sample(Stage(stage), password, *size, base_url=base_url, tell=click.echo)
        else:
            load_sample(Stage(stage), password, base_url=base_url, tell=click.echo)
    folder = Path(current_app.config["DATA_DIR"])
    keep_password(folder, password)
    announce_sample(folder)


def load_first_sample() -> None:
    """Load the sample at its first stage when the database holds no edition."""
    if is_empty():
        password = draw_password()
        with unit_of_work():
            load_sample(Stage.NOMINATIONS, password, base_url=current_app.config["BASE_URL"], tell=click.echo)
        keep_password(Path(current_app.config["DATA_DIR"]), password)


def announce_sample(folder: Path) -> None:
    """Say how to sign in to the sample, if there is one."""
    password = kept_password(folder)
    if password is None:
        return
    click.echo("\nThis is the sample edition. Sign in at /sign-in as")
    for who, email in EXAMPLES:
        click.echo(f"  {who:<16} {email}")
    click.echo(f"with the password {password}\n")
