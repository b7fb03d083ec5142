"""A large edition for benchmarks: many bodies, nominations and judges of no particular character.

Rows are written in bulk, not by the services: a benchmark is about reading them.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from awards.accounts.models import Person, Post
from awards.accounts.passwords import hash_password
from awards.core.database import Base, db
from awards.core.installation import start_sample_clock
from awards.editions.files import parse_edition
from awards.editions.models import Edition, Participant, Question
from awards.editions.services.loading import load_edition
from awards.editions.states import QuestionKind, Stage
from awards.judging.models import Assignment, Conflict, Panel, PanelMember, PanelRound, Score, ScoreSheet
from awards.judging.states import ConflictKind, SeatState, SheetState
from awards.nominations.models import Answer, Nomination, TeamMember
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation, OrganisationKind
from awards.organisations.roles import Role
from awards.web.sample import timeline
from awards.web.sample.cast import STARTS, Cast, invite_everybody
from awards.web.sample.clearing import make_room
from awards.web.sample.content import EDITION, SampleNomination, SampleQuality, nominations, quality
from awards.web.sample.scoring import points
from awards.web.sample.stages import Show, carry_on

CHUNK = 5_000


@dataclass
class Rows:
    """Rows waiting to be written, by table, in the order in which tables were first named."""

    waiting: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, model: type[Base], **values: Any) -> uuid.UUID:
        """Keep a row for later; its identity."""
        identity = uuid.uuid4()
        self.waiting.setdefault(model, []).append({"id": identity, **values})
        return identity

    def write(self) -> None:
        """Write everything, in large pieces."""
        for model, rows in self.waiting.items():
            for start in range(0, len(rows), CHUNK):
                db.session.execute(sa.insert(model), rows[start : start + CHUNK])
        self.waiting.clear()


def load_large_sample(  # the three sizes say what is made
    stage: Stage,
    password: str,
    count: int,
    judges: int,
    per_nomination: int,
    *,
    base_url: str,
    tell: Callable[[str], None],
) -> Edition:
    """Make an edition of ``count`` nominations, each scored by ``per_nomination`` of ``judges`` judges."""
    make_room()
    start_sample_clock(timeline.NOW[stage])
    edition = load_edition(parse_edition(EDITION.read_text("utf-8")), by=None, at=timeline.SET_UP)
    cast = invite_everybody(password, at=timeline.SET_UP, base_url=base_url)
    show = Show(edition, cast, tell, base_url, photos=False)
    show.move("open_nominations", timeline.OPENED)
    tell(f"{count} bodies nominate")
    rows, crowd = Rows(), _Crowd(edition, password)
    entered = crowd.nominate(rows, count, submitted=stage is not Stage.NOMINATIONS)
    if stage is not Stage.NOMINATIONS:
        tell(f"{judges} judges score, {per_nomination} each nomination")
        crowd.judge(rows, cast, entered, judges, per_nomination, complete=stage is not Stage.JUDGING)
    rows.write()
    if stage is not Stage.NOMINATIONS:
        show.move("close_nominations", timeline.CLOSED)
        show.move("open_judging", timeline.JUDGING)
        carry_on(show, stage)
    return edition


@dataclass(frozen=True)
class _Entered:
    """A nomination that was written down, with the body that made it and how good it is."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    quality: SampleQuality
    name: str


@dataclass(frozen=True)
class _Seat:
    """A judge, and the nomination they stand aside from."""

    person: uuid.UUID
    avoids: uuid.UUID
    name: str


