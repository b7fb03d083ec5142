"""People and a photo given on the page of their section, beside its answers."""

import datetime as dt
import io

import pytest
from PIL import Image

from awards.nominations.models import TeamMember, Upload
from awards.nominations.services import keep_answer, save_answers
from awards.nominations.states import NominationState
from tests.factories import NOW

WORDS = "Nine people laugh around a table."


@pytest.fixture
def nomination(scene):
    return scene.complete()


@pytest.fixture
def write(scene, browser_of, nomination):
    """``write("team", **boxes)``: send a section, with its boxes as they stand in the page."""
    browser = browser_of(scene.delegate)

    def send(section, **boxes):
        path = f"/nominations/{nomination.id}/sections/{section}"
        return browser.post(path, data=boxes, content_type="multipart/form-data")

    return send


def people(session):
    return [(each.name, each.role) for each in session.query(TeamMember).order_by(TeamMember.position)]


def sent(content=None):
    file = io.BytesIO(content or b"")
    if content is None:
        Image.new("RGB", (700, 500), "gold").save(file, "PNG")
        file.seek(0)
    return (file, "team.png")


def test_a_pasted_list_is_saved_with_the_section(session, write):
    answer = write("team", **{"b-members-people": "Ann Lee, social worker\nBo Ng"})
    assert answer.status_code == 303
    assert people(session) == [("Ann Lee", "social worker"), ("Bo Ng", "")]


def test_what_is_ticked_holds_for_everybody_on_the_list(session, write):
    write("team", **{"b-members-people": "Ann Lee\nBo Ng", "b-members-in_programme": "y"})
    assert {(each.in_programme, each.on_stage) for each in session.query(TeamMember)} == {(True, False)}


def test_the_one_person_asked_for_is_named_in_two_boxes(session, write):
    answer = write("more", **{"b-leader-name": "Ann Lee", "b-leader-role": "Manager"})
    assert answer.status_code == 303
    assert people(session) == [("Ann Lee", "Manager")]


def test_the_address_of_the_one_person_asked_for_is_asked_for_with_its_reason(
    scene, browser_of, session, nomination, write
):
    page = browser_of(scene.delegate).get(f"/nominations/{nomination.id}/sections/more").text
    assert 'name="b-leader-email"' in page and "so that they can say yes or no themselves" in page
    write("team", **{"b-members-people": "Ann Lee"})
    write("more", **{"b-leader-name": "Ann Lee", "b-leader-email": "ann@example.org"})
    assert {each.email for each in session.query(TeamMember)} == {"ann@example.org"}


def test_an_address_that_is_none_is_refused_beside_its_box_and_kept_there(session, write):
    answer = write("more", **{"b-leader-name": "Ann Lee", "b-leader-email": "ann@"})
    assert answer.status_code == 422 and people(session) == []
    assert 'id="b-leader-email-error"' in answer.text and 'value="ann@"' in answer.text


def test_of_somebody_who_said_no_before_the_page_says_so(session, nomination, write, scene, browser_of):
    write("team", **{"b-members-people": "Ann Lee"})
    (ann,) = session.query(TeamMember)
    keep_answer(ann, None, at=dt.datetime.now(dt.UTC))
    session.commit()
    browser = browser_of(scene.delegate)
    browser.post(f"/nominations/people/{ann.id}/remove")
    page = f"/nominations/{nomination.id}/sections/team"
    boxes = {"b-members-people": "Ann Lee", "b-members-in_photo": "y"}
    answer = browser.post(page, data=boxes, content_type="multipart/form-data", follow_redirects=True)
    assert "Ann Lee said no before on" in answer.text


def test_the_boxes_of_the_one_person_go_when_there_is_one(scene, browser_of, nomination, write):
    page = f"/nominations/{nomination.id}/sections/more"
    assert "b-leader-name" in browser_of(scene.delegate).get(page).text
    write("more", **{"b-leader-name": "Ann Lee"})
    assert "b-leader-name" not in browser_of(scene.delegate).get(page).text


def test_a_second_person_where_one_is_asked_for_is_refused_beside_the_box(session, write):
    write("more", **{"b-leader-name": "Ann Lee"})
    answer = write("more", **{"b-leader-name": "Bo Ng"})
    assert answer.status_code == 422
    assert 'id="b-leader-name-error"' in answer.text and 'value="Bo Ng"' in answer.text
    assert people(session) == [("Ann Lee", "")]


def test_a_role_without_a_name_is_refused(session, write):
    answer = write("more", **{"b-leader-role": "Manager"})
    assert answer.status_code == 422 and "Enter the person’s name" in answer.text


def test_a_line_that_cannot_be_read_is_named_and_nothing_typed_is_lost(session, write, nomination):
    typed = {"b-members-people": "Ann Lee\n, social worker", "q-challenge": "No spoon."}
    answer = write("team", **typed)
    assert answer.status_code == 422
    assert "Line 2 has no name" in answer.text and ", social worker</textarea>" in answer.text
    assert "No spoon." in answer.text and people(session) == []


def test_a_button_beside_the_list_comes_back_to_it(write):
    answer = write("team", **{"b-members-people": "Ann Lee", "then": "here:members"})
    assert answer.location.endswith("/sections/team#q-members")


def test_a_photo_is_sent_with_the_section(session, write):
    answer = write("more", **{"b-photo-photo": sent(), "b-photo-description": WORDS})
    assert answer.status_code == 303
    [upload] = session.query(Upload)
    assert upload.description == WORDS


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"b-photo-description": WORDS}, "Choose the photo that you describe"),
        ({"b-photo-photo": b"no photo", "b-photo-description": WORDS}, 'id="b-photo-photo-error"'),
        ({"b-photo-photo": None}, "Describe the photo for people who cannot see it"),
    ],
)
def test_half_a_photo_is_refused_with_a_sentence(session, write, boxes, words):
    given = {name: sent(value) if name.endswith("-photo") else value for name, value in boxes.items()}
    answer = write("more", **given)
    assert answer.status_code == 422 and words in answer.text
    assert session.query(Upload).count() == 0


def test_a_photo_sent_in_the_meantime_is_not_replaced_unseen(session, write):
    write("more", **{"b-photo-photo": sent(), "b-photo-description": "The first."})
    answer = write("more", **{"b-photo-photo": sent(), "b-photo-description": "The second."})
    assert answer.status_code == 422 and "in the meantime" in answer.text
    assert [upload.description for upload in session.query(Upload)] == ["The first."]


def test_names_are_carried_through_a_page_of_two_texts(scene, session, write, nomination):
    save_answers(nomination, scene.section, {"challenge": "Theirs."}, by=scene.director, at=NOW)
    session.commit()
    typed = {"q-challenge": "Mine.", "version": "an older one", "b-members-people": "Ann Lee"}
    answer = write("team", **typed)
    assert answer.status_code == 409
    assert '<input type="hidden" name="b-members-people" value="Ann Lee">' in answer.text


def test_names_typed_too_late_are_shown_to_be_copied(session, write, nomination):
    nomination.state = NominationState.WITHDRAWN
    session.commit()
    answer = write("team", **{"b-members-people": "Ann Lee"})
    assert answer.status_code == 409 and "Ann Lee" in answer.text
