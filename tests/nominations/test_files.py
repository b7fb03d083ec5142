"""The photo and the documents of a nomination."""

import datetime as dt
import io

import pytest
from PIL import Image

from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.storage import fetch
from awards.nominations.reading import documents_of, uploads_for
from awards.nominations.services import add_document, describe_photo, remove_upload, set_photo
from awards.nominations.states import NominationState
from tests.nominations.test_attachments import PLAIN_PDF


def picture(width: int = 700, height: int = 500, kind: str = "JPEG", **settings) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(content, kind, **settings)
    return content.getvalue()


def when(scene, **values):
    return {"by": scene.delegate, "at": dt.datetime.now(dt.UTC)} | values


def hang(scene, nomination, content=None, description="Nine people laugh.", **values):
    content = picture() if content is None else content
    return set_photo(
        nomination, scene.question("photo"), content, "../team.png", description, **when(scene, **values)
    )


def send(scene, nomination, content=PLAIN_PDF, name="letter.pdf", **values):
    return add_document(nomination, scene.question("documents"), content, name, **when(scene, **values))


def test_a_photo_is_kept_as_a_jpeg_of_our_own(scene):
    upload = hang(scene, scene.nomination(), picture(kind="PNG"))
    assert (upload.media_type, upload.name, upload.width, upload.height) == (
        "image/jpeg",
        "team.jpg",
        700,
        500,
    )
    assert fetch(upload.storage_key)[:2] == b"\xff\xd8"


def test_place_and_camera_are_taken_out(scene):
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "canary-camera", {1: "N"}
    upload = hang(scene, scene.nomination(), picture(exif=exif))
    assert b"canary" not in fetch(upload.storage_key)
    assert not Image.open(io.BytesIO(fetch(upload.storage_key))).getexif()


def test_another_photo_takes_the_place_of_the_first_and_the_first_is_deleted(scene, session):
    nomination = scene.nomination()
    first = hang(scene, nomination)
    session.commit()
    second = hang(scene, nomination, picture(800, 600))
    assert fetch(first.storage_key)
    session.commit()
    with pytest.raises(NotFound):
        fetch(first.storage_key)
    assert nomination.uploads == [second]
    assert uploads_for(nomination, scene.question("photo")) == [second]


def test_a_photo_whose_removal_is_undone_is_still_there(scene, session):
    upload = hang(scene, scene.nomination())
    session.commit()
    kept = upload.storage_key
    remove_upload(upload, **when(scene))
    session.rollback()
    session.commit()
    assert fetch(kept)


@pytest.mark.parametrize("description", ["", " \u200b", "word " * 101])
def test_a_photo_needs_a_description_of_some_length(scene, description):
    with pytest.raises(BrokenRule, match="describe|Describe"):
        hang(scene, scene.nomination(), description=description)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        picture()[:200],
        picture(300, 200),
        picture(20_000, 20_000, "PNG")[:100_000],
        b"\0" * (1024 * 1024 + 1),
    ],
    ids=["empty", "one byte", "svg", "gif", "cut", "small", "huge", "heavy"],
)
def test_what_is_no_usable_photo_is_refused(scene, content):
    with pytest.raises(BrokenRule):
        hang(scene, scene.nomination(), content)


def test_a_description_can_be_changed_alone(scene):
    upload = hang(scene, scene.nomination())
    describe_photo(upload, "Ten people.", **when(scene))
    assert upload.description == "Ten people."


def test_a_document_is_kept_as_it_is(scene):
    nomination = scene.nomination()
    upload = send(scene, nomination)
    assert fetch(upload.storage_key) == PLAIN_PDF
    assert documents_of(nomination) == [upload]


def test_the_same_document_twice_is_one(scene):
    nomination = scene.nomination()
    assert send(scene, nomination) is send(scene, nomination, name="again.pdf")


def test_there_are_as_many_documents_as_the_question_allows(scene):
    nomination = scene.nomination()
    for n in range(2):
        send(scene, nomination, PLAIN_PDF.replace(b"1.7", b"1.%d" % n))
    with pytest.raises(BrokenRule, match="You can send 2 documents"):
        send(scene, nomination)


@pytest.mark.parametrize("content", [b"", b"MZ", b"%PDF-1.7" + b"\0" * (1024 * 1024)])
def test_what_is_no_usable_document_is_refused(scene, content):
    with pytest.raises(BrokenRule):
        send(scene, scene.nomination(), content)


