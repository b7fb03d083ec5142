"""The sample content holds together: nominations within the limits, people invented, the evening in time."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

Table = dict[str, Any]

AWARDS = Path(__file__).parents[2] / "awards"
SAMPLE = AWARDS / "web" / "sample"


def read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


EDITION = read(AWARDS / "editions" / "files" / "tea-2022.toml")
PEOPLE = read(SAMPLE / "people.toml")
NOMINATIONS = {path.stem: read(path) for path in sorted((SAMPLE / "nominations").glob("*.toml"))}
ORGANISATIONS = {organisation["slug"]: organisation for organisation in EDITION["organisations"]}
CATEGORY = EDITION["categories"][0]
QUESTIONS = {
    question["key"]: question for section in CATEGORY["sections"] for question in section["questions"]
}
WEIGHTS = {criterion["key"]: criterion["weight"] for criterion in CATEGORY["criteria"]}
FIELDS = {slug: nomination["answers"]["field"] for slug, nomination in NOMINATIONS.items()}

each_nomination = pytest.mark.parametrize("slug", sorted(NOMINATIONS))


def seconds(length: str) -> int:
    if length.endswith("m"):
        return int(length[:-1]) * 60
    minutes, rest = length.split(":")
    return int(minutes) * 60 + int(rest)


def clock(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def answers(slug: str) -> Table:
    found: Table = NOMINATIONS[slug]["answers"]
    return found


def asked(slug: str) -> Table:
    """The questions that are asked of the team; the sample has no chains of conditions."""
    always = {key: question for key, question in QUESTIONS.items() if "show_if" not in question}
    depending = {key: question for key, question in QUESTIONS.items() if "show_if" in question}
    met = {
        key: question
        for key, question in depending.items()
        if answers(slug)[question["show_if"]["question"]] in question["show_if"]["is"]
    }
    return always | met


def texts(thing: object) -> Iterator[str]:
    """Every text anywhere inside."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from texts(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from texts(value)


def recused(judge: Table, slug: str) -> bool:
    post = judge.get("organisation")
    declared = {(conflict["judge"], conflict["organisation"]) for conflict in PEOPLE["conflicts"]}
    return (judge["email"], slug) in declared or (
        post is not None and post in {slug, ORGANISATIONS[slug].get("partner")}
    )


def test_each_of_the_seventeen_bodies_is_named_once() -> None:
    assert len(ORGANISATIONS) == len(EDITION["organisations"]) == 17


def test_sixteen_bodies_nominate_and_each_has_a_nomination() -> None:
    nominating = {slug for slug, organisation in ORGANISATIONS.items() if organisation["nominates"]}
    assert len(nominating) == 16
    assert set(NOMINATIONS) == nominating


def test_partners_name_each_other() -> None:
    partners = {slug: body["partner"] for slug, body in ORGANISATIONS.items() if "partner" in body}
    assert all(partners[partner] == slug for slug, partner in partners.items())


def test_the_evening_ends_before_the_hard_finish_and_nothing_starts_late() -> None:
    now = clock(EDITION["ceremony"]["doors"])
    for item in EDITION["running_order"]:
        if "start" in item:
            assert now <= clock(item["start"]), item["key"]
            now = clock(item["start"])
        now += seconds(item["length"])
    assert now <= clock(EDITION["ceremony"]["hard_finish"])


def test_every_item_of_the_evening_can_shrink_and_stretch() -> None:
    for item in EDITION["running_order"]:
        assert seconds(item["shortest"]) <= seconds(item["length"]) <= seconds(item["longest"]), item["key"]


