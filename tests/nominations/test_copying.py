"""Copying from an earlier edition: into empty boxes, people without consents, and it says what it did."""

import datetime as dt
from dataclasses import dataclass

import pytest

from awards.core.audit import Event
from awards.core.errors import NotFound, WrongState
from awards.editions.states import Audience, QuestionKind
from awards.nominations.copying import plan_copy
from awards.nominations.models import Mask, Nomination, Revision, TeamMember, Upload
from awards.nominations.queries import get_nomination
from awards.nominations.reading import form_values
from awards.nominations.services import copy_from_earlier, start_nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_person,
    saved,
)
from tests.nominations.conftest import COMPLETE, add_special_questions

pytestmark = pytest.mark.both_databases
NOW = dt.datetime.now(dt.UTC)


@dataclass
class Years:
    """Last year's nomination, whole, and this year's, of which only the team's name is written."""

    then: Nomination
    now: Nomination


NO = {"in_programme": False, "on_stage": False, "in_photo": False}


@pytest.fixture
def years(scene):
    edition = make_edition(year=2021, ceremony_on=dt.date(2021, 10, 22), name="TEA 2021")
    category = make_category(edition)
    add_special_questions(category)
    more = {"fruit": ["a", "b"], "staff": 9, "since": "2020-04-01", "agrees": True}
    then = make_nomination(
        category, scene.organisation, NominationState.ACCEPTED, COMPLETE | more, team_name="Kites"
    )
    asked = {question.key: question for section in category.sections for question in section.questions}
    for position, (name, role) in enumerate([("Ann Lee", "Nurse"), ("Bo Ng", "")], start=1):
        then.members.append(
            TeamMember(
                question=asked["members"], position=position, name=name, role=role, in_social_media=True
            )
        )
    photo = Upload(
        question=asked["photo"], storage_key=f"k-{then.id}", name="a.jpg", media_type="image/jpeg", size=1
    )
    then.uploads.append(photo)
    return Years(saved(then), scene.nomination(team_name="Herons"))


def copied(scene, years, by=None, at=NOW):
    return copy_from_earlier(years.now, years.then, by=by or scene.delegate, at=at)


def values(nomination):
    return form_values(get_nomination(nomination.id))


def test_answers_to_the_same_questions_fill_empty_boxes(scene, session, years):
    copied(scene, years)
    session.commit()
    found = values(years.now)
    assert (found["field"], found["challenge"], found["fruit"]) == (
        "education",
        "There was no soup.",
        ["a", "b"],
    )
    assert (found["staff"], found["since"]) == (9, "2020-04-01")


def test_what_is_written_stays(scene, session, years):
    copied(scene, years)
    session.commit()
    assert values(years.now)["team-name"] == "Herons"


def test_declarations_are_given_anew(scene, session, years):
    copied(scene, years)
    session.commit()
    assert values(years.now)["agrees"] is None


def test_what_only_organisers_are_told_beside_declarations_is_given_anew(scene, session, years):
    scene.question("staff").audience = Audience.ORGANISERS
    session.commit()
    plan = copied(scene, years)
    assert "Staff" in plan.anew and values(years.now)["staff"] is None


def test_people_come_with_name_and_role_and_have_agreed_to_nothing(scene, session, years):
    copied(scene, years)
    session.commit()
    members = get_nomination(years.now.id).members
    assert [(each.name, each.role) for each in members] == [("Ann Lee", "Nurse"), ("Bo Ng", "")]
    given = {
        (m.in_programme, m.on_stage, m.in_photo, m.in_social_media, m.in_press, m.answered_at)
        for m in members
    }
    assert given == {(False, False, False, False, False, None)}


@pytest.mark.parametrize(
    "change",
    [
        {"removed_at": NOW},
        {"answered_at": NOW, "in_social_media": False} | NO,
        {"noted_at": NOW, "in_social_media": False} | NO,
    ],
)
def test_who_said_no_last_year_does_not_come_along(scene, session, years, change):
    ann, _ = years.then.members
    for key, value in change.items():
        setattr(ann, key, value)
    session.commit()
    session.expire_all()
    copied(scene, years)
    assert [each.name for each in years.now.members] == ["Bo Ng"]


def test_what_others_did_not_read_last_year_is_not_copied(scene, session, years):
    answers = {each.question.key: each for each in years.then.answers}
    answers["why-this-team"].value = "Ann Lee is kind, Bo Ng is brave."
    answers["challenge"].value = "There was no soup for Mia Hart."
    masked = {"passage": "Mia Hart", "replacement": "[removed]", "masked_by_id": scene.organiser.id}
    years.then.masks.append(Mask(question_id=answers["challenge"].question_id, **masked))
    ann, _ = years.then.members
    ann.answered_at, ann.in_programme = NOW, False
    session.commit()
    plan = copied(scene, years)
    session.commit()
    found = values(years.now)
    assert found["why-this-team"] == "A member of the team is kind, Bo Ng is brave."
    assert found["challenge"] == "There was no soup for [removed]."
    assert {"Why this team", "Challenge"} <= {*plan.copied}


def test_a_list_that_has_people_is_left_alone(scene, session, years):
    years.now.members.append(TeamMember(question=scene.question("members"), position=1, name="Cy Day"))
    copied(scene, years)
    assert [each.name for each in years.now.members] == ["Cy Day"]


def test_no_photo_is_copied(scene, years):
    copied(scene, years)
    assert years.now.uploads == []


def test_a_question_of_another_kind_is_not_filled(scene, session, years):
    scene.question("staff").kind = QuestionKind.SHORT_TEXT
    plan = copied(scene, years)
    assert "Staff" in plan.anew and values(years.now)["staff"] is None


