"""Changing an entry form: what is kept, in which order, once, and nothing that somebody answered is lost."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, Stale, WrongState
from awards.editions.facts import CategoryText, QuestionText, SectionText
from awards.editions.files import ready_form
from awards.editions.models import Category, Question
from awards.editions.questions import sign_of
from awards.editions.services import (
    Arrangement,
    add_category,
    add_question,
    add_section,
    arrange_question,
    arrange_section,
    change_question,
    change_section,
    place_question,
    place_section,
    start_form,
)
from awards.editions.states import Audience, QuestionKind, Stage
from awards.editions.uses import use_of_form, use_of_question
from awards.nominations.models import Revision, TeamMember, Upload
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    NOW,
    make_award,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_person,
    saved,
)
from tests.nominations.conftest import add_special_questions

UP, DOWN, REMOVE = Arrangement.UP, Arrangement.DOWN, Arrangement.REMOVE
STORY = QuestionText(
    kind=QuestionKind.LONG_TEXT,
    label="What happened?",
    hint="Step by step",
    required=False,
    audience=Audience.JUDGES,
    max_words=150,
)
FRUIT = QuestionText(
    kind=QuestionKind.CHOICE,
    label="Which fruit?",
    hint="",
    required=False,
    audience=Audience.JUDGES,
    options=[{"value": "", "label": "Apples"}, {"value": "", "label": "Pears"}],
)


@pytest.fixture
def by(session: Any) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": make_person(Role.ORGANISER), "at": NOW}


@pytest.fixture
def category(session: Any) -> Category:
    """One in set-up with two pages."""
    category = make_category(make_edition(Stage.SET_UP))
    add_special_questions(category)
    return category


def keys(category: Category) -> list[list[str]]:
    """The form's questions as the database orders them, page by page."""
    db.session.commit()
    db.session.expire_all()
    return [[question.key for question in section.questions] for section in category.sections]


def question(category: Category, key: str) -> Question:
    """The question with this key."""
    return next(q for section in category.sections for q in section.questions if q.key == key)


def text_of(question: Question, **changes: Any) -> QuestionText:
    """What the question says, with some of it changed."""
    return QuestionText(**{name: getattr(question, name) for name in QuestionText.__annotations__} | changes)


def actions() -> list[str]:
    """What the record says, in order."""
    return list(db.session.scalars(sa.select(Event.action).order_by(Event.number)))


def answered(category: Category, **answers: Any) -> None:
    """A nomination that gave these answers."""
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    make_nomination(category, make_organisation(), answers=given)


@pytest.mark.both_databases
def test_a_section_is_added_once_and_recorded(category: Category, by: Any) -> None:
    pressed = [
        add_section(category, SectionText(title="The evening", hint="Soon"), **by) for _press in range(2)
    ]
    assert pressed[0] is pressed[1]
    assert [section.key for section in category.sections][-1] == "the-evening"
    assert actions() == ["section added"]


def test_a_section_is_changed_and_keeps_its_key(category: Category, by: Any) -> None:
    section = category.sections[0]
    change_section(section, SectionText(title="Who they are", hint=""), **by)
    assert (section.title, section.key) == ("Who they are", "team")


def test_two_sections_are_never_called_the_same(category: Category, by: Any) -> None:
    with pytest.raises(BrokenRule, match="Another section is called that already"):
        change_section(category.sections[0], SectionText(title="more", hint=""), **by)


@pytest.mark.both_databases
def test_a_question_is_added_once_at_the_end_of_its_section(category: Category, by: Any) -> None:
    pressed = [add_question(category.sections[0], FRUIT, **by) for _press in range(2)]
    assert pressed[0] is pressed[1]
    assert keys(category)[0][-1] == "which-fruit"
    assert [option["value"] for option in pressed[0].options] == ["apples", "pears"]
    assert actions() == ["question added"]


def test_a_ready_question_keeps_the_key_that_the_evening_knows(category: Category, by: Any) -> None:
    added = add_question(category.sections[0], replace(STORY, label="To be read"), key="stage-words", **by)
    assert added.key == "stage-words"


def test_two_questions_are_never_called_the_same(category: Category, by: Any) -> None:
    with pytest.raises(BrokenRule, match="Another question is called that already"):
        add_question(category.sections[1], replace(STORY, label="challenge"), **by)


