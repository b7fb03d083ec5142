"""What a judge takes away to work on, and what a filled-in pack would change."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy import orm

from awards.core.database import db
from awards.core.errors import NotFound
from awards.judging.filling import Difference, Filled, differences
from awards.judging.marks import Marks
from awards.judging.models import FilledPack, Panel, PanelMember
from awards.judging.packs import Own
from awards.judging.queries.tasks import Task, tasks_of
from awards.judging.queries.written import rule_criteria
from awards.judging.rules import score_problems
from awards.judging.telling import told_more
from awards.nominations.models import Nomination
from awards.nominations.queries import nominations_with_ids


@dataclass(frozen=True)
class PackChange:
    """What a filled-in pack would change of one nomination.

    It clashes where the sheet was saved after the pack was downloaded: the judge chooses.
    """

    task: Task
    filled: Filled
    marks: Marks
    differences: Sequence[Difference]

    @property
    def id(self) -> uuid.UUID:
        """The assignment's."""
        return self.task.assignment.id

    @property
    def version(self) -> int:
        """The sheet's as it is now; 0 before there is one."""
        return self.task.assignment.sheet.version if self.task.assignment.sheet else 0

    @property
    def clashes(self) -> bool:
        """Whether the sheet was saved elsewhere since."""
        return self.filled.version != self.version

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing any more once it is saved."""
        assignment = self.task.assignment
        criteria = rule_criteria(assignment.nomination.category, assignment.round)
        return not score_problems(self.marks.scores, self.marks.comments, criteria)


def get_pack_seat(member_id: uuid.UUID) -> PanelMember:
    """The seat with its panel's rounds, or NotFound."""
    panel = orm.joinedload(PanelMember.panel)
    wanted = (
        sa.select(PanelMember)
        .where(PanelMember.id == member_id)
        .options(
            orm.joinedload(PanelMember.person),
            panel.joinedload(Panel.edition),
            panel.joinedload(Panel.rounds),
        )
    )
    member = db.session.scalars(wanted).unique().one_or_none()
    if member is None:
        raise NotFound
    return member


def pack_tasks(member: PanelMember) -> list[Task]:
    """The nominations in a member's pack: theirs in this round, in their own order of reading."""
    return list(tasks_of(member.person, [member]).get(member.panel_id, ()))


def rows_of(tasks: Sequence[Task]) -> dict[uuid.UUID, Own]:
    """The same as the reader of packs knows them."""
    return {
        task.assignment.id: Own(
            task.assignment.id,
            rule_criteria(task.assignment.nomination.category, task.assignment.round),
            task.is_submitted,
        )
        for task in tasks
    }


def whole_nominations(member: PanelMember, tasks: Sequence[Task]) -> dict[uuid.UUID, Nomination]:
    """The nominations of the tasks with all that is in them, by id."""
    ids = [task.assignment.nomination_id for task in tasks]
    return {each.id: each for each in nominations_with_ids(member.panel.edition, ids)} if ids else {}


def find_filled_pack(member: PanelMember) -> FilledPack | None:
    """The pack that waits to be looked through."""
    return db.session.scalar(sa.select(FilledPack).filter_by(member_id=member.id))


def changes_in(filled: Sequence[Filled], tasks: Sequence[Task], at: dt.datetime) -> list[PackChange]:
    """What would change, in the order of the list. What may not be written on any more is left out.

    What the chair was told stays; other words stand below it, with the day of ``at``.
    """
    by_id = {each.assignment: each for each in filled}
    found = []
    for task in tasks:
        each = by_id.get(task.assignment.id)
        if each is None or task.is_submitted:
            continue
        marks, sheet = each.given.over(task.marks), task.assignment.sheet
        if sheet and sheet.has_told:
            marks = replace(marks, flag=told_more(sheet.flag, sheet.flag_answer, marks.flag, at))
        criteria = rule_criteria(task.assignment.nomination.category, task.assignment.round)
        differing = differences(task.marks, marks, criteria)
        if differing:
            found.append(PackChange(task, each, marks, differing))
    return found


def changes_of(pack: FilledPack) -> list[PackChange]:
    """What a kept pack would change now."""
    return changes_in([Filled.of(kept) for kept in pack.changes], pack_tasks(pack.member), pack.created_at)
