"""Checking that nothing was altered behind the application's back."""

import click
import sqlalchemy as sa

from awards.core.audit import first_altered
from awards.core.database import db
from awards.editions.models import Edition
from awards.results.queries import find_seal
from awards.results.queries.record import seal_fits
from awards.web.commands.shared import in_app


@click.command()
@in_app
def verify() -> None:
    """Check the record of acts and every seal against the tables; end with 1 if something was altered."""
    problems = []
    altered = first_altered()
    if altered:
        problems.append(f"The record of acts was altered: entry {altered} does not fit the one before it.")
    for edition in db.session.scalars(sa.select(Edition).order_by(Edition.year, Edition.slug)):
        seal = find_seal(edition)
        if seal:
            found = seal_fits(edition)
            problems += [f"{edition.name}: {sentence}" for sentence in found]
            click.echo(f"{edition.name} is sealed under {seal.root}" + ("" if found else ", and all fits."))
    if problems:
        raise click.ClickException("\n".join(problems))
    click.echo("The record of acts is whole.")