def test_a_condition_names_an_earlier_question(category: Category, by: Any) -> None:
    since = replace(STORY, shown_if="fruit", shown_if_answers=["a"])
    with pytest.raises(BrokenRule, match="Choose a question that comes before this one"):
        add_question(category.sections[0], since, **by)
    assert add_question(category.sections[1], since, **by).shown_if == "fruit"


def test_a_question_is_changed_and_keeps_its_key(category: Category, by: Any) -> None:
    challenge = question(category, "challenge")
    change_question(challenge, text_of(challenge, label="What was hard?", max_words=80), **by)
    assert (challenge.key, challenge.label, challenge.max_words) == ("challenge", "What was hard?", 80)
    event = db.session.scalars(sa.select(Event)).one()
    assert (event.action, event.details["changed"]) == ("question changed", ["label", "max_words"])


def test_saving_a_question_unchanged_records_nothing(category: Category, by: Any) -> None:
    challenge = question(category, "challenge")
    change_question(challenge, text_of(challenge), seen="something older", **by)
    assert actions() == []


def test_who_saw_an_older_question_is_asked_to_compare(category: Category, by: Any) -> None:
    challenge = question(category, "challenge")
    seen = sign_of(challenge)
    change_question(challenge, text_of(challenge, label="What was hard?"), seen=seen, **by)
    with pytest.raises(Stale):
        change_question(challenge, text_of(challenge, label="What went wrong?"), seen=seen, **by)


@pytest.mark.both_databases
def test_a_question_moves_up_and_a_second_press_does_nothing(category: Category, by: Any) -> None:
    why = question(category, "why-this-team")
    for _press in range(2):
        arrange_question(category, why.id, UP, 3, **by)
    assert keys(category)[0][:3] == ["team-name", "why-this-team", "field"]
    assert actions() == ["question moved"]


def test_a_step_leads_over_the_edge_of_a_section(category: Category, by: Any) -> None:
    leader = question(category, "leader")
    arrange_question(category, leader.id, UP, 1, **by)
    assert keys(category)[0][-1] == "leader"
    arrange_question(category, leader.id, DOWN, leader.position, **by)
    assert keys(category)[1][0] == "leader"


@pytest.mark.parametrize(("key", "way"), [("team-name", UP), ("agrees", DOWN)])
def test_nothing_leads_out_of_the_form(category: Category, by: Any, key: str, way: Arrangement) -> None:
    before, moved = keys(category), question(category, key)
    arrange_question(category, moved.id, way, moved.position, **by)
    assert keys(category) == before
    assert actions() == []


@pytest.mark.parametrize(
    ("place", "order"), [(0, ["since", "team-name"]), (1, ["team-name", "since"]), (99, ["members", "since"])]
)
def test_a_question_is_dropped_at_a_place(category: Category, by: Any, place: int, order: list[str]) -> None:
    since = question(category, "since")
    place_question(category, since.id, category.sections[0].id, place, since.position, **by)
    there = [key for key in keys(category)[0] if key in order]
    assert there == order


@pytest.mark.both_databases
def test_a_section_moves_with_its_questions(category: Category, by: Any) -> None:
    more = category.sections[1]
    for _press in range(2):
        arrange_section(category, more.id, UP, 2, **by)
    assert [part[0] for part in keys(category)] == ["leader", "team-name"]
    place_section(category, more.id, 1, 1, **by)
    assert [part[0] for part in keys(category)] == ["team-name", "leader"]


def test_nothing_moves_before_what_decides_about_it(category: Category, by: Any) -> None:
    agrees = question(category, "agrees")
    change_question(agrees, text_of(agrees, shown_if="field", shown_if_answers=["education"]), **by)
    with pytest.raises(BrokenRule, match="“Agrees” is asked only after certain answers to “Field”"):
        arrange_section(category, category.sections[1].id, UP, 2, **by)
    with pytest.raises(BrokenRule, match="so it must come after it"):
        place_question(category, agrees.id, category.sections[0].id, 0, agrees.position, **by)


def test_a_question_and_a_section_are_removed(category: Category, by: Any) -> None:
    gone = question(category, "challenge")
    for _press in range(2):
        arrange_question(category, gone.id, REMOVE, gone.position, **by)
        arrange_section(category, category.sections[-1].id, REMOVE, 2, **by)
    assert keys(category) == [["team-name", "field", "why-this-team", "members"]]
    assert actions() == ["question removed", "section removed"]


