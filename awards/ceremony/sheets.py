"""What each printed document of the ceremony says, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from awards.core.typesetting import Picture

# The two documents below that may be seen before the night have no field a winner could stand in:
# whoever builds them cannot leak a result, because there is nowhere to put it.


@dataclass(frozen=True)
class EveningItem:
    """One public line of the evening: the time is already rounded for guests."""

    time: str
    title: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class ShortlistedTeam:
    """A team named under an award, in the order the organiser gave (never by score)."""

    team: str
    organisation: str


@dataclass(frozen=True)
class AwardEntry:
    """An award as guests read of it: who may receive it, never who does."""

    name: str
    kind: str = ""
    description: str = ""
    presenter: str = ""
    shortlist: tuple[ShortlistedTeam, ...] = ()


@dataclass(frozen=True)
class NamedRole:
    """A person with what they are or do: a judge, a signatory, a member who agreed to be named."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class TeamPage:
    """One team's page. `members` holds only people who agreed to be named in the programme.

    While the page is set in type, `photo` is the file into which the photo was copied.
    """

    name: str
    organisation: str
    field: str = ""
    citation: str = ""
    members: tuple[NamedRole, ...] = ()
    photo: Picture | Path | None = None
    photo_description: str = ""


@dataclass(frozen=True)
class ProgrammeSheet:
    """The A5 ceremony programme for guests. By its types it cannot hold a winner."""

    award_name: str
    edition_name: str
    year: str
    network: str
    date_text: str
    date_iso: str
    venue: str
    strapline: str = ""
    welcome: tuple[str, ...] = ()
    signed: NamedRole | None = None
    evening: tuple[EveningItem, ...] = ()
    awards: tuple[AwardEntry, ...] = ()
    teams: tuple[TeamPage, ...] = ()
    judges: tuple[NamedRole, ...] = ()
    thanks: tuple[str, ...] = ()
    web_address: str = ""
    seal_fingerprint: str | None = None
    version: str = ""
    made_at: str = ""


@dataclass(frozen=True)
class TeamPageSheet:
    """One team's page of the programme by itself, among so many organisations that nominate."""

    edition_name: str
    nominating: int
    teams: tuple[TeamPage, ...]


@dataclass(frozen=True)
class RunningOrderRow:
    """One item of the evening for the crew. People are presenters and helpers, never winners."""

    number: str
    start: str
    length: str
    back_time: str
    latest_start: str
    kind: str
    kind_label: str
    title: str
    people: str = ""
    notes: str = ""
    is_hard: bool = False


@dataclass(frozen=True)
class RunningOrderSheet:
    """The A4 running order for the crew. By its types it cannot hold a winner."""

    edition_name: str
    date_text: str
    venue: str
    end: str
    hard_finish: str
    version: str
    printed_at: str
    warning: str | None = None
    rows: tuple[RunningOrderRow, ...] = ()


@dataclass(frozen=True)
class WinnerCard:
    """One award's card for its envelope: it names the winner."""

    award: str
    winner: str
    organisation: str
    envelope_number: str
    said_aloud: str = ""
    presenter: str = ""
    highly_commended: tuple[ShortlistedTeam, ...] = ()
    stage_words: str = ""


@dataclass(frozen=True)
class WinnerCardSheet:
    """The cards for the envelopes. SECRET until each award's reveal: only after sealing."""

    edition_name: str
    date_text: str
    version: str = ""
    printed_at: str = ""
    cards: tuple[WinnerCard, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """One certificate: `award_line` is for instance “Winner, Team of the Year”."""

    team: str
    organisation: str
    award_line: str


@dataclass(frozen=True)
class CertificateSheet:
    """Certificates to sign and frame. SECRET until the reveal where an award line names a winner."""

    award_name: str
    edition_name: str
    network: str
    date_text: str
    venue: str
    signatories: tuple[NamedRole, ...] = ()
    certificates: tuple[Certificate, ...] = ()


Sheet = ProgrammeSheet | TeamPageSheet | RunningOrderSheet | WinnerCardSheet | CertificateSheet
