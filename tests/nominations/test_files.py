"""The photo and the documents of a nomination: what is kept, what is refused, who is given them."""

import datetime as dt
import io
import struct
import zlib

import pytest
from PIL import Image

from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.storage import fetch
from awards.core.throttle import Attempt
from awards.nominations.cropping import Crop
from awards.nominations.models import Upload
from awards.nominations.progress import progress_in
from awards.nominations.reading import documents_of, is_complete, outline, uploads_for
from awards.nominations.receiving import receive_document, receive_part, receive_photo
from awards.nominations.services import add_document, describe_photo, remove_upload, set_photo
from awards.nominations.services.files import crop_photo
from awards.nominations.states import NominationState, ScanState
from awards.nominations.views import uploading
from tests.counting import counted_statements
from tests.nominations.documents import PLAIN_PDF, locked_pdf, pdf, signed_docx

BY_SCRIPT = {"X-Requested-With": "upload"}
HALF = Crop(0.25, 0.1, 0.5, 0.8)


def picture(width: int = 700, height: int = 500, kind: str = "JPEG", **settings) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(content, kind, **settings)
    return content.getvalue()


def said_to_be(width: int, height: int) -> bytes:
    """A small PNG that says of itself that it is as large as this: nobody has to draw it."""
    content = picture(kind="PNG")
    told = b"IHDR" + struct.pack(">II", width, height) + content[24:29]
    return content[:12] + told + struct.pack(">I", zlib.crc32(told)) + content[33:]


def when(scene, **values):
    return {"by": scene.delegate, "at": dt.datetime.now(dt.UTC)} | values


def hang(scene, nomination, content=None, description="Nine people laugh.", **values):
    photo = receive_photo(picture() if content is None else content, "../team.png", 1)
    return set_photo(nomination, scene.question("photo"), photo, description, **when(scene, **values))


def send(scene, nomination, content=PLAIN_PDF, name="letter.pdf", **values):
    document = receive_document(content, name, 1)
    return add_document(nomination, scene.question("documents"), document, **when(scene, **values))


def crop(scene, upload, wanted=HALF):
    chosen, part = receive_part(upload, lambda *_size: wanted)
    crop_photo(upload, chosen, part, **when(scene))


def photo_page(scene, nomination) -> str:
    return f"/nominations/{nomination.id}/photo/{scene.question('photo').id}"


def documents_page(scene, nomination) -> str:
    return f"/nominations/{nomination.id}/documents/{scene.question('documents').id}"


def files(*given: tuple[bytes, str]) -> dict[str, list[tuple[io.BytesIO, str]]]:
    return {"documents": [(io.BytesIO(content), name) for content, name in given]}


def kept_keys(session) -> set[str]:
    return set(session.scalars(Upload.__table__.select().with_only_columns(Upload.storage_key)))


# The photo.


def test_a_photo_is_kept_as_a_jpeg_of_our_own(scene):
    upload = hang(scene, scene.nomination(), picture(kind="PNG"))
    said = (upload.media_type, upload.name, upload.width, upload.height)
    assert said == ("image/jpeg", "team.jpg", 700, 500)
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


def test_a_description_of_great_length_is_refused(scene):
    with pytest.raises(BrokenRule, match="100 words or fewer"):
        hang(scene, scene.nomination(), description="word " * 101)


@pytest.mark.parametrize("description", ["", " \u200b"])
def test_a_description_is_not_taken_away(scene, description):
    upload = hang(scene, scene.nomination())
    with pytest.raises(BrokenRule, match="Describe the photo"):
        describe_photo(upload, description, **when(scene))


def test_a_description_can_be_changed_alone(scene):
    upload = hang(scene, scene.nomination())
    describe_photo(upload, "Ten people.", **when(scene))
    assert upload.description == "Ten people."


@pytest.mark.parametrize("required", [True, False])
def test_a_photo_that_is_not_described_is_kept_and_is_no_answer(scene, required):
    scene.question("photo").required = required
    nomination = scene.complete()
    upload = hang(scene, nomination, description="")
    assert fetch(upload.storage_key) and not is_complete(nomination)
    assert [question.key for part in outline(nomination) for question in part.missing] == ["photo"]
    describe_photo(upload, "Ten people.", **when(scene))
    assert is_complete(nomination)


@pytest.mark.both_databases
def test_lists_count_a_photo_once_it_is_described_and_not_when_it_held_a_virus(scene, session):
    scene.question("photo").required = True
    nomination = scene.complete()
    upload = hang(scene, nomination, description="")

    def missing() -> int:
        session.commit()
        given, required = progress_in(scene.edition).of(nomination)
        return required - given

    assert missing() == 1
    upload.description = "Ten people."
    assert missing() == 0
    upload.scan = ScanState.INFECTED
    assert missing() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        picture()[:200],
        picture(300, 200),
        said_to_be(20_000, 20_000),
        b"\0" * (1024 * 1024 + 1),
    ],
    ids=["empty", "one byte", "svg", "gif", "cut", "small", "huge", "heavy"],
)
def test_what_is_no_usable_photo_is_refused(scene, content):
    with pytest.raises(BrokenRule):
        hang(scene, scene.nomination(), content)


