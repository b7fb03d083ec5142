"""Sets the sheets of the ceremony in type: each has its template, and photos beside it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from awards.ceremony.sheets import (
    CertificateSheet,
    ProgrammeSheet,
    RunningOrderSheet,
    Sheet,
    TeamPage,
    TeamPageSheet,
    WinnerCardSheet,
)
from awards.core.typesetting import Job, Typeset, set_in_type

TEMPLATE_OF: dict[type[Sheet], str] = {
    ProgrammeSheet: "programme.typ",
    RunningOrderSheet: "running-order.typ",
    WinnerCardSheet: "winner-cards.typ",
    CertificateSheet: "certificates.typ",
    TeamPageSheet: "programme-page.typ",
}


def typeset(
    sheet: Sheet, *, timestamp: datetime, time_limit: float | None = None, pictures: bool = False
) -> Typeset:
    """Typeset a sheet, in a process of its own where there is a time limit (seconds)."""
    template, fill = TEMPLATE_OF[type(sheet)], partial(_values, sheet)
    return set_in_type(template, fill, timestamp=timestamp, time_limit=time_limit, pictures=pictures)


def _values(sheet: Sheet, job: Job) -> dict[str, Any]:
    if isinstance(sheet, ProgrammeSheet | TeamPageSheet):
        teams = tuple(_with_photo(team, job) for team in sheet.teams)
        return asdict(replace(sheet, teams=teams))
    return asdict(sheet)


def _with_photo(team: TeamPage, job: Job) -> TeamPage:
    if team.photo is None or isinstance(team.photo, Path):
        return team
    copy = job.place(team.photo)
    if copy is None:
        job.warnings.append(f"The photo of “{team.name}” cannot be read: its page is set without it.")
        return replace(team, photo=None)
    described = team.photo_description.strip()
    if not described:
        job.warnings.append(f"The photo of “{team.name}” has no description for people who cannot see it.")
        described = f"Photograph of the team: {team.name}"
    return replace(team, photo=copy, photo_description=described)
