"""The team's photo and the supporting documents."""

import datetime as dt

from awards.accounts.models import Person
from awards.core.errors import BrokenRule, NotFound
from awards.core.images import clean_photo
from awards.core.storage import discard_after_commit, fetch, store
from awards.core.text import clean_text, count_words
from awards.editions.models import Question
from awards.nominations.attachments import JPEG, clean_file_name, document_kind
from awards.nominations.models import Nomination, Upload
from awards.nominations.reading import uploads_for
from awards.nominations.services.shared import note_change, open_for_writing
from awards.nominations.states import NominationState

MEGABYTE = 1024 * 1024
PHOTO_MEGABYTES = 10
DOCUMENT_MEGABYTES = 5
MOST_DOCUMENTS = 2
LONGEST_DESCRIPTION = 100


def set_photo(  # noqa: PLR0913  # a file is its content, name and description
    nomination: Nomination,
    question: Question,
    content: bytes,
    name: str,
    description: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> Upload:
    """Keep the photo, cleaned, in place of the one before."""
    open_for_writing(nomination, at)
    description = _checked_description(description)
    _check_size(content, question.max_megabytes or PHOTO_MEGABYTES)
    try:
        photo = clean_photo(content)
    except ValueError as problem:
        raise BrokenRule(str(problem), field="photo") from problem
    for old in uploads_for(nomination, question):
        _drop(old)
    upload = _keep(nomination, question, photo.content, clean_file_name(name, JPEG), JPEG)
    upload.width, upload.height, upload.description = photo.width, photo.height, description
    note_change(nomination, "photo set", by=by, at=at, base_url=base_url, question=question.key)
    return upload


def describe_photo(
    upload: Upload, description: str, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Change the words for people who cannot see the photo."""
    open_for_writing(upload.nomination, at)
    if upload not in upload.nomination.uploads:
        raise NotFound  # somebody else removed it in the meantime
    upload.description = _checked_description(description)
    key = upload.question.key
    note_change(upload.nomination, "photo described", by=by, at=at, base_url=base_url, question=key)


def add_document(
    nomination: Nomination,
    question: Question,
    content: bytes,
    name: str,
    *,
    by: Person,
    at: dt.datetime,
    base_url: str = "",
) -> Upload:
    """Keep one more supporting document. The same file again is not kept twice."""
    open_for_writing(nomination, at)
    _check_size(content, question.max_megabytes or DOCUMENT_MEGABYTES)
    there = uploads_for(nomination, question)
    for upload in there:
        if upload.size == len(content) and fetch(upload.storage_key) == content:
            return upload
    most = question.max_files or MOST_DOCUMENTS
    if len(there) >= most:
        raise BrokenRule(
            f"You can send {most} document{'s' * (most > 1)}. Remove one first.", field="document"
        )
    try:
        kind = document_kind(content)
    except ValueError as problem:
        raise BrokenRule(str(problem), field="document") from problem
    upload = _keep(nomination, question, content, clean_file_name(name, kind), kind)
    note_change(nomination, "document added", by=by, at=at, base_url=base_url, question=question.key)
    return upload


def remove_upload(upload: Upload, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Take a photo or document out of the nomination and delete it."""
    nomination, question = upload.nomination, upload.question
    open_for_writing(nomination, at)
    if upload not in nomination.uploads:
        return
    left = len(uploads_for(nomination, question)) - 1
    if nomination.state is NominationState.SUBMITTED and question.required and not left:
        raise BrokenRule("This nomination is submitted and needs this file: put another in its place.")
    _drop(upload)
    note_change(nomination, "file removed", by=by, at=at, base_url=base_url, question=question.key)


def _keep(nomination: Nomination, question: Question, content: bytes, name: str, kind: str) -> Upload:
    upload = Upload(question=question, question_id=question.id, name=name, media_type=kind, size=len(content))
    upload.storage_key = store(content)
    nomination.uploads.append(upload)
    return upload


def _drop(upload: Upload) -> None:
    discard_after_commit(upload.storage_key)
    upload.nomination.uploads.remove(upload)


def _check_size(content: bytes, megabytes: int) -> None:
    if len(content) > megabytes * MEGABYTE:
        raise BrokenRule(f"The file must be {megabytes} MB or smaller.")
    if not content:
        raise BrokenRule("The file you chose is empty.")


def _checked_description(description: str) -> str:
    text = clean_text(description)
    if not text:
        raise BrokenRule("Describe the photo for people who cannot see it.", field="description")
    if count_words(text) > LONGEST_DESCRIPTION:
        raise BrokenRule(
            f"Use {LONGEST_DESCRIPTION} words or fewer to describe the photo.", field="description"
        )
    return text