# The part of it that is shown.


def test_a_part_is_cut_out_and_the_whole_photo_stays(scene, session):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    whole = upload.storage_key
    session.commit()
    crop(scene, upload)
    session.commit()
    assert (upload.width, upload.height, upload.whole_key) == (1000, 800, whole)
    assert upload.crop == {"left": 0.25, "top": 0.1, "width": 0.5, "height": 0.8}
    assert Image.open(io.BytesIO(fetch(upload.storage_key))).size == (1000, 800)
    assert Image.open(io.BytesIO(fetch(whole))).size == (2000, 1000)


def test_another_part_is_cut_out_of_the_whole_and_the_first_is_deleted(scene, session):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    crop(scene, upload)
    session.commit()
    first = upload.storage_key
    crop(scene, upload, Crop(0, 0, 0.9, 1))
    session.commit()
    assert (upload.width, upload.height) == (1800, 1000)
    with pytest.raises(NotFound):
        fetch(first)


def test_all_of_the_photo_can_be_shown_again(scene, session):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    whole = upload.storage_key
    crop(scene, upload)
    session.commit()
    crop(scene, upload, Crop(0, 0, 1, 1))
    session.commit()
    said = (upload.storage_key, upload.whole_key, upload.crop, upload.width, upload.height)
    assert said == (whole, None, None, 2000, 1000)


def test_a_cropped_photo_is_deleted_with_the_whole(scene, session):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    crop(scene, upload)
    session.commit()
    keys = upload.keys
    remove_upload(upload, **when(scene))
    session.commit()
    assert len(keys) == 2
    for key in keys:
        with pytest.raises(NotFound):
            fetch(key)


def test_a_part_too_small_to_print_is_refused(scene):
    upload = hang(scene, scene.nomination(), picture(700, 500))
    with pytest.raises(BrokenRule, match="too small to print"):
        crop(scene, upload)


def test_a_part_is_chosen_on_the_page_of_the_photo(scene, browser_of, session):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    upload = hang(scene, nomination, picture(2000, 1000))
    session.commit()
    page = browser.get(photo_page(scene, nomination)).text
    assert "Show only a part of the photo" in page and "2,000 by 1,000 pixels" in page
    address = f"/nominations/uploads/{upload.id}/crop"
    assert browser.post(address, data={"shape": "square"}).status_code == 303
    assert (upload.width, upload.height) == (1000, 1000)
    numbers = {"shape": "own", "left": "10", "top": "0", "width": "80", "height": "100"}
    assert browser.post(address, data=numbers).status_code == 303
    assert (upload.width, upload.height, upload.crop["left"]) == (1600, 1000, 0.1)
    assert "little soft" not in browser.get(photo_page(scene, nomination)).text
    assert browser.get(address).headers["Location"].endswith(photo_page(scene, nomination))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"shape": "heart"}, "Which part"),
        ({"shape": "own", "left": "60", "width": "60"}, "must end within the photo"),
        ({"shape": "own", "left": "-1"}, "Left edge"),
        ({"shape": "own", "width": "ten"}, "Width"),
        ({"shape": "own", "width": "5", "height": "5"}, "too small to print"),
    ],
)
def test_what_is_no_part_gives_a_sentence(scene, browser_of, data, sentence):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    answer = browser_of(scene.delegate).post(f"/nominations/uploads/{upload.id}/crop", data=data)
    assert answer.status_code == 422 and sentence in answer.text
    assert upload.crop is None and answer.text.count('class="aw-photo"') == 1


def test_a_photo_with_few_pixels_is_said_to_look_soft(scene, browser_of):
    nomination = scene.nomination()
    hang(scene, nomination)
    assert "700 pixels wide" in browser_of(scene.delegate).get(photo_page(scene, nomination)).text


def test_the_whole_photo_is_for_those_who_write(scene, browser_of, session):
    upload = hang(scene, scene.nomination(NominationState.SUBMITTED), picture(2000, 1000))
    crop(scene, upload)
    session.commit()
    address = f"/nominations/uploads/{upload.id}"
    shown = browser_of(scene.director).get(f"{address}/whole")
    assert Image.open(io.BytesIO(shown.data)).size == (2000, 1000)
    organiser = browser_of(scene.organiser)
    assert organiser.get(f"{address}/whole").status_code == 404
    assert Image.open(io.BytesIO(organiser.get(address).data)).size == (1000, 800)


