"""What a member is asked to do, and who has answered."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.fences import open_to
from awards.core.readiness import Ready
from awards.editions.models import Category, Criterion, Edition, Question, Section
from awards.editions.states import QuestionKind, Stage
from awards.judging.models import Assignment, Panel, PanelMember, PanelRound, ScoreSheet, panel_categories
from awards.judging.queries.conditions import counts
from awards.judging.queries.rounds import in_round
from awards.judging.states import SEATED, RoundKind, SeatState, SheetState
from awards.nominations.models import Nomination

PAGE = "judging.panels"
FEWEST_JUDGES = 3
"""With fewer, one judge's mood decides."""

MINUTES_EACH = 15
"""So long a judge takes over a nomination of about 1,300 words, its scores and a sentence for each."""

FIELD = "field"
"""Key of the question that tells in which field a team works."""


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """A round as a member is told of it."""

    name: str
    kind: RoundKind
    closes_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is asked of a member. Nobody is told a number before all nominations are in."""

    rounds: Sequence[RoundAsked]
    nominations: int | None

    @property
    def time(self) -> str:
        """How long it takes all in all, to the half hour."""
        halves = math.ceil((self.nominations or 0) * MINUTES_EACH / 30)
        if halves < 2:
            return "half an hour"
        return f"{halves // 2}{'½' if halves % 2 else ''} {'hour' if halves == 2 else 'hours'}"


@dataclass(frozen=True, slots=True)
class SheetsLeft:
    """What stays and what goes when a member leaves; what was ``given_back`` to them stays and counts not."""

    submitted: int
    given_back: int
    drafts: int
    unstarted: int


def invitation_of(member: PanelMember) -> Invitation:
    """What is asked of the member, by when in each round, and how much it is."""
    panel, edition = member.panel, member.panel.edition
    rounds = [
        RoundAsked(each.name, each.kind, each.due_at) for each in panel.rounds if each.number >= panel.round
    ]
    counted = member.scores and edition.state.is_at_least(Stage.CHECKING)
    return Invitation(rounds, _share(member) if counted else None)


def _share(member: PanelMember) -> int:
    """About how many nominations fall to the member; what they stand aside from is in no count."""
    panel, now = member.panel, member.panel.current
    wanted = sa.select(sa.func.count(Nomination.id))
    entered = db.session.scalar(wanted.where(in_round(panel), open_to(Nomination, member.person_id))) or 0
    if now.judges_each is None:
        return entered
    judges = sa.select(sa.func.count(PanelMember.id)).where(
        PanelMember.panel_id == panel.id, PanelMember.scores.is_(True), PanelMember.state.in_(SEATED)
    )
    share = math.ceil(entered * now.judges_each / max(db.session.scalar(judges) or 0, 1))
    return min([share, entered, *(most for most in (member.most, now.most_each) if most is not None)])


def is_shared_out(panel: Panel) -> bool:
    """Whether each nomination of the panel's round has been given to some of its judges, not to all."""
    wanted = (
        sa.select(sa.literal(1))
        .select_from(PanelRound)
        .join(
            Assignment,
            sa.and_(Assignment.panel_id == PanelRound.panel_id, Assignment.round == PanelRound.number),
        )
        .where(
            PanelRound.panel_id == panel.id,
            PanelRound.number == panel.round,
            PanelRound.judges_each.is_not(None),
        )
    )
    return db.session.scalar(wanted.limit(1)) is not None


def criteria_of(member: PanelMember) -> list[tuple[Category, list[Criterion]]]:
    """What the member's panel scores in its round, category by category."""
    categories = (
        sa.select(Category)
        .join(panel_categories)
        .where(panel_categories.c.panel_id == member.panel_id)
        .order_by(Category.position)
        .options(orm.selectinload(Category.criteria))
    )
    found = db.session.scalars(categories).all()
    return [(category, category.criteria_in(member.panel.round)) for category in found]


def fields_of(panel: Panel) -> dict[str, str]:
    """The fields in which the teams of the panel's categories work: the answers offered, and their words."""
    questions = (
        sa.select(Question)
        .join(Question.section)
        .join(panel_categories, panel_categories.c.category_id == Section.category_id)
        .where(
            panel_categories.c.panel_id == panel.id,
            Question.key == FIELD,
            Question.kind == QuestionKind.CHOICE,
        )
        .order_by(Section.position, Question.position, Question.id)
    )
    found = db.session.scalars(questions).all()
    return {option["value"]: option["label"] for question in found for option in question.options}


def seats_readiness(edition: Edition) -> list[Ready]:
    """Whether each panel has enough judges and a chair, and who has not answered yet."""
    found = []
    for name, members, judges, chairs, deputies, waiting in db.session.execute(_seats(edition)):
        noun = "judge" if judges == 1 else "judges"
        enough = judges >= FEWEST_JUDGES
        found += [
            Ready(f"“{name}” has {judges} {noun}.", enough, needed=judges == 0, endpoint=PAGE),
            Ready(f"“{name}” has {'a chair' if chairs else 'no chair'}.", chairs > 0, endpoint=PAGE),
        ]
        if members:
            sentence = "has a deputy" if deputies else "has no deputy to stand in for the chair"
            found += [
                _answered(name, members, waiting),
                Ready(f"“{name}” {sentence}.", deputies > 0, needed=False, endpoint=PAGE),
            ]
    return found


def _answered(name: str, members: int, waiting: int) -> Ready:
    if not waiting:
        return Ready(f"Everybody on “{name}” has answered.", True, needed=False, endpoint=PAGE)
    verb = "has" if waiting == 1 else "have"
    sentence = f"{waiting} of {members} members of “{name}” {verb} not answered."
    return Ready(sentence, False, needed=False, endpoint=PAGE)


def _seats(edition: Edition) -> sa.Select[str, int, int, int, int, int]:
    """By panel: members who are asked and did not decline or leave, and what they are."""

    def number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.count(sa.case((condition, 1)))

    return (
        sa.select(
            Panel.name,
            sa.func.count(PanelMember.id),
            number(PanelMember.scores.is_(True)),
            number(PanelMember.is_chair.is_(True)),
            number(PanelMember.is_deputy.is_(True)),
            number(PanelMember.state == SeatState.INVITED),
        )
        .outerjoin(PanelMember, sa.and_(PanelMember.panel_id == Panel.id, PanelMember.state.in_(SEATED)))
        .where(Panel.edition_id == edition.id)
        .group_by(Panel.id, Panel.name)
        .order_by(Panel.name)
    )


def sheets_left_by(member: PanelMember, viewer: Person) -> SheetsLeft:
    """How many score sheets a member has submitted in this round, and how many would be taken away.

    What the viewer stands aside from is in no count.
    """

    def number(state: SheetState) -> sa.ColumnElement[int]:
        return sa.func.count(sa.case((ScoreSheet.state == state, 1)))

    theirs = (
        sa.select(
            sa.func.count(Assignment.id),
            number(SheetState.SUBMITTED),
            number(SheetState.REOPENED),
            number(SheetState.DRAFT),
        )
        .join(Assignment.nomination)
        .outerjoin(Assignment.sheet)
        .where(
            Assignment.panel_id == member.panel_id,
            Assignment.person_id == member.person_id,
            counts(),
            open_to(Nomination, viewer.id),
        )
    )
    assigned, submitted, given_back, drafts = db.session.execute(theirs).one()
    return SheetsLeft(submitted, given_back, drafts, assigned - submitted - given_back - drafts)
