"""A nomination on paper: everything that was answered, for those who may read it, and no more."""

import datetime as dt
import io
import re
from functools import partial

import pytest
from PIL import Image
from pypdf import PdfReader

from awards.core import storage
from awards.core.typesetting import Typeset, TypesettingError, set_in_type, shelf
from awards.editions.states import Audience, Stage
from awards.nominations.documents import (
    TEMPLATE,
    _values,
    make_nomination_document,
    nomination_sheet,
)
from awards.nominations.models import Mask, Nomination, TeamMember, Upload
from awards.nominations.states import NominationState, ScanState
from awards.organisations.roles import Role
from tests.ceremony.sheet_samples import catalog, kinds, size_in_mm, tags
from tests.counting import counted_statements
from tests.factories import make_organisation, make_person, saved
from tests.nominations.conftest import COMPLETE

AT = dt.datetime(2022, 9, 12, 14, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _only_of_this_test():
    shelf.clear()
    yield
    shelf.clear()


def printed(nomination: Nomination):
    return set_in_type(TEMPLATE, partial(_values, nomination_sheet(nomination, at=AT)), timestamp=AT)


def pages(nomination: Nomination) -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(printed(nomination).pdf)).pages
    ]


def text_of(nomination: Nomination) -> str:
    return " ".join(pages(nomination))


def add_person(scene, nomination, name, *, key="members", **facts):
    question, position = scene.question(key), len(nomination.members) + 1
    return saved(TeamMember(nomination=nomination, question=question, position=position, name=name, **facts))


def add_photo(scene, nomination, **facts):
    content = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(content, "JPEG")
    values = {"storage_key": storage.store(content.getvalue()), "name": "team.jpg", "size": 1}
    values |= {"media_type": "image/jpeg", "description": "Nine people laugh."}
    return saved(Upload(nomination=nomination, question=scene.question("photo"), **values | facts))


def test_everything_that_was_answered_is_printed_under_its_section(scene):
    nomination = scene.complete(NominationState.SUBMITTED, submitted_by=scene.director)
    text = text_of(nomination)
    words = [nomination.team_name, scene.organisation.name, "Your team", "Why this team", "They are kind."]
    words += ["There was no soup.", "Education", "More", f"by {scene.director.name}"]
    places = [text.find(each) for each in words]
    assert -1 not in places


def test_reference_version_and_time_are_on_every_page(scene):
    nomination = scene.nomination(answers=COMPLETE | {"challenge": "A line.\n" * 120})
    found = pages(nomination)
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert f"{nomination.reference} · version {nomination.version} · made at 3:30pm" in page
        assert f"Page {number} of {len(found)}" in page


def test_the_pdf_is_a4_tagged_titled_and_up_to_the_standard(scene):
    nomination = scene.complete()
    made = printed(nomination)
    assert made.warnings == []
    assert size_in_mm(made) == {(210, 297)}
    assert b"pdfuaid:part" in catalog(made)["/Metadata"].get_object().get_data()
    assert nomination.reference in str(PdfReader(io.BytesIO(made.pdf)).metadata.title)
    assert [kind for kind in kinds(made) if kind in {"/H1", "/H2", "/H3"}][:3] == ["/H1", "/H2", "/H3"]


def test_a_draft_says_that_it_is_not_submitted(scene):
    assert "Draft. Not submitted" in text_of(scene.nomination())


def test_gaps_are_said_to_be_gaps(scene):
    assert text_of(scene.nomination()).count("No answer.") >= 3


def test_a_very_long_answer_is_printed_to_its_end(scene):
    words = " ".join(f"word{n}" for n in range(2_000))
    text = text_of(scene.nomination(answers={"challenge": words}))
    assert "word0 " in text and "word1999" in text


def test_markup_and_strange_letters_are_text(scene):
    text = text_of(scene.nomination(answers={"challenge": '#eval("1") <b>&amp; $x$ \u202e\x07 Siân'}))
    assert '#eval("1") <b>&amp; $x$' in text.replace("“", '"').replace("”", '"') and "Siân" in text


def test_people_are_printed_with_their_roles_and_consents(scene):
    nomination = scene.complete()
    add_person(scene, nomination, "Ann Lee", role="social worker", say_as="an LEE", in_photo=False)
    add_person(scene, nomination, "Lea Dor", key="leader")
    text = text_of(nomination)
    assert "Ann Lee, social worker (said: an LEE)" in text
    assert "Agreed to: name in the programme and name on stage" in text
    assert "Lea Dor" in text


def test_who_did_not_agree_to_be_named_is_only_counted(scene):
    nomination = scene.nomination(answers=COMPLETE | {"challenge": "Ask Bo Reed about soup."})
    add_person(scene, nomination, "Ann Lee")
    add_person(scene, nomination, "Bo Reed", in_programme=False, on_stage=False)
    text = text_of(nomination)
    assert "Bo Reed" not in text and "One more person does not want to be named." in text
    assert "People who did not agree to be named are not named here either." in text


def test_who_corrected_their_name_and_said_no_is_not_named_in_the_old_spelling_either(scene):
    nomination = scene.nomination(answers=COMPLETE | {"challenge": "Ask Bo Read about soup."})
    facts = {"name_before": "Bo Read", "in_programme": False, "on_stage": False}
    add_person(scene, nomination, "Bo Reed", **facts)
    assert "Bo Read" not in text_of(nomination)


