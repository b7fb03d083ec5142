"""Writing edition files: whatever an edition says is read back as it was."""

import datetime as dt
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awards.core.text import clean_line, clean_text
from awards.editions.files import (
    EditionFile,
    FileAward,
    FileCategory,
    FileCriterion,
    FileOrganisation,
    FileQuestion,
    FileSection,
    parse_edition,
    parse_form,
    sample_text,
    write_edition,
    write_form,
)
from awards.editions.files.toml import write_table
from awards.editions.questions import CHOOSING, DECIDING, LIMITS, MOST, YES
from awards.editions.states import Audience, AwardKind, QuestionKind
from awards.organisations.states import OrganisationKind

SAMPLE = parse_edition(sample_text())


def test_the_sample_is_read_back_as_it_was():
    assert parse_edition(write_edition(SAMPLE)) == SAMPLE


def test_the_sample_is_written_as_it_was_but_for_its_remarks():
    def said(text: str) -> list[str]:
        return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]

    assert said(write_edition(SAMPLE)) == said(sample_text())


def test_an_entry_form_by_itself_is_read_back_as_it_was():
    sections = SAMPLE.categories[0].sections
    assert parse_form(write_form("Team of Excellence", sections)) == sections


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('say "hello"', 'text = "say \\"hello\\""'),
        ("one\ntwo", 'text = """\none\ntwo"""'),
        ('one\n"""\nback\\slash"', 'text = """\none\n\\"\\"\\"\nback\\\\slash\\""""'),
        ("tab\tand bell\x07", 'text = "tab\\tand bell\\u0007"'),
        ("\x7f", 'text = "\\u007f"'),
        ("Siân Tŵyn 🎉", 'text = "Siân Tŵyn 🎉"'),
    ],
)
def test_a_text_is_written_so_that_people_can_read_it(text: str, written: str) -> None:
    assert write_table("[a]", {"text": text}) == f"[a]\n{written}\n"
    assert tomllib.loads(write_table("[a]", {"text": text})) == {"a": {"text": text}}


@given(st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: text.replace("\r", "")))
def test_any_text_is_read_back(text: str) -> None:
    assert tomllib.loads(write_table("[a]", {"text": text})) == {"a": {"text": text}}


keys = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
texts = st.text(max_size=40).map(clean_text)
lines = st.text(max_size=40).map(clean_line)
named = st.one_of(lines.filter(bool), st.sampled_from(["a = 1", "[edition]", '"""', "\\", "'", "#"]))


def unique(things: Any, key: str = "key") -> Any:
    return st.lists(things, max_size=3, unique_by=lambda thing: getattr(thing, key)).map(tuple)


@st.composite
def questions(draw: Any, earlier: list[FileQuestion]) -> FileQuestion:
    kind = draw(st.sampled_from(QuestionKind))
    limits = dict.fromkeys(MOST, None)
    for name in LIMITS.get(kind, ()):
        limits[name] = draw(st.none() | st.integers(1, MOST[name]))
    options = st.lists(st.tuples(keys, named), min_size=2, max_size=4, unique_by=lambda option: option[0])
    taken = {question.key for question in earlier}
    question = FileQuestion(
        key=draw(keys.filter(lambda key: key not in taken)),
        kind=kind,
        audience=draw(st.sampled_from(Audience)),
        label=draw(named),
        hint=draw(texts),
        required=draw(st.booleans()),
        options=tuple(draw(options)) if kind in CHOOSING else (),
        **limits,
    )
    deciding = [each for each in earlier if each.kind in DECIDING]
    if not deciding or draw(st.booleans()):
        return question
    decides = draw(st.sampled_from(deciding))
    offered = [value for value, _ in decides.options] or [YES]
    answers = draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))
    return replace(question, shown_if=decides.key, shown_if_answers=tuple(answers))


NAME = SAMPLE.categories[0].sections[0].questions[0]


@st.composite
def forms(draw: Any) -> tuple[FileSection, ...]:
    earlier, sections = [NAME], []
    for number in range(draw(st.integers(1, 3))):
        asked = [NAME] if number == 0 else []
        for _ in range(draw(st.integers(0, 4))):
            asked.append(draw(questions(earlier)))
            earlier.append(asked[-1])
        title, hint = draw(named), draw(texts)
        sections.append(FileSection(key=f"s-{number}", title=title, hint=hint, questions=tuple(asked)))
    return tuple(sections)


