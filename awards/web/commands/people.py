"""Letting people in from the command line."""

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app, url_for

from awards.accounts.models import LinkPurpose
from awards.accounts.queries import find_person_by_email
from awards.accounts.services import invite, make_link
from awards.core import clock
from awards.core.database import unit_of_work
from awards.organisations.roles import Role
from awards.web.commands.shared import in_app


@click.command()
@click.argument("email")
@click.option("--name", help="The person's name; otherwise what stands before the @.")
@in_app
def create_organiser(email: str, name: str | None) -> None:
    """Make EMAIL an organiser, and print a link with which they sign in."""
    try:
        email = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError:
        raise click.ClickException("Give an email address, like name@example.org.") from None
    with unit_of_work():
        at, base_url = clock.now(), current_app.config["BASE_URL"]
        name = name or email.partition("@")[0].replace(".", " ").title()
        person = invite(email, name, Role.ORGANISER, None, "Organiser", by=None, at=at, base_url=base_url)
        token = make_link(person, LinkPurpose.INVITATION, at=at)
    click.echo(f"{person.email} is an organiser. To sign in, open:\n{_link(LinkPurpose.INVITATION, token)}")


@click.command()
@click.argument("email")
@in_app
def sign_in_link(email: str) -> None:
    """Print a link with which EMAIL can sign in once, within half an hour."""
    with unit_of_work():
        person = find_person_by_email(email)
        if person is None or not person.is_active:
            raise click.ClickException(f"Nobody with the address {email} may sign in.")
        token = make_link(person, LinkPurpose.SIGN_IN, at=clock.now())
    click.echo(_link(LinkPurpose.SIGN_IN, token))


def _link(purpose: LinkPurpose, token: str) -> str:
    endpoint = "accounts.invitation" if purpose is LinkPurpose.INVITATION else "accounts.sign_in_link"
    with current_app.test_request_context():
        path = url_for(endpoint, token=token)
    return str(current_app.config["BASE_URL"]) + path
