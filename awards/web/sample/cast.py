"""The people of the sample: invited like anybody else, then let in with one password."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.accounts.passwords import hash_password
from awards.accounts.services import invite
from awards.core.database import db
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from awards.web.sample.content import people

STARTS = dt.date(2022, 1, 10)


@dataclass
class Cast:
    """Everybody, by e-mail address, and who does what."""

    everybody: dict[str, Person] = field(default_factory=dict)
    organiser: Person = field(init=False)
    chair: Person = field(init=False)
    deputy: Person = field(init=False)
    judges: list[Person] = field(default_factory=list)
    directors: dict[str, Person] = field(default_factory=dict)
    delegates: dict[str, Person] = field(default_factory=dict)
    young: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Welcome:
    """What every invitation needs."""

    organisations: dict[str, Organisation]
    at: dt.datetime
    base_url: str
    by: Person | None = None

    def ask(self, row: dict[str, Any], role: Role, *, posted: bool = True) -> Person:
        """Invite the person of ``row`` to a post."""
        organisation = self.organisations.get(row.get("organisation", "")) if posted else None
        return invite(
            row["email"],
            row["name"],
            role,
            organisation,
            row["title"],
            by=self.by,
            at=self.at,
            base_url=self.base_url,
            starts_on=STARTS,
            occasion="TEA 2022",
        )


def invite_everybody(password: str, *, at: dt.datetime, base_url: str) -> Cast:
    """Invite all people of the sample; each has come in, and may sign in with ``password``."""
    rows = people()
    organisations = {body.slug: body for body in db.session.scalars(sa.select(Organisation))}
    cast = Cast()
    first = _Welcome(organisations, at, base_url)
    cast.organiser, *others = (first.ask(row, Role.ORGANISER) for row in rows["organisers"])
    door = _Welcome(organisations, at, base_url, cast.organiser)
    others += [door.ask(row, Role.ADMINISTRATOR) for row in rows["administrators"]]
    others += [door.ask(row, Role.AUDITOR) for row in rows["auditors"]]
    cast.chair = door.ask(rows["chair"], Role.CHAIR)
    cast.judges = [door.ask(row, Role.JUDGE) for row in rows["judges"]]
    cast.deputy = next(
        person for row, person in zip(rows["judges"], cast.judges, strict=True) if row.get("deputy")
    )
    cast.directors = {row["organisation"]: door.ask(row, Role.DIRECTOR) for row in rows["directors"]}
    cast.delegates = {row["organisation"]: door.ask(row, Role.DELEGATE) for row in rows["delegates"]}
    everybody = [
        cast.organiser,
        *others,
        cast.chair,
        *cast.judges,
        *cast.directors.values(),
        *cast.delegates.values(),
    ]
    kept = hash_password(password)
    for person in everybody:
        person.password_hash, person.joined_at = kept, at
    cast.young = frozenset(row["email"] for row in rows["judges"] if row.get("young"))
    cast.everybody = {person.email: person for person in everybody}
    return cast