@st.composite
def categories(draw: Any) -> FileCategory:
    scale = tuple(draw(st.lists(named, min_size=2, max_size=6)))
    points = st.sets(st.integers(0, len(scale) - 1)).map(lambda found: tuple(sorted(found)))
    criterion = st.builds(
        FileCriterion,
        key=keys,
        name=named,
        weight=st.integers(1, 1000),
        description=texts,
        guidance=texts,
        plain=texts,
        scale=st.just(scale),
        reason_needed_at=points,
        round=st.integers(1, 5),
    )
    criteria = draw(unique(criterion))
    criteria = (*(replace(each, round=1) for each in criteria[:1]), *criteria[1:])
    return FileCategory(
        key=draw(keys),
        name=draw(named),
        description=draw(texts),
        max_per_organisation=draw(st.integers(1, 100)),
        sections=draw(forms()),
        criteria=criteria,
    )


def award_of(category: FileCategory) -> Any:
    choices = [q for section in category.sections for q in section.questions if q.kind in CHOOSING]
    limits = [(q.key, value) for q in choices for value, _ in q.options]
    kinds = [AwardKind.RECOGNITION, AwardKind.CHOICE, *([AwardKind.COMPETITION] if category.criteria else [])]
    return st.tuples(st.sampled_from([("", ""), *limits]), st.sampled_from(kinds)).flatmap(
        lambda found: st.builds(
            FileAward,
            key=keys,
            name=named,
            kind=st.just(found[1]),
            category=st.just(category.key),
            description=texts,
            presenter=lines,
            question=st.just(found[0][0]),
            answer=st.just(found[0][1]),
            minimum=st.integers(1, 1000),
            highly_commended=st.integers(0, 20 if found[1] is AwardKind.COMPETITION else 0),
        )
    )


organisations = st.builds(
    FileOrganisation,
    slug=keys,
    name=named,
    short_name=named,
    kind=st.sampled_from(OrganisationKind),
    gss_code=st.none() | st.just("E08000025"),
    dfe_code=st.none() | st.just("330"),
    exists_from=st.none() | st.just(dt.date(2018, 4, 1)),
    exists_to=st.none() | st.just(dt.date(2031, 4, 1)),
    partner=st.just(""),
    nominates=st.just(True),
)
moments = st.integers(0, 270 * 24 * 3600).map(
    lambda seconds: dt.datetime(2022, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
)
ITEM = {"kind": "speech", "length": "45m", "public": True}


@st.composite
def editions(draw: Any) -> EditionFile:
    names = (
        "nominations_open_at",
        "nominations_close_at",
        "checking_ends_at",
        "judging_closes_at",
        "moderation_at",
    )
    times: list[Any] = sorted(draw(st.lists(moments, min_size=5, max_size=5, unique=True)))
    times = [*times[:2], *(draw(st.sampled_from([moment, None])) for moment in times[2:])]
    words = ("name", "award_name", "venue")
    free = ("strapline", "host", "chair_name", "chair_role")
    paragraphs = st.lists(texts.filter(bool), max_size=2)
    facts = SAMPLE.facts | {name: draw(named) for name in words} | {name: draw(lines) for name in free}
    facts |= dict(zip(names, times, strict=True)) | {
        "slug": draw(keys),
        "year": draw(st.integers(1900, 2200)),
    }
    facts |= {"welcome": draw(paragraphs), "thanks": draw(paragraphs)}
    facts |= {"doors_at": 18 * 3600, "hard_finish_at": draw(st.sampled_from([22 * 3600, 24 * 3600 + 1800]))}
    facts |= {"two_people_decide": draw(st.booleans()), "grace_minutes": draw(st.integers(0, 60))}
    facts |= {"past_post_years": draw(st.integers(0, 20))}
    some = draw(unique(categories()))
    awards = draw(unique(st.sampled_from(some).flatmap(award_of))) if some else ()
    plan = [ITEM | {"key": f"item-{n}", "title": draw(named), "notes": draw(texts)} for n in range(2)]
    return EditionFile(
        facts=facts,
        organisations=draw(unique(organisations, "slug").map(unique_names)),
        categories=some,
        awards=awards,
        plan=tuple(plan),
    )


def unique_names(all_: tuple[FileOrganisation, ...]) -> tuple[FileOrganisation, ...]:
    return tuple({organisation.name: organisation for organisation in all_}.values())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_any_edition_is_read_back_as_it_was(file: EditionFile) -> None:
    assert parse_edition(write_edition(file)) == file


@settings(max_examples=30, deadline=None)
@given(forms())
def test_any_entry_form_is_read_back_as_it_was(sections: tuple[FileSection, ...]) -> None:
    assert parse_form(write_form("Any", sections)) == sections


def test_a_section_without_questions_is_written_and_read_as_one():
    empty = FileSection(key="later", title="Later", hint="", questions=())
    sections = (*SAMPLE.categories[0].sections, empty)
    assert parse_form(write_form("Any", sections)) == sections