def test_a_choice_that_is_no_longer_offered_is_made_anew(scene, session, years):
    scene.question("field").options = [{"value": "law", "label": "Law"}]
    session.commit()
    plan = copied(scene, years)
    assert "Field" in plan.anew and values(years.now)["field"] is None


def test_what_is_too_long_this_year_comes_along_to_be_shortened(scene, session, years):
    scene.question("challenge").max_words = 2
    session.commit()
    copied(scene, years)
    assert values(years.now)["challenge"] == "There was no soup."


def test_it_says_what_was_copied_what_stays_and_what_is_given_anew(scene, years):
    plan = copied(scene, years)
    assert plan.copied == ["Field", "Why this team", "Challenge", "Members", "Fruit", "Staff", "Since"]
    assert plan.stays == ["Team name"]
    assert plan.anew == ["Leader", "Photo", "Documents", "Agrees"]


def test_copied_twice_nothing_is_copied_the_second_time(scene, session, years):
    copied(scene, years)
    session.commit()
    assert copied(scene, years).is_empty
    assert session.query(Event).filter_by(action="answers copied").count() == 1
    assert session.query(TeamMember).filter_by(nomination_id=years.now.id).count() == 2


def test_every_copied_answer_has_its_place_in_the_history(scene, session, years):
    copied(scene, years)
    assert session.query(Revision).filter_by(nomination_id=years.now.id).count() == 6


def test_only_from_the_own_organisation_and_an_earlier_edition(scene, session, years):
    stranger = make_nomination(years.then.category, make_organisation(), answers=COMPLETE)
    later = make_edition(year=2023, ceremony_on=dt.date(2023, 10, 20))
    future = make_nomination(make_category(later), scene.organisation, answers=COMPLETE)
    for source in (stranger, future, years.now):
        with pytest.raises(NotFound):
            copy_from_earlier(years.now, source, by=scene.delegate, at=NOW)


def test_nothing_is_copied_after_the_deadline(scene, years):
    with pytest.raises(WrongState, match="closed"):
        copied(scene, years, at=scene.edition.nominations_close_at + dt.timedelta(hours=1))


def test_nothing_is_copied_into_what_is_submitted(scene, session, years):
    years.now.state, years.now.submitted_at = NominationState.SUBMITTED, NOW
    session.commit()
    with pytest.raises(WrongState, match="submitted"):
        copied(scene, years)


def test_a_plan_changes_nothing(years):
    assert not plan_copy(years.now, years.then).is_empty
    assert form_values(years.now)["challenge"] is None


class TestThePage:
    """Choose, look, copy."""

    def test_the_list_of_sections_leads_there_when_there_is_something(
        self, scene, session, browser_of, years
    ):
        session.delete(years.now)
        session.commit()
        nomination = start_nomination(scene.category, scene.organisation, by=scene.delegate, at=NOW)
        session.commit()
        page = browser_of(scene.delegate).get(f"/nominations/{nomination.id}").text
        assert f"/nominations/{nomination.id}/copy" in page

    def test_who_has_nothing_earlier_is_not_led_there(self, scene, session, browser_of):
        nomination = start_nomination(scene.category, scene.organisation, by=scene.delegate, at=NOW)
        session.commit()
        browser, path = browser_of(scene.delegate), f"/nominations/{nomination.id}"
        assert f"{path}/copy" not in browser.get(path).text
        assert "no nomination in an earlier edition" in browser.get(f"{path}/copy").text

    def test_it_shows_first_and_tells_afterwards(self, scene, browser_of, years):
        browser, path = browser_of(scene.delegate), f"/nominations/{years.now.id}/copy"
        page = browser.get(path).text
        assert "Kites, TEA 2021" in page and "Would be copied" in page
        answer = browser.post(path, data={"source": str(years.then.id)})
        said = browser.get(answer.location).text
        assert "Copied from Kites, TEA 2021: 6 answers, 2 people without their consents." in said
        assert "To be given anew: “Leader”, “Photo”, “Documents” and “Agrees”." in said

    @pytest.mark.parametrize("source", ["", "x", "00000000-0000-0000-0000-000000000000"])
    def test_nonsense_is_not_found(self, scene, browser_of, years, source):
        answer = browser_of(scene.delegate).post(f"/nominations/{years.now.id}/copy", data={"source": source})
        assert answer.status_code == 404

    def test_when_it_is_closed_the_page_says_so_and_offers_no_button(self, scene, session, browser_of, years):
        scene.edition.nominations_close_at = NOW - dt.timedelta(hours=1)
        session.commit()
        browser, path = browser_of(scene.delegate), f"/nominations/{years.now.id}/copy"
        page = browser.get(path).text
        assert "Nominations closed at" in page and "Copy these" not in page
        assert browser.post(path, data={"source": str(years.then.id)}).status_code == 409

    def test_nobody_else_sees_it(self, scene, browser_of, years):
        stranger = make_person(Role.DIRECTOR, organisation=make_organisation())
        for somebody in (stranger, scene.organiser):
            assert browser_of(somebody).get(f"/nominations/{years.now.id}/copy").status_code == 404

    @pytest.mark.parametrize("many", [1, 5])
    def test_it_needs_few_statements_however_many_there_are(self, scene, browser_of, years, many):
        for number in range(2, many + 1):
            make_nomination(years.then.category, scene.organisation, answers=COMPLETE, number=number)
        browser = browser_of(scene.delegate)
        with counted_statements() as statements:
            page = browser.get(f"/nominations/{years.now.id}/copy").text
        assert page.count("Copy these") == many
        assert len(statements) <= 12
