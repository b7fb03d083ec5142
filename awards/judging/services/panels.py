"""Panels: who judges what."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TypeVar

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.accounts.queries import find_person_by_email
from awards.accounts.services import invite
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.occasions import Occasion
from awards.core.text import clean_line
from awards.editions.models import Category, Edition
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Assignment, Panel, PanelMember, PanelRound, panel_categories
from awards.judging.queries import find_panel_by_name, samples_of
from awards.judging.services.opening import bring_up_to_date
from awards.judging.services.seating import ask_to_judge, check_only_lead, check_open, drop_unsubmitted
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
    is_deputy: bool = False
    scores: bool = True
    plain_words: bool = False
    most: int | None = None
    fields: tuple[str, ...] = ()
    years_before: int | None = None

    @classmethod
    def of(cls, member: PanelMember) -> "Seat":
        """The duties of a member, as they are."""
        duties = {each.name: getattr(member, each.name) for each in fields(cls)}
        return cls(**duties | {"fields": tuple(member.fields or ())})


JUDGE = Seat()
CHAIR = Seat(is_chair=True, scores=False)


def make_panel(
    edition: Edition, name: str, categories: Sequence[Category], *, by: Person, at: dt.datetime
) -> Panel:
    """A new panel for some categories. The same asked twice makes one."""
    check_open(edition)
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
    check_open(panel.edition)
    name = clean_line(name)
    _check_panel(panel, find_panel_by_name(panel.edition, name), categories)
    removed = {category.id for category in panel.categories} - {category.id for category in categories}
    if removed and _has_assignments(panel):
        raise BrokenRule("Judges have begun: a category cannot be taken away now.", field="categories")
    if removed & samples_of(panel).keys():
        raise BrokenRule(
            "There is a sample for a category that you take away. Remove the sample first.",
            field="categories",
        )
    panel.name, panel.categories = name, list(categories)
    record("panel changed", panel, by=by, at=at, categories=[category.key for category in categories])


def add_to_panel(
    panel: Panel,
    person: Person,
    seat: Seat = JUDGE,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> PanelMember:
    """Seat somebody who holds a judge's post; seated already, they get the new duties.

    With the site's address they are written to. While judging is open, a new member's conflicts are found
    and nominations assigned at once.
    """
    check_open(panel.edition)
    db.session.refresh(panel, ["members"])
    member = next((member for member in panel.members if member.person_id == person.id), None)
    if member is None:
        _check_seat(panel, None, person, seat)
        member = _seated(panel, person, seat, by=by, at=at)
        ask_to_judge(member, by=by, at=at, base_url=base_url)
        _bring_up_to_date(member, base_url, by=by, at=at)
    else:
        change_duties(member, seat, by=by, at=at, base_url=base_url)
    return member


def invite_to_panel(
    panel: Panel, email: str, name: str, seat: Seat, *, by: Person, at: dt.datetime, base_url: str
) -> PanelMember:
    """Invite somebody by e-mail as judge or chair, and seat them. They are told once."""
    check_open(panel.edition)
    role = Role.CHAIR if seat.is_chair else Role.JUDGE
    title = "Chair of the judges" if seat.is_chair else "Judge"
    known = find_person_by_email(email)
    had_post = known is not None and known.holds(role)
    occasion = Occasion(panel.edition.name, due=emails.asked_of_newcomers(panel, scores=seat.scores))
    person = invite(email, name, role, None, title, by=by, at=at, base_url=base_url, occasion=occasion)
    db.session.flush()
    if seat.is_chair and person.waits_for(Role.CHAIR) and not person.holds(Role.CHAIR):
        raise BrokenRule(CHAIR_WAITS, field="email")
    is_told = not person.joined_at and not had_post  # by the letter with the link that lets them in
    return add_to_panel(panel, person, seat, by=by, at=at, base_url="" if is_told else base_url)


def change_duties(
    member: PanelMember, seat: Seat, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Give a member other duties. Who no longer scores keeps what they submitted, and nothing else."""
    check_open(member.panel.edition)
    lock(member)
    if not member.is_seated:
        raise BrokenRule(f"{member.person.name} is not on the panel any more. Ask them again first.")
    _check_seat(member.panel, member, member.person, seat)
    if seat == Seat.of(member):
        return
    _give(member, seat)
    if not seat.scores:
        drop_unsubmitted(member)
    record("panel member changed", member, by=by, at=at, duties=asdict(seat))
    _bring_up_to_date(member, base_url, by=by, at=at)


def remove_member(member: PanelMember, *, by: Person, at: dt.datetime) -> None:
    """Take somebody off the panel who has not begun: it is as if they had never been asked."""
    check_open(member.panel.edition)
    lock(member)
    if member.declared_at:
        raise WrongState(f"{member.person.name} has begun. Take them off the panel instead, with a reason.")
    drop_unsubmitted(member)
    if _has_sheets(member):
        raise WrongState(f"{member.person.name} has submitted score sheets and stays on the panel.")
    record("panel member removed", member, by=by, at=at, panel=str(member.panel_id))
    db.session.delete(member)


def _seated(panel: Panel, person: Person, seat: Seat, *, by: Person, at: dt.datetime) -> PanelMember:
    member = PanelMember(person=person)
    _give(member, seat)
    panel.members.append(member)
    record("panel member added", _kept(member), by=by, at=at, panel=str(panel.id))
    return member


def _bring_up_to_date(member: PanelMember, base_url: str, *, by: Person, at: dt.datetime) -> None:
    edition, told = member.panel.edition, {member.person_id}
    if edition.state is Stage.JUDGING:
        bring_up_to_date(edition, by=by, at=at, base_url=base_url, told=told)


def _give(member: PanelMember, seat: Seat) -> None:
    for duty, value in asdict(seat).items():
        setattr(member, duty, list(value) if duty == "fields" else value)


def _kept(thing: Kept) -> Kept:
    db.session.flush()
    return thing


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


def _check_seat(panel: Panel, member: PanelMember | None, person: Person, seat: Seat) -> None:
    if seat.is_chair and not person.holds(Role.CHAIR):
        raise BrokenRule(
            f"{person.name} does not hold a post as panel chair. Give them that post under People first.",
            field="duty",
        )
    if not person.holds(Role.JUDGE, Role.CHAIR):
        raise BrokenRule(f"{person.name} does not hold a post as judge.", field="person")
    check_only_lead(panel, member, is_chair=seat.is_chair, is_deputy=seat.is_deputy)


def _has_assignments(panel: Panel) -> bool:
    return bool(db.session.scalar(sa.select(sa.exists().where(Assignment.panel_id == panel.id))))


def _has_sheets(member: PanelMember) -> bool:
    theirs = sa.exists().where(
        Assignment.panel_id == member.panel_id, Assignment.person_id == member.person_id
    )
    return bool(db.session.scalar(sa.select(theirs)))
