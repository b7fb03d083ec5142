"""Photos and documents in a real browser: dropped, chosen, cut half way, cropped."""

import datetime as dt
import io
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from awards.core.database import db
from awards.nominations.models import Nomination, Upload
from tests.journeys.cutting import Line, line_to
from tests.journeys.scene import Draft
from tests.journeys.visiting import PHONE, Visitor
from tests.nominations.documents import docx, pdf

# Werkzeug leaves the closing of what it had begun to receive to the interpreter.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

WORDS = "Nine people laugh round a table."
DROP = """(zone, files) => {
  const given = new DataTransfer();
  for (const [name, type, codes] of files) given.items.add(new File([new Uint8Array(codes)], name, { type }));
  for (const what of ["dragenter", "drop"]) {
    zone.dispatchEvent(new DragEvent(what, { dataTransfer: given, bubbles: true, cancelable: true }));
  }
}"""


def paper(name: str, content: bytes | None = None) -> FilePayload:
    content = pdf(name) if content is None else content
    return FilePayload(name=name, mimeType="application/pdf", buffer=content)


def picture(width: int = 2000, height: int = 1250, kind: str = "JPEG", noise: bool = False) -> FilePayload:
    image = Image.new("RGB", (width, height), "navy")
    if noise:
        chance = random.Random(1)  # noqa: S311  # a picture
        image = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
    content = io.BytesIO()
    image.save(content, kind)
    return FilePayload(
        name=f"team.{kind.lower()}", mimeType=f"image/{kind.lower()}", buffer=content.getvalue()
    )


def choose(page: Page, label: str, *files: FilePayload) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_label(label).click()
    chooser.value.set_files(list(files))


def row(page: Page, name: str) -> Locator:
    return page.locator(".aw-upload__file").filter(has_text=name)


def kept(draft: Draft) -> list[Upload]:
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        assert nomination is not None
        uploads = list(nomination.uploads)
        db.session.remove()
    return uploads


def files_of(draft: Draft) -> set[str]:
    return {path.name for path in draft.site.app.config["FILES"].rglob("*") if path.is_file()}


