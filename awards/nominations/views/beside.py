"""People and a photo that are given on the page of their section, beside its answers."""

from collections.abc import Mapping

from awards.core import clock
from awards.core.errors import BrokenRule
from awards.editions.models import Question, Section
from awards.editions.states import QuestionKind
from awards.nominations.answering import most_people
from awards.nominations.consent import still_holds
from awards.nominations.deadlines import why_closed
from awards.nominations.forms import BesideForm, BesideListForm, BesidePersonForm, BesidePhotoForm
from awards.nominations.models import Nomination
from awards.nominations.people import parse_people
from awards.nominations.reading import members_for, uploads_for
from awards.nominations.receiving import PHOTO_MEGABYTES, Received, receive_photo
from awards.nominations.services.members import MemberDetails
from awards.nominations.services.sections import GivenPhoto, Written
from awards.nominations.views.members import consents_in
from awards.nominations.views.uploading import begin_upload, go_on


class BesideForms:
    """The boxes beside the answers of one section, by question key; what was typed is kept in them."""

    def __init__(self, nomination: Nomination, section: Section) -> None:
        self._nomination = nomination
        self._received: dict[str, Received] = {}
        self._boxes: dict[str, tuple[Question, BesideForm]] = {}
        self._taken: set[str] = set()
        self._before = set(nomination.members)
        for question in section.questions:
            if box := _box(nomination, question):
                self._boxes[question.key] = (question, box)
                if _is_full(nomination, question):
                    self._taken.add(question.key)

    def offered(self, question: Question) -> BesideForm | None:
        """The box to draw: none where one answer is all that is asked for and it is there."""
        _, box = self._boxes.get(question.key, (question, None))
        return box if box and (question.key not in self._taken or box.errors) else None

    def validate(self) -> bool:
        """Whether everything that was typed can be read; every mistake is told."""
        return all([box.validate() for _, box in self._boxes.values()])

    def receive(self) -> bool:
        """Take in the photos that were chosen, while no lock is held; whether all of them can be kept."""
        chosen = [
            (question, box)
            for question, box in self._boxes.values()
            if isinstance(box, BesidePhotoForm) and box.photo.data
        ]
        if not chosen or why_closed(self._nomination, clock.now()):
            return True
        begin_upload(self._nomination, len(chosen))
        for question, box in chosen:
            file = box.photo.data
            try:
                name, most = file.filename or "", box.photo.max_megabytes
                self._received[question.key] = receive_photo(file.stream.read(), name, most)
            except BrokenRule as refused:
                self.refuse(question.key, refused.sentence)
        go_on(self._nomination)
        return not self.problems

    @property
    def problems(self) -> list[tuple[str, str | None]]:
        """Every sentence for the error summary, with the address of its box."""
        return [problem for _, box in self._boxes.values() for problem in box.problems]

    def refuse(self, key: str | None, sentence: str) -> bool:
        """Show a broken rule beside the box of the question with this key; whether there is one."""
        if key not in self._boxes:
            return False
        question, box = self._boxes[key]
        first = {QuestionKind.PHOTO: "photo"}.get(question.kind, "name" if "name" in box else "people")
        box.add_error(f"{question.label}: {sentence[:1].lower()}{sentence[1:]}", first)
        return True

    @property
    def remarks(self) -> list[str]:
        """Of those who are named now and were not before: that they said no to something already."""
        new = (each for each in self._nomination.members if each not in self._before)
        return [sentence for sentence in map(still_holds, new) if sentence]

    @property
    def typed(self) -> list[tuple[str, str, str]]:
        """Label, name and text of each box with words in it, so that they can be shown again."""
        return [
            (f"{question.label}: {field.label.text.lower()}", field.name, field.data)
            for question, box in self._boxes.values()
            for field in box
            if isinstance(field.data, str) and field.data
        ]

    def given(self, answers: Mapping[str, object]) -> Written:
        """What was typed and chosen, with the answers beside which it stands."""
        people = [(question, _people(box)) for question, box in self._boxes.values()]
        photos = [
            (question, GivenPhoto(self._received.get(question.key), box.description.data))
            for question, box in self._boxes.values()
            if isinstance(box, BesidePhotoForm)
            and (question.key in self._received or (box.hangs and box.description.data))
        ]
        return Written(answers, [(question, named) for question, named in people if named], photos)


def _box(nomination: Nomination, question: Question) -> BesideForm | None:
    if question.kind is QuestionKind.PEOPLE:
        one = most_people(question) == 1
        return (BesidePersonForm if one else BesideListForm)(prefix=f"b-{question.key}")
    if question.kind is QuestionKind.PHOTO:
        box = BesidePhotoForm(prefix=f"b-{question.key}")
        box.photo.max_megabytes = question.max_megabytes or PHOTO_MEGABYTES
        box.hangs = bool(uploads_for(nomination, question))
        return box
    return None


def _is_full(nomination: Nomination, question: Question) -> bool:
    if question.kind is QuestionKind.PHOTO:
        return any(upload.is_answer for upload in uploads_for(nomination, question))
    return most_people(question) == 1 and bool(members_for(nomination, question))


def _people(box: BesideForm) -> list[MemberDetails]:
    if isinstance(box, BesidePersonForm) and box.name.data:
        return [MemberDetails(box.name.data, box.role.data, box.email.data)]
    if isinstance(box, BesideListForm):
        consents = consents_in(box)
        return [MemberDetails(name, role, consents=consents) for name, role in parse_people(box.people.data)]
    return []
