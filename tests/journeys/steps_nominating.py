"""What directors and delegates do: start, write, name people, send a photo, sign and submit."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Locator, expect
from pypdf import PdfWriter

from tests.journeys.steps_arriving import letter_to, link_in
from tests.journeys.steps_set_up import group, refused
from tests.journeys.visiting import Site, Visitor

PHOTO_WORDS = "Two people in gold scarves hold a kettle between them."
DID = "What did they do, and what difference did it make?"


@dataclass(frozen=True)
class Team:
    """What is typed about a team."""

    name: str
    organisation: str
    field: str
    size: str
    did: str
    why: str
    stage_words: str
    collector: str
    members: tuple[str, ...]


def start(writer: Visitor) -> None:
    """From the front door to a new nomination."""
    writer.open("/")
    writer.follow("Your nominations")
    writer.press("Start your nomination")


def tell_of_the_team(writer: Visitor, team: Team) -> None:
    """The first section, from its place in the task list."""
    writer.follow("The team")
    page = writer.page
    page.get_by_label("Team name").fill(team.name)
    page.get_by_label("How is the name said aloud?").fill(team.name.upper())
    group(writer, "Which professional field").get_by_label(team.field).check()
    group(writer, "Who works with the team?").get_by_label("Schools").check()
    group(writer, "Who works with the team?").get_by_label("Health").check()
    page.get_by_label("How many people are in the team?").fill(team.size)
    since = group(writer, "Since when")
    since.get_by_label("Day").fill("1")
    since.get_by_label("Month").fill("4")
    since.get_by_label("Year").fill("2023")
    writer.press("Save and continue")


def name_people(writer: Visitor, team: Team) -> None:
    """Somebody who collects, and the members; the first by hand and the others as a list."""
    group(writer, "Who collects the award").get_by_label("Full name").fill(team.collector)
    first, *others = team.members
    writer.press("Add one person with details")
    writer.page.get_by_label("Full name").fill(first.partition(", ")[0])
    writer.page.get_by_label("Role in the team").fill(first.partition(", ")[2])
    writer.page.get_by_label("Their name may be printed in the ceremony programme").check()
    writer.press("Save")
    if others:
        writer.page.get_by_label("Add people").fill("\n".join(others))
        writer.press("Add them")
    for member in team.members:
        expect(writer.page.get_by_role("listitem").filter(has_text=member)).to_be_visible()


def send_photo(writer: Visitor) -> None:
    """A photo is sent as soon as it is chosen, and then asks for its description."""
    photo = FilePayload(name="team.png", mimeType="image/png", buffer=drawn_photo())
    choose(writer, "Choose a photo", photo)
    expect(writer.page.get_by_text("Describe the photo below")).to_be_visible()
    writer.page.get_by_label("Describe the photo").fill(PHOTO_WORDS)
    writer.press("Save the description")
    expect(writer.page.get_by_role("img", name=PHOTO_WORDS)).to_be_visible()


def vouch_for_photo(writer: Visitor) -> None:
    """Nobody in the team agreed to be in the photo, so somebody has to look at it before it can be shown."""
    expect(writer.page.get_by_text("the photo is kept back")).to_be_visible()
    writer.press("The photo does not show", exact=False)
    expect(writer.page.get_by_text("The photo can be shown and printed")).to_be_visible()


def choose(writer: Visitor, label: str, file: FilePayload) -> None:
    """Choose a file by the button with this label."""
    with writer.page.expect_file_chooser() as chooser:
        writer.page.get_by_label(label).click()
    chooser.value.set_files(file)


def drawn_photo() -> bytes:
    """Two people with a kettle, after a fashion."""
    picture = Image.new("RGB", (900, 600), "#f4ecd8")
    draw = ImageDraw.Draw(picture)
    for left in (150, 550):
        draw.ellipse((left + 50, 120, left + 150, 220), fill="#8a5a3c")
        draw.rectangle((left, 230, left + 200, 560), fill="#2f4858")
        draw.rectangle((left, 230, left + 200, 270), fill="#d9a514")
    draw.ellipse((380, 330, 520, 470), fill="#b03a2e")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def write_too_much(writer: Visitor) -> None:
    """Words left while typing; saved by itself; too much is refused and nothing is lost."""
    box = writer.page.get_by_label(DID)
    box.fill("We listened first")
    expect(writer.page.get_by_text("You have 37 words remaining")).to_be_visible()
    expect(writer.page.get_by_text("Saved at")).to_be_visible()
    far_too_much = "word " * 41
    box.fill(far_too_much)
    expect(writer.page.get_by_text("You have 1 word too many")).to_be_visible()
    refused(writer, "Save and continue")
    expect(writer.page.get_by_label(DID)).to_have_value(far_too_much.strip())
    expect(group_of(writer, DID)).to_contain_text("Error:")


def group_of(writer: Visitor, label: str) -> Locator:
    """The question with its sentence: what stands around a box."""
    box = writer.page.get_by_label(label)
    return writer.page.locator(".govuk-form-group").filter(has=box)


def send_document(writer: Visitor) -> None:
    """A short document for the judges."""
    paper, file = PdfWriter(), io.BytesIO()
    paper.add_blank_page(200, 200)
    paper.write(file)
    document = FilePayload(name="survey.pdf", mimeType="application/pdf", buffer=file.getvalue())
    choose(writer, "Send documents", document)
    expect(writer.page.get_by_role("link", name="survey.pdf", exact=True)).to_be_visible()


def describe_the_work(writer: Visitor, team: Team) -> None:
    """The last section; then everything is read once more."""
    writer.page.get_by_label(DID).fill(team.did)
    writer.page.get_by_label("In one paragraph: why this team?").fill(team.why)
    writer.page.get_by_label("Words to be read on stage").fill(team.stage_words)
    writer.page.get_by_label("No child or family can be identified").check()
    writer.press("Save and continue")
    expect(writer.page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    for text in (team.name, team.did, team.why, team.stage_words, team.collector, *team.members):
        assert text in writer.text()


def submit(director: Visitor) -> str:
    """Press the button on the page of answers; the reference on the receipt."""
    director.press("Sign and submit")
    expect(director.page.get_by_role("heading", level=1)).to_have_text("Thank you: your nomination is in")
    return director.page.locator(".govuk-panel strong").inner_text()


def sign(director: Visitor, site: Site, email: str, team: Team) -> None:
    """A director follows the link in the delegate's request, reads and submits; a receipt is sent."""
    director.open(link_in(letter_to(site, email, f"Ready for you to sign: {team.name}")))
    assert team.did in director.text()
    reference = submit(director)
    assert reference in letter_to(site, email, f"We have your nomination: {reference}")
