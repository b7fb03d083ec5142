"""From the text of an edition file to an edition, or to everything that is wrong with it."""

import re
import tomllib
from itertools import pairwise
from typing import Any

from awards.editions.files.contents import (
    EditionFile,
    FileAward,
    FileCategory,
    FileCriterion,
    FileOrganisation,
    FileSection,
)
from awards.editions.files.entry_form import check_sections, read_section
from awards.editions.files.evening import read_ceremony, read_plan
from awards.editions.files.places import Problem, Problems, WrongFile, find_lines
from awards.editions.files.reader import LONGEST_LINE, Table
from awards.editions.files.references import check_references
from awards.editions.rules import FIRST_ROUND, MOST_GRACE, MOST_PAST_YEARS, MOST_ROUNDS, USUAL_PAST_YEARS
from awards.editions.states import AwardKind
from awards.organisations.states import OrganisationKind

_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_HIGHEST_POINT = 10
_LONGEST_EMAIL = 254


def parse_edition(content: str | bytes) -> EditionFile:
    """Read an edition file; raise WrongFile with every problem and its place."""
    text = _decoded(content)
    problems = Problems(find_lines(text))
    file = _read(Table(_parsed(text), "", problems))
    check_references(file, problems)
    problems.refuse()
    return file


def parse_form(content: str | bytes) -> tuple[FileSection, ...]:
    """Read an entry form from a file of its own; raise WrongFile with every problem and its place."""
    text = _decoded(content)
    problems = Problems(find_lines(text))
    root = Table(_parsed(text), "", problems)
    sections = tuple(read_section(table) for table in root.tables("sections"))
    if not sections and not root.has("sections"):
        root.wrong("sections", "is missing: the form needs at least one section [[sections]]")
    root.finish()
    check_sections(sections, "sections", problems)
    problems.refuse()
    return sections


def _decoded(content: str | bytes) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise WrongFile([Problem("", "is not UTF-8 text; save the file as UTF-8", line)]) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise WrongFile([Problem("", "is nested too deeply to be an edition file")]) from None
    except ValueError as error:  # TOMLDecodeError, and figures too long for a number
        said = str(error)
        place = _SYNTAX_PLACE.search(said)
        line, column = (place[1], place[2]) if place else (None, None)
        sentence = f"cannot be read as TOML: {_SYNTAX_PLACE.sub('', said)}"
        where = f"column {column}" if column else ("end of the file" if place else "")
        raise WrongFile([Problem(where, sentence, int(line) if line else None)]) from None


def _read(root: Table) -> EditionFile:
    facts = _read_facts(root.table("edition"))
    facts |= _read_timetable(root.table("timetable"))
    facts |= read_ceremony(root.table("ceremony"))
    organisations = tuple(_read_organisation(table) for table in root.tables("organisations"))
    categories = tuple(_read_category(table) for table in root.tables("categories"))
    awards = tuple(_read_award(table) for table in root.tables("awards"))
    plan = tuple(read_plan(root.tables("running_order"), facts))
    for name, things in (("organisations", organisations), ("categories", categories), ("awards", awards)):
        if not things and not root.has(name):
            root.wrong(name, f"is missing: the file needs at least one section [[{name}]]")
    root.finish()
    return EditionFile(
        facts=facts, organisations=organisations, categories=categories, awards=awards, plan=plan
    )


def _read_facts(table: Table) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "slug": table.key("slug"),
        "name": table.line("name"),
        "award_name": table.line("award"),
        "year": table.number("year", 1900, 2200, None),
        "strapline": table.line("strapline", required=False),
        "host": table.line("host", required=False),
        "contact": table.line("contact", most=_LONGEST_EMAIL),
        "two_people_decide": table.flag("two_people_decide", otherwise=True),
        "past_post_years": table.number("past_post_years", 0, MOST_PAST_YEARS, USUAL_PAST_YEARS),
    }
    if not table.has("year"):
        table.wrong("year", "is missing")
    if facts["contact"] and not _EMAIL.fullmatch(facts["contact"]):
        table.wrong("contact", "must be an e-mail address, like awards@example.org")
    table.finish()
    return facts


