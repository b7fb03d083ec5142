"""Pages of the entry form builder: who may use them, what they say before one tries, odd input."""

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from awards.core.database import db
from awards.editions.files import ready_form
from awards.editions.models import Category, Question, Section
from awards.editions.queries import get_whole_category
from awards.editions.questions import LIMITS, sign_of
from awards.editions.states import Audience, QuestionKind, Stage
from awards.nominations.models import Answer, Nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_person,
)
from tests.nominations.conftest import add_special_questions

QUESTION = {"label": "What happened?", "hint": "Step by step", "audience": "judges", "max_words": "150"}


@pytest.fixture
def category(session: Any) -> Category:
    """One in set-up with two pages and a question of every kind."""
    category = make_category(make_edition(Stage.SET_UP))
    add_special_questions(category)
    return category


@pytest.fixture
def organiser(browser_of: Any) -> FlaskClient:
    """An organiser's browser."""
    browser: FlaskClient = browser_of(make_person(Role.ORGANISER))
    return browser


def base(category: Category) -> str:
    """Where the set-up of the category's edition is."""
    return f"/editions/{category.edition.slug}/set-up"


def form_page(category: Category) -> str:
    """Where its entry form is."""
    return f"{base(category)}/categories/{category.id}/form"


def page_of(asked: Question, more: str = "") -> str:
    """Where one question is."""
    return f"{base(asked.section.category)}/questions/{asked.id}{more}"


def question(category: Category, key: str) -> Question:
    """The question with this key."""
    return next(q for section in category.sections for q in section.questions if q.key == key)


def filled(asked: Question, **changes: Any) -> dict[str, Any]:
    """The form of a kept question as its page fills it, with some of it changed."""
    limits = {name: getattr(asked, name) or "" for name in LIMITS.get(asked.kind, ())}
    options = {f"option-{option['value']}": option["label"] for option in asked.options}
    usual = {"label": asked.label, "hint": asked.hint, "audience": asked.audience.value, "shown_if": "-"}
    required = {"required": "y"} if asked.required else {}
    return usual | limits | options | required | {"seen": sign_of(asked)} | changes


def arrange(browser: FlaskClient, category: Category, thing: Any, way: str, **more: Any) -> TestResponse:
    """What the page answers to a button beside a section or question."""
    kind = "sections" if isinstance(thing, Section) else "questions"
    form = {"thing": thing.id, "position": thing.position, "arrangement": way} | more
    return browser.post(f"{form_page(category)}/{kind}", data=form)


def after(browser: FlaskClient, answer: TestResponse) -> str:
    """The page to which the answer leads."""
    assert answer.status_code == 303
    return browser.get(answer.location.partition("#")[0]).text


def pages(category: Category) -> list[str]:
    """Every page of the builder."""
    section, asked = category.sections[0], category.sections[1].questions[3]
    sections, questions = f"{base(category)}/sections", f"{base(category)}/questions"
    return [
        form_page(category),
        f"{base(category)}/categories/{category.id}/sections/new",
        f"{sections}/{section.id}",
        f"{sections}/{section.id}/questions/new",
        f"{sections}/{section.id}/questions/new?kind=choice",
        f"{sections}/{section.id}/questions/new?ready=stage-words",
        f"{questions}/{asked.id}",
        f"{questions}/{asked.id}/kind",
        f"{questions}/{asked.id}?kind=long_text",
        f"{form_page(category)}/preview",
        f"{form_page(category)}/preview/more?width=phone",
    ]


def test_organisers_see_every_page_and_judges_none(
    category: Category, organiser: FlaskClient, browser_of: Any
) -> None:
    judge = browser_of(make_person(Role.JUDGE))
    assert {organiser.get(page).status_code for page in pages(category)} == {200}
    assert {judge.get(page).status_code for page in pages(category)} == {404}


def test_an_auditor_reads_the_form_and_changes_nothing(category: Category, browser_of: Any) -> None:
    auditor = browser_of(make_person(Role.AUDITOR))
    shown = auditor.get(form_page(category))
    assert (shown.status_code, b"<form" in shown.data.partition(b"<main")[2]) == (200, False)
    assert auditor.get(page_of(question(category, "field"))).status_code == 200
    assert arrange(auditor, category, category.sections[0], "down").status_code == 404
    assert auditor.post(page_of(question(category, "field")), data=QUESTION).status_code == 404


