"""Everything in the ceremony programme, printed or as a page. It holds no result."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from awards.accounts.models import Person, Post
from awards.ceremony.queries.awards import EveningAward, evening_awards
from awards.ceremony.queries.order import evening_for_guests
from awards.ceremony.queries.teams import ACCEPTED, Team, printed_teams
from awards.ceremony.rules import GuestLine
from awards.core.database import db
from awards.core.errors import NotFound, WrongState
from awards.editions.models import Edition, Question
from awards.editions.states import Audience, QuestionKind, Stage
from awards.judging.models import Panel, PanelMember
from awards.judging.states import SeatState
from awards.nominations.models import Nomination, Upload
from awards.nominations.reading import asks_for, may_be_seen
from awards.organisations.roles import Role

NOT_YET = "The programme is not published yet. It will be here once the decisions are made and sealed."


@dataclass(frozen=True)
class Judge:
    """Somebody on a panel."""

    name: str
    role: str


@dataclass(frozen=True)
class Programme:
    """What guests are told before any envelope is opened."""

    edition: Edition
    evening: list[GuestLine]
    awards: tuple[EveningAward, ...]
    teams: list[Team]
    judges: list[Judge]
    fingerprint: str | None


def get_programme(edition: Edition) -> Programme:
    """The programme, in seven statements; raise WrongState while it is not public."""
    if not edition.state.is_at_least(Stage.SEALED):
        raise WrongState(NOT_YET)
    teams = printed_teams(edition)
    awards = evening_awards(edition, teams)
    return Programme(
        edition=edition,
        evening=evening_for_guests(edition),
        awards=awards.given,
        teams=teams,
        judges=judges_of(edition),
        fingerprint=awards.fingerprint,
    )


def judges_of(edition: Edition) -> list[Judge]:
    """Who sits on the edition's panels, who chairs first, then by name, with the post that seats them."""
    chairs = sa.func.max(sa.case((PanelMember.is_chair, 1), else_=0))
    seats = sa.and_(
        Post.person_id == Person.id,
        Post.role.in_([Role.JUDGE, Role.CHAIR]),
        Post.awaits_confirmation.is_(False),
    )
    wanted = (
        sa.select(Person.name, chairs.label("chairs"), sa.func.max(Post.title).label("title"))
        .select_from(PanelMember)
        .join(PanelMember.panel)
        .join(PanelMember.person)
        .outerjoin(Post, seats)
        .where(Panel.edition_id == edition.id, PanelMember.state == SeatState.ACCEPTED)
        .group_by(Person.id, Person.name)
        .order_by(chairs.desc(), sa.func.lower(Person.name), Person.id)
    )
    return [
        Judge(name, title or ("Chair of the judges" if chairs else ""))
        for name, chairs, title in db.session.execute(wanted)
    ]


def get_public_photo(upload_id: uuid.UUID) -> Upload:
    """The photo of an accepted team, made for the programme, with its nomination; or NotFound.

    One that may show somebody who did not agree to be in it is for nobody.
    """
    wanted = (
        sa.select(Upload)
        .join(Upload.nomination)
        .join(Upload.question)
        .where(
            Upload.id == upload_id,
            Nomination.state.in_(ACCEPTED),
            Question.kind == QuestionKind.PHOTO,
            Question.audience == Audience.PROGRAMME,
            Upload.is_given,
        )
    )
    upload = db.session.scalar(wanted)
    if upload is None or not asks_for(upload.nomination, upload.question) or not may_be_seen(upload):
        raise NotFound
    return upload
