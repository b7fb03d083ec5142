"""The sample's reminders, planned before nominations opened, the first of them sent; one later deadline."""

from awards.editions.models import Edition
from awards.editions.queries import participants_of
from awards.editions.services import extend_deadline
from awards.nominations.services.reminders import send_all_due, use_usual_reminders
from awards.web.sample import timeline
from awards.web.sample.cast import Cast

HAS_LONGER = "shropshire"
WHY = "The director’s post changes hands on 19 September."


def plan_reminders(edition: Edition, cast: Cast) -> None:
    """The organiser takes our usual four."""
    use_usual_reminders(edition, by=cast.organiser, at=timeline.SET_UP)


def send_first_reminder(edition: Edition, base_url: str) -> None:
    """Two weeks before the deadline those hear from us who have not started."""
    send_all_due(edition, at=timeline.REMINDED, base_url=base_url)


def give_longer(edition: Edition, cast: Cast, base_url: str) -> None:
    """One organisation asked for more time and got it."""
    for participant in participants_of(edition):
        if participant.organisation.slug == HAS_LONGER:
            until, at = timeline.moment(9, 27, 17), timeline.moment(9, 8, 14)
            extend_deadline(participant, until, WHY, by=cast.organiser, at=at, base_url=base_url)