def test_a_part_of_another_edition_is_not_found(category: Category, organiser: FlaskClient) -> None:
    other = make_category(make_edition(Stage.SET_UP))
    section, asked = other.sections[0], other.sections[0].questions[0]
    for part in (f"sections/{section.id}", f"questions/{asked.id}", f"categories/{other.id}/form/preview"):
        assert organiser.get(f"{base(category)}/{part}").status_code == 404


def test_the_form_is_shown_with_its_words_readers_and_conditions(
    category: Category, organiser: FlaskClient
) -> None:
    agrees = question(category, "agrees")
    agrees.shown_if, agrees.shown_if_answers = "field", ["education"]
    db.session.commit()
    page = organiser.get(form_page(category)).text
    assert "12 questions in 2 sections. Up to 230 words in all" in page
    assert "Everybody: the programme" in page
    assert "Only if “Field” is Education" in page
    assert "This form is in use" not in page


def test_a_form_in_use_says_what_can_still_be_changed(category: Category, organiser: FlaskClient) -> None:
    make_nomination(category, make_organisation(), answers={"challenge": "a b c"})
    make_nomination(category, make_organisation(), NominationState.SUBMITTED)
    page = organiser.get(form_page(category)).text
    assert "2 nominations have been started, 1 submitted" in page
    assert "remove a question or an answer that somebody gave" in page
    assert "Answered by 1" in page
    asked = organiser.get(page_of(question(category, "challenge"))).text
    assert "One nomination has answered this question. The longest answer so far has 3 words." in asked


def test_a_category_without_a_form_can_begin_with_the_ready_one(organiser: FlaskClient) -> None:
    category = make_category(make_edition(Stage.SET_UP), sections=[])
    for section in list(category.sections):
        for asked in section.questions:
            db.session.delete(asked)
        db.session.delete(section)
    db.session.commit()
    db.session.expire_all()
    assert "Begin the entry form" in organiser.get(form_page(category)).text
    assert organiser.post(form_page(category), data={"source": "nothing"}).status_code == 422
    assert organiser.post(form_page(category), data={"source": "ready"}).status_code == 303
    assert [section.key for section in category.sections] == [s.key for s in ready_form().sections]


def test_a_new_category_begins_with_a_form_of_another_year(
    organiser: FlaskClient, category: Category
) -> None:
    edition = make_edition(Stage.SET_UP)
    address = f"/editions/{edition.slug}/set-up/categories/new"
    assert f"A copy of the form of “{category.name}”, {category.edition.name}" in organiser.get(address).text
    form = {"name": "Young", "max_per_organisation": "1", "form_of": str(category.id)}
    assert organiser.post(address, data=form).status_code == 303
    [made] = db.session.scalars(sa.select(Category).filter_by(edition_id=edition.id))
    assert [len(section.questions) for section in made.sections] == [5, 7]


def test_a_section_is_added_and_changed(category: Category, organiser: FlaskClient) -> None:
    new = f"{base(category)}/categories/{category.id}/sections/new"
    for _press in range(2):
        answer = organiser.post(new, data={"title": "The evening", "hint": "Soon"})
    assert "“The evening” is added. Now add its first question." in after(organiser, answer)
    section = category.sections[-1]
    assert (len(category.sections), section.key) == (3, "the-evening")
    address = f"{base(category)}/sections/{section.id}"
    assert organiser.post(address, data={"title": "On the night"}).status_code == 303
    assert (section.title, section.hint, section.key) == ("On the night", "", "the-evening")
    assert organiser.post(address, data={"title": ""}).status_code == 422


OPTIONS = "Under five\n\n  Teens  "


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("short_text", {"max_characters": "80"}, {"max_characters": 80, "max_words": None}),
        ("long_text", {"max_words": "120", "max_files": "3"}, {"max_words": 120, "max_files": None}),
        (
            "choice",
            {"more_options": OPTIONS, "max_words": "5"},
            {
                "max_words": None,
                "options": [
                    {"value": "under-five", "label": "Under five"},
                    {"value": "teens", "label": "Teens"},
                ],
            },
        ),
        ("choices", {"more_options": OPTIONS}, {"shown_if": ""}),
        ("number", {"more_options": OPTIONS}, {"options": []}),
        ("date", {}, {"max_words": None}),
        ("people", {"max_people": "1"}, {"max_people": 1}),
        ("photo", {"max_megabytes": "8"}, {"max_megabytes": 8}),
        ("file", {"max_files": "2", "max_megabytes": "5"}, {"max_files": 2, "max_megabytes": 5}),
        ("declaration", {"audience": "organisers"}, {"audience": Audience.ORGANISERS}),
    ],
)
def test_a_question_of_each_kind_is_added_once(
    category: Category, organiser: FlaskClient, kind: str, typed: dict[str, str], kept: dict[str, Any]
) -> None:
    new = f"{base(category)}/sections/{category.sections[0].id}/questions/new?kind={kind}"
    form = {"label": "How old are they?", "audience": "judges"} | typed
    for _press in range(2):
        assert organiser.post(new, data=form).status_code == 303
    added = category.sections[0].questions[5:]
    assert [(each.key, each.kind.value) for each in added] == [("how-old-are-they", kind)]
    assert {name: getattr(added[0], name) for name in kept} == kept
    assert organiser.post(new, data=form).location.endswith(f"#thing-{added[0].id}")


