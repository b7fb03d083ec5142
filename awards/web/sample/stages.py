"""Carries the sample edition from stage to stage, by the same services as people use."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from awards.accounts.models import Person
from awards.ceremony.queries import awards_to_reveal
from awards.ceremony.services import ask_for_document, generate_running_order, reveal_award
from awards.ceremony.states import DocumentKind
from awards.editions.models import Edition
from awards.editions.services import move_on
from awards.editions.states import Stage
from awards.judging.models import Panel
from awards.judging.services.opening import prepare_judging
from awards.judging.services.panels import Seat, add_to_panel, make_panel
from awards.nominations.queries import accepted_nominations, nominations_of
from awards.results.services import seal_results
from awards.web.sample import timeline
from awards.web.sample.calibrating import calibrate
from awards.web.sample.cast import Cast
from awards.web.sample.deciding import decide_everything
from awards.web.sample.judging import declare_everything, score
from awards.web.sample.nominating import check_everything, nominate_everything, nominate_some
from awards.web.sample.reminding import give_longer, plan_reminders, send_first_reminder

STAGES = (
    Stage.NOMINATIONS,
    Stage.JUDGING,
    Stage.MODERATION,
    Stage.SEALED,
    Stage.CEREMONY,
    Stage.PUBLISHED,
)
"""The stages to which a sample can be carried."""

Tell = Callable[[str], None]


@dataclass
class Show:
    """The edition, its people, and what to do with news of progress."""

    edition: Edition
    cast: Cast
    tell: Tell
    base_url: str
    photos: bool = True

    def move(self, move: str, at: dt.datetime, by: Person | None = None) -> None:
        """Move the edition on."""
        move_on(self.edition, move, expected=self.edition.state, by=by or self.cast.organiser, at=at)


def carry(show: Show, stage: Stage) -> None:
    """Carry the edition from set-up to ``stage``."""
    plan_reminders(show.edition, show.cast)
    show.move("open_nominations", timeline.OPENED)
    if stage is Stage.NOMINATIONS:
        give_longer(show.edition, show.cast, show.base_url)
    send_first_reminder(show.edition, show.base_url)
    if stage is Stage.NOMINATIONS:
        show.tell("Some directors write, some have submitted")
        nominate_some(show.edition, show.cast, photos=show.photos, base_url=show.base_url)
        return
    _to_judging(show, stage is Stage.JUDGING)
    carry_on(show, stage)


def carry_on(show: Show, stage: Stage) -> None:
    """Carry an edition whose nominations are scored on to ``stage``."""
    for destination, step in STEPS:
        if stage.is_at_least(destination):
            step(show)


def _to_judging(show: Show, last: bool) -> None:
    show.tell("Sixteen directors nominate, the organiser checks")
    nominate_everything(show.edition, show.cast, photos=show.photos, base_url=show.base_url)
    show.move("close_nominations", timeline.CLOSED)
    check_everything(nominations_of(show.edition), show.cast)
    panel = open_judging(show)
    calibrate(panel, show.cast, base_url=show.base_url)
    show.tell("Judges declare their conflicts and score")
    score(show.edition, show.cast, everybody=not last, base_url=show.base_url)


def open_judging(show: Show) -> Panel:
    """Make the panel, open judging, and let its members declare."""
    cast, at = show.cast, timeline.CHECKED
    panel = make_panel(show.edition, "The panel", show.edition.categories, by=cast.organiser, at=at)
    for person in (cast.chair, *cast.judges):
        chairs = person is cast.chair
        seat = Seat(
            is_chair=chairs,
            is_deputy=person is cast.deputy,
            scores=not chairs,
            plain_words=person.email in cast.young,
        )
        add_to_panel(panel, person, seat, by=cast.organiser, at=at)
    prepare_judging(show.edition, by=cast.organiser, at=timeline.JUDGING)
    show.move("open_judging", timeline.JUDGING)
    declare_everything(panel, accepted_nominations(show.edition), at=timeline.JUDGING)
    return panel


def _to_moderation(show: Show) -> None:
    show.move("open_moderation", timeline.MODERATED)


def _to_sealed(show: Show) -> None:
    show.tell("The panel decides and seals")
    decide_everything(show.edition, accepted_nominations(show.edition), show.cast, at=timeline.DECIDED)
    seal_results(show.edition, by=show.cast.chair, at=timeline.SEALED)
    generate_running_order(show.edition, by=show.cast.organiser, at=timeline.PLANNED)
    for kind in DocumentKind:
        ask_for_document(show.edition, kind, by=show.cast.organiser, at=timeline.PLANNED)


def _to_ceremony(show: Show) -> None:
    show.move("open_ceremony", timeline.DOORS)


def _to_published(show: Show) -> None:
    show.tell("The envelopes are opened")
    for award in awards_to_reveal(show.edition):
        reveal_award(award, by=show.cast.organiser, at=timeline.REVEALED)
    show.move("publish", timeline.PUBLISHED)


STEPS: tuple[tuple[Stage, Callable[[Show], None]], ...] = (
    (Stage.MODERATION, _to_moderation),
    (Stage.SEALED, _to_sealed),
    (Stage.CEREMONY, _to_ceremony),
    (Stage.PUBLISHED, _to_published),
)
"""How each stage is reached from the one before."""
