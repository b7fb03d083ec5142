"""Filled-in score packs: kept to be looked through, then saved or discarded."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.workbooks import Sheet
from awards.judging.marks import writing_problem
from awards.judging.models import FilledPack, PanelMember
from awards.judging.packs import read_pack
from awards.judging.queries.calibration import first_sample
from awards.judging.queries.packs import changes_in, changes_of, find_filled_pack, pack_tasks, rows_of
from awards.judging.services.sheets import save_sheet

KEPT_FOR = dt.timedelta(days=7)
"""Then a pack that nobody looked through is deleted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a judge decides on one nomination of a pack, having seen this version of the sheet."""

    seen: int
    take: bool = True


@dataclass(frozen=True, slots=True)
class Saved:
    """How many nominations were changed by a pack, and how many of them can be submitted."""

    changed: int = 0
    ready: int = 0


def pack_problem(member: PanelMember, at: dt.datetime) -> str:
    """Why a member's pack can be neither taken nor sent back now; empty where it can."""
    edition = member.panel.edition
    if first_sample(member.person, member.panel_id):
        return "Score the sample nomination first. After that your pack is here."
    return writing_problem(edition.state, edition.judging_closes_at, at, None, member.panel.current)


def keep_pack(member: PanelMember, sheets: Sequence[Sheet], *, by: Person, at: dt.datetime) -> FilledPack:
    """Read a filled-in pack and keep what it would change; it takes the place of one sent before."""
    lock(member)
    _check_open(member, at)
    tasks = pack_tasks(member)
    read = read_pack(sheets, rows_of(tasks))
    changing = {change.id for change in changes_in(read.filled, tasks, at)}
    pack = find_filled_pack(member)
    if pack is None:
        pack = FilledPack(member=member)
        db.session.add(pack)
    pack.changes = [each.plain() for each in read.filled if each.assignment in changing]
    pack.problems, pack.created_at = read.problems, at
    db.session.flush()
    record("filled score pack sent", member, by=by, at=at, number=len(pack.changes))
    return pack


def apply_pack(
    member: PanelMember, choices: Mapping[uuid.UUID, Choice], *, by: Person, at: dt.datetime
) -> Saved:
    """Save what the judge chose of their pack, as drafts, and delete it. Pressed twice, it is saved once.

    Raise Stale where a sheet was saved after the judge saw it: then nothing is saved.
    """
    lock(member)
    pack = find_filled_pack(member)
    if pack is None:
        return Saved()
    _check_open(member, at)
    changes = [change for change in changes_of(pack) if _taken(choices.get(change.id))]
    for change in changes:
        seen = choices[change.id].seen
        save_sheet(change.task.assignment, change.marks, by=by, at=at, version=seen)
    db.session.delete(pack)
    record("filled score pack saved", member, by=by, at=at, number=len(changes))
    return Saved(len(changes), sum(change.is_ready for change in changes))


def discard_pack(member: PanelMember, *, by: Person, at: dt.datetime) -> None:
    """Delete what was sent; what is saved stays as it is."""
    lock(member)
    pack = find_filled_pack(member)
    if pack:
        db.session.delete(pack)
        record("filled score pack discarded", member, by=by, at=at)


def forget_packs(at: dt.datetime) -> None:
    """Delete the packs that nobody looked through for a week."""
    db.session.execute(sa.delete(FilledPack).where(FilledPack.created_at < at - KEPT_FOR))


def _taken(choice: Choice | None) -> bool:
    if choice is None:
        raise BrokenRule("Look through the changes again: something was added in the meantime.")
    return choice.take


def _check_open(member: PanelMember, at: dt.datetime) -> None:
    problem = pack_problem(member, at)
    if problem:
        raise WrongState(problem)
