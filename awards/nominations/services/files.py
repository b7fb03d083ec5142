"""The team's photo and the supporting documents. What is kept here was received, cleaned, before."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.errors import BrokenRule, NotFound
from awards.core.scanning import find_scanner
from awards.core.storage import discard_after_commit, holds
from awards.core.text import clean_text, count_words
from awards.editions.models import Question
from awards.nominations.cropping import Crop, is_whole
from awards.nominations.models import Nomination, Upload
from awards.nominations.reading import uploads_for
from awards.nominations.receiving import MOST_DOCUMENTS, Received
from awards.nominations.services.shared import note_change, open_for_writing
from awards.nominations.states import NominationState, ScanState

LONGEST_DESCRIPTION = 100


def set_photo(
    nomination: Nomination,
    question: Question,
    photo: Received,
    description: str = "",
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> Upload:
    """Hang the photo in place of the one before.

    One without a description is kept, so that nobody has to send it twice; but it is no answer yet.
    """
    open_for_writing(nomination, at)
    description = _checked_description(description) if clean_text(description) else ""
    for old in uploads_for(nomination, question):
        _drop(old)
    upload = _keep(nomination, question, photo)
    upload.description = description
    note_change(nomination, "photo set", by=by, at=at, base_url=base_url, question=question.key)
    return upload


def describe_photo(
    upload: Upload, description: str, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Change the words for people who cannot see the photo."""
    open_for_writing(upload.nomination, at)
    _check_there(upload)
    upload.description = _checked_description(description)
    key = upload.question.key
    note_change(upload.nomination, "photo described", by=by, at=at, base_url=base_url, question=key)


def crop_photo(
    upload: Upload, crop: Crop, part: Received, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Show a part of the photo, cut out before, or all of it again. The whole photo stays."""
    open_for_writing(upload.nomination, at)
    _check_there(upload)
    whole, shown = upload.whole_key or upload.storage_key, upload.storage_key
    if shown not in {whole, part.key}:
        discard_after_commit(shown)
    upload.whole_key = None if part.key == whole else whole
    upload.crop = None if is_whole(crop) else crop.kept()
    _fill(upload, part)
    key = upload.question.key
    note_change(upload.nomination, "photo cropped", by=by, at=at, base_url=base_url, question=key)


def add_document(
    nomination: Nomination,
    question: Question,
    document: Received,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> Upload:
    """Keep one more supporting document. The same file again is not kept twice."""
    open_for_writing(nomination, at)
    there = uploads_for(nomination, question)
    for upload in there:
        if upload.size == len(document.content) and holds(upload.storage_key, document.content):
            return upload
    most = question.max_files or MOST_DOCUMENTS
    if len(there) >= most:
        raise BrokenRule(
            f"You can send {most} document{'s' * (most > 1)}. Remove one first.", field="documents"
        )
    upload = _keep(nomination, question, document)
    note_change(nomination, "document added", by=by, at=at, base_url=base_url, question=question.key)
    return upload


def remove_upload(upload: Upload, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Take a photo or document out of the nomination and delete it."""
    nomination, question = upload.nomination, upload.question
    open_for_writing(nomination, at)
    if upload not in nomination.uploads:
        return
    left = len(uploads_for(nomination, question)) - 1
    needed = question.required and upload.is_answer
    if nomination.state is NominationState.SUBMITTED and needed and not left:
        raise BrokenRule("This nomination is submitted and needs this file: put another in its place.")
    _drop(upload)
    note_change(nomination, "file removed", by=by, at=at, base_url=base_url, question=question.key)


def _keep(nomination: Nomination, question: Question, received: Received) -> Upload:
    upload = Upload(question=question, question_id=question.id, name=received.name)
    _fill(upload, received)
    nomination.uploads.append(upload)
    return upload


def _fill(upload: Upload, received: Received) -> None:
    """Nobody has looked at these bytes yet: where there is a scanner, they wait for it."""
    upload.storage_key, upload.media_type = received.key, received.kind
    upload.size, upload.width, upload.height = len(received.content), received.width, received.height
    upload.scan = ScanState.WAITING if find_scanner() else ScanState.NOT_SCANNED
    upload.scanned_at = None


def _drop(upload: Upload) -> None:
    for key in upload.keys:
        discard_after_commit(key)
    upload.nomination.uploads.remove(upload)


def _check_there(upload: Upload) -> None:
    if upload not in upload.nomination.uploads:
        raise NotFound  # somebody else removed it in the meantime


def _checked_description(description: str) -> str:
    text = clean_text(description)
    if not text:
        raise BrokenRule("Describe the photo for people who cannot see it.", field="description")
    if count_words(text) > LONGEST_DESCRIPTION:
        raise BrokenRule(
            f"Use {LONGEST_DESCRIPTION} words or fewer to describe the photo.", field="description"
        )
    return text
