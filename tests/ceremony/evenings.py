"""Evenings to test with: an edition with awards, teams, directors, and where asked decisions and a seal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.ceremony.services import generate_running_order
from awards.core.database import db
from awards.editions.models import Award, Category, Edition
from awards.editions.states import AwardKind, Stage
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from awards.results.models import Decision, Recipient, Seal
from awards.results.queries.record import result_record
from awards.results.seal import seal_record
from awards.results.states import Placing
from tests.factories import (
    NOW,
    make_award,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
    numbers,
    saved,
)

AT = dt.datetime(2022, 10, 14, 10, tzinfo=dt.UTC)
NONCE = bytes(range(32))
PLAN = [
    {
        "key": "doors",
        "title": "Doors",
        "kind": "arrival",
        "length": "45m",
        "start": "18:00",
        "start_reason": "Printed",
    },
    {
        "key": "welcome",
        "title": "Welcome",
        "kind": "welcome",
        "length": "6:00",
        "shortest": "4:00",
        "longest": "8:00",
    },
    {
        "key": "teams",
        "title": "Teams",
        "public_title": "Our teams",
        "kind": "recognition",
        "award": "every-team",
        "length_each": "3:00",
    },
    {"key": "top", "title": "The top award", "kind": "award", "award": "top", "length": "9:00"},
    {"key": "field", "title": "Fields", "kind": "award", "awards": "field", "length_each": "3:30"},
    {"key": "crew", "title": "Strike the set", "kind": "close", "length": "10m", "public": False},
]


@dataclass
class Evening:
    """An edition and those in it."""

    edition: Edition
    category: Category
    organiser: Person
    teams: list[Nomination] = field(default_factory=list)
    every: Award = field(init=False)
    top: Award = field(init=False)
    best: Award = field(init=False)


def make_evening(stage: Stage = Stage.SEALED, teams: int = 3, plan: Any = None) -> Evening:
    """Three awards (for every team, a top award, best in early help) and teams; sealed from that stage on."""
    edition = make_edition(
        Stage.MODERATION if stage.is_at_least(Stage.SEALED) else stage,
        plan=PLAN if plan is None else plan,
        host="A network",
        chair_name="Dilys Okoro",
        welcome=["Good evening."],
        thanks=["Thank you."],
    )
    evening = Evening(edition, make_category(edition), make_person(Role.ORGANISER))
    evening.every = make_award(
        evening.category, AwardKind.RECOGNITION, key="every-team", name="Team of Excellence"
    )
    evening.top = make_award(evening.category, key="top", name="Team of the Year", highly_commended=1)
    best = {"question": "field", "answer": "early-help", "minimum": 2}
    evening.best = make_award(evening.category, key="best", name="Best in early help", **best)
    evening.teams = [make_team(evening, n) for n in range(teams)]
    make_panel(
        evening.category,
        make_person(Role.JUDGE, name="Judy Gray"),
        chair=make_person(Role.CHAIR, name="Cherry Ross"),
    )
    if stage.is_at_least(Stage.SEALED):
        seal(evening)
        edition.state = stage
        db.session.commit()
    return evening


def make_team(evening: Evening, n: int, state: NominationState = NominationState.ACCEPTED) -> Nomination:
    """A team in early help with a member who agreed to be named and one who did not; it has a director."""
    letter = chr(65 + n % 26)
    council = make_organisation(name=f"{letter} Council {next(numbers)}", short_name=f"{letter} {n}")
    make_person(Role.DIRECTOR, organisation=council, name=f"Director {n}")
    answers = {"field": "early-help", "why-this-team": f"Because of {n}.", "challenge": f"judges-only-{n}"}
    team = make_nomination(evening.category, council, state, answers, team_name=f"Team Number {n}")
    question = next(q for s in evening.category.sections for q in s.questions if q.key == "members")
    for position, (name, agreed) in enumerate([(f"Named {n}", True), (f"Unnamed {n}", False)]):
        team.members.append(TeamMember(question=question, position=position, name=name, in_programme=agreed))
    return saved(team)


def seal(evening: Evening) -> Seal:
    """Decide for the first team, commend the second, and seal that."""
    first, second = evening.teams[0], evening.teams[1]
    decide(evening.top, winner=first, commended=second)
    decide(evening.best, winner=first)
    content = result_record(evening.edition)
    root = seal_record(content, NONCE)
    facts = {"nonce": NONCE.hex(), "root": root, "sealed_at": NOW, "sealed_by": evening.organiser}
    return saved(Seal(edition=evening.edition, record=content, **facts))


def decide(award: Award, winner: Nomination, commended: Nomination | None = None) -> Decision:
    """A decision about an award."""
    decision = Decision(award=award, reason="Because the panel says so.", decided_at=NOW)
    decision.decided_by = make_person(Role.CHAIR)
    decision.recipients.append(Recipient(nomination=winner, placing=Placing.WINNER, position=1))
    if commended:
        decision.recipients.append(
            Recipient(nomination=commended, placing=Placing.HIGHLY_COMMENDED, position=2)
        )
    return saved(decision)


def let_another_win(evening: Evening, winner: Nomination) -> None:
    """Another world, in which ``winner`` has every award, past all rules; fingerprint and all else stay."""
    decided = sa.select(Decision.id).join(Decision.award).where(Award.edition_id == evening.edition.id)
    everything = sa.update(Recipient).where(
        Recipient.decision_id.in_(decided), Recipient.placing == Placing.WINNER
    )
    db.session.execute(everything.values(nomination_id=winner.id))
    db.session.commit()
    db.session.expire_all()


def planned(evening: Evening) -> Evening:
    """The same with a running order made from its plan."""
    generate_running_order(evening.edition, by=evening.organiser, at=AT)
    db.session.commit()
    return evening


def at(evening: Evening, path: str = "") -> str:
    """The address of a page of the edition."""
    return f"/editions/{evening.edition.slug}/{path}"
