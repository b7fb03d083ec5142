"""Reading edition files: what is wrong, all of it, with its place."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.ceremony.states import ItemKind
from awards.editions.files import Problem, WrongFile, parse_edition, sample_text
from awards.editions.files.evening import PLAN_KINDS
from awards.editions.states import Audience, AwardKind, QuestionKind

SAMPLE = sample_text()


def problems_of(text: str | bytes) -> list[str]:
    """What is wrong with the file, without lines."""
    with pytest.raises(WrongFile) as refused:
        parse_edition(text)
    return [f"{problem.place}: {problem.sentence}" for problem in refused.value.problems]


def changed(old: str, new: str) -> str:
    """The sample with one thing changed."""
    assert old in SAMPLE
    return SAMPLE.replace(old, new, 1)


def test_the_sample_file_is_right() -> None:
    file = parse_edition(SAMPLE)
    assert (file.slug, len(file.organisations), len(file.awards), len(file.plan)) == ("tea-2022", 17, 8, 15)


def test_times_of_the_file_are_uk_times() -> None:
    facts = parse_edition(SAMPLE).facts
    assert facts["nominations_close_at"] == dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)


def test_a_finish_after_midnight_belongs_to_the_evening() -> None:
    facts = parse_edition(changed('hard_finish = "22:30"', 'hard_finish = "00:30"')).facts
    assert facts["hard_finish_at"] == 24 * 3600 + 1800


def test_a_file_saved_by_a_windows_editor_is_read() -> None:
    content = b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode()
    assert parse_edition(content).slug == "tea-2022"


CASES = [
    ("weight = 30", "weight = 0", "categories[1].criteria[1].weight: must be a whole number from 1 to 1000"),
    (
        "weight = 30",
        "weight = true",
        "categories[1].criteria[1].weight: must be a whole number from 1 to 1000",
    ),
    ("weight = 30", "", "categories[1].criteria[1].weight: is missing"),
    ("weight = 30", "wieght = 30", "categories[1].criteria[1].weight: is missing"),
    ("year = 2022", 'year = "2022"', "edition.year: must be a whole number from 1900 to 2200"),
    ('name = "TEA 2022"', 'name = ""', "edition.name: must not be empty"),
    ('name = "TEA 2022"', "name = 5", "edition.name: must be a text in quotes"),
    (
        'slug = "tea-2022"',
        'slug = "TEA 2022"',
        "edition.slug: must be small letters, figures and hyphens, like best-in-field",
    ),
    (
        "tea@example.org",
        "tea at example",
        "edition.contact: must be an e-mail address, like awards@example.org",
    ),
    (
        "two_people_decide = false",
        'two_people_decide = "no"',
        "edition.two_people_decide: must be true or false, without quotes",
    ),
    (
        "past_post_years = 3",
        "past_post_years = 21",
        "edition.past_post_years: must be a whole number from 0 to 20",
    ),
    (
        "2022-09-23T17:00:00",
        "2022-09-23",
        "timetable.nominations_close: must be a date and a time without quotes, like 2022-09-23T17:00:00",
    ),
    (
        "2022-09-23T17:00:00",
        "2022-09-23T17:00:00Z",
        "timetable.nominations_close: must be UK local time, without a Z or an offset at the end",
    ),
    (
        "2022-09-05T09:00:00",
        "2022-03-27T01:30:00",
        "timetable.nominations_open: "
        "the clocks go forward that night and skip this time. Choose an hour later",
    ),
    (
        "2022-09-23T17:00:00",
        "2022-09-05T08:00:00",
        "timetable.nominations_close: must be after nominations_open",
    ),
    (
        "2022-10-12T10:00:00",
        "2022-10-21T18:00:00",
        "timetable.moderation_meeting: must be before the doors of the ceremony open",
    ),
    (
        'hard_finish = "22:30"',
        'hard_finish = "17:30"',
        "ceremony.hard_finish: must be after doors; after midnight it can be at most 06:00",
    ),
    (
        "date = 2022-10-21",
        'date = "21 October"',
        "ceremony.date: must be a date without quotes, like 2022-10-21",
    ),
    ('kind = "trust"', 'kind = "charity"', "organisations[2].kind: must be council or trust, not “charity”"),
    (
        'partner = "birmingham-trust"',
        'partner = "birmingam"',
        "organisations[1].partner: no organisation of this file has the slug “birmingam”",
    ),
    (
        'slug = "coventry"',
        'slug = "birmingham"',
        "organisations[3].slug: “birmingham” is used already by organisations[1]",
    ),
    (
        "to = 2024-09-30",
        "to = 2022-09-30",
        "organisations[17].nominates: cannot be true: the body does not exist on the ceremony date",
    ),
    ("to = 2024-09-30", "to = 2018-09-30", "organisations[17].to: must not be before from"),
    (
        'key = "say-as"',
        'key = "team-name"',
        "categories[1].sections[1].questions[2].key: "
        "“team-name” is used already by categories[1].sections[1].questions[1]",
    ),
    (
        "max_characters = 80",
        "max_files = 80",
        "categories[1].sections[1].questions[1].max_files: means nothing for a question of kind short_text",
    ),
    (
        'audience = "stage"',
        'audience = "public"',
        "categories[1].sections[1].questions[2].audience: "
        "must be judges, programme, stage or organisers, not “public”",
    ),
    (
        'value = "education"',
        'value = "social-work"',
        "categories[1].sections[1].questions[3].options: must not have the same value twice",
    ),
    (
        "reason_needed_at = [0, 5]",
        "reason_needed_at = [0, 6]",
        "categories[1].criteria[1].reason_needed_at: must be a list of whole numbers from 0 to 5",
    ),
    ('answer = "education"', 'answer = "schools"', "awards[3].answer: “schools” is not an answer of “field”"),
    (
        'question = "field"',
        'question = "team-name"',
        "awards[2].question: must be a question of kind choice or choices",
    ),
    (
        'answer = "education"',
        "",
        "awards[3].answer: is missing: an award with a question needs the answer that competes",
    ),
    (
        'category = "team-of-excellence-2022"',
        'category = "team"',
        "awards[1].category: no category has the key “team”",
    ),
    (
        "highly_commended = 2",
        "higly_commended = 2",
        "awards[8].higly_commended: is not known here; did you mean “highly_commended”?",
    ),
    (
        'length = "6:00"',
        'length = "six minutes"',
        "running_order[3].length: must be written like 45m or 3:30",
    ),
    ('shortest = "4:00"', 'shortest = "7:00"', "running_order[3].shortest: must not be longer than length"),
    ('longest = "8:00"', 'longest = "5:00"', "running_order[3].longest: must not be shorter than length"),
    (
        'start = "20:00"',
        'start = "17:00"',
        "running_order[6].start: must lie between doors and the hard finish",
    ),
    (
        'start_reason = "The kitchen',
        'because = "The kitchen',
        "running_order[6].start_reason: is missing: say why this start cannot move",
    ),
    (
        'award = "chairs-special-award"',
        'award = "chairs-award"',
        "running_order[11].award: no award has the key “chairs-award”",
    ),
    (
        'awards = "field"',
        'awards = "fields"',
        "running_order[10].awards: no award is limited by a question with the key “fields”",
    ),
    ("part = 2", "part = 3", "running_order[7].part: must not be more than of"),
    ('key = "seating"', 'key = "doors"', "running_order[2].key: “doors” is used already by running_order[1]"),
]


@pytest.mark.parametrize(("old", "new", "problem"), CASES, ids=[case[2][:60] for case in CASES])
def test_a_mistake_is_told_with_its_place(old: str, new: str, problem: str) -> None:
    assert problem in problems_of(changed(old, new))


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        changed("weight = 30", "weight = -1")
        .replace('host = "', 'hots = "')
        .replace('kind = "choice"', 'kind = "chose"')
    )
    with pytest.raises(WrongFile) as refused:
        parse_edition(text)
    lines = [problem.line or 0 for problem in refused.value.problems]
    assert len(lines) >= 5
    assert lines == sorted(lines)


def test_a_mistake_is_told_with_its_line() -> None:
    line = SAMPLE[: SAMPLE.index("weight = 20")].count("\n") + 1
    with pytest.raises(WrongFile, match=re.escape(f"line {line}, categories[1].criteria[2].weight: must be")):
        parse_edition(changed("weight = 20", "weight = 0"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("slug = ,", "column 8: cannot be read as TOML: Invalid value"),
        ("a = [1,", "end of the file: cannot be read as TOML: Invalid value"),
        (b"slug = '\xff'", ": is not UTF-8 text; save the file as UTF-8"),
        ("a = " + "[" * 100_000, ": is nested too deeply to be an edition file"),
    ],
)
def test_what_is_no_toml_is_refused_in_a_sentence(content: str | bytes, problem: str) -> None:
    assert problems_of(content) == [problem]


def test_an_empty_file_lacks_every_section() -> None:
    assert [line.partition(":")[0] for line in problems_of("")] == [
        "edition",
        "timetable",
        "ceremony",
        "organisations",
        "categories",
        "awards",
    ]


LINES = SAMPLE.split("\n")
VALUES = [
    "",
    "0",
    "-1",
    "true",
    '"x"',
    "[]",
    "{}",
    "[[]]",
    "1e400",
    "2022-02-30",
    "0001-01-01T00:00:00",
    '"\\u0000"',
]


def problems_or_none(text: str) -> list[Problem] | None:
    """What is wrong with the file, or None when it is right."""
    try:
        parse_edition(text)
    except WrongFile as refused:
        return refused.problems
    return None


@settings(max_examples=60, deadline=None)
@given(
    line=st.integers(0, len(LINES) - 1),
    change=st.sampled_from(["drop", "twice", "value", "swap"]),
    value=st.sampled_from(VALUES),
)
def test_a_mutated_sample_loads_or_is_refused_in_sentences(line: int, change: str, value: str) -> None:
    lines = list(LINES)
    if change == "drop":
        del lines[line]
    elif change == "twice":
        lines.insert(line, lines[line])
    elif change == "swap":
        lines[line], lines[-line] = lines[-line], lines[line]
    else:
        lines[line] = re.sub(r"=.*", lambda _found: f"= {value}", lines[line])
    found = problems_or_none("\n".join(lines))
    assert found is None or (found and all(problem.sentence for problem in found))


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_refused_in_sentences(text: str) -> None:
    with pytest.raises(WrongFile):
        parse_edition(text)


def test_the_plan_knows_the_kinds_of_item_that_the_ceremony_knows() -> None:
    assert set(PLAN_KINDS) == {kind.value for kind in ItemKind}


def test_the_sample_uses_what_the_format_offers() -> None:
    file = parse_edition(SAMPLE)
    questions = [
        q for category in file.categories for section in category.sections for q in section.questions
    ]
    assert {question.audience for question in questions} == set(Audience)
    assert {award.kind for award in file.awards} == set(AwardKind)
    assert QuestionKind.PEOPLE in {question.kind for question in questions}


def test_a_past_post_counts_for_three_years_where_the_file_does_not_say() -> None:
    said = SAMPLE.replace("past_post_years = 3\n", "")
    assert (said == SAMPLE, parse_edition(said).facts["past_post_years"]) == (False, 3)
    none = SAMPLE.replace("past_post_years = 3", "past_post_years = 0")
    assert parse_edition(none).facts["past_post_years"] == 0