def _read_timetable(table: Table) -> dict[str, Any]:
    names = {
        "nominations_open": "nominations_open_at",
        "nominations_close": "nominations_close_at",
        "checking_ends": "checking_ends_at",
        "judging_closes": "judging_closes_at",
        "moderation_meeting": "moderation_at",
    }
    needed = {"nominations_open", "nominations_close"}
    moments = {name: table.moment(name, required=name in needed) for name in names}
    given = [(name, moment) for name, moment in moments.items() if moment]
    for (earlier, before), (later, after) in pairwise(given):
        if after <= before:
            table.wrong(later, f"must be after {earlier}")
    grace = table.number("grace_minutes", 0, MOST_GRACE, 0) or 0
    table.finish()
    return {column: moments[name] for name, column in names.items()} | {"grace_minutes": grace}


def _read_organisation(table: Table) -> FileOrganisation:
    organisation = FileOrganisation(
        slug=table.key("slug"),
        name=table.line("name"),
        short_name=table.line("short_name"),
        kind=table.choice("kind", OrganisationKind, OrganisationKind.COUNCIL),
        gss_code=table.line("gss_code", required=False, most=9) or None,
        dfe_code=table.line("dfe_code", required=False, most=3) or None,
        exists_from=table.day("from"),
        exists_to=table.day("to"),
        partner=table.key("partner", required=False),
        nominates=table.flag("nominates"),
    )
    first, last = organisation.exists_from, organisation.exists_to
    if first and last and last < first:
        table.wrong("to", "must not be before from")
    table.finish()
    return organisation


def _read_category(table: Table) -> FileCategory:
    category = FileCategory(
        key=table.key("key"),
        name=table.line("name"),
        description=table.text("description"),
        max_per_organisation=table.number("max_per_organisation", 1, 100, 1) or 1,
        sections=tuple(read_section(section) for section in table.tables("sections")),
        criteria=tuple(_read_criterion(criterion) for criterion in table.tables("criteria")),
    )
    table.finish()
    return category


def _read_criterion(table: Table) -> FileCriterion:
    if not table.has("weight"):
        table.wrong("weight", "is missing")
    scale = table.lines("scale", LONGEST_LINE)
    if not table.has("scale"):
        table.wrong("scale", "is missing")
    elif scale and not 2 <= len(scale) <= _HIGHEST_POINT + 1:
        table.wrong("scale", f"must have a word for every point from 0: 2 to {_HIGHEST_POINT + 1} words")
    criterion = FileCriterion(
        key=table.key("key"),
        name=table.line("name"),
        weight=table.number("weight", 1, 1000, 1) or 1,
        description=table.text("description"),
        guidance=table.text("guidance"),
        plain=table.text("plain"),
        scale=scale,
        reason_needed_at=table.numbers("reason_needed_at", max(len(scale) - 1, 0) or _HIGHEST_POINT),
        round=table.number("round", FIRST_ROUND, MOST_ROUNDS, FIRST_ROUND) or FIRST_ROUND,
    )
    table.finish()
    return criterion


def _read_award(table: Table) -> FileAward:
    award = FileAward(
        key=table.key("key"),
        name=table.line("name"),
        kind=table.choice("kind", AwardKind, AwardKind.RECOGNITION),
        category=table.key("category"),
        description=table.text("description"),
        presenter=table.line("presenter", required=False),
        question=table.key("question", required=False),
        answer=table.key("answer", required=False),
        minimum=table.number("minimum", 1, 1000, 1) or 1,
        highly_commended=table.number("highly_commended", 0, 20, 0) or 0,
    )
    if award.question and not award.answer:
        table.wrong("answer", "is missing: an award with a question needs the answer that competes")
    if award.answer and not award.question:
        table.wrong("question", "is missing: an award with an answer needs its question")
    if award.highly_commended and award.kind is not AwardKind.COMPETITION:
        table.wrong("highly_commended", "is only for a competition")
    table.finish()
    return award
