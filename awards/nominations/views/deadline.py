"""How long is left, on every page that needs it; and the page that states the rule and who has longer."""

from flask import render_template

from awards.core import clock
from awards.core.access import requires
from awards.editions.models import Edition, Participant
from awards.editions.queries import get_edition, later_deadlines
from awards.nominations.deadlines import countdown_for
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import find_participant
from awards.nominations.timing import Countdown, change_of_clocks
from awards.nominations.views.blueprint import Page, nominations


@nominations.context_processor
def _time() -> dict[str, object]:
    return {"time_left": time_left}


def time_left(participant: Participant | None, nomination: Nomination | None) -> Countdown | None:
    """How long is left for the nomination, or to start one; None where no deadline limits it."""
    if nomination is None:
        return countdown_for(participant.edition, participant, clock.now()) if participant else None
    part = participant or find_participant(nomination.edition_id, nomination.organisation_id)
    return countdown_for(nomination.edition, part, clock.now(), nomination.state)


@nominations.get("/editions/<edition>/deadline")
@requires(NominationPermission.KNOW_DEADLINES, edition=get_edition)
def deadline(edition: Edition) -> Page:
    """When nominations close, what counts, and who has longer for which reason."""
    now = clock.now()
    return render_template(
        "nominations/deadline.html",
        edition=edition,
        left=countdown_for(edition, None, now),
        later=later_deadlines(edition),
        clocks=change_of_clocks(now, edition.closes.deadline),
    )
