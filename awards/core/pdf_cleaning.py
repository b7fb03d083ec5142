"""The command behind ``clean_pdf``: a PDF from standard input to standard output, written anew or refused."""

import io
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from awards.core.pdfs import MOST_PAGES, REFUSED, SECONDS, Reason, Refused
from awards.core.pictures import without_metadata

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit of who started us still holds
    resource = None  # type: ignore[assignment]

MEMORY = 300 * 1024 * 1024
UNPACKED = 32 * 1024 * 1024
"""The most that one packed part of a file may unpack to, of those that say how the file is built."""
DEEPEST = 40
LOST = "error decoding stream"
"""What the parser says when it left something out."""
ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Movie", "/Sound", "/Rendition",
    "/RichMediaExecute", "/GoToE", "/GoTo3DView",
})  # fmt: skip
ACTIVE_KEYS = frozenset({"/JS", "/EF", "/XFA", "/RichMediaContent"})
ACTIVE_KINDS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
MARKED_UP = frozenset({"/Text", "/Caret", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"})
PRIVATE_KEYS = ("/Metadata", "/PieceInfo", "/LastModified")
ANNOTATED_BY = ("/T", "/M", "/CreationDate", "/RC")


def cleaned(content: bytes) -> bytes:
    """The file without anything that acts, and without who made it; raise Refused."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Refused(Reason.LOCKED)
            if not 0 < len(pdf.pages) <= MOST_PAGES:
                raise Refused(Reason.LONG if len(pdf.pages) else Reason.BROKEN)
            for each in pdf.objects:
                for found in _dictionaries(each):
                    _check(found)
                    _strip(found)
                if isinstance(each, pikepdf.Stream):
                    _strip_picture(each)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            output = io.BytesIO()
            pdf.save(output, deterministic_id=True)
            if any(LOST in warning for warning in pdf.get_warnings()):
                raise Refused(Reason.BROKEN)  # rather than keep a part of it
            return output.getvalue()
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None


def _dictionaries(thing: Any, depth: int = 0) -> Iterator[Any]:
    """Every dictionary that is part of this object. What it only refers to is an object of its own."""
    if depth > DEEPEST:
        raise Refused(Reason.BROKEN)
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        parts = [value for _, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        if not getattr(part, "is_indirect", True):  # a number or a text is nothing to look into
            yield from _dictionaries(part, depth + 1)


def _check(found: Any) -> None:
    keys = set(found.keys())
    kind, action = str(found.get("/Subtype", "")), str(found.get("/S", ""))
    if (
        keys & ACTIVE_KEYS
        or action in ACTIONS
        or kind in ACTIVE_KINDS
        or found.get("/Type") == "/EmbeddedFile"
    ):
        raise Refused(Reason.ACTIVE)
    if kind in MARKED_UP and str(found.get("/Contents", "")).strip():
        raise Refused(Reason.COMMENTED)


def _strip(found: Any) -> None:
    is_note = "/Rect" in found and found.get("/Subtype", "/Widget") != "/Widget"
    for key in (*PRIVATE_KEYS, *(ANNOTATED_BY if is_note else ())):
        if key in found:
            del found[key]
    if found.get("/FT") == "/Sig" and "/V" in found:
        del found["/V"]  # the signature no longer fits, and names who signed


def _strip_picture(stream: Any) -> None:
    """A photo in a document brings the place and time of its making along."""
    if stream.get("/Filter") == "/DCTDecode":
        content = stream.read_raw_bytes()
        bare = without_metadata(content)
        if bare != content:
            stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


def _keep_within_limits() -> None:
    """So much memory and time, and no more."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=UNPACKED,
        png_max_memory=UNPACKED,
        tiff_max_memory=UNPACKED,
        run_length_max_memory=UNPACKED,
    )
    if resource is not None:
        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
            with suppress(ValueError, OSError):  # not every system has every limit
                resource.setrlimit(what, (most, most))


def main() -> int:
    """Clean what comes in and write it out; the status says how it went."""
    _keep_within_limits()
    try:
        sys.stdout.buffer.write(cleaned(sys.stdin.buffer.read()))
    except Refused as refused:
        sys.stdout.write(refused.reason)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
