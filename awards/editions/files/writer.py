"""From an edition to the text of its file, which reads like the one that ships with the product."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from awards.core import clock
from awards.editions.files.contents import (
    EditionFile,
    FileAward,
    FileCategory,
    FileCriterion,
    FileOrganisation,
    FileQuestion,
    FileSection,
)
from awards.editions.files.toml import write_table
from awards.editions.states import AwardKind

_RULE = "# " + "-" * 105
_INTRODUCTION = """\
# {name}: one edition of an award, in the order in which an award happens.
#
# This file can be read and changed without any programming. `awards load-edition FILE` reads it, tells
# you every mistake with its place, and loads nothing at all until there are none.
# Times are UK local time. A length is minutes and seconds ("3:30") or minutes ("45m").
# Keys (slug = …, key = …) are short names used in addresses: small letters, figures and hyphens.
# No person, no nomination and no result is in it.
"""
_FORM = """\
# The entry form of {name}.
#
# It can be changed without any programming, and imported into a category that nobody has answered yet:
# every mistake is told with its line, and nothing is imported until there are none.
# Keys (key = …, value = …) are short names: small letters, figures and hyphens.
"""
_AUDIENCES = """\
# Every question has an audience: who may ever read the answer.
#   judges      those who score, and the organisers
#   programme   everybody, in print and on the web page, after the organisers accepted it
#   stage       those who speak on the night
#   organisers  nobody else
# `show_if` asks a question only where an earlier one was answered so.
"""
_AWARDS = """\
# recognition  every accepted team receives it
# competition  by the ranking: a winner and, where it says so, highly commended places
# choice       named by the chair, with a reason
# An award for one answer is given only if at least `minimum` teams gave it.
"""
_EVENING = """\
# Every item has a length, and how far it can shrink or stretch. Only an item that truly cannot move has a
# `start`, with the reason. `public = false` keeps an item out of the guests' programme.
"""
_PLAN = """
    key title public_title kind award awards part of length_each length shortest longest start start_reason
    people notes public
