"""What is found in a nomination: in which texts, which names are known, what became of it."""

import pytest

from awards.core.database import db
from awards.editions.states import Audience, QuestionKind
from awards.nominations.findings import found_in, unexplained_count
from awards.nominations.models import Explanation, Mask, TeamMember, Upload
from awards.nominations.services import save_answers
from tests.counting import counted_statements
from tests.factories import refreshed, saved

MIA = "We met a girl called Mia."


def passages(nomination):
    return [(found.question.key, found.finding.passage) for found in found_in(nomination)]


def upload(scene, nomination, key, **values):
    usual = {
        "question": scene.question(key),
        "storage_key": key,
        "media_type": "x",
        "size": 1,
        "name": "a.pdf",
    }
    nomination.uploads.append(Upload(**usual | values))
    return saved(nomination)


def member(scene, nomination, name, role=""):
    person = TeamMember(question=scene.question("members"), position=1, name=name, role=role)
    nomination.members.append(person)
    return saved(nomination)


@pytest.mark.parametrize("audience", Audience)
def test_texts_for_every_audience_are_looked_at(scene, audience):
    scene.question("challenge").audience = audience
    assert passages(scene.nomination(answers={"challenge": MIA})) == [("challenge", "Mia")]


def test_the_teams_name_is_looked_at(scene):
    assert passages(scene.nomination(team_name="Friends of baby Mia")) == [("team-name", "Mia")]


def test_what_a_photo_shows_is_looked_at(scene):
    nomination = upload(scene, scene.nomination(), "photo", description="Mia, 7, waves.")
    assert passages(nomination) == [("photo", "Mia")]


def test_names_of_documents_are_looked_at(scene):
    nomination = upload(scene, scene.nomination(), "documents", name="Care plan of Mia.pdf")
    assert passages(nomination) == [("documents", "Mia")]


def test_roles_of_people_are_looked_at_and_their_names_are_not(scene):
    nomination = member(scene, scene.nomination(), "Mia Lee", "Social worker of Leo")
    assert passages(nomination) == [("members", "Leo")]


def test_choices_and_numbers_are_not_looked_at(scene):
    scene.question("field").options = [{"value": "a", "label": "a boy called Tyrone"}]
    assert passages(scene.nomination(answers={"field": "a", "staff": 7700900123})) == []


def test_what_is_not_asked_is_not_looked_at(scene):
    question = scene.question("challenge")
    question.shown_if, question.shown_if_answers = "field", ["education"]
    nomination = scene.nomination(answers={"field": "early-help", "challenge": MIA})
    assert passages(nomination) == []


def test_the_names_of_the_team_and_its_people_are_known(scene):
    nomination = scene.nomination(team_name="Mia House", answers={"challenge": "Rosie and Mia House ran it."})
    assert passages(member(scene, nomination, "Rosie Lee")) == []


def test_a_passage_that_stands_twice_is_found_once(scene):
    assert passages(scene.nomination(answers={"challenge": f"{MIA} {MIA}"})) == [("challenge", "Mia")]


def test_the_same_passage_in_two_answers_is_found_in_each(scene):
    nomination = scene.nomination(answers={"challenge": MIA, "why-this-team": MIA})
    assert passages(nomination) == [("why-this-team", "Mia"), ("challenge", "Mia")]
    assert len({found.key for found in found_in(nomination)}) == 2


def test_one_section_can_be_looked_at_by_itself(scene):
    nomination = scene.nomination(answers={"challenge": MIA})
    assert found_in(nomination, scene.category.sections[1]) == []


def test_the_key_of_a_finding_does_not_tell_the_passage(scene):
    (found,) = found_in(scene.nomination(answers={"challenge": MIA}))
    assert len(found.key) == 16 and "mia" not in found.key


def explained(scene, nomination, passage="Mia"):
    explanation = Explanation(question=scene.question("challenge"), rule="child-name", passage=passage)
    explanation.reason, explanation.explained_by = "Mia is a dog.", scene.delegate
    nomination.explanations.append(explanation)
    return saved(nomination)


def test_what_is_explained_is_open_no_more(scene):
    nomination = explained(scene, scene.nomination(answers={"challenge": MIA}))
    (found,) = found_in(nomination)
    assert (found.is_open, found.explanation.reason) == (False, "Mia is a dog.")


@pytest.mark.parametrize("text", ["We met a girl called Ava.", "We met a girl."])
def test_an_explanation_is_forgotten_when_its_passage_is_gone(scene, text):
    nomination = explained(scene, scene.nomination(answers={"challenge": text}))
    assert [found.explanation for found in found_in(nomination) if found.explanation] == []


def test_an_explanation_of_one_answer_is_none_of_another(scene):
    nomination = explained(scene, scene.nomination(answers={"why-this-team": MIA}))
    assert unexplained_count(nomination) == 1


@pytest.mark.parametrize(
    ("passage", "is_open"), [("Mia", False), ("a girl called Mia", False), ("girl", True)]
)
def test_what_is_masked_is_open_no_more(scene, passage, is_open):
    nomination = scene.nomination(answers={"challenge": MIA})
    mask = Mask(question=scene.question("challenge"), passage=passage, replacement="[removed]")
    mask.masked_by = scene.organiser
    nomination.masks.append(mask)
    (found,) = found_in(saved(nomination))
    assert (found.is_open, found.is_masked) == (is_open, not is_open)


def test_the_count_for_lists_is_kept_with_every_change(scene):
    nomination = scene.nomination()
    for text, count in ((MIA, 1), (f"{MIA} Leo’s mum came.", 2), ("Nobody.", 0)):
        save_answers(nomination, scene.section, {"challenge": text}, by=scene.delegate, at=while_open(scene))
        db.session.commit()
        assert refreshed(nomination).open_findings == count


def while_open(scene):
    return scene.edition.nominations_close_at.replace(hour=0)


def test_where_nothing_is_found_nothing_more_is_read(scene):
    nomination = scene.nomination(answers={"challenge": "They are kind."})
    found_in(nomination)
    db.session.refresh(nomination, ["explanations", "masks"])
    db.session.expire(nomination, ["explanations", "masks"])
    with counted_statements() as statements:
        assert found_in(nomination) == []
    assert statements == []


def test_every_kind_of_question_can_be_looked_at(scene):
    kinds = {question.kind for section in scene.category.sections for question in section.questions}
    assert kinds == set(QuestionKind)
    assert found_in(scene.nomination()) == []
