"""Editions and entry forms as files: taken from the database, taken over from a file."""

import datetime as dt
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.editions.exporting import edition_text, file_of, form_text, sections_of
from awards.editions.files import WrongFile, parse_edition, parse_form, sample_text, write_form
from awards.editions.models import Edition, Participant
from awards.editions.queries import get_edition_with_categories
from awards.editions.services import begin_edition, import_form, load_edition
from awards.editions.states import Stage
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    NOW,
    make_award,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
)

SAMPLE = parse_edition(sample_text())
FORM = SAMPLE.categories[0].sections


def load(text: str = "") -> Edition:
    edition = load_edition(parse_edition(text) if text else SAMPLE, by=None, at=NOW)
    db.session.commit()
    db.session.expire_all()
    return get_edition_with_categories(edition.slug)


@pytest.mark.both_databases
def test_an_edition_that_was_loaded_is_written_as_its_file_said(session):
    assert file_of(load()) == SAMPLE


@pytest.mark.both_databases
def test_an_edition_loaded_from_its_own_file_elsewhere_is_the_same(session):
    text = edition_text(load())
    for model in (Participant, Edition, Organisation):
        assert session.query(model).count()
    forget_everything(session)
    again = load(text)
    assert file_of(again) == SAMPLE
    assert edition_text(again) == text


def forget_everything(session: Any) -> None:
    """Another database, as far as editions go."""
    session.query(Organisation).update({"partner_id": None})
    for table in ("participants", "awards", "criteria", "questions", "sections", "categories", "editions"):
        session.execute(db.metadatas[None].tables[table].delete())
    session.query(Organisation).delete()
    session.commit()
    session.expunge_all()


def test_conditions_and_grace_are_in_the_file(session):
    edition = load()
    question = edition.categories[0].sections[0].questions[3]
    question.shown_if, question.shown_if_answers = "field", ["education", "early-help"]
    edition.grace_minutes = 15
    session.commit()
    text = edition_text(edition)
    assert 'show_if = { question = "field", is = ["education", "early-help"] }' in text
    assert "grace_minutes = 15" in text
    assert parse_edition(text) == file_of(edition)


BEFORE = 'label = "Which regional priority or workstream does the work support most?"\n'
CONDITIONS = [
    (
        '"field"',
        "show_if",
        'must be written like show_if = { question = "field", is = ["education"] }',
    ),
    ("{ question = 'field' }", "show_if.is", "must name at least one answer"),
    ("{ question = 'field', is = [] }", "show_if.is", "must name at least one answer"),
    ("{ is = ['education'] }", "show_if.question", "is missing"),
    (
        "{ question = 'field', is = 'education' }",
        "show_if.is",
        "must be a list of texts in quotes, none of them empty",
    ),
    (
        "{ questions = 'field', is = ['education'] }",
        "show_if.questions",
        "is not known here; did you mean “question”?",
    ),
    (
        "{ question = 'fields', is = ['education'] }",
        "show_if.question",
        "no question with the key “fields” comes before this one",
    ),
    (
        "{ question = 'ai-help', is = ['none'] }",
        "show_if.question",
        "no question with the key “ai-help” comes before this one",
    ),
    (
        "{ question = 'say-as', is = ['x'] }",
        "show_if.question",
        "must be a question of kind choice, choices or declaration",
    ),
    (
        "{ question = 'field', is = ['education', 'schools'] }",
        "show_if.is",
        "“schools” is not an answer of “field”: use social-work, education, early-help, business-support "
        "or multi-agency",
    ),
]


@pytest.mark.parametrize(("written", "place", "sentence"), CONDITIONS)
def test_a_mistake_in_a_condition_is_told_with_its_place_and_line(written, place, sentence):
    assert sample_text().count(BEFORE) == 1
    text = sample_text().replace(BEFORE, f"{BEFORE}show_if = {written}\n")
    line = text[: text.index(f"show_if = {written}")].count("\n") + 1
    with pytest.raises(WrongFile) as refused:
        parse_edition(text)
    told = f"line {line}, categories[1].sections[1].questions[4].{place}: {sentence}"
    assert told in map(str, refused.value.problems)


def test_the_name_of_the_team_is_always_asked():
    form = write_form("Any", FORM)
    with pytest.raises(WrongFile, match="must ask for the team’s name"):
        parse_form(form.replace('key = "team-name"', 'key = "name"'))


def test_a_form_by_itself_is_read_as_strictly_and_told_with_lines():
    text = write_form("Any", FORM).replace('kind = "choice"', 'kind = "chose"', 1)
    line = text[: text.index('"chose"')].count("\n") + 1
    with pytest.raises(WrongFile) as refused:
        parse_form(text)
    assert f"line {line}, sections[1].questions[3].kind: must be" in str(refused.value)


@pytest.fixture
def category(session):
    return make_category(make_edition(Stage.NOMINATIONS))


