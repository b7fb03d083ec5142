"""What several tests of accounts need."""

import re

import sqlalchemy as sa

from awards.accounts.models import LinkPurpose
from awards.accounts.passwords import hash_password
from awards.accounts.services import invite, make_link
from awards.core import clock
from awards.core.database import db
from awards.core.outbox import Message
from awards.organisations.roles import Role

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)
BASE = "http://127.0.0.1:8000"


def make_link_for(person, purpose=LinkPurpose.SIGN_IN, at=None):
    """The path of a fresh link."""
    token = make_link(person, purpose, at=at or clock.now())
    db.session.commit()
    return f"/{'invitation' if purpose is LinkPurpose.INVITATION else 'sign-in/link'}/{token}"


def letters():
    """Every message, oldest first."""
    return list(db.session.scalars(sa.select(Message).order_by(Message.created_at)))


def path_in(letter):
    """The address in a letter, without the host."""
    return re.findall(rf"{re.escape(BASE)}(/\S+)", letter.body)[0]


def invited(by, email="jo@example.org", role=Role.JUDGE, organisation=None, **more):
    """Somebody whom ``by`` has just invited."""
    person = invite(email, "Jo Bloggs", role, organisation, "", by=by, at=clock.now(), base_url=BASE, **more)
    db.session.commit()
    return person


def count(model):
    """How many rows there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def ask(client, email, **more):
    """Ask for a link."""
    return client.post("/sign-in", data={"way": "link", "email": email}, **more)


def try_password(client, email, password=PASSWORD, **more):
    """Sign in with a password."""
    return client.post("/sign-in", data={"way": "password", "email": email, "password": password}, **more)


def is_signed_in(client):
    """Whether the browser may see an account."""
    return client.get("/account").status_code == 200


def main_of(answer):
    """The page's own part, without the header."""
    return answer.text.partition("<main")[2].partition("</main>")[0]


def strip_noise(page):
    """The page without what differs each time."""
    return re.sub(r'nonce="[^"]+"|name="csrf_token" value="[^"]+"', "", page)