@pytest.mark.parametrize("act", [hang, send])
def test_no_file_comes_in_after_the_deadline(scene, act):
    late = scene.edition.nominations_close_at + dt.timedelta(seconds=1)
    with pytest.raises(WrongState, match="Nominations closed"):
        act(scene, scene.nomination(), at=late)


def test_a_file_that_a_submitted_nomination_needs_is_replaced_not_removed(scene):
    scene.question("photo").required = True
    nomination = scene.complete()
    upload = hang(scene, nomination)
    nomination.state, nomination.submitted_at = NominationState.SUBMITTED, dt.datetime.now(dt.UTC)
    with pytest.raises(BrokenRule, match="needs this file"):
        remove_upload(upload, **when(scene))


def test_a_photo_is_shown_in_the_page_and_a_document_only_downloaded(scene, browser_of, session):
    nomination = scene.nomination()
    photo, document = hang(scene, nomination), send(scene, nomination, name='a"b\r\nc.pdf')
    session.commit()
    browser = browser_of(scene.director)
    shown, downloaded = (browser.get(f"/nominations/uploads/{each.id}") for each in (photo, document))
    assert (shown.mimetype, shown.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "attachment" not in shown.headers.get("Content-Disposition", "")
    assert downloaded.headers["Content-Disposition"].startswith("attachment")
    assert downloaded.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert downloaded.data == PLAIN_PDF


def test_a_photo_is_sent_replaced_described_and_removed_on_its_page(scene, browser_of, session):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    page = f"/nominations/{nomination.id}/photo/{scene.question('photo').id}"
    assert "10 MB" not in browser.get(page).text and "1 MB or smaller" in browser.get(page).text
    file = (io.BytesIO(picture()), "team.jpg")
    assert browser.post(page, data={"photo": file, "description": "Nine people."}).status_code == 303
    assert browser.post(page, data={"description": "Ten people."}).status_code == 303
    (upload,) = uploads_for(nomination, scene.question("photo"))
    assert upload.description == "Ten people."
    assert 'alt="Ten people."' in browser.get(f"/nominations/{nomination.id}/sections/more").text
    remove = f"/nominations/uploads/{upload.id}/remove"
    assert browser.get(remove).status_code == 200 and nomination.uploads == [upload]
    assert browser.post(remove).status_code == 303
    session.expire_all()
    assert nomination.uploads == []


@pytest.mark.parametrize(
    ("file", "description", "sentence"),
    [
        (None, "Nine people.", "Choose the photo to send"),
        ((b"x", "team.jpg"), "Nine people.", "must be a JPEG, PNG or WebP"),
        ((b"x", "team.svg"), "Nine people.", "choose a JPEG, PNG or WebP file"),
        ((picture(), "team.jpg"), "", "Describe the photo"),
        ((b"\0" * (1024 * 1024 + 1), "team.jpg"), "Kept words", "must be smaller than 1 MB"),
    ],
)
def test_a_wrong_photo_gives_a_sentence_and_keeps_the_description(
    scene, browser_of, file, description, sentence
):
    page = f"/nominations/{scene.nomination().id}/photo/{scene.question('photo').id}"
    data = {"description": description} | ({"photo": (io.BytesIO(file[0]), file[1])} if file else {})
    answer = browser_of(scene.delegate).post(page, data=data)
    assert answer.status_code == 422
    answer.request.input_stream.close()
    assert sentence in answer.text and description in answer.text


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choose the document to send"),
        ((b"MZ", "letter.pdf"), "must be a PDF or a Word file"),
        ((PLAIN_PDF, "letter.exe"), "choose a PDF or Word (DOCX) file"),
        ((b"", "letter.pdf"), "empty"),
    ],
)
def test_a_wrong_document_gives_a_sentence(scene, browser_of, file, sentence):
    page = f"/nominations/{scene.nomination().id}/documents/{scene.question('documents').id}"
    data = {"document": (io.BytesIO(file[0]), file[1])} if file else {}
    answer = browser_of(scene.delegate).post(page, data=data)
    assert answer.status_code == 422 and sentence in answer.text


def test_a_document_is_sent_on_its_page(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    page = f"/nominations/{nomination.id}/documents/{scene.question('documents').id}"
    sent = browser.post(page, data={"document": (io.BytesIO(PLAIN_PDF), "<b>letter.pdf")})
    assert sent.status_code == 303
    shown = browser.get(page).text
    assert "b letter.pdf" in shown and "<b>letter" not in shown
