"""What seating somebody, their answer and their leaving have in common."""

import datetime as dt

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.accounts.services import invite_again
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.occasions import Occasion
from awards.core.outbox import queue_message
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Assignment, FilledPack, Panel, PanelMember, ScoreSheet
from awards.judging.services.conflicts import remove_assignment
from awards.judging.states import SheetState
from awards.organisations.roles import Role


def check_open(edition: Edition) -> None:
    """Hold the edition; raise WrongState once judging has closed."""
    lock(edition)
    if edition.state.is_at_least(Stage.MODERATION):
        raise WrongState("Judging has closed; the panel stays as it is.")


def check_only_lead(panel: Panel, member: PanelMember | None, *, is_chair: bool, is_deputy: bool) -> None:
    """A panel has one chair and one deputy; who declined or left does not count."""
    for other in panel.members:
        if other is member or not other.is_seated:
            continue
        if (is_chair and other.is_chair) or (is_deputy and other.is_deputy):
            duty = "the chair" if is_chair else "the deputy"
            raise BrokenRule(
                f"{other.person.name} is {duty} of this panel. Change what they do first.", field="duty"
            )


def ask_to_judge(member: PanelMember, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Write to a member and ask for an answer; with no address of the site, nobody is written to.

    Who has not come in yet is sent a link that lets them in, as accounts do.
    """
    member.invited_at = at
    person, edition = member.person, member.panel.edition
    if not base_url or not person.is_active:
        return
    db.session.flush()
    if person.joined_at:
        subject, body = emails.invitation(member, base_url)
        version = at.isoformat()
        queue_message("judging invitation", member.id, person.email, subject, body, at=at, version=version)
        return
    post = next(p for p in person.posts if p.role in {Role.JUDGE, Role.CHAIR} and not p.awaits_confirmation)
    occasion = Occasion(edition.name, due=emails.asked_of_newcomers(member.panel, scores=member.scores))
    invite_again(person, by=by, at=at, base_url=base_url, occasion=occasion, to=post)


def drop_unsubmitted(member: PanelMember) -> None:
    """Take away what the member has not submitted in the round that their panel is in."""
    db.session.flush()
    theirs = (
        sa.select(Assignment)
        .outerjoin(Assignment.sheet)
        .where(
            Assignment.panel_id == member.panel_id,
            Assignment.person_id == member.person_id,
            Assignment.round >= member.panel.round,
            sa.or_(ScoreSheet.id.is_(None), ScoreSheet.state == SheetState.DRAFT),
        )
    )
    for assignment in db.session.scalars(theirs).all():
        remove_assignment(assignment)
    db.session.execute(sa.delete(FilledPack).where(FilledPack.member_id == member.id))