def test_a_page_asks_for_those_limits_only_that_mean_something(
    category: Category, organiser: FlaskClient
) -> None:
    new = f"{base(category)}/sections/{category.sections[0].id}/questions/new?kind="
    asked = {kind: organiser.get(new + kind.value).text for kind in QuestionKind}
    for name, kinds in {"max_words": ["long_text"], "max_people": ["people"], "max_files": ["file"]}.items():
        assert [kind for kind, page in asked.items() if f'name="{name}"' in page] == kinds


def test_all_that_a_question_lacks_is_told_at_once(category: Category, organiser: FlaskClient) -> None:
    new = f"{base(category)}/sections/{category.sections[0].id}/questions/new?kind=choice"
    answer = organiser.post(new, data={"label": "", "audience": "judges"})
    assert "Enter the question" in answer.text and "Write at least two answers" in answer.text


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("long_text", {"label": ""}, "Enter the question"),
        ("long_text", {"max_words": "none"}, "Most words must be a whole number"),
        ("long_text", {"max_words": "9999"}, "Most words must be between 1 and 5000"),
        ("long_text", {"max_words": ""}, "Enter the most words that an answer may have"),
        ("long_text", {"audience": "everybody"}, "choose one of the answers shown"),
        ("long_text", {"audience": ""}, "Select who may ever read the answer"),
        ("long_text", {"label": "challenge"}, "Another question is called that already"),
        ("long_text", {"shown_if": "nothing"}, "choose one of the answers shown"),
        ("long_text", {"shown_if": "field"}, "Choose at least one answer"),
        ("long_text", {"shown_if": "field", "answers-field": "gardening"}, "choose one of the answers shown"),
        ("choice", {"more_options": "One"}, "Write at least two answers to choose from"),
        ("choice", {"more_options": "One\none"}, "is there twice"),
        ("choice", {"more_options": "a\n" * 5000}, "Write 60 answers or fewer"),
        ("choice", {"more_options": "One\n" + "x" * 201}, "Answer 2 is too long"),
        ("file", {"max_megabytes": "500"}, "must be between 1 and 20"),
    ],
)
def test_a_bad_question_comes_back_with_a_sentence(
    category: Category, organiser: FlaskClient, kind: str, typed: dict[str, str], sentence: str
) -> None:
    new = f"{base(category)}/sections/{category.sections[0].id}/questions/new?kind={kind}"
    answer = organiser.post(new, data=QUESTION | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Step by step" in answer.text


def test_a_question_without_a_kind_is_asked_for_it(category: Category, organiser: FlaskClient) -> None:
    new = f"{base(category)}/sections/{category.sections[0].id}/questions/new"
    answer = organiser.post(new, data=QUESTION)
    assert (answer.status_code, "Choose what kind of answer" in answer.text) == (422, True)


def test_a_ready_question_is_offered_until_it_is_there(category: Category, organiser: FlaskClient) -> None:
    new = f"{base(category)}/sections/{category.sections[0].id}/questions/new"
    page = organiser.get(new).text
    assert "ready=stage-words" in page and "ready=team-name" not in page
    form = {"label": "Words for the lectern", "audience": "stage", "max_words": "60", "required": "y"}
    assert organiser.post(f"{new}?ready=stage-words", data=form).status_code == 303
    assert question(category, "stage-words").label == "Words for the lectern"
    assert "ready=stage-words" not in organiser.get(new).text


def test_a_condition_is_chosen_and_said(category: Category, organiser: FlaskClient) -> None:
    new = f"{base(category)}/sections/{category.sections[1].id}/questions/new?kind=long_text"
    form = QUESTION | {"shown_if": "fruit", "answers-fruit": ["a"], "answers-field": ["education"]}
    page = after(organiser, organiser.post(new, data=form))
    assert "Only if “Fruit” is Apples" in page
    assert question(category, "what-happened").shown_if_answers == ["a"]
    ticked = QUESTION | {"label": "And then?", "shown_if": "agrees"}
    assert organiser.post(new, data=ticked).status_code == 303
    assert question(category, "and-then").shown_if_answers == ["yes"]


def test_answers_are_reworded_added_emptied_and_moved(category: Category, organiser: FlaskClient) -> None:
    field = question(category, "field")
    typed = {"option-early-help": "Early support", "more_options": "Housing", "then": "down:early-help"}
    answer = organiser.post(page_of(field), data=filled(field, **typed))
    assert answer.location.endswith(f"/questions/{field.id}#option-early-help")
    assert field.options == [
        {"value": "education", "label": "Education"},
        {"value": "early-help", "label": "Early support"},
        {"value": "housing", "label": "Housing"},
    ]
    without = filled(field, **{"option-education": ""})
    assert organiser.post(page_of(field), data=without).status_code == 303
    assert [option["value"] for option in field.options] == ["early-help", "housing"]


def test_a_question_takes_another_kind_of_answer_while_nobody_has_answered(
    category: Category, organiser: FlaskClient
) -> None:
    staff = question(category, "staff")
    form = QUESTION | {"max_words": "40"}
    assert organiser.post(page_of(staff, "?kind=long_text"), data=form).status_code == 303
    assert (staff.kind, staff.max_words) == (QuestionKind.LONG_TEXT, 40)
    make_nomination(category, make_organisation(), answers={"challenge": "a"})
    answer = organiser.post(
        page_of(question(category, "challenge"), "?kind=number"), data=QUESTION | {"label": "Hard?"}
    )
    assert answer.status_code == 422
    assert "One nomination has answered this, so it stays: long text" in answer.text


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("challenge", {"max_words": "2"}, "The longest answer so far has 3 words, so allow 3 or more"),
        ("challenge", {"audience": "programme"}, "It cannot be shown to more people now"),
        ("field", {"option-education": "", "more_options": "New"}, "chosen “Education”, so it stays"),
        ("challenge", {"shown_if": "field", "answers-field": ["education"]}, "it can only become wider"),
        ("team-name", {"required": ""}, "Every nomination needs a name, so this stays required"),
    ],
)
def test_what_would_lose_an_answer_comes_back_beside_its_box(
    category: Category, organiser: FlaskClient, key: str, typed: dict[str, Any], sentence: str
) -> None:
    make_nomination(category, make_organisation(), answers={"challenge": "a b c", "field": "education"})
    asked = question(category, key)
    answer = organiser.post(page_of(asked), data=filled(asked, hint="Do not lose this", **typed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Do not lose this" in answer.text
    field = next(name for name in typed if name not in {"more_options", "answers-field"})
    assert f'href="#{field}' in answer.text
    db.session.rollback()
    assert question(category, key).hint == ""


def test_two_organisers_in_one_question_see_both_texts(category: Category, organiser: FlaskClient) -> None:
    asked = question(category, "challenge")
    first, second = filled(asked, label="What was hard?"), filled(asked, label="What went wrong?")
    assert organiser.post(page_of(asked), data=first).status_code == 303
    answer = organiser.post(page_of(asked), data=second)
    assert answer.status_code == 409
    assert "What was hard?" in answer.text and "What went wrong?" in answer.text
    again = second | {"seen": sign_of(asked)}
    assert organiser.post(page_of(asked), data=again).status_code == 303
    assert asked.label == "What went wrong?"


def test_what_moved_is_said_and_pressed_twice_moves_once(category: Category, organiser: FlaskClient) -> None:
    field = question(category, "field")
    form = {"thing": field.id, "position": 2, "arrangement": "up"}
    address = f"{form_page(category)}/questions"
    answer = organiser.post(address, data=form)
    assert answer.location.endswith(f"#thing-{field.id}")
    assert "“Field” is now question 1 of 5 in “Your team”." in after(organiser, answer)
    assert organiser.post(address, data=form).status_code == 303
    assert [each.key for each in category.sections[0].questions][:2] == ["field", "team-name"]


def test_a_thing_is_dropped_where_it_was_let_go(category: Category, organiser: FlaskClient) -> None:
    since, first = question(category, "since"), category.sections[0]
    page = after(organiser, arrange(organiser, category, since, "place", into=first.id, place=1))
    assert "“Since” is now question 2 of 6 in “Your team”." in page
    page = after(organiser, arrange(organiser, category, category.sections[1], "place", place=0))
    assert "“More” is now section 1 of 2." in page


def test_a_question_is_removed_and_one_that_is_needed_says_why_not(
    category: Category, organiser: FlaskClient
) -> None:
    assert "Removed." in after(organiser, arrange(organiser, category, question(category, "since"), "remove"))
    refused = arrange(organiser, category, question(category, "team-name"), "remove")
    assert (refused.status_code, "“Team name” cannot be removed" in refused.text) == (422, True)
    shown = organiser.get(page_of(question(category, "team-name"))).text
    assert "“Team name” cannot be removed. The answer is what the nomination is called" in shown


@pytest.mark.parametrize("kind", ["sections", "questions"])
@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"arrangement": "sideways"}, 422),
        ({"thing": "x", "position": "y", "arrangement": "up"}, 303),
        ({"thing": str(uuid.UUID(int=9)), "position": "1", "arrangement": "place", "into": "z"}, 303),
    ],
)
def test_odd_arrangements_change_nothing(
    category: Category, organiser: FlaskClient, kind: str, form: dict[str, str], status: int
) -> None:
    before = [each.key for section in category.sections for each in section.questions]
    assert organiser.post(f"{form_page(category)}/{kind}", data=form).status_code == status
    assert [each.key for section in category.sections for each in section.questions] == before