@pytest.fixture
def arrive(draft: Draft, visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """``arrive(email)``: somebody's window with the section that asks for files."""

    def come(email: str, size: dict[str, int] | None = None, at: str = "") -> Visitor:
        someone = visitor(size)
        draft.sign_in(someone, email)
        someone.open(f"{at or draft.site.url}{draft.path}/sections/more")
        return someone

    return come


@pytest.fixture
def line(draft: Draft) -> Iterator[Line]:
    with line_to(draft.site.url) as line:
        yield line


def test_an_upload_that_is_cut_half_way_leaves_nothing_and_harms_nobody(draft, arrive, line):
    writer, other = arrive(draft.delegate, at=line.url), arrive(draft.director)
    writer.page.get_by_label("Staff").fill("12")
    expect(writer.page.locator("[data-save-state]")).to_contain_text("All saved at")
    before = files_of(draft)
    line.cut_after(100_000)
    choose(writer.page, "Choose a photo", picture(700, 620, noise=True))
    cut = row(writer.page, "team.jpeg")
    expect(cut).to_contain_text("The connection was lost, so nothing was saved")
    assert line.was_cut.is_set()
    assert kept(draft) == [] and files_of(draft) == before
    other.open(f"{draft.path}/sections/team")
    other.page.get_by_label("Challenge").fill("There was soup.")
    expect(other.page.locator("[data-save-state]")).to_contain_text("All saved at")
    expect(writer.page.get_by_label("Staff")).to_have_value("12")
    line.mend()
    cut.get_by_role("button", name="Try again").click()
    expect(cut).to_contain_text("Saved")
    assert [upload.width for upload in kept(draft)] == [700]
    assert (draft.answer("staff"), draft.answer("challenge")) == (12, "There was soup.")


def test_files_are_dropped_several_at_once_and_each_has_its_own_end(draft, arrive):
    writer = arrive(draft.delegate)
    commented = docx({"word/comments.xml": '<w:comment w:id="0"/>'})
    dropped = [
        ("letter.pdf", "application/pdf", list(pdf("A"))),
        ("notes.docx", "application/octet-stream", list(commented)),
        ("survey.pdf", "application/pdf", list(pdf("B"))),
        ("setup.exe", "application/octet-stream", [77, 90]),
    ]
    zone = writer.page.locator("[data-name=documents] .govuk-file-upload-button")
    zone.evaluate(DROP, dropped[:2])
    expect(row(writer.page, "letter.pdf")).to_contain_text("Saved")
    expect(row(writer.page, "notes.docx")).to_contain_text("has comments in it")
    zone.evaluate(DROP, dropped[2:])
    expect(row(writer.page, "setup.exe")).to_contain_text("only 1 more can be sent")
    expect(writer.page.get_by_role("link", name="survey.pdf", exact=True)).to_be_visible()
    expect(writer.page.get_by_text("You have sent as many as can be sent")).to_be_visible()
    assert [upload.name for upload in kept(draft)] == ["letter.pdf", "survey.pdf"]
    writer.look()


def test_how_far_a_file_is_can_be_seen_and_it_can_be_cancelled(draft, arrive):
    writer = arrive(draft.delegate, PHONE)
    slow = writer.page.context.new_cdp_session(writer.page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    slow.send("Network.emulateNetworkConditions", line)
    choose(writer.page, "Choose a photo", picture(700, 620, noise=True))
    sent = row(writer.page, "team.jpeg")
    bar = sent.get_by_role("progressbar", name="team.jpeg")
    expect(sent).to_contain_text("% sent")
    writer.page.wait_for_function("document.querySelector('progress').value > 5")
    assert 5 < float(bar.evaluate("bar => bar.value")) < 100
    writer.look()
    sent.get_by_role("button", name="Cancel").click()
    expect(sent).to_have_count(0)
    assert kept(draft) == []


def test_who_was_signed_out_signs_in_elsewhere_and_sends_the_file_again(draft, arrive):
    writer = arrive(draft.delegate)
    writer.page.context.clear_cookies()
    choose(writer.page, "Send documents", paper("letter.pdf"))
    refused = row(writer.page, "letter.pdf")
    expect(refused).to_contain_text("You were signed out")
    draft.sign_in(writer, draft.delegate)
    refused.get_by_role("button", name="Try again").click()
    expect(writer.page.get_by_role("link", name="letter.pdf", exact=True)).to_be_visible()
    assert [upload.name for upload in kept(draft)] == ["letter.pdf"]


def test_after_the_deadline_the_row_says_so(draft, arrive):
    writer = arrive(draft.delegate)
    with draft.site.app.app_context():
        nomination = db.session.get(Nomination, draft.id)
        nomination.edition.nominations_close_at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
        db.session.commit()
        db.session.remove()
    choose(writer.page, "Send documents", paper("letter.pdf"))
    expect(row(writer.page, "letter.pdf")).to_contain_text("Nominations closed at")
    assert kept(draft) == []


def test_a_photo_asks_for_its_description_where_it_was_sent(draft, arrive):
    writer = arrive(draft.delegate, PHONE)
    choose(writer.page, "Choose a photo", picture())
    expect(writer.page.get_by_text("Describe the photo below")).to_be_visible()
    writer.page.get_by_label("Describe the photo").fill(WORDS)
    writer.press("Save the description")
    expect(writer.page.get_by_role("img", name=WORDS)).to_be_visible()
    expect(writer.page.get_by_label("Describe the photo")).to_have_count(0)
    assert [upload.description for upload in kept(draft)] == [WORDS]


def test_what_is_typed_beside_the_photo_goes_with_it_and_nothing_warns_of_leaving(draft, arrive):
    writer = arrive(draft.delegate)
    writer.page.get_by_label("Describe the photo").fill(WORDS)
    choose(writer.page, "Choose a photo", picture())
    expect(writer.page.get_by_role("img", name=WORDS)).to_be_visible()
    writer.follow("All sections")
    assert [upload.description for upload in kept(draft)] == [WORDS]


def test_a_picture_that_only_the_browser_can_read_is_redrawn_there(draft, arrive):
    writer = arrive(draft.delegate)
    choose(writer.page, "Choose a photo", picture(640, 480, "BMP"))
    expect(row(writer.page, "team.bmp")).to_contain_text("Saved")
    assert [(upload.name, upload.width) for upload in kept(draft)] == [("team.jpg", 640)]


def test_a_photo_that_nobody_can_read_is_told_before_it_is_sent(draft, arrive):
    writer = arrive(draft.delegate)
    heic = FilePayload(name="IMG_1.HEIC", mimeType="image/heic", buffer=b"\0" * 500)
    choose(writer.page, "Choose a photo", heic)
    expect(row(writer.page, "IMG_1.HEIC")).to_contain_text("Most Compatible")


@pytest.fixture
def cropping(draft, arrive) -> Visitor:
    """The page of the photo, with the frame in which its part is chosen."""
    writer: Visitor = arrive(draft.delegate)
    writer.page.get_by_label("Describe the photo").fill(WORDS)
    choose(writer.page, "Choose a photo", picture())
    writer.press("Change, crop or remove the photo")
    writer.page.get_by_text("Show only a part of the photo").click()
    expect(frame(writer)).to_be_visible()
    return writer


def frame(writer: Visitor) -> Locator:
    return writer.page.get_by_role("group", name="The part that is shown")


def shown(draft: Draft) -> tuple[Any, Any, Any]:
    [upload] = kept(draft)
    return upload.crop, upload.width, upload.height


def test_a_part_of_the_photo_is_chosen_by_the_keys_alone(draft, cropping):
    page = cropping.page
    page.get_by_label("Square").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Width", exact=True)).to_have_value("63")
    frame(cropping).focus()
    for key in ["ArrowLeft"] * 9 + ["Shift+ArrowLeft"] * 2:
        page.keyboard.press(key)
    expect(page.get_by_label("A part that I choose")).to_be_checked()
    expect(page.get_by_text("pixels.").last).to_contain_text("1,210 by 1,210 pixels")
    page.get_by_role("button", name="Show this part").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The photo is shown as you chose.")).to_be_visible()
    cropping.look()
    crop, width, height = shown(draft)
    assert crop == {"left": 0.1, "top": 0.0, "width": 0.61, "height": 0.97}
    assert (width, height) == (1220, 1212)


def test_a_part_of_the_photo_is_chosen_by_mouse_and_undone(draft, cropping):
    page = cropping.page
    corner, box = page.locator(".aw-crop__corner--nw"), page.locator("[data-crop-stage]").bounding_box()
    corner.hover()
    page.mouse.down()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    cropping.press("Show this part")
    crop, width, height = shown(draft)
    assert abs(crop["left"] - 0.25) < 0.02 and abs(crop["top"] - 0.5) < 0.02
    assert (abs(width - 1500) < 50, abs(height - 625) < 50) == (True, True)
    page.get_by_text("Show only a part of the photo").click()
    page.get_by_label("All of it").check()
    cropping.press("Show this part")
    assert shown(draft) == (None, 2000, 1250)


def test_the_frame_follows_a_finger(draft, cropping):
    page = cropping.page
    page.get_by_label("Square").check()
    frame(cropping).scroll_into_view_if_needed()
    box = frame(cropping).bounding_box()
    assert box is not None
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for kind, moved in [("touchStart", 0), ("touchMove", -40), ("touchMove", -80), ("touchEnd", None)]:
        points = [] if moved is None else [{"x": x + moved, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.get_by_label("A part that I choose")).to_be_checked()
    expect(page.get_by_label("Left edge")).to_have_value(re.compile(r"[0-9]|1[0-4]"))
