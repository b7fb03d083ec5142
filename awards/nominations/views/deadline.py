"""How long is left, on every page that needs it; and the page that states the rule and who has longer."""

from flask import render_template

from awards.core import clock
from awards.core.access import requires
from awards.editions.models import Edition, Participant
from awards.editions.queries import get_edition, later_deadlines
from awards.editions.timing import Closing
from awards.nominations.deadlines import closing_of, countdown_for
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import find_participant
from awards.nominations.timing import Countdown, change_of_clocks
from awards.nominations.views.blueprint import Page, nominations


@nominations.context_processor
def _time() -> dict[str, object]:
    return {"time_left": time_left}


def time_left(
    nomination: Nomination | None, participant: Participant | None, closes: Closing | None
) -> Countdown | None:
    """How long is left for the nomination, or to start one; None where no deadline limits it.

    A page that knows the organisation's part in the edition, or when nominations close for it, says so.
    """
    if nomination is None:
        return countdown_for(participant.edition, participant.closes, clock.now()) if participant else None
    if closes is None:
        part = participant or find_participant(nomination.edition_id, nomination.organisation_id)
        closes = closing_of(nomination.edition, part)
    return countdown_for(nomination.edition, closes, clock.now(), nomination.state)


@nominations.get("/editions/<edition>/deadline")
@requires(NominationPermission.KNOW_DEADLINES, edition=get_edition)
def deadline(edition: Edition) -> Page:
    """When nominations close, what counts, and who has longer for which reason."""
    now = clock.now()
    return render_template(
        "nominations/deadline.html",
        edition=edition,
        left=countdown_for(edition, edition.closes, now),
        later=later_deadlines(edition),
        clocks=change_of_clocks(now, edition.closes.deadline),
    )
