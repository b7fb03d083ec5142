"""Files in the sample beside the photos: one team sends a letter, one shows only a part of its photo."""

import datetime as dt
from functools import partial

from awards.accounts.models import Person
from awards.editions.models import Question
from awards.editions.states import QuestionKind
from awards.nominations.cropping import SHAPES, of_shape
from awards.nominations.models import Nomination
from awards.nominations.reading import uploads_for
from awards.nominations.receiving import receive_document, receive_part
from awards.nominations.services.files import add_document, crop_photo

SENDS_A_LETTER, SHOWS_A_PART = "sandwell", "herefordshire"
LETTER_NAME = "Letter from the parents’ forum.pdf"
LETTER = (
    "From the parents' forum",
    "",
    "To whom it may concern,",
    "",
    "We were asked what has changed. What has changed is that somebody answers.",
    "When we ring, we are rung back the same day, by a person who knows what",
    "we said the last time. We are shown what is written about us before it is",
    "sent, and when it is wrong it is put right while we are in the room.",
    "",
    "We would like this team to be thanked in front of other people.",
    "",
    "The forum, by a show of hands, at its meeting in June",
)


def send_files(nomination: Nomination, question: Question, slug: str, *, by: Person, at: dt.datetime) -> None:
    """What the organisation called ``slug`` does with a question that is answered with files."""
    if question.kind is QuestionKind.FILE and slug == SENDS_A_LETTER:
        letter = receive_document(typed(LETTER), LETTER_NAME)
        add_document(nomination, question, letter, by=by, at=at)
    if question.kind is QuestionKind.PHOTO and slug == SHOWS_A_PART:
        for upload in uploads_for(nomination, question):
            wide, part = receive_part(upload, partial(of_shape, SHAPES["wide"]))
            crop_photo(upload, wide, part, by=by, at=at)


def typed(lines: tuple[str, ...]) -> bytes:
    """A page with these lines, as a typewriter would have it."""
    shown = " T* ".join("({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines)
    text = f"BT /F1 11 Tf 70 770 Td 17 TL {shown} ET"
    bodies = (
        "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    )
    written, starts = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        starts.append(len(written))
        written += f"{number} 0 obj{body}endobj\n"
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    table = f"xref\n0 6\n0000000000 65535 f \n{rows}trailer<</Size 6/Root 1 0 R>>"
    return f"{written}{table}\nstartxref\n{len(written)}\n%%EOF\n".encode("ascii")