def act() -> dict[str, Any]:
    return {"by": make_person(Role.ORGANISER), "at": dt.datetime(2022, 9, 1, tzinfo=dt.UTC)}


@pytest.mark.both_databases
def test_a_form_takes_the_place_of_one_that_nobody_has_answered(category, session):
    import_form(category, FORM, **act())
    session.commit()
    session.expire_all()
    assert sections_of(category) == FORM
    assert session.query(Event).filter_by(action="entry form imported").one().details == {"sections": 6}


@pytest.mark.both_databases
def test_a_form_with_answers_is_not_replaced(category, session):
    before = sections_of(category)
    make_nomination(category, make_organisation())
    with pytest.raises(BrokenRule, match="One nomination has answered this entry form already"):
        import_form(category, FORM, **act())
    session.rollback()
    assert sections_of(category) == before


def test_an_award_keeps_the_answer_it_is_for(category):
    make_award(category, name="Best in kindness", question="field", answer="kindness")
    with pytest.raises(BrokenRule, match="“Best in kindness” is for answers that the file does not offer"):
        import_form(category, FORM, **act())


def test_a_form_goes_from_one_category_to_another_by_its_file(category, browser_of, session):
    import_form(category, FORM, **act())
    other = make_category(category.edition, name="Other")
    browser: FlaskClient = browser_of(make_person(Role.ORGANISER))
    session.commit()
    address = f"/editions/{category.edition.slug}/set-up/categories"
    given = browser.get(f"{address}/{category.id}/form/download")
    assert given.headers["Content-Disposition"] == f'attachment; filename="entry-form-{category.key}.toml"'
    sent = browser.post(
        f"{address}/{other.id}/form/import", data={"file": (io.BytesIO(given.data), "form.toml")}
    )
    assert sent.status_code == 303
    session.expire_all()
    assert sections_of(other) == FORM


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"[[sections]]\nkey = 5\n", "form.toml", "line 2, sections[1].key: must be a text in quotes"),
        (b"\xff\xfe", "form.toml", "is not UTF-8 text"),
        (b"hello", "form.toml", "cannot be read as TOML"),
        (b"%PDF", "form.pdf", "choose a TOML file"),
        (b"", "form.toml", "the file you chose is empty"),
    ],
)
def test_a_wrong_file_is_told_and_changes_nothing(category, browser_of, content, name, sentence):
    before = form_text(category)
    browser = browser_of(make_person(Role.ORGANISER))
    address = f"/editions/{category.edition.slug}/set-up/categories/{category.id}/form/import"
    answer = browser.post(address, data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 422 and sentence in answer.text
    assert form_text(category) == before


def test_of_very_many_mistakes_the_first_are_told(category, browser_of):
    text = "".join(f"[[sections]]\nkey = {n}\n" for n in range(60))
    address = f"/editions/{category.edition.slug}/set-up/categories/{category.id}/form/import"
    answer = browser_of(make_person(Role.ORGANISER)).post(
        address, data={"file": (io.BytesIO(text.encode()), "form.toml")}
    )
    assert answer.text.count("must be a text in quotes") <= 30 and "more</li>" in answer.text


def test_the_page_of_an_answered_form_says_why_it_cannot_be_replaced(category, browser_of):
    make_nomination(category, make_organisation())
    address = f"/editions/{category.edition.slug}/set-up/categories/{category.id}/form"
    browser = browser_of(make_person(Role.ORGANISER))
    page = browser.get(f"{address}/import")
    assert "cannot be replaced" in page.text and 'type="file"' not in page.text
    assert "import another one" not in browser.get(address).text


def test_organisers_and_auditors_download_the_edition(session, browser_of):
    edition = load()
    for role in (Role.ORGANISER, Role.AUDITOR):
        browser = browser_of(make_person(role))
        page = browser.get(f"/editions/{edition.slug}/set-up/file")
        assert page.status_code == 200 and "could not be loaded again" not in page.text
        given = browser.get(f"/editions/{edition.slug}/set-up/file/download")
        assert parse_edition(given.data) == SAMPLE
        assert given.headers["Content-Disposition"] == 'attachment; filename="tea-2022.toml"'


def test_a_set_up_that_is_half_done_says_so_and_is_given_all_the_same(session, browser_of):
    edition = make_edition(Stage.SET_UP)
    make_participant(edition, make_organisation())
    make_award(make_category(edition), question="field", answer="kindness")
    browser = browser_of(make_person(Role.ORGANISER))
    page = browser.get(f"/editions/{edition.slug}/set-up/file")
    assert "could not be loaded again" in page.text and "“kindness” is not an answer of “field”" in page.text
    assert browser.get(f"/editions/{edition.slug}/set-up/file/download").status_code == 200


def test_nobody_else_has_the_file(session, browser_of):
    edition = load()
    director = make_person(Role.DIRECTOR, organisation=session.query(Organisation).first())
    for path in ("file", "file/download", f"categories/{edition.categories[0].id}/form/download"):
        assert browser_of(director).get(f"/editions/{edition.slug}/set-up/{path}").status_code in (403, 404)


@pytest.mark.parametrize("path", ["file", "file/download"])
def test_the_file_needs_few_statements(session, browser_of, path):
    edition = load()
    browser = browser_of(make_person(Role.ORGANISER))
    with counted_statements() as statements:
        assert browser.get(f"/editions/{edition.slug}/set-up/{path}").status_code == 200
    assert len(statements) <= 12


def test_an_empty_register_is_said_to_be_empty(session):
    edition = make_edition(Stage.SET_UP, ceremony_on=dt.date(2100, 1, 1))
    assert "organisations = []\ncategories = []\nawards = []" in edition_text(edition)
    assert parse_edition(edition_text(edition)) == file_of(edition)


def begin(browser: FlaskClient, text: str) -> Any:
    return browser.post("/begin-edition", data={"file": (io.BytesIO(text.encode()), "edition.toml")})


def test_an_organiser_begins_an_edition_with_its_file(session, browser_of):
    browser = browser_of(make_person(Role.ORGANISER))
    assert "Begin an edition" in browser.get("/begin-edition").text
    assert "/begin-edition" in browser.get("/").text
    given = browser.get("/begin-edition/sample")
    assert given.headers["Content-Disposition"] == 'attachment; filename="tea-2022.toml"'
    sent = begin(browser, given.text)
    assert sent.status_code == 303 and sent.location == "/editions/tea-2022/set-up"
    assert file_of(get_edition_with_categories("tea-2022")) == SAMPLE
    assert session.query(Event).filter_by(action="edition loaded").one().actor_id is not None


def test_the_page_leads_to_every_edition_that_is_there(session, browser_of):
    make_edition(Stage.ARCHIVED, year=2021, slug="tea-2021", name="TEA 2021")
    page = browser_of(make_person(Role.ORGANISER)).get("/begin-edition").text
    assert 'href="/editions/tea-2021"' in page and "archived" in page


def test_an_edition_that_is_there_is_not_changed_by_a_file(session, browser_of):
    edition = load()
    answer = begin(browser_of(make_person(Role.ORGANISER)), sample_text().replace("Molineux", "Elsewhere"))
    assert answer.status_code == 422 and "there is an edition “tea-2022” already" in answer.text
    assert "Elsewhere" not in edition_text(get_edition_with_categories(edition.slug))
    assert session.query(Edition).count() == 1


@pytest.mark.both_databases
def test_a_file_that_is_sent_twice_begins_one_edition_and_leads_to_it_both_times(session, browser_of):
    browser = browser_of(make_person(Role.ORGANISER))
    sent = [begin(browser, sample_text()) for _ in range(2)]
    assert [(each.status_code, each.location) for each in sent] == [(303, "/editions/tea-2022/set-up")] * 2
    assert session.query(Event).filter_by(action="edition loaded").count() == 1


def test_what_somebody_else_began_or_what_was_begun_long_ago_is_there_already(session):
    first, second = make_person(Role.ORGANISER), make_person(Role.ORGANISER)
    begin_edition(SAMPLE, by=first, at=NOW)
    for by, minutes in ((second, 1), (first, 11)):
        with pytest.raises(WrongFile):
            begin_edition(SAMPLE, by=by, at=NOW + dt.timedelta(minutes=minutes))


def test_every_mistake_of_an_edition_file_is_told_with_its_line(session, browser_of):
    text = sample_text().replace("year = 2022", 'year = "soon"')
    answer = begin(browser_of(make_person(Role.ORGANISER)), text)
    assert answer.status_code == 422 and "edition.year" in answer.text and "line " in answer.text
    assert session.query(Edition).count() == 0


@pytest.mark.parametrize(
    ("stage", "year", "begun"),
    [
        (Stage.SET_UP, 2021, True),
        (Stage.JUDGING, 2021, False),
        (Stage.JUDGING, 2023, True),
        (Stage.PUBLISHED, 2021, True),
    ],
)
def test_no_edition_is_begun_in_front_of_one_in_which_people_are_at_work(
    session, browser_of, stage, year, begun
):
    make_edition(stage, year=year, slug="other", name="Other")
    answer = begin(browser_of(make_person(Role.ORGANISER)), sample_text())
    assert answer.status_code == (303 if begun else 422)
    assert begun or "Other is under way" in answer.text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.JUDGE, Role.ADMINISTRATOR])
def test_nobody_else_begins_an_edition(session, browser_of, role):
    make_edition()
    assert begin(browser_of(make_person(role)), sample_text()).status_code in (403, 404)
    assert session.query(Edition).count() == 1
