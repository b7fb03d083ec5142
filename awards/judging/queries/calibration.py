"""Samples: which a judge still has to score, who has scored them, and how the points are spread."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm

from awards.accounts.models import Person
from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Category, Question, Section
from awards.editions.states import Audience, QuestionKind, Stage
from awards.judging.calibrating import Apart, Sheet, Spread, far_apart, spreads
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    CalibrationSheet,
    Panel,
    PanelMember,
    panel_categories,
)
from awards.judging.queries.written import rule_criteria
from awards.judging.states import CalibrationState, SeatState

WRITTEN = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class OwnSample:
    """A sample that was shown to a judge, and how far they are with it."""

    entry: CalibrationEntry
    begun: bool
    submitted: bool

    @property
    def waits(self) -> bool:
        """Whether the judge has to score it before anything else."""
        return not self.submitted and self.entry.panel.edition.state is Stage.JUDGING


@dataclass(frozen=True, slots=True)
class Calibration:
    """What goes before a nomination: the ``first`` sample to score; ``agreed`` by criterion key."""

    first: CalibrationEntry | None
    agreed: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has scored a sample of those who are to; ``begun``: whether there is a score sheet at all."""

    scored: Sequence[PanelMember]
    missing: Sequence[PanelMember]
    begun: bool

    @property
    def total(self) -> int:
        """How many are to score it."""
        return len(self.scored) + len(self.missing)


@dataclass(frozen=True, slots=True)
class Picture:
    """How the panel's points are spread, and where the viewer's own stand."""

    spreads: Sequence[Spread]
    own: Mapping[str, int]
    apart: Sequence[Apart]


def get_sample(sample_id: uuid.UUID) -> CalibrationEntry:
    """The sample with its panel, members and criteria, or NotFound."""
    panel = orm.joinedload(CalibrationEntry.panel)
    wanted = (
        sa.select(CalibrationEntry)
        .where(CalibrationEntry.id == sample_id)
        .options(
            panel.joinedload(Panel.edition),
            panel.selectinload(Panel.members).joinedload(PanelMember.person).lazyload(Person.posts),
            orm.joinedload(CalibrationEntry.category).selectinload(Category.criteria),
        )
    )
    sample = db.session.scalar(wanted)
    if sample is None:
        raise NotFound
    return sample


def get_category(category_id: uuid.UUID) -> Category:
    """The category with its entry form, or NotFound."""
    form = orm.selectinload(Category.sections).selectinload(Section.questions)
    category = db.session.scalar(sa.select(Category).where(Category.id == category_id).options(form))
    if category is None:
        raise NotFound
    return category


def questions_for_judges(category: Category) -> list[Question]:
    """What the entry form asks for the judges, in words."""
    return [
        question
        for section in category.sections
        for question in section.questions
        if question.audience is Audience.JUDGES and question.kind in WRITTEN
    ]


def find_sample(panel: Panel, category: Category) -> CalibrationEntry | None:
    """The category's sample for the panel's round, or None."""
    wanted = sa.select(CalibrationEntry).filter_by(
        panel_id=panel.id, category_id=category.id, round=panel.round
    )
    return db.session.scalar(wanted)


def samples_of(panel: Panel) -> dict[uuid.UUID, CalibrationEntry]:
    """The samples for the panel's round, by category."""
    wanted = sa.select(CalibrationEntry).filter_by(panel_id=panel.id, round=panel.round)
    with_criteria = orm.joinedload(CalibrationEntry.category).selectinload(Category.criteria)
    return {each.category_id: each for each in db.session.scalars(wanted.options(with_criteria))}


def standings_of(panel: Panel, samples: Collection[CalibrationEntry]) -> dict[uuid.UUID, Standing]:
    """By sample: who of the panel has scored it. No points are loaded."""
    sheets = sa.select(CalibrationSheet.entry_id, CalibrationSheet.person_id, CalibrationSheet.submitted_at)
    rows = db.session.execute(
        sheets.where(CalibrationSheet.entry_id.in_([each.id for each in samples]))
    ).all()
    seats = [member for member in panel.members if member.scores and member.state is SeatState.ACCEPTED]
    seats.sort(key=lambda member: member.person.name.casefold())
    found = {}
    for sample in samples:
        done = {person for entry, person, submitted in rows if entry == sample.id and submitted}
        found[sample.id] = Standing(
            scored=[member for member in seats if member.person_id in done],
            missing=[member for member in seats if member.person_id not in done],
            begun=any(entry == sample.id for entry, _, _ in rows),
        )
    return found


def standing_of(sample: CalibrationEntry) -> Standing:
    """Who of the panel has scored it."""
    return standings_of(sample.panel, [sample])[sample.id]