""".split()
_MOMENTS = {
    "nominations_open": "nominations_open_at",
    "nominations_close": "nominations_close_at",
    "grace_minutes": "grace_minutes",
    "checking_ends": "checking_ends_at",
    "judging_closes": "judging_closes_at",
    "moderation_meeting": "moderation_at",
}


def write_edition(file: EditionFile) -> str:
    """The whole edition. A list with nothing in it is said to be empty, at the top where TOML wants that."""
    lists = {"organisations": file.organisations, "categories": file.categories, "awards": file.awards}
    empty = "".join(f"{name} = []\n" for name, things in lists.items() if not things)
    return "\n".join(
        [_INTRODUCTION.format(name=file.facts["name"]), *([empty] if empty else []), *_parts(file)]
    )


def write_form(name: str, sections: Iterable[FileSection]) -> str:
    """One entry form by itself."""
    return "\n".join([_FORM.format(name=name) + "#\n" + _AUDIENCES, *_form("sections", sections)])


def _parts(file: EditionFile) -> Iterator[str]:
    facts = file.facts
    yield _title("1. The edition") + write_table("[edition]", _basics(facts))
    yield _title("2. The timetable") + write_table("[timetable]", _timetable(facts))
    yield _title("3. The evening in outline") + write_table("[ceremony]", _ceremony(facts))
    yield _title("4. Who nominates")
    yield from (write_table("[[organisations]]", _organisation(each)) for each in file.organisations)
    yield _title("5. What is nominated, and how: categories, entry forms, criteria", _AUDIENCES)
    for category in file.categories:
        yield from _category(category)
    yield _title("6. The awards", _AWARDS)
    yield from (write_table("[[awards]]", _award(each)) for each in file.awards)
    yield _title("7. The running order of the night", _EVENING)
    for item in file.plan:
        yield write_table("[[running_order]]", {name: item.get(name) for name in _PLAN})


def _title(words: str, more: str = "") -> str:
    return "\n".join([_RULE, f"# {words}", *([f"#\n{more.rstrip()}"] if more else []), _RULE, ""])


def _basics(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "slug": facts["slug"],
        "name": facts["name"],
        "award": facts["award_name"],
        "year": facts["year"],
        "strapline": facts["strapline"] or None,
        "host": facts["host"] or None,
        "contact": facts["contact"],
        "two_people_decide": facts["two_people_decide"],
        "past_post_years": facts["past_post_years"],
    }


def _timetable(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _local(facts[column]) for name, column in _MOMENTS.items()}


def _local(value: Any) -> Any:
    """A moment as a clock in the United Kingdom shows it; anything else as it is."""
    return clock.local(value).replace(tzinfo=None) if isinstance(value, dt.datetime) else value


def _ceremony(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "venue": facts["venue"],
        "date": facts["ceremony_on"],
        "doors": _time(facts["doors_at"]),
        "hard_finish": _time(facts["hard_finish_at"]),
        "chair_name": facts["chair_name"] or None,
        "chair_role": facts["chair_role"] or None,
        "welcome": facts["welcome"] or None,
        "thanks": facts["thanks"] or None,
    }


def _time(seconds: int) -> str:
    """A time of day; the small hours after midnight belong to the evening before."""
    return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"


def _organisation(said: FileOrganisation) -> dict[str, Any]:
    return {
        "slug": said.slug,
        "name": said.name,
        "short_name": said.short_name,
        "kind": said.kind.value,
        "gss_code": said.gss_code,
        "dfe_code": said.dfe_code,
        "partner": said.partner or None,
        "from": said.exists_from,
        "to": said.exists_to,
        "nominates": said.nominates,
    }


def _category(said: FileCategory) -> Iterator[str]:
    facts = {
        "key": said.key,
        "name": said.name,
        "description": said.description or None,
        "max_per_organisation": said.max_per_organisation,
    }
    yield write_table("[[categories]]", facts)
    yield from _form("categories.sections", said.sections)
    yield from (write_table("[[categories.criteria]]", _criterion(each)) for each in said.criteria)


def _form(place: str, sections: Iterable[FileSection]) -> Iterator[str]:
    for section in sections:
        facts = {"key": section.key, "title": section.title, "hint": section.hint or None}
        yield write_table(f"[[{place}]]", facts | ({} if section.questions else {"questions": []}))
        yield from (write_table(f"[[{place}.questions]]", _question(each)) for each in section.questions)


def _question(said: FileQuestion) -> dict[str, Any]:
    condition = {"question": said.shown_if, "is": said.shown_if_answers}
    return {
        "key": said.key,
        "kind": said.kind.value,
        "label": said.label,
        "hint": said.hint or None,
        "show_if": condition if said.shown_if else None,
        "required": said.required,
        "max_words": said.max_words,
        "max_characters": said.max_characters,
        "max_people": said.max_people,
        "max_files": said.max_files,
        "max_megabytes": said.max_megabytes,
        "audience": said.audience.value,
        "options": [{"value": value, "label": label} for value, label in said.options] or None,
    }


def _criterion(said: FileCriterion) -> dict[str, Any]:
    return {
        "key": said.key,
        "name": said.name,
        "weight": said.weight,
        "round": said.round if said.round > 1 else None,
        "description": said.description or None,
        "scale": said.scale,
        "guidance": said.guidance or None,
        "plain": said.plain or None,
        "reason_needed_at": said.reason_needed_at or None,
    }


def _award(said: FileAward) -> dict[str, Any]:
    return {
        "key": said.key,
        "name": said.name,
        "kind": said.kind.value,
        "category": said.category,
        "description": said.description or None,
        "question": said.question or None,
        "answer": said.answer or None,
        "minimum": said.minimum if said.question or said.minimum > 1 else None,
        "highly_commended": said.highly_commended if said.kind is AwardKind.COMPETITION else None,
        "presenter": said.presenter or None,
    }
