"""Taking in what people send: cleaned, and durably kept, before any transaction knows of it.

It takes its time, so no transaction should be open. Whoever does not use what was received forgets it; what a
crash leaves behind is swept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from awards.core.errors import BrokenRule
from awards.core.images import SMALLEST, Photo, clean_photo, cut_out, size_of
from awards.core.storage import discard, fetch, store
from awards.nominations.attachments import JPEG, clean_document, clean_file_name
from awards.nominations.cropping import Crop, is_whole
from awards.nominations.models import Upload

MEGABYTE = 1024 * 1024
PHOTO_MEGABYTES = 20
DOCUMENT_MEGABYTES = 5
MOST_DOCUMENTS = 2


@dataclass(frozen=True)
class Received:
    """A file of ours that no row names yet."""

    key: str
    name: str
    kind: str
    content: bytes = field(repr=False)
    width: int | None = None
    height: int | None = None


def receive_photo(content: bytes, name: str, megabytes: int | None = None) -> Received:
    """Clean and keep a photo; raise BrokenRule with a sentence for what is none."""
    _check_size(content, megabytes or PHOTO_MEGABYTES, "photo")
    try:
        return _kept(clean_photo(content), name)
    except ValueError as problem:
        raise BrokenRule(str(problem), field="photo") from problem


def receive_document(content: bytes, name: str, megabytes: int | None = None) -> Received:
    """Clean and keep a document; raise BrokenRule with a sentence for what is none."""
    most = megabytes or DOCUMENT_MEGABYTES
    _check_size(content, most, "documents")
    try:
        document = clean_document(content)
        _check_size(document.content, 2 * most, "documents")
    except ValueError as problem:
        raise BrokenRule(str(problem), field="documents") from problem
    kind = document.kind
    return Received(store(document.content), clean_file_name(name, kind), kind, document.content)


def receive_part(upload: Upload, choose: Callable[[int, int], Crop]) -> tuple[Crop, Received]:
    """Cut out of the whole photo what is chosen for its width and height; all of it is the photo itself."""
    key = upload.whole_key or upload.storage_key
    whole, name = fetch(key), upload.name
    width, height = size_of(whole)
    try:
        crop = choose(width, height)
    except ValueError as problem:
        raise BrokenRule(str(problem), field="shape") from problem
    if is_whole(crop):
        return crop, Received(key, name, JPEG, whole, width, height)
    left, top, right, bottom = crop.pixels(width, height)
    if max(right - left, bottom - top) < SMALLEST:
        few = f"That part is too small to print: its longer side needs {SMALLEST} pixels or more"
        raise BrokenRule(f"{few}. Choose a larger part.", field="shape")
    return crop, _kept(cut_out(whole, (left, top, right, bottom)), name)


def forget(received: Received) -> None:
    """Nobody names it: delete it now."""
    discard(received.key)


def _kept(photo: Photo, name: str) -> Received:
    key = store(photo.content)
    return Received(key, clean_file_name(name, JPEG), JPEG, photo.content, photo.width, photo.height)


def _check_size(content: bytes, megabytes: int, field: str) -> None:
    if len(content) > megabytes * MEGABYTE:
        raise BrokenRule(f"The file must be {megabytes} MB or smaller.", field=field)
    if not content:
        raise BrokenRule("The file you chose is empty.", field=field)
