"""What later stages read, and how few statements pages need."""

import pytest

from awards.core.database import db
from awards.editions.states import Audience
from awards.nominations.models import Nomination
from awards.nominations.queries import ROWS_A_PAGE, accepted_nominations, get_nomination, nominations_of
from awards.nominations.reading import entries, outline, plain_values
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_nomination, make_organisation, make_participant, make_person
from tests.nominations.conftest import COMPLETE


def many(scene, count, state=NominationState.ACCEPTED):
    """That many whole nominations of as many organisations."""
    for _ in range(count):
        organisation = make_organisation()
        make_participant(scene.edition, organisation)
        make_nomination(scene.category, organisation, state, answers=COMPLETE)


def text_of(nomination, key):
    """The answer to the question ``key``, in words."""
    given = [each for _, section in entries(nomination) for each in section]
    return next(each.text for each in given if each.question.key == key)


def test_answers_are_given_by_section_for_the_audiences_that_may_read_them(scene):
    nomination = scene.complete()
    (section, given), *_ = entries(nomination, [Audience.PROGRAMME])
    assert section.title == "Your team"
    assert ("Why this team", "They are kind.") in [(each.question.label, each.text) for each in given]


def test_a_choice_is_read_as_its_label_and_kept_as_its_value(scene):
    nomination = scene.complete()
    assert text_of(nomination, "field") == "Education"
    assert plain_values(nomination, nomination.category.sections[0])["field"] == "education"


def test_what_is_not_there_is_empty(scene):
    nomination = scene.nomination()
    assert [text_of(nomination, key) for key in ("challenge", "members", "photo")] == ["", "", ""]


def test_the_outline_says_how_far_each_section_has_come(scene):
    draft, whole = outline(scene.nomination()), outline(scene.complete(number=2))
    assert [part.status for part in draft] == ["in progress", "complete"]
    assert [question.key for question in draft[0].missing] == ["field", "why-this-team", "challenge"]
    assert [part.status for part in whole] == ["complete", "complete"]
    assert whole[0].words == 7


@pytest.mark.parametrize("count", [1, 5])
def test_whole_nominations_are_read_in_a_few_statements_however_many(scene, session, count):
    many(scene, count)
    slug = scene.edition
    session.expunge_all()
    with counted_statements() as statements:
        found = accepted_nominations(db.session.merge(slug, load=False))
        for nomination in found:
            entries(nomination)
    assert len(found) == count
    assert len(statements) <= 6


def test_nominations_are_found_by_state_and_ordered_by_organisation(scene):
    many(scene, 3)
    scene.nomination()
    assert [each.state for each in nominations_of(scene.edition, [NominationState.DRAFT])] == ["draft"]
    names = [each.organisation.name for each in nominations_of(scene.edition)]
    assert names == sorted(names) and len(names) == 4


@pytest.mark.parametrize("count", [1, 5])
def test_the_desks_list_needs_few_statements_however_long(scene, browser_of, count):
    many(scene, count, NominationState.SUBMITTED)
    browser = browser_of(scene.organiser)
    with counted_statements() as statements:
        assert browser.get(f"/editions/{scene.edition.slug}/nominations").text.count("/review") == count
    assert len(statements) <= 12


def test_the_desks_list_is_read_a_page_at_a_time_within_its_filter(scene, browser_of, session):
    many(scene, 3, NominationState.SUBMITTED)
    session.add_all(
        Nomination(
            edition=scene.edition, category=scene.category, organisation=scene.organisation,
            number=number, reference=f"LONG-{number:03}",
        )
        for number in range(1, ROWS_A_PAGE + 2)
    )  # fmt: skip
    session.commit()
    browser, address = browser_of(scene.organiser), f"/editions/{scene.edition.slug}/nominations"
    first, last = (
        browser.get(f"{address}?show=draft").text,
        browser.get(f"{address}?show=draft&page=9").text,
    )
    assert [text.count('secondary">LONG-') for text in (first, last)] == [ROWS_A_PAGE, 1]
    assert "?show=draft&amp;page=2" in first and "Page 2 of 2" in last
    assert "Pages" not in browser.get(f"{address}?show=submitted").text


@pytest.mark.parametrize("count", [1, 5])
def test_the_home_needs_few_statements_for_somebody_with_many_organisations(
    scene, browser_of, session, count
):
    person = make_person(Role.DIRECTOR, organisation=scene.organisation)
    for _ in range(count):
        organisation = make_organisation()
        make_participant(scene.edition, organisation)
        make_nomination(scene.category, organisation)
        person.posts.append(
            type(person.posts[0])(
                role=Role.DELEGATE, organisation=organisation, starts_on=person.posts[0].starts_on
            )
        )
    session.commit()
    browser = browser_of(person)
    with counted_statements() as statements:
        assert browser.get("/nominations").text.count("Go on<") == count
    assert len(statements) <= 12


@pytest.mark.parametrize("page", ["", "/check", "/sections/team", "/sections/more", "/receipt", "/review"])
def test_a_page_of_a_nomination_needs_few_statements(scene, browser_of, page):
    nomination = scene.complete(NominationState.SUBMITTED)
    person = make_person(Role.DIRECTOR, Role.DELEGATE, Role.ORGANISER, organisation=scene.organisation)
    browser = browser_of(person)
    with counted_statements() as statements:
        assert browser.get(f"/nominations/{nomination.id}{page}").status_code == 200
    assert len(statements) <= 12


def test_each_part_of_a_nomination_comes_with_one_statement(scene, session):
    nomination_id = scene.complete().id
    session.expunge_all()
    nomination = get_nomination(nomination_id)
    with counted_statements() as statements:
        outline(nomination)
        entries(nomination)
        assert nomination.edition.name and nomination.organisation.name
    assert len(statements) == 4  # its form, answers, people and files
