"""The printed page of one team, as those who write its nomination see it beforehand."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from awards.ceremony import team_pages
from awards.ceremony.documents import programme_sheet
from awards.ceremony.team_pages import preview_of, team_page
from awards.ceremony.words import TOO_MUCH
from awards.core import storage
from awards.core.database import db
from awards.core.typesetting import Typeset, TypesettingError, shelf
from awards.editions.models import Question
from awards.editions.states import Audience, QuestionKind, Stage
from awards.nominations.models import Answer, Nomination, Upload
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.ceremony.evenings import AT, make_evening, make_team
from tests.ceremony.sheet_samples import catalog, kinds, size_in_mm
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person, saved


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Set in type in this process: a process of its own takes longer to start than the page to make."""
    monkeypatch.setattr(team_pages, "TIME_LIMIT", None)
    shelf.clear()  # what another test made must not be shown


@pytest.fixture
def draft(session) -> Nomination:
    """A draft of an edition whose nominations are open."""
    evening = make_evening(Stage.NOMINATIONS, teams=0)
    return make_team(evening, 0, NominationState.DRAFT)


@pytest.fixture
def writer(draft):
    return make_person(Role.DELEGATE, organisation=draft.organisation)


def add_question(draft: Nomination, key: str, kind: QuestionKind, audience: Audience) -> Question:
    section = draft.category.sections[0]
    question = Question(section=section, key=key, kind=kind, audience=audience, label=key, position=20)
    return saved(question)


def answer(draft: Nomination, key: str, value: str) -> None:
    question = next((q for s in draft.category.sections for q in s.questions if q.key == key), None)
    question = question or add_question(draft, key, QuestionKind.LONG_TEXT, Audience.STAGE)
    for each in draft.answers:
        if each.question is question:
            each.value = value
            break
    else:
        draft.answers.append(Answer(question=question, value=value))
    db.session.commit()


def words_on(draft: Nomination) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(preview_of(draft).made.pdf)).pages)


@pytest.mark.both_databases
def test_the_preview_is_made_of_what_the_programme_will_print(session):
    evening = make_evening(Stage.SEALED)
    printed = programme_sheet(evening.edition, version="1", at=AT).teams
    assert [team_page(preview_of(team).team) for team in evening.teams] == list(printed)


def test_the_page_is_the_real_page(draft):
    made = preview_of(draft).made
    assert size_in_mm(made) == {(148, 210)} and made.pages == len(made.pictures) == 1
    with Image.open(io.BytesIO(made.pictures[0])) as picture:
        assert picture.format == "PNG" and picture.size == (839, 1191)
    assert b"pdfuaid:part" in catalog(made)["/Metadata"].get_object().get_data()
    assert kinds(made).count("/H1") == 1


def test_it_says_what_will_be_printed_and_nothing_else(draft):
    words = words_on(draft)
    assert "Because of 0." in words and "Named 0" in words and draft.team_name in words
    assert "judges-only" not in words and "Unnamed 0" not in words


def test_a_paragraph_that_does_not_fit_is_told_in_plain_words(draft):
    answer(draft, "why-this-team", "A very long story. " * 120)
    preview = preview_of(draft)
    assert preview.remarks == [TOO_MUCH] and len(preview.made.pictures) > 1


def test_letters_that_cannot_be_printed_are_told(draft):
    answer(draft, "why-this-team", "Kind \U00012000 people")
    [remark] = preview_of(draft).remarks
    assert "they print as empty boxes" in remark and "\U00012000" in remark


def test_a_change_is_seen_at_once(draft):
    assert "Because of 0." in words_on(draft)
    answer(draft, "why-this-team", "Because of soup.")
    assert "Because of soup." in words_on(draft)


def test_the_same_page_is_set_in_type_once(draft, monkeypatch):
    first = preview_of(draft).made
    monkeypatch.setattr(team_pages, "typeset", lambda *_, **__: pytest.fail("made twice"))
    assert preview_of(draft).made is first


def test_the_photo_is_on_it(draft):
    content = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(content, "JPEG")
    question = add_question(draft, "photo", QuestionKind.PHOTO, Audience.PROGRAMME)
    facts = {"storage_key": storage.store(content.getvalue()), "name": "a.jpg", "media_type": "image/jpeg"}
    for member in draft.members:
        member.in_photo = True
    saved(Upload(nomination=draft, question=question, size=1, description="Nine people laugh.", **facts))
    preview = preview_of(draft)
    assert preview.team.photo and "/Figure" in kinds(preview.made)


def test_stage_words_are_shown_with_the_teams_name_as_it_is_said_and_their_length(draft, writer, browser_of):
    answer(draft, "stage-words", "They are kind and they cook. " * 10)
    answer(draft, "say-as", "TEEM NUM-ber nought")
    page = browser_of(writer).get(f"/nominations/{draft.id}/printed-page").text
    assert "say: TEEM NUM-ber nought" in page and "They are kind and they cook." in page
    assert "Read aloud, this takes about 30 seconds" in page


def test_without_words_the_page_leads_to_where_they_are_written(draft, writer, browser_of):
    answer(draft, "stage-words", "")
    draft.answers = [each for each in draft.answers if each.question.key != "why-this-team"]
    db.session.commit()
    page = browser_of(writer).get(f"/nominations/{draft.id}/printed-page").text
    assert "There are no words for it yet." in page and "There are no words for the stage yet." in page
    section = draft.category.sections[0].key
    assert f'href="/nominations/{draft.id}/sections/{section}#q-why-this-team"' in page


def test_the_picture_and_the_pdf_are_given(draft, writer, browser_of):
    browser, address = browser_of(writer), f"/nominations/{draft.id}/printed-page"
    picture, pdf = browser.get(f"{address}/picture"), browser.get(f"{address}/pdf")
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="{draft.reference}-printed-page.pdf"'
    assert [each.headers["Cache-Control"] for each in (picture, pdf)] == ["no-store"] * 2
    assert [browser.get(f"{address}/picture?page={n}").status_code for n in (0, 2, "x")] == [404, 404, 200]


def test_only_those_who_write_the_nomination_see_it(draft, browser_of):
    others = [make_person(Role.DELEGATE, organisation=make_organisation())]
    others += [make_person(Role.ORGANISER), make_person(Role.JUDGE)]
    for person in others:
        for path in ("", "/picture", "/pdf"):
            assert browser_of(person).get(f"/nominations/{draft.id}/printed-page{path}").status_code == 404


def test_while_it_is_set_in_type_the_page_holds_nobody_up(draft, writer, browser_of, monkeypatch):
    held = []

    def slowly(*_, **__) -> Typeset:
        held.append(db.session().in_transaction())
        return Typeset(b"%PDF-", [], (b"picture",))

    monkeypatch.setattr(team_pages, "typeset", slowly)
    assert browser_of(writer).get(f"/nominations/{draft.id}/printed-page").status_code == 200
    assert held == [False]


def test_trouble_is_told_in_plain_words(draft, writer, browser_of, monkeypatch):
    def fail(*_, **__):
        raise TypesettingError("The document could not be made within 20 seconds.")

    monkeypatch.setattr(team_pages, "typeset", fail)
    page = browser_of(writer).get(f"/nominations/{draft.id}/printed-page")
    assert page.status_code == 503 and "Try again in a minute." in page.text


@pytest.mark.parametrize("path", ["", "/picture"])
def test_a_preview_needs_few_statements(draft, writer, browser_of, path):
    browser = browser_of(writer)
    with counted_statements() as statements:
        assert browser.get(f"/nominations/{draft.id}/printed-page{path}").status_code == 200
    assert len(statements) <= 12, statements