def samples_for(person: Person, panels: Collection[uuid.UUID]) -> dict[uuid.UUID, list[OwnSample]]:
    """By panel: the samples that were shown to somebody who scores on it, in the order of categories."""
    own = sa.and_(CalibrationSheet.entry_id == CalibrationEntry.id, CalibrationSheet.person_id == person.id)
    wanted = (
        sa.select(CalibrationEntry, CalibrationSheet.id, CalibrationSheet.submitted_at)
        .join(CalibrationEntry.panel)
        .join(CalibrationEntry.category)
        .join(
            panel_categories,
            sa.and_(
                panel_categories.c.panel_id == CalibrationEntry.panel_id,
                panel_categories.c.category_id == CalibrationEntry.category_id,
            ),
        )
        .join(PanelMember, PanelMember.panel_id == Panel.id)
        .outerjoin(CalibrationSheet, own)
        .where(
            Panel.id.in_(panels),
            CalibrationEntry.round == Panel.round,
            CalibrationEntry.state != CalibrationState.DRAFT,
            PanelMember.person_id == person.id,
            PanelMember.state == SeatState.ACCEPTED,
            PanelMember.declared_at.is_not(None),
            PanelMember.scores,
        )
        .order_by(Category.position, Category.id)
        .options(
            orm.contains_eager(CalibrationEntry.category),
            orm.contains_eager(CalibrationEntry.panel).joinedload(Panel.edition),
        )
    )
    found: dict[uuid.UUID, list[OwnSample]] = {}
    for entry, sheet, submitted_at in db.session.execute(wanted) if panels else ():
        found.setdefault(entry.panel_id, []).append(
            OwnSample(entry, sheet is not None, submitted_at is not None)
        )
    return found


def panels_with_sample(members: Sequence[PanelMember]) -> set[uuid.UUID]:
    """The panels of members who cannot see it yet, but will have a sample to score before anything else."""
    ahead = {member.panel_id for member in members if member.scores and not member.has_begun}
    shown = (
        sa.select(CalibrationEntry.panel_id)
        .join(CalibrationEntry.panel)
        .where(
            CalibrationEntry.panel_id.in_(ahead),
            CalibrationEntry.round == Panel.round,
            CalibrationEntry.state != CalibrationState.DRAFT,
        )
    )
    return set(db.session.scalars(shown)) if ahead else set()


def first_sample(person: Person, panel_id: uuid.UUID) -> CalibrationEntry | None:
    """The sample that somebody has to score before they read and score the panel's nominations, or None."""
    theirs = samples_for(person, [panel_id]).get(panel_id, [])
    return next((each.entry for each in theirs if each.waits), None)


def calibration_of(assignment: Assignment) -> Calibration:
    """What the judge of this nomination has to score before it, and what the panel agreed points mean."""
    theirs = samples_for(assignment.person, [assignment.panel_id]).get(assignment.panel_id, [])
    category = assignment.nomination.category_id
    agreed = (each.entry.agreed for each in theirs if each.submitted and each.entry.category_id == category)
    return Calibration(next((each.entry for each in theirs if each.waits), None), next(agreed, {}))


def sample_sheet(sample: CalibrationEntry, person: Person) -> CalibrationSheet | None:
    """What somebody wrote on the sample so far, or None."""
    return db.session.scalar(sa.select(CalibrationSheet).filter_by(entry_id=sample.id, person_id=person.id))


def pictures_of(samples: Collection[CalibrationEntry], viewer: Person) -> dict[uuid.UUID, Picture]:
    """By sample: what the judges gave, without their names, in an order that tells nothing of them.

    Who came after the panel had agreed is not in it: the difference would show what they gave.
    """
    submitted = sa.select(CalibrationSheet).where(
        CalibrationSheet.entry_id.in_([each.id for each in samples]),
        CalibrationSheet.submitted_at.is_not(None),
    )
    sheets = db.session.scalars(submitted.order_by(CalibrationSheet.id)).all() if samples else []
    return {
        sample.id: _picture(sample, [each for each in sheets if each.entry_id == sample.id], viewer)
        for sample in samples
    }


def picture_of(sample: CalibrationEntry, viewer: Person) -> Picture:
    """The same for one."""
    return pictures_of([sample], viewer)[sample.id]


def _picture(sample: CalibrationEntry, sheets: Sequence[CalibrationSheet], viewer: Person) -> Picture:
    criteria = rule_criteria(sample.category, sample.round)
    own: Mapping[str, int] = next((each.points for each in sheets if each.person_id == viewer.id), {})
    agreed = {key: given["points"] for key, given in sample.agreed.items()}
    shown = [
        Sheet(each.points, each.comments, each.person_id == viewer.id)
        for each in sheets
        if _in_time(each, sample)
    ]
    return Picture(spreads(shown, criteria), own, far_apart(own, agreed, criteria))


def _in_time(sheet: CalibrationSheet, sample: CalibrationEntry) -> bool:
    """Whether it was handed in before the panel agreed."""
    return not (sheet.submitted_at and sample.agreed_at) or sheet.submitted_at <= sample.agreed_at