def test_once_judging_has_begun_the_form_is_only_read(organiser: FlaskClient) -> None:
    category = make_category(make_edition(Stage.JUDGING))
    asked = category.sections[0].questions[0]
    for page in (form_page(category), page_of(asked), f"{base(category)}/sections/{category.sections[0].id}"):
        shown = organiser.get(page).text.partition("<main")[2]
        assert "Categories cannot be changed once judging has begun" in shown
        assert "<form" not in shown
    assert arrange(organiser, category, asked, "down").status_code == 409
    assert organiser.post(page_of(asked), data=filled(asked, label="Other")).status_code == 409


def test_the_preview_keeps_nothing_and_goes_on(category: Category, organiser: FlaskClient) -> None:
    preview = f"{form_page(category)}/preview"
    page = organiser.get(preview)
    assert "autosave.js" not in page.text and "on behalf of" not in page.text
    answer = organiser.post(f"{preview}/team", data={"q-challenge": "One two.", "then": "next"})
    assert answer.location.endswith("/form/preview/more")
    done = organiser.post(f"{preview}/more", data={"q-fruit": "a", "then": "next"})
    assert done.location.endswith("/form")
    kept = [db.session.scalar(sa.select(sa.func.count()).select_from(kind)) for kind in (Answer, Nomination)]
    assert kept == [0, 0]