@pytest.mark.parametrize("key", ["team-name", "field"])
def test_what_is_needed_is_not_removed_alone_nor_with_its_section(
    category: Category, by: Any, key: str
) -> None:
    make_award(category, question="field", answer="education")
    stays = question(category, key)
    with pytest.raises(BrokenRule, match=f"“{stays.label}” cannot be removed"):
        arrange_question(category, stays.id, REMOVE, stays.position, **by)
    with pytest.raises(BrokenRule, match="cannot be removed"):
        arrange_section(category, category.sections[0].id, REMOVE, 1, **by)


def test_an_answer_that_an_award_is_for_stays(category: Category, by: Any) -> None:
    make_award(category, name="Best in education", question="field", answer="education")
    field = question(category, "field")
    others = [option for option in field.options if option["value"] != "education"]
    more = [*others, {"value": "", "label": "Housing"}]
    with pytest.raises(BrokenRule, match="The award “Best in education” is for nominations with this answer"):
        change_question(field, text_of(field, options=more), **by)


@pytest.mark.both_databases
def test_what_was_answered_is_not_removed(category: Category, by: Any) -> None:
    answered(category, challenge="There was no soup.")
    challenge, why = question(category, "challenge"), question(category, "why-this-team")
    with pytest.raises(BrokenRule, match="One nomination has answered “Challenge”, so it cannot be removed"):
        arrange_question(category, challenge.id, REMOVE, challenge.position, **by)
    arrange_question(category, why.id, REMOVE, why.position, **by)
    assert "why-this-team" not in keys(category)[0]


def test_what_was_written_and_taken_out_again_is_not_removed(category: Category, by: Any) -> None:
    nomination, challenge = make_nomination(category, make_organisation()), question(category, "challenge")
    writer = make_person()
    revision = Revision(question=challenge, value="x", written_by=writer, began_at=NOW, ended_at=NOW)
    revision.nomination = nomination
    saved(revision)
    with pytest.raises(BrokenRule, match="One nomination has answered"):
        arrange_question(category, challenge.id, REMOVE, challenge.position, **by)


def test_an_answered_question_stays_in_its_section(category: Category, by: Any) -> None:
    answered(category, challenge="There was no soup.")
    challenge = question(category, "challenge")
    with pytest.raises(BrokenRule, match="so it stays in its section"):
        place_question(category, challenge.id, category.sections[1].id, 0, challenge.position, **by)
    arrange_question(category, challenge.id, UP, challenge.position, **by)
    assert keys(category)[0].index("challenge") == 2


@pytest.mark.parametrize(
    ("answers", "key", "changes", "sentence"),
    [
        ({"challenge": "a b c"}, "challenge", {"max_words": 2}, "The longest answer so far has 3 words"),
        ({"challenge": "a b c"}, "challenge", {"kind": QuestionKind.NUMBER}, "so it stays: long text"),
        ({"challenge": "a"}, "challenge", {"audience": Audience.STAGE}, "cannot be shown to more people now"),
        (
            {"field": "education"},
            "field",
            {"options": [{"value": "early-help", "label": "Early"}, {"value": "", "label": "New"}]},
            "One nomination has chosen “Education”, so it stays",
        ),
        (
            {"fruit": ["a", "b"]},
            "fruit",
            {"options": [{"value": "b", "label": "Pears"}, {"value": "", "label": "New"}]},
            "One nomination has chosen “Apples”, so it stays",
        ),
        (
            {"agrees": True},
            "agrees",
            {"shown_if": "field", "shown_if_answers": ["education"]},
            "so it can only become wider",
        ),
    ],
)
def test_a_change_that_would_lose_an_answer_is_refused(
    category: Category, by: Any, answers: dict[str, Any], key: str, changes: dict[str, Any], sentence: str
) -> None:
    answered(category, **answers)
    asked = question(category, key)
    before = sign_of(asked)
    with pytest.raises(BrokenRule, match=sentence):
        change_question(asked, text_of(asked, **changes), **by)
    assert sign_of(asked) == before