class _Crowd:
    """Makes people, nominations and sheets by the thousand."""

    def __init__(self, edition: Edition, password: str) -> None:
        self.edition = edition
        self.category = edition.categories[0]
        self.questions = [question for section in self.category.sections for question in section.questions]
        self.password_hash = hash_password(password)

    def nominate(self, rows: Rows, count: int, *, submitted: bool) -> list[_Entered]:
        """One body, its director and its nomination, ``count`` times."""
        return [self._nomination(rows, number, submitted) for number in range(1, count + 1)]

    def _nomination(self, rows: Rows, number: int, submitted: bool) -> _Entered:
        content = nominations()[number % len(nominations())]
        name = f"Borough {number:05}"
        body = rows.add(
            Organisation,
            slug=f"borough-{number:05}",
            name=f"{name} Council",
            short_name=name,
            kind=OrganisationKind.COUNCIL,
        )
        rows.add(Participant, edition_id=self.edition.id, organisation_id=body)
        director = self._person(rows, f"director.{number:05}", Role.DIRECTOR, body)
        state = NominationState.ACCEPTED if submitted else NominationState.DRAFT
        nomination = rows.add(
            Nomination,
            edition_id=self.edition.id,
            category_id=self.category.id,
            organisation_id=body,
            reference=f"TEA22-L{number:05}",
            state=state,
            team_name=f"{content.answers['team-name']} {number}",
            submitted_at=timeline.SUBMITTED if submitted else None,
            submitted_by_id=director if submitted else None,
            changed_at=timeline.SUBMITTED,
        )
        self._answers(rows, nomination, content, number)
        return _Entered(nomination, body, quality()[content.organisation], name)

    def _answers(self, rows: Rows, nomination: uuid.UUID, content: SampleNomination, number: int) -> None:
        for question in self.questions:
            value = content.answers.get(question.key)
            if question.kind is QuestionKind.PEOPLE:
                self._members(rows, nomination, question, value or [])
            elif value is not None:
                named = f"{value} {number}" if question.key == "team-name" else value
                rows.add(Answer, nomination_id=nomination, question_id=question.id, value=named)

    def _members(
        self, rows: Rows, nomination: uuid.UUID, question: Question, people: Iterable[dict[str, Any]]
    ) -> None:
        for position, row in enumerate(people, start=1):
            rows.add(
                TeamMember,
                nomination_id=nomination,
                question_id=question.id,
                position=position,
                name=row["name"],
                role=row.get("role", ""),
            )

    def _person(self, rows: Rows, local: str, role: Role, body: uuid.UUID | None) -> uuid.UUID:
        name = local.replace(".", " ").title()
        person = rows.add(
            Person,
            email=f"{local}@example.org",
            name=name,
            password_hash=self.password_hash,
            joined_at=timeline.SET_UP,
        )
        rows.add(
            Post, person_id=person, organisation_id=body, role=role, title=role.title(), starts_on=STARTS
        )
        return person

    def judge(  # the sizes say what is made
        self, rows: Rows, cast: Cast, entered: Sequence[_Entered], judges: int, each: int, *, complete: bool
    ) -> None:
        """Seat the judges, and let ``each`` of them score every nomination, in turn, past their conflicts."""
        panel = Panel(
            edition=self.edition, name="The panel", categories=[self.category], rounds=[PanelRound()]
        )
        ready = {
            "state": SeatState.ACCEPTED,
            "answered_at": timeline.JUDGING,
            "criteria_read_at": timeline.JUDGING,
            "declared_at": timeline.JUDGING,
        }
        panel.members.append(PanelMember(person=cast.chair, is_chair=True, scores=False, **ready))
        db.session.add(panel)
        db.session.flush()
        seated: list[_Seat] = []
        for number in range(judges):
            body = entered[number % len(entered)]
            person = self._person(rows, f"judge.{number:04}", Role.JUDGE, body.organisation_id)
            rows.add(PanelMember, panel_id=panel.id, person_id=person, **ready)
            rows.add(
                Conflict,
                person_id=person,
                nomination_id=body.id,
                kind=ConflictKind.SAME_ORGANISATION,
                reason="Holds a post there",
            )
            seated.append(_Seat(person, body.id, f"judge {number}"))
        for number, one in enumerate(entered):
            free = [seat for seat in _in_turn(seated, number * each, each + 1) if seat.avoids != one.id]
            for place, seat in enumerate(free[:each]):
                self._sheet(rows, panel.id, seat, one, complete or place % 2 == 0)

    def _sheet(self, rows: Rows, panel: uuid.UUID, seat: _Seat, one: _Entered, submitted: bool) -> None:
        assignment = rows.add(Assignment, panel_id=panel, person_id=seat.person, nomination_id=one.id)
        if not submitted:
            return
        sheet = rows.add(
            ScoreSheet,
            assignment_id=assignment,
            state=SheetState.SUBMITTED,
            comment="A clear and honest account.",
            saved_at=timeline.SCORED,
            submitted_at=timeline.SCORED,
        )
        for criterion in self.category.criteria:
            given = points(one.quality, criterion.key, f"{one.name} {seat.name}", 0.0)
            rows.add(
                Score,
                sheet_id=sheet,
                criterion_id=criterion.id,
                points=given,
                comment="The evidence is given in full.",
            )


def _in_turn(seated: Sequence[_Seat], start: int, count: int) -> list[_Seat]:
    """``count`` of the judges from place ``start``, round and round."""
    return [seated[(start + step) % len(seated)] for step in range(min(count, len(seated)))]
