"""All questions of the form before they are answered: on one page, and as a PDF."""

import datetime as dt
import io
from functools import partial

import pytest
from pypdf import PdfReader

from awards.core.typesetting import Typeset, TypesettingError, set_in_type, shelf
from awards.editions.states import Audience, QuestionKind, Stage
from awards.nominations.preparing import TEMPLATE, _values, questions_sheet
from awards.organisations.roles import Role
from tests.ceremony.sheet_samples import catalog, kinds, size_in_mm
from tests.counting import counted_statements
from tests.factories import make_person

AT = dt.datetime(2022, 9, 12, 14, 30, tzinfo=dt.UTC)
MAKES = "awards.nominations.preparing.set_in_type"


@pytest.fixture(autouse=True)
def _only_of_this_test():
    shelf.clear()
    yield
    shelf.clear()


@pytest.fixture
def address(scene) -> str:
    return f"/nominations/questions/{scene.category.id}"


def prepared(scene, key: str):
    label = scene.question(key).label
    sheet = questions_sheet(scene.category, at=AT)
    return next(each for section in sheet.sections for each in section.questions if each.label == label)


def printed(scene) -> Typeset:
    fill = partial(_values, questions_sheet(scene.category, at=AT))
    return set_in_type(TEMPLATE, fill, timestamp=AT)


def test_every_question_is_on_the_page_with_its_limit_and_help(scene, address, browser_of, session):
    scene.question("challenge").hint = "Say it in your own words."
    scene.question("challenge").max_words = 123
    session.commit()
    page = browser_of(scene.delegate).get(address).text
    labels = [question.label for section in scene.category.sections for question in section.questions]
    assert [label for label in labels if label not in page] == []
    assert "up to 123 words" in page and "Say it in your own words." in page
    assert "No child and no family may be recognised" in page


def test_a_question_with_a_condition_says_when_it_is_asked(scene, address, browser_of, session):
    question, field = scene.question("challenge"), scene.question("field")
    question.shown_if, question.shown_if_answers = "field", ["education"]
    session.commit()
    words = f"Only if “{field.label}” is Education"
    assert prepared(scene, "challenge").condition == words and prepared(scene, "field").condition == ""
    assert f"{words}." in browser_of(scene.delegate).get(address).text


def test_answers_to_choose_from_are_listed(scene):
    assert prepared(scene, "fruit").options == ("Apples", "Pears")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("photo", "a description"),
        ("documents", "Our check does not read documents"),
        ("members", "an email address where you have one"),
        ("leader", "Their name and what they do."),
        ("agrees", "A box to tick."),
    ],
)
def test_what_is_no_text_says_what_to_gather(scene, key, said):
    assert said in prepared(scene, key).takes


def test_the_deadline_is_stated_and_once_it_is_over_that_is_said(scene):
    edition = scene.edition
    before = questions_sheet(scene.category, at=edition.nominations_close_at - dt.timedelta(days=1))
    after = questions_sheet(scene.category, at=edition.nominations_close_at + dt.timedelta(days=1))
    assert before.deadline.startswith("Nominations close at ")
    assert after.deadline.startswith("Nominations closed at ")


def test_the_pdf_is_tagged_titled_and_says_the_same(scene):
    made = printed(scene)
    document = PdfReader(io.BytesIO(made.pdf))
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert made.warnings == [] and size_in_mm(made) == {(210, 297)}
    assert b"pdfuaid:part" in catalog(made)["/Metadata"].get_object().get_data()
    assert str(document.metadata.title) == f"The questions to prepare: {scene.category.name}"
    assert kinds(made).count("/H1") == 1 and "Challenge" in text and "Pears" in text


def test_the_pdf_is_given_under_a_plain_name_and_made_once_a_day(scene, address, browser_of, monkeypatch):
    made = []

    def make(*_, **__):
        made.append(1)
        return Typeset(b"%PDF-", [])

    monkeypatch.setattr(MAKES, make)
    answers = [browser_of(scene.delegate).get(f"{address}/pdf") for _ in range(2)]
    assert answers[0].data == b"%PDF-" and len(made) == 1
    name = answers[0].headers["Content-Disposition"]
    assert name.startswith(f'attachment; filename="{scene.edition.slug}-') and name.endswith(
        '-questions.pdf"'
    )


def test_trouble_is_told_in_plain_words(scene, address, browser_of, monkeypatch):
    def fail(*_, **__):
        raise TypesettingError("The document could not be made within 20 seconds.")

    monkeypatch.setattr(MAKES, fail)
    answer = browser_of(scene.delegate).get(f"{address}/pdf")
    assert answer.status_code == 503 and "Try again in a minute." in answer.text


@pytest.mark.parametrize("stage", [Stage.SET_UP, Stage.NOMINATIONS, Stage.CHECKING])
def test_nominators_read_it_once_nominations_are_open_and_the_desk_always(
    scene, address, browser_of, session, stage
):
    scene.edition.state = stage
    session.commit()
    nominators = 404 if stage is Stage.SET_UP else 200
    people = [scene.director, scene.delegate, scene.organiser, make_person(Role.AUDITOR)]
    people.append(make_person(Role.JUDGE))
    found = [browser_of(each).get(address).status_code for each in people]
    assert found == [nominators, nominators, 200, 200, 404]


def test_an_empty_form_says_so(scene, address, browser_of, session):
    for section in scene.category.sections:
        for question in list(section.questions):
            session.delete(question)
    session.commit()
    assert "The entry form has no questions yet." in browser_of(scene.organiser).get(address).text


def test_it_is_linked_from_where_it_is_wanted(scene, address, browser_of):
    delegate, nomination = browser_of(scene.delegate), None
    assert f'href="{address}"' in delegate.get("/nominations").text
    nomination = scene.nomination()
    assert f'href="{address}"' in delegate.get(f"/nominations/{nomination.id}").text
    form = f"/editions/{scene.edition.slug}/set-up/categories/{scene.category.id}/form"
    assert f'href="{address}"' in browser_of(scene.organiser).get(form).text


def test_the_page_needs_few_statements(scene, address, browser_of):
    browser = browser_of(scene.delegate)
    with counted_statements() as statements:
        assert browser.get(address).status_code == 200
    assert len(statements) <= 9, statements


def test_a_strange_label_is_text(scene, session):
    question = scene.question("challenge")
    question.label, question.audience, question.kind = (
        '#eval("1") $x$',
        Audience.STAGE,
        QuestionKind.LONG_TEXT,
    )
    session.commit()
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed(scene).pdf)).pages)
    assert '#eval("1") $x$' in words.replace("“", '"').replace("”", '"')
