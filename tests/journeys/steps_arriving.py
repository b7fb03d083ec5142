"""How people come in: by the command line, and by the links in their messages."""

import re

import sqlalchemy as sa
from click.testing import CliRunner
from playwright.sync_api import expect

from awards.core.database import db
from awards.core.outbox import Message
from awards.web.commands import main
from tests.journeys.visiting import Site, Visitor

LINK = re.compile(r"https?://\S+")


def run(site: Site, *command: str) -> str:
    """What ``awards`` prints when an administrator runs it beside the site."""
    where = {"AWARDS_DATA_DIR": str(site.app.config["DATA_DIR"]), "AWARDS_BASE_URL": site.url}
    result = CliRunner(env=where).invoke(main, list(command), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def link_in(text: str) -> str:
    """The only link of a message."""
    [link] = LINK.findall(text)
    return str(link)


def letter_to(site: Site, email: str, subject: str) -> str:
    """The newest message to somebody whose subject begins so."""
    newest = sa.select(Message.body).filter_by(recipient=email).where(Message.subject.startswith(subject))
    with site.app.app_context():
        body = db.session.scalar(newest.order_by(Message.created_at.desc()).limit(1))
    assert body is not None, f"no message “{subject}” to {email}"
    return body


def invite(organiser: Visitor, name: str, email: str, role: str, organisation: str) -> None:
    """Invite somebody through the page of people."""
    organiser.open("/people")
    organiser.press("Invite somebody")
    organiser.page.get_by_label("Full name").fill(name)
    organiser.page.get_by_label("Email address").fill(email)
    organiser.page.get_by_label("Role").select_option(role)
    organiser.page.get_by_label("Organisation", exact=True).select_option(organisation)
    organiser.page.get_by_label("Job title").fill(f"{role} at work")
    organiser.press("Invite")
    expect(organiser.page.get_by_role("alert")).to_contain_text(f"{name} is invited.")


def accept(visitor: Visitor, site: Site, email: str) -> Visitor:
    """Open the link of the invitation and accept: the opening alone changes nothing."""
    link = link_in(letter_to(site, email, "You are invited to TEA 2049"))
    visitor.open(link)
    expect(visitor.page.get_by_role("button", name="Sign out")).to_have_count(0)
    visitor.press("Accept and continue")
    expect(visitor.page.get_by_role("button", name="Sign out")).to_be_visible()
    return visitor


def come_back(visitor: Visitor, site: Site, email: str, name: str) -> None:
    """Sign out, ask for a link at the front door, and sign in with it; the link works once."""
    visitor.press("Sign out")
    visitor.open("/sign-in")
    visitor.page.get_by_label("Email address").first.fill(email)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Check your email")
    link = link_in(letter_to(site, email, "Your link to sign in"))
    visitor.open(link)
    visitor.press(f"Sign in as {name}")
    visitor.open(link)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("This link does not work any more")
