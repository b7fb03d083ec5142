"""The things named in addresses."""

import uuid

import sqlalchemy as sa
from sqlalchemy import orm

from awards.core.database import db
from awards.core.errors import NotFound
from awards.editions.models import Category, Edition, Section
from awards.judging.models import Assignment, Panel, PanelMember, ScoreSheet
from awards.judging.queries.conditions import counts
from awards.nominations.models import Nomination, Upload


def get_panel(panel_id: uuid.UUID) -> Panel:
    """The panel with its edition, categories and members, or NotFound."""
    wanted = (
        sa.select(Panel)
        .where(Panel.id == panel_id)
        .options(
            orm.joinedload(Panel.edition),
            orm.selectinload(Panel.categories),
            orm.selectinload(Panel.members).joinedload(PanelMember.person),
        )
    )
    panel = db.session.scalar(wanted)
    if panel is None:
        raise NotFound
    return panel


def get_member(member_id: uuid.UUID) -> PanelMember:
    """The seat on a panel, or NotFound."""
    wanted = (
        sa.select(PanelMember)
        .where(PanelMember.id == member_id)
        .options(
            orm.joinedload(PanelMember.person),
            orm.joinedload(PanelMember.panel).joinedload(Panel.edition),
            orm.joinedload(PanelMember.panel).selectinload(Panel.categories),
        )
    )
    member = db.session.scalar(wanted)
    if member is None:
        raise NotFound
    return member


def get_assignment(assignment_id: uuid.UUID) -> Assignment:
    """The assignment with its sheet and criteria, or NotFound; also where its judge stands aside.

    What the nomination says is loaded when it is read, in four statements; saving a sheet does without.
    """
    nomination = orm.joinedload(Assignment.nomination)
    category = nomination.joinedload(Nomination.category)
    wanted = (
        sa.select(Assignment)
        .join(Assignment.nomination)
        .where(Assignment.id == assignment_id, counts())
        .options(
            nomination.joinedload(Nomination.edition),
            nomination.joinedload(Nomination.refusers),  # hardly ever any
            nomination.joinedload(Nomination.masks),  # nor of these
            category.selectinload(Category.criteria),
            category.lazyload(Category.sections).joinedload(Section.questions),
            orm.joinedload(Assignment.member),
            orm.joinedload(Assignment.panel_round),
            orm.joinedload(Assignment.sheet).selectinload(ScoreSheet.scores),
        )
    )
    assignment = db.session.scalar(wanted)
    if assignment is None:
        raise NotFound
    return assignment


def get_sheet(sheet_id: uuid.UUID) -> ScoreSheet:
    """A sheet that counts, for the chair who may reopen it, or NotFound."""
    assignment = orm.joinedload(ScoreSheet.assignment)
    panel = assignment.joinedload(Assignment.panel)
    wanted = (
        sa.select(ScoreSheet)
        .join(ScoreSheet.assignment)
        .join(Assignment.nomination)
        .where(ScoreSheet.id == sheet_id, counts())
        .options(
            assignment.joinedload(Assignment.nomination).joinedload(Nomination.edition),
            assignment.joinedload(Assignment.person),
            assignment.selectinload(Assignment.conflicts),
            panel.selectinload(Panel.members),
        )
    )
    sheet = db.session.scalar(wanted)
    if sheet is None:
        raise NotFound
    return sheet


def get_upload(upload_id: uuid.UUID) -> Upload:
    """A photo or document with the question it answers, or NotFound."""
    wanted = sa.select(Upload).where(Upload.id == upload_id).options(orm.joinedload(Upload.question))
    upload = db.session.scalar(wanted)
    if upload is None:
        raise NotFound
    return upload


def find_panel_by_name(edition: Edition, name: str) -> Panel | None:
    """The edition's panel of that name, or None."""
    return db.session.scalar(sa.select(Panel).filter_by(edition_id=edition.id, name=name))
