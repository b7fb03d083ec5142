"""The sheets of the ceremony, filled from the database, and the documents made of them."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from awards.ceremony.facts import Facts
from awards.ceremony.models import Document, Item
from awards.ceremony.queries import (
    SAY_AS,
    STAGE_WORDS,
    EveningAward,
    Team,
    awards_to_reveal,
    evening_awards,
    facts_of,
    find_running_order,
    get_document,
    get_programme,
    outdated_by,
    printed_teams,
    schedule_of,
    teams_out,
)
from awards.ceremony.sheets import (
    AwardEntry,
    Certificate,
    CertificateSheet,
    EveningItem,
    NamedRole,
    ProgrammeSheet,
    RunningOrderRow,
    RunningOrderSheet,
    Sheet,
    ShortlistedTeam,
    WinnerCard,
    WinnerCardSheet,
)
from awards.ceremony.states import DocumentKind, ItemKind, ResultDocumentKind
from awards.ceremony.team_pages import team_page
from awards.ceremony.timing import Timing, clock_text, length_text
from awards.ceremony.typesetting import typeset
from awards.ceremony.words import AWARD_KINDS, DOCUMENTS, ITEM_KINDS, RESULT_DOCUMENTS
from awards.core import storage
from awards.core.addresses import base_url
from awards.core.clock import show_date, show_moment
from awards.core.database import reading, stop_reading, unit_of_work
from awards.core.errors import NotFound, WrongState
from awards.core.text import slugify
from awards.editions.models import Award, Edition
from awards.editions.states import AwardKind, Stage
from awards.results.models import Decision, Recipient
from awards.results.queries import decisions_of
from awards.results.states import Placing

TOO_EARLY = "Documents that name winners can be made once the results are sealed."
OUTDATED = (
    "Something in this version must not be printed any more, so it can no longer be downloaded. "
    "A new version is made by itself: it is on the page of documents in a minute."
)
NOT_RENEWED = (
    "Something in this version must not be printed any more, so it can no longer be downloaded. "
    "The edition is archived, so no new version is made by itself."
)
GONE = (
    "The file of this version is not there any more. The page of documents has the newest one, or a button "
    "to make it again."
)
NOTHING_PLANNED = "There is no running order yet. Generate one from the plan first."


@dataclass(frozen=True)
class Made:
    """A document in bytes, with what to look at before it is printed, and what it says of each team."""

    pdf: bytes
    pages: int
    warnings: list[str]
    facts: Facts | None = None


def make_document(document_id: uuid.UUID, *, time_limit: float) -> Made:
    """Build the document that was asked for. No transaction is open while it is typeset."""
    with reading(), unit_of_work():
        document = get_document(document_id)
        asked_at = document.created_at
        facts = facts_of(document.edition, document.kind)  # before the sheet: see there
        sheet = sheet_of(document.edition, document.kind, version=str(document.number), at=asked_at)
    return replace(made_of(sheet, at=asked_at, time_limit=time_limit), facts=facts)


def content_of(document: Document) -> bytes:
    """A finished document as it was built.

    Raise WrongState when it says what must not be read any more: then it is made again by itself, unless its
    edition is archived.
    """
    if document.storage_key is None or document.outdated_at is not None:
        raise NotFound
    if outdated_by(document) is not None:
        raise WrongState(NOT_RENEWED if document.edition.state is Stage.ARCHIVED else OUTDATED)
    key = document.storage_key
    stop_reading()  # an object store may take its time
    try:
        return storage.fetch(key)
    except NotFound:  # it was taken back just now, or lost
        raise WrongState(GONE) from None


def made_of(sheet: Sheet, *, at: dt.datetime, time_limit: float | None = None) -> Made:
    """Typeset a sheet: the same sheet at the same moment gives the same bytes."""
    done = typeset(sheet, timestamp=at, time_limit=time_limit)
    return Made(done.pdf, done.pages, done.warnings)


def sheet_of(edition: Edition, kind: DocumentKind, *, version: str, at: dt.datetime) -> Sheet:
    """What a document without results says."""
    if kind is DocumentKind.PROGRAMME:
        return programme_sheet(edition, version=version, at=at)
    return running_order_sheet(edition, version=version, at=at)


def file_name(edition: Edition, kind: DocumentKind | ResultDocumentKind, number: int | None = None) -> str:
    """A plain name to save a document under; it tells no result."""
    what = slugify(DOCUMENTS[kind] if isinstance(kind, DocumentKind) else RESULT_DOCUMENTS[kind])
    return f"{edition.slug}-{what}{f'-{number}' if number else ''}.pdf"


def recognition_name(edition: Edition) -> str:
    """The same for the certificates of every team."""
    return f"{edition.slug}-certificates-for-every-team.pdf"


def programme_sheet(edition: Edition, *, version: str, at: dt.datetime) -> ProgrammeSheet:
    """The programme for guests."""
    programme = get_programme(edition)
    return ProgrammeSheet(
        award_name=edition.award_name,
        edition_name=edition.name,
        year=str(edition.year),
        network=edition.host,
        date_text=show_date(edition.ceremony_on),
        date_iso=edition.ceremony_on.isoformat(),
        venue=edition.venue,
        strapline=edition.strapline,
        welcome=tuple(edition.welcome),
        signed=NamedRole(edition.chair_name, edition.chair_role) if edition.chair_name else None,
        evening=tuple(EveningItem(clock_text(line.time), line.title) for line in programme.evening),
        awards=tuple(_award_entry(given) for given in programme.awards),
        teams=tuple(team_page(team) for team in programme.teams),
        judges=tuple(NamedRole(judge.name, judge.role) for judge in programme.judges),
        thanks=tuple(edition.thanks),
        web_address=f"{base_url()}/editions/{edition.slug}/programme",
        seal_fingerprint=programme.fingerprint,
        version=version,
        made_at=show_moment(at),
    )


def _award_entry(given: EveningAward) -> AwardEntry:
    """A recognition has no list of names: every team has a page of its own."""
    award = given.award
    contest = given.competing if award.kind is AwardKind.COMPETITION else ()
    return AwardEntry(
        name=award.name,
        kind=AWARD_KINDS[award.kind],
        description=award.description,
        presenter=award.presenter,
        shortlist=tuple(ShortlistedTeam(team.name, team.organisation) for team in contest),
    )


def running_order_sheet(edition: Edition, *, version: str, at: dt.datetime) -> RunningOrderSheet:
    """The running order for the crew, in the stages from which on there is one.

    An item of a team that is out is left out. Its time stays free until the item is taken out of the list.
    """
    order = find_running_order(edition)
    if order is None or not order.items:
        raise WrongState(NOTHING_PLANNED)
    times, out = schedule_of(edition, order.items), teams_out(edition)
    rows = zip(order.items, times.timings, strict=True)
    return RunningOrderSheet(
        edition_name=edition.name,
        date_text=show_date(edition.ceremony_on),
        venue=edition.venue,
        end=clock_text(times.ends_at),
        hard_finish=clock_text(edition.hard_finish_at),
        version=version,
        printed_at=show_moment(at),
        warning=" ".join(times.warnings) or None,
        rows=tuple(_row(item, timing) for item, timing in rows if item.nomination_id not in out),
    )


def _row(item: Item, timing: Timing) -> RunningOrderRow:
    notes = (f"Fixed start: {item.hard_reason}." if item.hard_reason else "", item.notes)
    return RunningOrderRow(
        number=str(item.position),
        start=clock_text(timing.start),
        length=length_text(item.planned),
        back_time=clock_text(timing.back_start),
        latest_start=clock_text(timing.latest_start),
        kind=item.kind.value,
        kind_label=ITEM_KINDS[ItemKind(item.kind)],
        title=item.title,
        people=item.people,
        notes="\n".join(note for note in notes if note),
        is_hard=item.hard_start is not None,
    )


def result_sheet(edition: Edition, kind: ResultDocumentKind, *, at: dt.datetime) -> Sheet:
    """A document that names winners: for the few who may ask, after sealing; never kept."""
    _check_sealed(edition)
    if kind is ResultDocumentKind.WINNER_CARDS:
        return winner_card_sheet(edition, at=at)
    return certificate_sheet(edition, _winners_certificates(edition))


def winner_card_sheet(edition: Edition, *, at: dt.datetime) -> WinnerCardSheet:
    """A card for each envelope, numbered in the order of the evening."""
    teams = {team.id: team for team in printed_teams(edition)}
    decisions = decisions_of(edition)
    awards = awards_to_reveal(edition)
    cards = [_card(award, decisions[award.id], teams, number) for number, award in enumerate(awards, start=1)]
    return WinnerCardSheet(
        edition_name=edition.name,
        date_text=show_date(edition.ceremony_on),
        printed_at=show_moment(at),
        cards=tuple(card for card in cards if card),
    )


def _card(award: Award, decision: Decision, teams: dict[uuid.UUID, Team], number: int) -> WinnerCard | None:
    winner = next(iter(_placed(decision, Placing.WINNER)), None)
    if winner is None:
        return None
    team = teams.get(winner.nomination_id)
    return WinnerCard(
        award=award.name,
        winner=winner.nomination.team_name,
        organisation=winner.nomination.organisation.name,
        envelope_number=str(number),
        said_aloud=team.says(SAY_AS) if team else "",
        presenter=award.presenter,
        highly_commended=tuple(
            ShortlistedTeam(r.nomination.team_name, r.nomination.organisation.name)
            for r in _placed(decision, Placing.HIGHLY_COMMENDED)
        ),
        stage_words=team.says(STAGE_WORDS) if team else "",
    )


def _placed(decision: Decision, placing: Placing) -> list[Recipient]:
    return [recipient for recipient in decision.recipients if recipient.placing is placing]


def _winners_certificates(edition: Edition) -> list[Certificate]:
    decisions = decisions_of(edition)
    words = {Placing.WINNER: "Winner", Placing.HIGHLY_COMMENDED: "Highly commended"}
    return [
        Certificate(
            r.nomination.team_name, r.nomination.organisation.name, f"{words[r.placing]}, {award.name}"
        )
        for award in awards_to_reveal(edition)
        for r in decisions[award.id].recipients
    ]


def recognition_sheet(edition: Edition) -> CertificateSheet:
    """A certificate of every recognition award for every accepted team: no result is in it."""
    _check_sealed(edition)
    given = evening_awards(edition, printed_teams(edition)).given
    return certificate_sheet(
        edition,
        [
            Certificate(team.name, team.organisation, each.award.name)
            for each in given
            if each.award.kind is AwardKind.RECOGNITION
            for team in each.competing
        ],
    )


def certificate_sheet(edition: Edition, certificates: list[Certificate]) -> CertificateSheet:
    """Certificates to sign, in the edition's name."""
    if not certificates:
        raise WrongState("There is nobody to make a certificate for.")
    return CertificateSheet(
        award_name=edition.award_name,
        edition_name=edition.name,
        network=edition.host,
        date_text=show_date(edition.ceremony_on),
        venue=edition.venue,
        signatories=(NamedRole(edition.chair_name, edition.chair_role),) if edition.chair_name else (),
        certificates=tuple(certificates),
    )


def _check_sealed(edition: Edition) -> None:
    if not edition.state.is_at_least(Stage.SEALED):
        raise WrongState(TOO_EARLY)