# The documents.


def test_a_document_is_kept_without_its_author(scene):
    nomination = scene.nomination()
    upload = send(scene, nomination, signed_docx(), "letter.docx")
    assert fetch(upload.storage_key).startswith(b"PK") and upload.name == "letter.docx"
    assert documents_of(nomination) == [upload]


def test_the_same_document_twice_is_one(scene):
    nomination = scene.nomination()
    assert send(scene, nomination) is send(scene, nomination, name="again.pdf")


def test_there_are_as_many_documents_as_the_question_allows(scene):
    nomination = scene.nomination()
    for n in range(2):
        send(scene, nomination, pdf(f"Letter {n}"))
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


# Who is given what.


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
    assert downloaded.data == fetch(document.storage_key)


def test_a_file_is_given_whole_and_anew_each_time(scene, browser_of, session):
    upload = send(scene, scene.nomination())
    session.commit()
    asked = {"Range": "bytes=0-3", "If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    answer = browser_of(scene.director).get(f"/nominations/uploads/{upload.id}", headers=asked)
    assert answer.status_code == 200 and len(answer.data) == upload.size
    assert not {"ETag", "Last-Modified", "Accept-Ranges"} & set(answer.headers.keys())
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("scan", [ScanState.WAITING, ScanState.INFECTED])
def test_what_is_not_known_to_be_harmless_is_given_to_nobody(scene, browser_of, session, scan):
    nomination = scene.nomination()
    uploads = [hang(scene, nomination), send(scene, nomination)]
    for upload in uploads:
        upload.scan = scan
    session.commit()
    browser = browser_of(scene.director)
    for upload in uploads:
        for address in (f"/nominations/uploads/{upload.id}", f"/nominations/uploads/{upload.id}/whole"):
            assert browser.get(address).status_code == 404


def test_the_pages_of_files_ask_the_database_few_questions(scene, browser_of, session):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    hang(scene, nomination)
    for n in range(2):
        send(scene, nomination, pdf(f"Letter {n}"))
    session.commit()
    for page in (photo_page(scene, nomination), documents_page(scene, nomination)):
        with counted_statements() as statements:
            assert browser.get(page).status_code == 200
        assert len(statements) <= 12


# The pages.


@pytest.mark.parametrize("page", [photo_page, documents_page])
def test_after_the_deadline_the_pages_say_so_and_offer_nothing(scene, browser_of, session, page):
    nomination = scene.nomination()
    hang(scene, nomination), send(scene, nomination)
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    session.commit()
    text = browser_of(scene.delegate).get(page(scene, nomination)).text
    assert "Nominations closed" in text and 'type="file"' not in text and "/remove" not in text


def test_a_description_that_comes_too_late_is_shown_again(scene, browser_of, session):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    hang(scene, nomination)
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    session.commit()
    answer = browser.post(photo_page(scene, nomination), data={"description": "Ten people sing."})
    assert answer.status_code == 409 and "Ten people sing." in answer.text


def test_a_photo_is_sent_replaced_described_and_removed_on_its_page(scene, browser_of, session):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    page = photo_page(scene, nomination)
    assert "1 MB or smaller" in browser.get(page).text
    sent = browser.post(page, data={"photo": (io.BytesIO(picture()), "team.jpg"), "description": "Nine."})
    assert (sent.status_code, sent.headers["Location"]) == (303, page)
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
        ((b"\0\0\0\x18ftypheic" + bytes(500), "team.jpg"), "Kept words", "Apple’s HEIC format"),
        ((picture(), "team.jpg"), "word " * 101, "100 words or fewer"),
        ((b"\0" * (1024 * 1024 + 1), "team.jpg"), "Kept words", "must be smaller than 1 MB"),
    ],
)
def test_a_wrong_photo_gives_a_sentence_and_keeps_the_description(
    scene, browser_of, session, file, description, sentence
):
    data = {"description": description} | ({"photo": (io.BytesIO(file[0]), file[1])} if file else {})
    answer = browser_of(scene.delegate).post(photo_page(scene, scene.nomination()), data=data)
    assert answer.status_code == 422
    answer.request.input_stream.close()
    assert sentence in answer.text and description.strip() in answer.text
    assert kept_keys(session) == set()


