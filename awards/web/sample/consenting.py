"""How the sample's team members are asked for their consent, and answer."""

import datetime as dt

from awards.accounts.models import Person
from awards.nominations.consent import unpictured
from awards.nominations.consenting import Consents
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.reading import team_of
from awards.nominations.services import OwnAnswer, ask_team, confirm_photo, keep_answer

ASKED = "coventry"
"""Whose team has email addresses, so that everything about consent can be seen."""
ANSWERS: dict[str, OwnAnswer | None] = {
    "Karolina Wrzesniewska": OwnAnswer(
        "Karolina Wrześniewska",
        "ka-ro-LEE-na vzhesh-NYEF-ska",
        Consents(in_programme=True, on_stage=True, in_photo=True, in_social_media=True, in_press=True),
    ),
    "Bronagh Killoran": OwnAnswer(
        "Bronagh Killoran", "BRO-na kill-OR-an", Consents(in_programme=True, on_stage=True, in_photo=False)
    ),
    "Devinder Kaur Phull": None,
}
"""What they say of themselves; None is "do not name me". The others have not answered yet."""


def ask_and_answer(nomination: Nomination, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Everybody with an address is asked, and some answer in the next hour."""
    ask_team(nomination, by=by, at=at, base_url=base_url)
    for minutes, member in enumerate(team_of(nomination), start=10):
        if member.name in ANSWERS:
            keep_answer(member, _answer(member), at=at + dt.timedelta(minutes=minutes))


def _answer(member: TeamMember) -> OwnAnswer | None:
    return ANSWERS[member.name]


def look_at_photos(nomination: Nomination, *, by: Person, at: dt.datetime) -> None:
    """Somebody looks whether the photo shows anybody who did not agree. It is drawn: it does not."""
    about = unpictured(nomination)
    for upload in about.to_look_at if about else ():
        confirm_photo(upload, by=by, at=at)