def test_the_preview_has_the_real_limits_and_conditions(category: Category, organiser: FlaskClient) -> None:
    preview, agrees = f"{form_page(category)}/preview", question(category, "agrees")
    agrees.shown_if, agrees.shown_if_answers = "field", ["education"]
    db.session.commit()
    answer = organiser.post(f"{preview}/team", data={"q-challenge": "word " * 151})
    assert answer.status_code == 422
    assert "150 words or fewer" in answer.text
    assert (
        "“Agrees”: only if “Field” is Education. Here it is always shown."
        in organiser.get(f"{preview}/more").text
    )


def test_the_preview_of_no_section_is_not_found(category: Category, organiser: FlaskClient) -> None:
    assert organiser.get(f"{form_page(category)}/preview/nothing").status_code == 404


def test_a_form_without_questions_has_no_preview(organiser: FlaskClient, category: Category) -> None:
    for section in category.sections:
        for asked in list(section.questions):
            db.session.delete(asked)
    db.session.commit()
    db.session.expire_all()
    assert organiser.get(f"{form_page(category)}/preview").location.endswith("/form")


def test_a_page_needs_few_statements_however_much_there_is(
    category: Category, organiser: FlaskClient
) -> None:
    identity, addresses = category.id, pages(category)
    counts: list[list[int]] = []
    for nominations in (1, 4):
        for _n in range(nominations):
            make_nomination(category, make_organisation(), answers={"challenge": "a", "fruit": ["a"]})
        counts.append([])
        for address in addresses:
            db.session.expunge_all()
            with counted_statements() as statements:
                organiser.get(address)
            counts[-1].append(len(statements))
        category = get_whole_category(identity)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12
