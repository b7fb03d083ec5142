"""Pasting a list of people: it is shown as it was understood before anything is kept."""

import contextvars
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings

from awards.nominations.services import MemberDetails, add_member, keep_answer
from tests.counting import counted_statements
from tests.factories import refreshed
from tests.nominations.test_people import LISTS

TABLE = "Role\tName\tEmail\tStaff no\ncook\tAnn Lee\tann@example.org\t7\nnurse\tBo Day\tbo@@x\t8"


@pytest.fixture
def nomination(scene, session):
    nomination = scene.nomination()
    session.commit()
    return nomination


@pytest.fixture
def paste(scene, nomination, browser_of):
    """``paste(text, then="add", …)``: send the page."""
    browser = browser_of(scene.delegate)
    address = f"/nominations/{nomination.id}/people/{scene.question('members').id}/paste"
    return lambda text, **more: browser.post(address, data={"people": text} | more)


def people(nomination):
    return [(each.name, each.role, each.email) for each in refreshed(nomination).members]


def there(scene, nomination, name, role, session):
    question = scene.question("members")
    at = dt.datetime.now(dt.UTC)
    add_member(nomination, question, MemberDetails(name, role), by=scene.delegate, at=at)
    session.commit()


def test_a_list_is_shown_as_it_was_read_and_nothing_is_kept(nomination, paste):
    page = paste(TABLE)
    assert page.status_code == 200 and people(nomination) == []
    for words in ("2 people were found", "Ann Lee", "ann@example.org", "is no address that we can write to"):
        assert words in page.text
    assert "Add these 2 people" in page.text


def test_what_was_shown_is_kept_with_what_all_of_them_agreed_to(nomination, paste):
    answer = paste(TABLE, then="add", on_stage="y")
    assert answer.status_code == 303
    assert people(nomination) == [("Ann Lee", "cook", "ann@example.org"), ("Bo Day", "nurse", "")]
    assert {(each.on_stage, each.in_programme) for each in nomination.members} == {(True, False)}


def test_columns_that_were_misread_are_put_right_before_they_are_kept(nomination, paste):
    swapped = {"column_0": "name", "column_1": "role"}
    page = paste("Cook\tAnn\nGardener\tBo", column_0="role", column_1="name")
    assert "<strong>Ann</strong>, Cook" in page.text and people(nomination) == []
    assert "<strong>Cook</strong>, Ann" in paste("Cook\tAnn\nGardener\tBo", **swapped).text
    paste("Cook\tAnn\nGardener\tBo", then="add", column_0="role", column_1="name")
    assert people(nomination) == [("Ann", "Cook", ""), ("Bo", "Gardener", "")]


@pytest.mark.parametrize(
    ("twice", "roles"),
    [("keep", ["cook"]), ("change", ["nurse"]), ("both", ["cook", "nurse"]), ("x", ["cook"])],
)
def test_the_same_name_with_another_role_is_asked_about(scene, nomination, paste, session, twice, roles):
    there(scene, nomination, "Ann Lee", "cook", session)
    page = paste("Ann Lee, nurse").text
    assert "Is Ann Lee the same person?" in page and "as “cook”" in page and "Save the list" in page
    paste("Ann Lee, nurse", then="add", twice_0=twice)
    assert [role for _, role, _ in people(nomination)] == roles


def test_one_more_person_of_the_same_name_is_asked_about_on_their_own_page(
    scene, nomination, browser_of, session
):
    there(scene, nomination, "Ann Lee", "cook", session)
    browser = browser_of(scene.delegate)
    address = f"/nominations/{nomination.id}/people/{scene.question('members').id}"
    assert "Is this the same person?" not in browser.get(address).text
    asked = browser.post(address, data={"name": "Ann Lee", "role": "nurse"})
    assert asked.status_code == 422 and "Is this the same person?" in asked.text
    assert (
        browser.post(address, data={"name": "Ann Lee", "role": "nurse", "twice": "both"}).status_code == 303
    )
    assert [role for _, role, _ in people(nomination)] == ["cook", "nurse"]


