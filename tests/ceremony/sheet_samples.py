"""Small invented sheets, and how to read what was printed from them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pypdf import PdfReader

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
    TeamPage,
    WinnerCard,
    WinnerCardSheet,
)
from awards.ceremony.typesetting import typeset
from awards.core.typesetting import Typeset

MADE = datetime(2022, 10, 20, 15, 2, tzinfo=UTC)
HOSTILE = (
    '#panic("x") *bold* _it_ $x^2$ @ref #read("/etc/passwd") <script>alert(1)</script> {{7*7}} \\ // = x'
)
CITATION = " ".join(["Families said that they were heard and the team kept its word."] * 7)


def set_in_type(sheet: Sheet) -> Typeset:
    return typeset(sheet, timestamp=MADE)


def read(made: Typeset) -> PdfReader:
    return PdfReader(io.BytesIO(made.pdf))


def catalog(made: Typeset) -> Any:
    """The root of the PDF: language, title display, tags, metadata."""
    return read(made).trailer["/Root"]


def text_of(made: Typeset) -> str:
    """All words of a document, with line breaks as single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def size_in_mm(made: Typeset) -> set[tuple[int, int]]:
    boxes = [page.mediabox for page in read(made).pages]
    return {(round(float(b.width) / 72 * 25.4), round(float(b.height) / 72 * 25.4)) for b in boxes}


def tags(made: Typeset) -> list[Any]:
    """Every element of the tag tree, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(catalog(made)["/StructTreeRoot"]["/K"]))


def kinds(made: Typeset) -> list[str]:
    return [str(tag["/S"]) for tag in tags(made)]


def a_team(**changes: Any) -> TeamPage:
    team = TeamPage(
        name="First Door Family Help",
        organisation="Northbrook Council",
        field="Early help",
        citation=CITATION,
        members=(NamedRole("Siân Tŵyn", "team manager"), NamedRole("Małgorzata Żak", "social worker")),
    )
    return replace(team, **changes)


def a_programme(*teams: TeamPage, **changes: Any) -> ProgrammeSheet:
    teams = teams or (a_team(), a_team(name="The Lantern", organisation="Mereside Council"))
    sheet = ProgrammeSheet(
        award_name="Team Excellence Award",
        edition_name="TEA 2022",
        year="2022",
        network="An invented network",
        date_text="Friday 21 October 2022",
        date_iso="2022-10-21",
        venue="The Long Room",
        strapline="For those who stand beside children",
        welcome=("Good evening.", "Thank you for all that you do."),
        signed=NamedRole("Dilys Okoro", "Chair"),
        evening=(EveningItem("18:00", "Doors"), EveningItem("19:00", "Welcome", "Dilys Okoro", "Be seated")),
        awards=(
            AwardEntry(
                name="Team of the Year",
                kind="Competition",
                description="One team over all.",
                presenter="Ewa Cole",
                shortlist=tuple(ShortlistedTeam(team.name, team.organisation) for team in teams),
            ),
        ),
        teams=teams,
        judges=(NamedRole("Idris Quayle", "Head of practice"),),
        thanks=("To the kitchen.",),
        web_address="https://awards.example/2022",
        version="7",
        made_at="20 October 2022",
    )
    return replace(sheet, **changes)


def a_running_order(**changes: Any) -> RunningOrderSheet:
    row = RunningOrderRow(
        number="1",
        start="18:00",
        length="45:00",
        back_time="18:10",
        latest_start="18:20",
        kind="arrival",
        kind_label="Arrival",
        title="Doors and drinks",
        people="Floor manager",
        notes="Music low",
        is_hard=True,
    )
    rows = tuple(replace(row, number=str(n), kind="award" if n % 2 else "unheard-of") for n in range(1, 41))
    sheet = RunningOrderSheet(
        edition_name="TEA 2022",
        date_text="Friday 21 October 2022",
        venue="The Long Room",
        end="22:20",
        hard_finish="22:30",
        version="7",
        printed_at="20 October 2022, 15:02",
        rows=rows,
    )
    return replace(sheet, **changes)


def winner_cards(*cards: WinnerCard) -> WinnerCardSheet:
    card = WinnerCard(
        award="Team of the Year",
        winner="First Door Family Help",
        organisation="Northbrook Council",
        envelope_number="5",
        said_aloud="first DOOR",
        presenter="Ewa Cole",
        highly_commended=(ShortlistedTeam("The Lantern", "Mereside Council"),),
        stage_words="They kept their word.",
    )
    return WinnerCardSheet("TEA 2022", "Friday 21 October 2022", "3", "20 October", cards or (card, card))


def certificates(*made: Certificate) -> CertificateSheet:
    certificate = Certificate("The Lantern", "Mereside Council", "Winner, Team of the Year")
    return CertificateSheet(
        award_name="Team Excellence Award",
        edition_name="TEA 2022",
        network="An invented network",
        date_text="Friday 21 October 2022",
        venue="The Long Room",
        signatories=(NamedRole("Dilys Okoro", "Chair"),),
        certificates=made or (certificate,),
    )


def outline_of(made: Typeset) -> list[str]:
    """The titles of a document's bookmarks, in order."""

    def flat(entries: list[Any]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry)
            else:
                yield str(entry.title)

    return list(flat(read(made).outline))
