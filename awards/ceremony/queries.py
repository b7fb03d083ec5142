"""Finding running orders, documents and reveals."""

import sqlalchemy as sa

from awards.ceremony.models import Document, Reveal, RunningOrder
from awards.ceremony.states import BuildState, DocumentKind
from awards.core.database import db
from awards.core.readiness import Ready
from awards.editions.models import Award, Edition
from awards.editions.states import AwardKind
from awards.results.queries import awards_given


def find_running_order(edition: Edition) -> RunningOrder | None:
    """The edition's running order, if there is one."""
    return db.session.scalar(sa.select(RunningOrder).filter_by(edition_id=edition.id))


def awards_to_reveal(edition: Edition) -> list[Award]:
    """The awards of the evening with a winner to announce, in order. Tells no winner."""
    return [award for award in awards_given(edition) if award.kind is not AwardKind.RECOGNITION]


def revealed_award_ids(edition: Edition) -> set[object]:
    """The awards that were revealed."""
    wanted = sa.select(Reveal.award_id).join(Reveal.award).where(Award.edition_id == edition.id)
    return set(db.session.scalars(wanted))


def ceremony_readiness(edition: Edition) -> list[Ready]:
    """What the opening of the ceremony needs: a running order, and what is printed from it."""
    order = find_running_order(edition)
    built = sa.select(Document.id).filter_by(
        edition_id=edition.id, kind=DocumentKind.PROGRAMME, state=BuildState.READY
    )
    has_programme = db.session.scalar(built.limit(1)) is not None
    return [
        Ready(
            "There is a running order" if order else "There is no running order yet",
            order is not None,
            endpoint="ceremony.running_order",
        ),
        Ready(
            "The programme is built" if has_programme else "The programme is not built yet",
            has_programme,
            needed=False,
            endpoint="ceremony.documents",
        ),
    ]


def reveal_readiness(edition: Edition) -> list[Ready]:
    """What publishing needs: every award that was given out is revealed."""
    revealed = revealed_award_ids(edition)
    waiting = [award for award in awards_to_reveal(edition) if award.id not in revealed]
    sentence = f"{len(waiting)} to reveal" if waiting else "Every award is revealed"
    return [Ready(sentence, not waiting, endpoint="ceremony.reveal")]
