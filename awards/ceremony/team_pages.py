"""The page of one team in the programme: as it is printed, and as those who write it see it beforehand."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from awards.ceremony.queries import CITATION, FIELD, SAY_AS, STAGE_WORDS, Team, nominating, printed_team
from awards.ceremony.sheets import NamedRole, TeamPage, TeamPageSheet
from awards.ceremony.typesetting import typeset
from awards.ceremony.words import for_nominators
from awards.core.database import stop_reading
from awards.core.errors import Unavailable
from awards.core.text import count_words, time_to_say
from awards.core.typesetting import Typeset, TypesettingError, shelf
from awards.nominations.models import Nomination
from awards.nominations.sheets import Stored

TIME_LIMIT = 20.0
"""Seconds, in a process of its own: somebody waits for the page."""


@dataclass(frozen=True)
class Preview:
    """What guests will hold and hear of a team, and what should be changed before they do."""

    team: Team
    made: Typeset
    remarks: list[str]

    @property
    def citation(self) -> str:
        """The paragraph on the page."""
        return self.team.says(CITATION)

    @property
    def stage_words(self) -> str:
        """What the host reads."""
        return self.team.says(STAGE_WORDS)

    @property
    def said_as(self) -> str:
        """How the host says the team's name."""
        return self.team.says(SAY_AS)

    @property
    def speaking(self) -> str:
        """About how long the host reads."""
        return time_to_say(count_words(self.stage_words))


def team_page(team: Team) -> TeamPage:
    """What is printed of a team."""
    photo = team.photo
    return TeamPage(
        name=team.name,
        organisation=team.organisation,
        field=team.says(FIELD),
        citation=team.says(CITATION),
        members=tuple(NamedRole(member.name, member.role) for member in team.members),
        photo=Stored(photo.storage_key) if photo else None,
        photo_description=photo.description if photo else "",
    )


def preview_of(nomination: Nomination) -> Preview:
    """The team's page as it would be printed now; raise Unavailable where it cannot be made."""
    edition, team = nomination.edition, printed_team(nomination)
    sheet = TeamPageSheet(edition.name, nominating(edition), (team_page(team),))
    try:
        made = _made(sheet, nomination.changed_at or nomination.created_at)
    except TypesettingError as failed:
        raise Unavailable(f"{failed} Try again in a minute.") from failed
    return Preview(team, made, for_nominators(made.warnings))


def _made(sheet: TeamPageSheet, changed_at: dt.datetime) -> Typeset:
    """A page shows its picture, and its PDF, right after it was made."""
    stop_reading()
    make = partial(typeset, sheet, timestamp=changed_at, time_limit=TIME_LIMIT, pictures=True)
    return shelf.take((sheet, changed_at), make)
