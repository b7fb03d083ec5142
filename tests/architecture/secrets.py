"""What can be secret in the sealed sample, each as a change that only somebody who may know could notice."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import Connection

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Category, Edition
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    CalibrationSheet,
    Conflict,
    Draw,
    PanelMember,
    Score,
    ScoreSheet,
)
from awards.judging.states import CalibrationState, ConflictKind, SeatState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation
from awards.results.models import Decision, Recipient, Seal
from awards.results.queries.decisions import shortlists
from tests.world import OWN, ROLES

Secret = Callable[[Connection], int]
"""Makes the change in the database, and says how many rows are otherwise now."""

VIEWERS = (ROLES["judge"], ROLES["recused"])
"""Judges who look; what is theirs stays as it is."""

COLLEAGUES = sa.select(Person.id).where(
    Person.email.like("judge.%"), Person.email.not_in(VIEWERS), Person.email != "judge.eight@example.org"
)
THEIR_SHEETS = (
    sa.select(ScoreSheet.id).join(ScoreSheet.assignment).where(Assignment.person_id.in_(COLLEAGUES))
)


def other_scores(connection: Connection) -> int:
    """Other points and other words on every sheet of the colleagues."""
    points = sa.update(Score).where(Score.sheet_id.in_(THEIR_SHEETS))
    changed = connection.execute(points.values(points=5 - Score.points, comment="Quite otherwise."))
    words = sa.update(ScoreSheet).where(ScoreSheet.id.in_(THEIR_SHEETS))
    connection.execute(words.values(comment="Other words.", private_note="Other notes.", may_release=False))
    return changed.rowcount


def another_conflict(connection: Connection) -> int:
    """A colleague stands aside from the nomination that everybody asks for."""
    judged = sa.select(Assignment.person_id, Assignment.nomination_id).join(Assignment.nomination)
    judged = judged.join(Nomination.organisation).where(Organisation.slug == OWN)
    pair = connection.execute(judged.where(Assignment.person_id.in_(COLLEAGUES)).limit(1)).one()
    values = dict(zip(("person_id", "nomination_id"), pair, strict=True))
    noted = {"kind": ConflictKind.DECLARED, "reason": "A secret friendship."}
    return connection.execute(sa.insert(Conflict).values(**values, **noted)).rowcount


def other_names(connection: Connection) -> int:
    """The colleagues are called otherwise; one of them has left, another has declined."""
    renamed = sa.update(Person).where(Person.id.in_(COLLEAGUES))
    changed = connection.execute(renamed.values(name=sa.literal("Someone Else ") + Person.email))
    seats = list(connection.scalars(sa.select(PanelMember.id).where(PanelMember.person_id.in_(COLLEAGUES))))
    left, declined = (sa.update(PanelMember).where(PanelMember.id == seat) for seat in seats[:2])
    connection.execute(left.values(state=SeatState.LEFT, reason="A secret reason."))
    never = {"criteria_read_at": None, "declared_at": None}
    connection.execute(declined.values(state=SeatState.DECLINED, reason="A secret reason.", **never))
    return changed.rowcount


def other_assignments(connection: Connection) -> int:
    """Another colleague was given what everybody asks for, and the panel was drawn from another seed."""
    own = sa.select(Nomination.id).join(Nomination.organisation).where(Organisation.slug == OWN)
    given = sa.select(Assignment.id).where(
        Assignment.person_id.in_(COLLEAGUES), Assignment.nomination_id.in_(own)
    )
    last = connection.scalars(given.order_by(Assignment.id.desc()).limit(1)).one()
    newcomer = sa.select(Person.id).where(Person.email == "administrator@example.org").scalar_subquery()
    connection.execute(sa.update(Draw).values(seed="another"))
    moved = sa.update(Assignment).where(Assignment.id == last)
    return connection.execute(moved.values(person_id=newcomer, by_hand=True)).rowcount


def more_nominations(connection: Connection) -> int:
    """Another body works on two more nominations."""
    other = sa.select(Organisation.id).where(Organisation.slug == "sandwell").scalar_subquery()
    (category, edition) = connection.execute(sa.select(Category.id, Category.edition_id).limit(1)).one()
    for number in (1, 2):
        row = {"reference": f"TEA-9{number}", "team_name": f"A secret team {number}", "number": 7 + number}
        row |= {"edition_id": edition, "category_id": category, "organisation_id": other}
        connection.execute(sa.insert(Nomination).values(**row, state=NominationState.DRAFT))
    return 2


def other_sample_scores(connection: Connection) -> int:
    """The colleagues scored the sample otherwise."""
    theirs = sa.update(CalibrationSheet).where(CalibrationSheet.person_id.in_(COLLEAGUES))
    return connection.execute(
        theirs.values(points={"impact": 0}, comments={"impact": "Quite otherwise."})
    ).rowcount


def sample_open(connection: Connection) -> int:
    """The panel has not agreed on the sample yet."""
    before = sa.update(CalibrationEntry).values(state=CalibrationState.OPEN, agreed_at=None, agreed={})
    return connection.execute(before).rowcount


def other_flags(connection: Connection) -> int:
    """The colleagues told the chair something, and were answered."""
    flagged = sa.update(ScoreSheet).where(ScoreSheet.id.in_(THEIR_SHEETS))
    return connection.execute(flagged.values(flag="A secret worry.", flag_answer="A secret answer.")).rowcount


def other_winners(connection: Connection) -> int:
    """Every prize goes to another team that was in for it, for another reason. The seal's root stays."""
    edition = db.session.scalars(sa.select(Edition)).one()
    in_for = {award: [team.id for team in teams] for award, teams in shortlists(edition).items()}
    db.session.remove()  # or the changes that follow would be part of what it rolls back
    wanted = sa.select(Recipient.id, Recipient.nomination_id, Decision.award_id).join(Recipient.decision)
    changed = 0
    for prize, team, award in connection.execute(wanted).all():
        teams = in_for[award]
        other = teams[(teams.index(team) + 1) % len(teams)]
        connection.execute(sa.update(Recipient).where(Recipient.id == prize).values(nomination_id=other))
        changed += other != team
    connection.execute(sa.update(Decision).values(reason="Other words."))
    connection.execute(sa.update(Seal).values(record={"decisions": "others"}, nonce="another"))
    return changed
