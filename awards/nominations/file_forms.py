"""The forms about the photo and the supporting documents."""

from awards.core.forms import ChoiceField, FilesField, Form, IntegerField, LongTextField, PhotoField
from awards.editions.models import Question
from awards.nominations.cropping import SHAPES, WHOLE, Crop, is_whole, of_shape
from awards.nominations.receiving import DOCUMENT_MEGABYTES, PHOTO_MEGABYTES

DOCUMENT_ENDINGS = (".pdf", ".docx")
WHOLE_PHOTO, OWN = "whole", "own"


class PhotoForm(Form):
    """The team's photo and what it shows. Either can be sent without the other."""

    photo = PhotoField("Photo", max_megabytes=PHOTO_MEGABYTES)
    description = LongTextField(
        "Describe the photo for people who cannot see it",
        description="Who is there, where, what they are doing. For example: “Nine people in lanyards laugh "
        "around a kitchen table covered in paper boats.” Guests who cannot see the photo hear this.",
        max_words=100,
        rows=4,
    )


class DocumentsForm(Form):
    """Supporting documents, one or several."""

    documents = FilesField(
        "Documents",
        accept=DOCUMENT_ENDINGS,
        max_megabytes=DOCUMENT_MEGABYTES,
        required="Choose the document to send",
        render_kw={"multiple": "multiple"},
    )


class CropForm(Form):
    """Which part of the photo is shown. The edges are percent of its width and height."""

    shape = ChoiceField(
        "Which part of the photo is shown?",
        choices=[
            (WHOLE_PHOTO, "All of it"),
            (
                "wide",
                "Wide, as the programme prints it",
                "From the middle. 8 to 5, the full width of the page.",
            ),
            ("square", "Square", "From the middle."),
            (OWN, "A part that I choose"),
        ],
        required="Choose which part of the photo is shown",
    )
    left = IntegerField("Left edge", least=0, most=95)
    top = IntegerField("Top edge", least=0, most=95)
    width = IntegerField("Width", least=5, most=100)
    height = IntegerField("Height", least=5, most=100)

    def crop(self, width: int, height: int) -> Crop:
        """The part that was chosen of a photo of that size."""
        if self.shape.data == OWN:
            edges = [(box.data if box.data is not None else usual) for box, usual in self._edges()]
            return Crop(*(edge / 100 for edge in edges))
        ratio = SHAPES.get(self.shape.data or "")
        return of_shape(ratio, width, height) if ratio else WHOLE

    def _edges(self) -> list[tuple[IntegerField, int]]:
        return [(self.left, 0), (self.top, 0), (self.width, 100), (self.height, 100)]


def photo_form(question: Question, description: str) -> PhotoForm:
    """The form of this question, with the description there is."""
    form = PhotoForm(data={"description": description})
    form.photo.max_megabytes = question.max_megabytes or PHOTO_MEGABYTES
    return form


def documents_form(question: Question) -> DocumentsForm:
    """The form of this question."""
    form = DocumentsForm()
    form.documents.max_megabytes = question.max_megabytes or DOCUMENT_MEGABYTES
    return form


def crop_form(crop: Crop) -> CropForm:
    """The form with the part that is shown now."""
    edges = {side: round(part * 100) for side, part in crop.kept().items()}
    return CropForm(data=edges | {"shape": WHOLE_PHOTO if is_whole(crop) else OWN})
