"""Panels: who judges what."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.accounts.services import invite
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.text import clean_line
from awards.editions.models import Category, Edition
from awards.editions.states import Stage
from awards.judging.models import Assignment, Panel, PanelMember, PanelRound, panel_categories
from awards.judging.queries import find_panel_by_name
from awards.judging.services.conflicts import remove_assignment
from awards.judging.services.opening import prepare_judging
from awards.judging.states import SheetState
from awards.organisations.roles import Role

CHAIR_WAITS = (
    "Making somebody chair needs two people. Invite them under People, and seat them here once a second "
    "person has confirmed it"
)
Kept = TypeVar("Kept", Panel, PanelMember)


@dataclass(frozen=True, slots=True)
class Seat:
    """What somebody does on a panel. A chair leads the meeting and scores only where that is said."""

    is_chair: bool = False
    scores: bool = True
    plain_words: bool = False


def make_panel(
    edition: Edition, name: str, categories: Sequence[Category], *, by: Person, at: dt.datetime
) -> Panel:
    """A new panel for some categories. The same asked twice makes one."""
    _check_stage(edition)
    name = clean_line(name)
    there = find_panel_by_name(edition, name)
    if there and {category.id for category in there.categories} == {category.id for category in categories}:
        return there
    panel = Panel(edition=edition, name=name, rounds=[PanelRound()])
    _check_panel(panel, there, categories)
    panel.categories = list(categories)
    db.session.add(panel)
    record("panel made", _kept(panel), by=by, at=at, categories=[category.key for category in categories])
    return panel


def change_panel(
    panel: Panel, name: str, categories: Sequence[Category], *, by: Person, at: dt.datetime
) -> None:
    """Give the panel another name or other categories."""
    _check_stage(panel.edition)
    name = clean_line(name)
    _check_panel(panel, find_panel_by_name(panel.edition, name), categories)
    removed = {category.id for category in panel.categories} - {category.id for category in categories}
    if removed and _has_assignments(panel):
        raise BrokenRule("Judges have begun: a category cannot be taken away now.", field="categories")
    panel.name, panel.categories = name, list(categories)
    record("panel changed", panel, by=by, at=at, categories=[category.key for category in categories])


def add_to_panel(
    panel: Panel,
    person: Person,
    *,
    is_chair: bool = False,
    plain_words: bool = False,
    scores: bool | None = None,
    by: Person,
    at: dt.datetime,
) -> PanelMember:
    """Seat somebody who holds a judge's post; seated already, they get the new duties.

    While judging is open, a new member's conflicts are found and nominations assigned at once.
    """
    _check_stage(panel.edition)
    db.session.refresh(panel, ["members"])
    _check_post(person, is_chair)
    seat = Seat(is_chair, not is_chair if scores is None else scores, plain_words)
    member = next((member for member in panel.members if member.person_id == person.id), None)
    if member is None:
        member = PanelMember(person=person)
        panel.members.append(member)
        record("panel member added", _kept(member), by=by, at=at, panel=str(panel.id))
    _give(member, seat)
    if panel.edition.state is Stage.JUDGING:
        prepare_judging(panel.edition, by=by, at=at)
    return member


def invite_to_panel(
    panel: Panel, email: str, name: str, seat: Seat, *, by: Person, at: dt.datetime, base_url: str
) -> PanelMember:
    """Invite somebody by e-mail as judge or chair, and seat them."""
    _check_stage(panel.edition)
    role = Role.CHAIR if seat.is_chair else Role.JUDGE
    title = "Chair of the judges" if seat.is_chair else "Judge"
    occasion = panel.edition.name
    person = invite(email, name, role, None, title, by=by, at=at, base_url=base_url, occasion=occasion)
    db.session.flush()
    if seat.is_chair and person.waits_for(Role.CHAIR) and not person.holds(Role.CHAIR):
        raise BrokenRule(CHAIR_WAITS, field="email")
    return add_to_panel(
        panel,
        person,
        is_chair=seat.is_chair,
        plain_words=seat.plain_words,
        scores=seat.scores,
        by=by,
        at=at,
    )


def remove_member(member: PanelMember, *, by: Person, at: dt.datetime) -> None:
    """Take somebody off the panel, with what they had not submitted."""
    _check_stage(member.panel.edition)
    theirs = sa.select(Assignment).filter_by(panel_id=member.panel_id, person_id=member.person_id)
    assignments = db.session.scalars(theirs).all()
    if any(a.sheet and a.sheet.state is not SheetState.DRAFT for a in assignments):
        raise WrongState(f"{member.person.name} has submitted score sheets and stays on the panel.")
    for assignment in assignments:
        remove_assignment(assignment)
    record("panel member removed", member, by=by, at=at, panel=str(member.panel_id))
    db.session.delete(member)


def _give(member: PanelMember, seat: Seat) -> None:
    member.is_chair, member.scores, member.plain_words = seat.is_chair, seat.scores, seat.plain_words


def _kept(thing: Kept) -> Kept:
    db.session.flush()
    return thing


def _check_stage(edition: Edition) -> None:
    lock(edition)
    if edition.state.is_at_least(Stage.MODERATION):
        raise WrongState("Judging has closed; the panel stays as it is.")


def _check_panel(panel: Panel, same_name: Panel | None, categories: Sequence[Category]) -> None:
    if same_name is not None and same_name is not panel:
        raise BrokenRule("There is a panel of this name already. Choose another name.", field="name")
    if not categories:
        raise BrokenRule("Choose at least one category.", field="categories")
    other = (
        sa.select(Category.name)
        .join(panel_categories)
        .where(
            Category.id.in_([category.id for category in categories]),
            panel_categories.c.panel_id != panel.id,
        )
    )
    taken = db.session.scalar(other.limit(1))
    if taken:
        raise BrokenRule(f"Another panel judges “{taken}” already.", field="categories")


def _check_post(person: Person, is_chair: bool) -> None:
    if is_chair and not person.holds(Role.CHAIR):
        raise BrokenRule(f"{person.name} does not hold a post as panel chair.", field="person")
    if not person.holds(Role.JUDGE, Role.CHAIR):
        raise BrokenRule(f"{person.name} does not hold a post as judge.", field="person")


def _has_assignments(panel: Panel) -> bool:
    return bool(db.session.scalar(sa.select(sa.exists().where(Assignment.panel_id == panel.id))))
