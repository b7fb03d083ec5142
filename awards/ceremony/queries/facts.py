"""What documents may say of the teams now, and which that are kept say something else."""

from collections.abc import Callable, Iterable
from functools import cache, partial

import sqlalchemy as sa
from sqlalchemy import orm

from awards.ceremony.facts import Facts, digests, no_longer_true
from awards.ceremony.models import Document
from awards.ceremony.queries.documents import last_change
from awards.ceremony.queries.teams import CITATION, FIELD, Team, printed_teams
from awards.ceremony.states import DocumentKind
from awards.core.database import db
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.nominations.consenting import OUT
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation


def facts_of(edition: Edition, kind: DocumentKind) -> Facts:
    """What a document of this kind says of each team if it is made now.

    Read it before the document: what changes in between then makes the document outdated, never unnoticed.
    """
    if kind is DocumentKind.PROGRAMME:
        return _of_teams(printed_teams(edition))
    there = sa.select(Nomination.team_name, Organisation.name).join(Nomination.organisation)
    there = there.where(Nomination.edition_id == edition.id, Nomination.state.not_in(OUT))
    return {f"{team}, {organisation}": [] for team, organisation in db.session.execute(there)}


def _of_teams(teams: Iterable[Team]) -> Facts:
    """Teams that are called alike, as one that competes in two categories may be, are told of together."""
    facts: dict[str, list[str]] = {}
    for team in teams:
        facts.setdefault(_called(team), []).extend(digests(str(team.id), _printed(team)))
    return facts


def _called(team: Team) -> str:
    return f"{team.name}, {team.organisation}"


def _printed(team: Team) -> list[str]:
    """All that the programme says of a team."""
    photo = f"{team.photo.id} {team.photo.storage_key} {team.photo.description}" if team.photo else ""
    people = [f"{member.name}\n{member.role}" for member in team.members]
    return [team.name, team.organisation, team.says(FIELD), team.says(CITATION), photo, *people]


def outdated_by(document: Document) -> list[str] | None:
    """The teams of which a kept document says what is not so any more; None when it can be given out."""
    return _wrong_in(document, partial(facts_of, document.edition, document.kind))


def _wrong_in(document: Document, facts_now: Callable[[], Facts]) -> list[str] | None:
    """What nobody kept the facts of is outdated by anything that was done since it was asked for."""
    if document.facts is not None:
        return no_longer_true(document.facts, facts_now())
    changed = last_change(document.edition, document.kind)
    return None if changed is None or changed <= document.created_at else []


def editions_with_documents() -> list[Edition]:
    """Those of which the file of some document is kept. An archived one changes no more: it is left alone."""
    kept = sa.select(Document.edition_id).where(Document.storage_key.is_not(None))
    wanted = sa.select(Edition).where(Edition.id.in_(kept), Edition.state != Stage.ARCHIVED)
    return list(db.session.scalars(wanted))


def outdated_documents(edition: Edition) -> dict[Document, list[str]]:
    """The edition's documents that must not be given out, each with the teams of which it is wrong."""
    kept = sa.select(Document).where(Document.edition_id == edition.id, Document.storage_key.is_not(None))
    kept = kept.options(orm.joinedload(Document.asked_by)).order_by(Document.kind, Document.number)
    found: dict[Document, list[str]] = {}
    facts_now = cache(partial(facts_of, edition))
    for document in db.session.scalars(kept):
        wrong = _wrong_in(document, partial(facts_now, document.kind))
        if wrong is not None:
            found[document] = wrong
    return found