def test_who_is_there_already_is_said_and_not_named_twice(scene, nomination, paste, session):
    there(scene, nomination, "Ann Lee", "cook", session)
    assert "On the list already" in paste("ann lee, Cook").text
    paste("ann lee, Cook", then="add")
    assert len(people(nomination)) == 1


def test_a_list_of_nobody_new_asks_for_nothing(nomination, paste):
    answer = paste(" , cook\n , nurse")
    assert answer.status_code == 422 and "Line 1 has no name" in answer.text


def test_a_list_with_too_many_people_is_refused_where_it_was_read(nomination, paste):
    answer = paste("\n".join(f"Person {n}, cook" for n in range(101)), then="add")
    assert answer.status_code == 422 and "100 people or fewer" in answer.text and "Person 99" in answer.text
    assert people(nomination) == []


def test_those_with_an_address_can_be_asked_at_once(nomination, paste, scene, browser_of):
    answer = paste(TABLE, then="add", ask="y")
    page = browser_of(scene.delegate).get(f"/nominations/{nomination.id}/team").text
    assert answer.status_code == 303 and "Asked on" in page
    assert [each.asked_at is not None for each in refreshed(nomination).members] == [True, False]


def test_a_list_pasted_too_late_is_shown_back(scene, nomination, paste, session):
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    session.commit()
    answer = paste(TABLE, then="add")
    assert answer.status_code == 409 and "Ann Lee" in answer.text and people(nomination) == []


def test_the_page_needs_as_many_statements_for_many_people_as_for_few(paste):
    counts = []
    for size in (2, 60):
        with counted_statements() as statements:
            paste("\n".join(f"Person {n}, cook" for n in range(size)))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LISTS)
def test_whatever_is_pasted_is_never_an_error_of_ours(paste, text):
    for then in ("read", "add"):
        answer = contextvars.Context().run(paste, text, then=then)
        assert answer.status_code in {200, 303, 409, 422}


TWO = "O'Neill, Ciara, cook\nDay, Robert\nAnn Lee, nurse"


def test_a_surname_that_comes_first_is_remarked_on_and_turned_round_by_one_press(nomination, paste):
    page = paste(TWO).text
    assert "Is the name “Ciara O&#39;Neill”?" in page and "Put all 2 together" in page
    page = paste(TWO, then="turn:1").text
    assert "<strong>Ciara O&#39;Neill</strong>, cook" in page and "Is the name “Robert Day”?" in page
    assert "Ciara O&#39;Neill, cook\nDay, Robert" in page and people(nomination) == []


def test_all_surnames_that_come_first_are_turned_round_by_one_press(paste):
    page = paste(TWO, then="turn:all").text
    assert "<strong>Robert Day</strong>" in page and "Is the name" not in page


def test_who_says_that_it_is_right_as_it_stands_keeps_it_so(nomination, paste):
    paste("Oak, Robert", then="add")
    assert people(nomination) == [("Oak", "Robert", "")]


def test_of_somebody_who_said_no_before_the_list_says_so_before_it_is_kept(
    scene, nomination, paste, session, browser_of
):
    there(scene, nomination, "Ann Lee", "cook", session)
    (ann,) = nomination.members
    keep_answer(ann, None, at=dt.datetime.now(dt.UTC))
    session.commit()
    browser = browser_of(scene.delegate)
    assert "What they said no to stays a no" in browser.get(f"/nominations/people/{ann.id}/remove").text
    browser.post(f"/nominations/people/{ann.id}/remove")
    assert "Ann Lee said no before on" in paste("ann lee, cook").text
    address = f"/nominations/{nomination.id}/people/{scene.question('members').id}/paste"
    data = {"people": "ann lee, cook", "then": "add", "in_photo": "y"}
    page = browser.post(address, data=data, follow_redirects=True).text
    assert "Ann Lee said no before on" in page and people(nomination) == [("Ann Lee", "cook", "")]
    assert not refreshed(ann).in_photo