def test_nobody_who_submitted_owes_an_answer_later(category: Category, by: Any) -> None:
    make_nomination(category, make_organisation(), NominationState.SUBMITTED)
    since = question(category, "since")
    with pytest.raises(BrokenRule, match="One nomination has been submitted without an answer to this"):
        change_question(since, text_of(since, required=True), **by)
    with pytest.raises(BrokenRule, match="so it can only be optional"):
        add_question(category.sections[1], replace(STORY, required=True), **by)
    assert add_question(category.sections[1], STORY, **by).key == "what-happened"


def test_people_and_files_are_counted_as_answers(category: Category, by: Any) -> None:
    nomination = make_nomination(category, make_organisation())
    members, documents = question(category, "members"), question(category, "documents")
    for n in range(3):
        nomination.members.append(TeamMember(question=members, position=n, name=f"Ann {n}"))
    nomination.uploads.append(
        Upload(question=documents, storage_key="0" * 32, name="a.pdf", media_type="x", size=1_500_000)
    )
    saved(nomination)
    assert use_of_question(members).most == {"max_people": 3}
    assert use_of_question(documents).most == {"max_files": 1, "max_megabytes": 2}
    assert use_of_form(category.id).answered == {"team-name": 1, "members": 1, "documents": 1}
    with pytest.raises(BrokenRule, match="The longest list so far has 3 people"):
        change_question(members, text_of(members, max_people=2), **by)


@pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.ARCHIVED])
def test_nothing_changes_once_judging_has_begun(session: Any, by: Any, stage: Stage) -> None:
    category = make_category(make_edition(stage))
    section = category.sections[0]
    acts = [
        lambda: add_section(category, SectionText(title="x", hint=""), **by),
        lambda: change_section(section, SectionText(title="x", hint=""), **by),
        lambda: arrange_section(category, section.id, REMOVE, 1, **by),
        lambda: add_question(section, STORY, **by),
        lambda: change_question(section.questions[0], STORY, **by),
        lambda: place_question(category, section.questions[0].id, section.id, 2, 1, **by),
        lambda: start_form(category, None, **by),
    ]
    for act in acts:
        with pytest.raises(WrongState, match="cannot be changed once judging has begun"):
            act()


def test_what_somebody_else_removed_is_not_found(category: Category, by: Any) -> None:
    gone, section = question(category, "challenge"), category.sections[1]
    arrange_question(category, gone.id, REMOVE, gone.position, **by)
    arrange_section(category, section.id, REMOVE, 2, **by)
    with pytest.raises(NotFound):
        change_question(gone, STORY, **by)
    with pytest.raises(NotFound):
        change_section(section, SectionText(title="x", hint=""), **by)


def begun(by: Any, source: Any) -> Category:
    """A category that began with ``source``."""
    edition = make_edition(Stage.SET_UP)
    text = CategoryText(name="Young team", description="", max_per_organisation=1)
    return add_category(edition, text, source, **by)


def test_an_empty_form_asks_for_the_name(session: Any, by: Any) -> None:
    assert keys(begun(by, None)) == [["team-name"]]


def test_a_form_begins_with_the_ready_one(session: Any, by: Any) -> None:
    assert keys(begun(by, ready_form())) == [[q.key for q in s.questions] for s in ready_form().sections]


def test_a_form_begins_with_a_copy_and_its_conditions(category: Category, by: Any) -> None:
    agrees = question(category, "agrees")
    change_question(agrees, text_of(agrees, shown_if="field", shown_if_answers=["education"]), **by)
    copy = begun(by, category)
    assert keys(copy) == keys(category)
    assert (question(copy, "agrees").shown_if, question(copy, "agrees").shown_if_answers) == (
        "field",
        ["education"],
    )


@pytest.mark.both_databases
def test_a_category_without_a_form_is_given_one_once(session: Any, by: Any) -> None:
    category = make_category(make_edition(Stage.SET_UP))
    arrange_section(saved_without_name(category), category.sections[0].id, REMOVE, 1, **by)
    assert keys(category) == []
    for _press in range(2):
        start_form(category, None, **by)
    assert keys(category) == [["team-name"]]
    assert actions() == ["section removed", "entry form started"]


def saved_without_name(category: Category) -> Category:
    """The category, as an older form without the question for a name may have left it."""
    category.sections[0].questions[0].key = "called"
    db.session.commit()
    return category