def test_the_two_recognition_parts_are_as_long_as_their_teams_need() -> None:
    parts = [item for item in EDITION["running_order"] if item["kind"] == "recognition"]
    assert sum(seconds(part["length"]) // seconds(part["length_each"]) for part in parts) == len(NOMINATIONS)


def test_the_weights_add_up_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


@each_nomination
def test_a_nomination_belongs_to_the_body_its_file_is_named_after(slug: str) -> None:
    assert NOMINATIONS[slug]["organisation"] == slug


@each_nomination
def test_a_nomination_answers_exactly_the_questions_that_are_asked(slug: str) -> None:
    assert set(answers(slug)) == set(asked(slug))


@each_nomination
def test_required_answers_are_given(slug: str) -> None:
    questions = asked(slug).items()
    missing = [key for key, question in questions if question["required"] and not answers(slug)[key]]
    assert missing == []


@each_nomination
def test_answers_keep_to_the_limits(slug: str) -> None:
    for key, question in asked(slug).items():
        answer = answers(slug)[key]
        if "max_words" in question:
            assert len(answer.split()) <= question["max_words"], key
        if "max_characters" in question:
            assert len(answer) <= question["max_characters"], key


@each_nomination
def test_choices_are_among_the_options(slug: str) -> None:
    for key, question in QUESTIONS.items():
        if question["kind"] == "choice":
            assert answers(slug)[key] in {option["value"] for option in question["options"]}


@each_nomination
def test_a_team_has_four_to_nine_members_of_different_names(slug: str) -> None:
    names = {member["name"] for member in answers(slug)["members"]}
    assert 4 <= len(names) == len(answers(slug)["members"]) <= 9


@each_nomination
def test_the_photo_shows_as_many_people_as_agreed_to_be_in_it(slug: str) -> None:
    agreed = [member for member in answers(slug)["members"] if member["photo"]]
    assert answers(slug)["photo"]["people"] == len(agreed)


@each_nomination
def test_a_team_on_stage_is_led_by_people_who_agreed_to_be_there(slug: str) -> None:
    on_stage = {member["name"] for member in answers(slug)["members"] if member["stage"]}
    for key in ("collector", "deputy-collector"):
        assert answers(slug)[key][0]["name"] in on_stage
    assert answers(slug)["collector"] != answers(slug)["deputy-collector"]


@each_nomination
def test_no_text_names_somebody_who_did_not_agree_to_it(slug: str) -> None:
    silent = [member["name"].split()[0] for member in answers(slug)["members"] if not member["programme"]]
    written = " ".join(answers(slug)[key] for key, q in asked(slug).items() if "max_words" in q)
    assert [name for name in silent if re.search(rf"\b{name}\b", written)] == []


def test_no_two_teams_have_the_same_name() -> None:
    assert len({answers(slug)["team-name"] for slug in NOMINATIONS}) == len(NOMINATIONS)


def test_a_question_is_asked_of_some_teams_and_not_of_others() -> None:
    counts = {len(asked(slug)) for slug in NOMINATIONS}
    assert counts == {len(QUESTIONS) - 1, len(QUESTIONS)}


def test_some_people_did_not_agree_to_everything() -> None:
    members = [member for slug in NOMINATIONS for member in answers(slug)["members"]]
    assert all(any(not member[use] for member in members) for use in ("programme", "stage", "photo"))


def test_at_least_three_fields_have_enough_nominations_for_an_award_and_one_has_not() -> None:
    counts = Counter(FIELDS.values())
    assert sum(count >= 3 for count in counts.values()) >= 3
    assert sum(count < 3 for count in counts.values()) >= 1


def test_every_address_is_one_that_nobody_can_own() -> None:
    everything = [EDITION, PEOPLE, *NOMINATIONS.values()]
    addresses = [text for thing in everything for text in texts(thing) if "@" in text]
    assert addresses
    assert [address for address in addresses if not re.fullmatch(r"[a-z.-]+@example\.org", address)] == []


def test_each_nominating_body_has_one_director_with_the_right_title() -> None:
    titles = {director["organisation"]: director["title"] for director in PEOPLE["directors"]}
    assert titles == {
        slug: "Chief Executive"
        if ORGANISATIONS[slug]["kind"] == "trust"
        else "Director of Children's Services"
        for slug in NOMINATIONS
    }


def test_judges_posts_and_conflicts_name_bodies_that_nominate() -> None:
    posts = {judge["organisation"] for judge in PEOPLE["judges"] if "organisation" in judge}
    assert len(posts) == 3
    assert posts | {conflict["organisation"] for conflict in PEOPLE["conflicts"]} <= set(NOMINATIONS)


def test_every_nomination_can_be_scored_by_at_least_six_judges() -> None:
    for slug in NOMINATIONS:
        assert sum(not recused(judge, slug) for judge in PEOPLE["judges"]) >= 6, slug


@pytest.mark.parametrize("group", ["comments", "young"])
def test_every_criterion_has_comments_for_every_band(group: str) -> None:
    for criterion in [*WEIGHTS, "overall"]:
        assert all(PEOPLE[group][criterion][name] for name in ("low", "middle", "high"))


def test_every_criterion_has_at_least_fifteen_different_comments() -> None:
    for criterion in WEIGHTS:
        assert len(set(texts(PEOPLE["comments"][criterion]))) >= 15


def test_exactly_the_awards_that_people_decide_have_a_decision_with_a_reason() -> None:
    counts = Counter(FIELDS.values())
    decided = {
        award["key"]
        for award in EDITION["awards"]
        if award["kind"] != "recognition" and counts[award.get("answer")] >= award.get("minimum", 0)
    }
    reasons = {decision["award"]: decision["reason"] for decision in PEOPLE["decisions"]}
    assert set(reasons) == decided
    assert all(len(reason.split()) >= 15 for reason in reasons.values())