def test_masked_passages_are_masked(scene):
    nomination = scene.complete()
    saved(
        Mask(nomination=nomination, question=scene.question("challenge"), passage="no soup",
             replacement="[a detail]", masked_by=scene.organiser)
    )  # fmt: skip
    text = text_of(nomination)
    assert "There was [a detail]." in text and "no soup" not in text
    assert "The organisers have masked some words." in text


def test_masked_passages_are_masked_in_roles_and_file_names_too(scene):
    nomination = scene.complete()
    add_person(scene, nomination, "Ann Lee", role="worker of Mia Hart")
    letter = {"storage_key": "0" * 32, "media_type": "application/pdf", "size": 1}
    letter |= {"name": "letter of Mia Hart.pdf", "question": scene.question("documents")}
    saved(Upload(nomination=nomination, **letter))
    for key in ("members", "documents"):
        saved(
            Mask(nomination=nomination, question=scene.question(key), passage="Mia Hart",
                 replacement="[a child]", masked_by=scene.organiser)
        )  # fmt: skip
    text = text_of(nomination)
    assert "worker of [a child]" in text and "letter of [a child].pdf" in text and "Mia Hart" not in text


def test_the_photo_is_printed_and_described(scene):
    nomination = scene.complete()
    add_photo(scene, nomination)
    made = printed(nomination)
    assert [str(tag["/Alt"]) for tag in tags(made) if tag["/S"] == "/Figure"] == ["Nine people laugh."]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"scan": ScanState.WAITING}, "not checked for viruses yet"),
        ({"storage_key": "0" * 32}, "it cannot be read"),
    ],
)
def test_a_photo_that_cannot_be_given_is_not_printed(scene, facts, reason):
    nomination = scene.complete()
    add_photo(scene, nomination, **facts)
    made = printed(nomination)
    assert "/Figure" not in kinds(made) and reason in text_of(nomination)


def test_a_photo_of_somebody_who_did_not_agree_is_not_printed(scene):
    nomination = scene.complete()
    add_photo(scene, nomination)
    add_person(scene, nomination, "Bo Reed", in_photo=False)
    assert "it may show somebody who did not agree to it" in text_of(nomination)


def test_what_is_not_asked_is_not_printed(scene, session):
    scene.question("challenge").shown_if, scene.question("challenge").shown_if_answers = (
        "field",
        ["early-help"],
    )
    session.commit()
    text = text_of(scene.complete())
    assert "Challenge" not in text and "no soup" not in text


def test_stage_words_say_how_long_they_take(scene, session):
    scene.question("challenge").audience = Audience.STAGE
    session.commit()
    text = text_of(scene.nomination(answers={"challenge": "word " * 50}))
    assert "Read out on stage. Read aloud, this takes about 25 seconds" in text


def test_the_page_gives_the_pdf_under_a_name_that_says_the_reference_only(scene, browser_of):
    nomination = scene.complete()
    answer = browser_of(scene.delegate).get(f"/nominations/{nomination.id}/pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{nomination.reference}.pdf"'
    assert answer.data.startswith(b"%PDF-") and answer.headers["Cache-Control"] == "no-store"


def test_those_who_may_read_it_may_take_it_with_them(scene, browser_of, session, monkeypatch):
    monkeypatch.setattr("awards.nominations.documents.set_in_type", lambda *_, **__: printed_nothing())
    nomination = scene.complete(NominationState.SUBMITTED)
    scene.edition.state = Stage.CHECKING
    session.commit()
    others = make_person(Role.DIRECTOR, organisation=make_organisation())
    people = [scene.director, scene.delegate, scene.organiser, make_person(Role.AUDITOR), others]
    people.append(make_person(Role.JUDGE))
    address = f"/nominations/{nomination.id}/pdf"
    assert [browser_of(each).get(address).status_code for each in people] == [200] * 4 + [404] * 2


def test_a_draft_is_its_own_organisations(scene, browser_of):
    address = f"/nominations/{scene.complete().id}/pdf"
    assert browser_of(scene.organiser).get(address).status_code == 404


def printed_nothing() -> Typeset:
    return Typeset(b"%PDF-", [])


def test_pressed_twice_within_a_minute_it_is_made_once(scene, monkeypatch):
    made = []

    def make(*_, **__):
        made.append(1)
        return printed_nothing()

    monkeypatch.setattr("awards.nominations.documents.set_in_type", make)
    nomination = scene.complete()
    add_photo(scene, nomination)
    for seconds in (0, 20, 59, 60):
        make_nomination_document(nomination, at=AT + dt.timedelta(seconds=seconds))
    assert len(made) == 2


def test_trouble_is_told_in_plain_words(scene, browser_of, monkeypatch):
    def fail(*_, **__):
        raise TypesettingError("The document could not be made within 20 seconds.")

    monkeypatch.setattr("awards.nominations.documents.set_in_type", fail)
    answer = browser_of(scene.director).get(f"/nominations/{scene.complete().id}/pdf")
    assert answer.status_code == 503
    assert re.search(r"could not be made within 20 seconds\. Try again in a minute\.", answer.text)


def test_the_pdf_needs_few_statements(scene, browser_of, monkeypatch):
    monkeypatch.setattr("awards.nominations.documents.set_in_type", lambda *_, **__: printed_nothing())
    nomination = scene.complete()
    for name in ("Ann", "Bo"):
        add_person(scene, nomination, name)
    browser = browser_of(scene.director)
    with counted_statements() as statements:
        assert browser.get(f"/nominations/{nomination.id}/pdf").status_code == 200
    assert len(statements) <= 12