@pytest.mark.parametrize("name", ["team.svg", "IMG_2041", "team.heic"])
def test_a_photo_is_judged_by_its_content_and_not_by_its_name(scene, browser_of, session, name):
    data = {"photo": (io.BytesIO(picture()), name), "description": "Nine people."}
    answer = browser_of(scene.delegate).post(photo_page(scene, scene.nomination()), data=data)
    assert answer.status_code == 303 and len(kept_keys(session)) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Choose the document to send"),
        (b"MZ", "The document must be a PDF or a Word file"),
        (locked_pdf(user="secret"), "The document is locked with a password"),
        (b"", "The file you chose is empty"),
        (b"\0" * (1024 * 1024 + 1), "The file must be smaller than 1 MB"),
    ],
)
def test_a_wrong_document_gives_a_sentence(scene, browser_of, content, sentence):
    data = {} if content is None else files((content, "letter.pdf"))
    answer = browser_of(scene.delegate).post(documents_page(scene, scene.nomination()), data=data)
    assert answer.status_code == 422 and sentence in answer.text
    answer.request.input_stream.close()


def test_several_documents_are_sent_at_once_and_each_is_kept_or_refused_by_itself(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    page = documents_page(scene, nomination)
    good = [(pdf("One"), "<b>one.pdf"), (pdf("Two"), "two.pdf"), (pdf("Three"), "3.pdf")]
    sent = files(good[0], (b"MZ", "evil.exe"), *good[1:])
    assert browser.post(page, data=sent).status_code == 303
    shown = browser.get(page).text
    assert [upload.name for upload in nomination.uploads] == ["b one.pdf", "two.pdf"]
    assert "b one.pdf is saved." in shown and "two.pdf is saved." in shown and "<b>one" not in shown
    assert "Not saved: evil.exe: The document must be a PDF" in shown
    assert "Not saved: 3.pdf: You can send 2 documents" in shown
    assert "You have sent as many as can be sent" in shown


def test_a_script_hears_a_short_answer(scene, browser_of):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    page = documents_page(scene, nomination)
    kept = browser.post(page, data=files((PLAIN_PDF, "letter.pdf")), headers=BY_SCRIPT)
    assert (kept.status_code, kept.data) == (201, b"") and len(nomination.uploads) == 1
    refused = browser.post(page, data=files((b"MZ", "letter.pdf")), headers=BY_SCRIPT)
    assert refused.status_code == 422 and "must be a PDF" in refused.json["problems"][0]
    hung = browser.post(
        photo_page(scene, nomination), data={"photo": (io.BytesIO(picture()), "a")}, headers=BY_SCRIPT
    )
    assert hung.status_code == 201 and not uploads_for(nomination, scene.question("photo"))[0].description


def test_a_script_hears_that_it_is_too_late(scene, browser_of, session):
    nomination = scene.nomination()
    scene.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    session.commit()
    for page, data in [
        (documents_page(scene, nomination), files((PLAIN_PDF, "letter.pdf"))),
        (photo_page(scene, nomination), {"photo": (io.BytesIO(picture()), "a.jpg")}),
    ]:
        answer = browser_of(scene.delegate).post(page, data=data, headers=BY_SCRIPT)
        assert answer.status_code == 409 and "Nominations closed" in answer.json["problems"][0]
    assert kept_keys(session) == set()


def test_nothing_is_left_of_a_file_that_was_refused(scene, browser_of, app):
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    before = set(app.config["FILES"].rglob("*"))
    long = {"photo": (io.BytesIO(picture()), "team.jpg"), "description": "word " * 101}
    assert browser.post(photo_page(scene, nomination), data=long).status_code == 422
    page = documents_page(scene, nomination)
    browser.post(page, data=files((PLAIN_PDF, "a.pdf"), (PLAIN_PDF, "b.pdf")))
    after = {path for path in set(app.config["FILES"].rglob("*")) - before if path.is_file()}
    assert {path.name for path in after} == {upload.storage_key for upload in nomination.uploads}
    assert len(after) == 1


def test_nobody_sends_files_without_end(scene, browser_of, session, monkeypatch):
    monkeypatch.setattr(uploading, "OF_A_PERSON", 2)
    nomination, browser = scene.nomination(), browser_of(scene.delegate)
    page = documents_page(scene, nomination)
    for _ in range(2):
        assert browser.post(page, data=files((b"MZ", "x.pdf")), headers=BY_SCRIPT).status_code == 422
    assert browser.post(page, data=files((PLAIN_PDF, "x.pdf")), headers=BY_SCRIPT).status_code == 429
    assert session.query(Attempt).count() == 4


def test_who_sends_documents_is_told_that_our_check_does_not_read_them(scene, browser_of):
    nomination, director = scene.nomination(), browser_of(scene.director)
    assert "Our check does not read documents" in director.get(documents_page(scene, nomination)).text
    assert "We do not read documents." in director.get(f"/nominations/{nomination.id}/sections/more").text


def test_a_file_is_sent_only_to_a_nomination_of_ones_own(scene, browser_of):
    stranger = browser_of(scene.organiser)
    answer = stranger.post(documents_page(scene, scene.nomination()), data=files((PLAIN_PDF, "x.pdf")))
    assert answer.status_code == 404
