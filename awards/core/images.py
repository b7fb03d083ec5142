"""Photos people send: decoded, turned upright, stripped of metadata, written anew; and parts of them."""

import io
import threading
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

LARGEST = 2400
"""Pixels on the longer side of a kept photo: 200 mm at 300 dots an inch."""
SMALLEST = 600
MOST_PIXELS = 50_000_000
LARGEST_PROFILE = 4 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP")
UNREADABLE = "The photo must be a JPEG, PNG or WebP image that opens without errors"
HEIC = (
    "This photo is in Apple’s HEIC format, which few other machines can open. On the iPhone choose Settings, "
    "Camera, Formats, “Most Compatible” for photos to come; for this one, send it to yourself by email: it "
    "arrives as a JPEG, which you can choose here"
)
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")

decoding = threading.Lock()
"""Held by who decodes a photo: 50 million pixels take 150 MB, and two at once are too much for a server."""


class WrongSize(ValueError):
    """The photo opens, but it is too large to be safe or too small to be printed."""


@dataclass(frozen=True)
class Photo:
    """A clean JPEG."""

    content: bytes
    width: int
    height: int


def clean_photo(content: bytes) -> Photo:
    """The photo as a fresh JPEG of at most ``LARGEST`` pixels a side.

    Raise ValueError with a sentence for anything that is not a usable photo; what counts is the content,
    not the name of the file.
    """
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise ValueError(HEIC)
    try:
        with decoding, Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _check_size(opened)
            return _redrawn(opened)
    except WrongSize:
        raise
    except Exception as problem:  # damaged files make decoders fail in ways that no list of errors covers
        raise ValueError(UNREADABLE) from problem


def cut_out(photo: bytes, box: tuple[int, int, int, int]) -> Photo:
    """A part of one of our own JPEGs, left, top, right and bottom, as a JPEG of its own."""
    with decoding, Image.open(io.BytesIO(photo), formats=("JPEG",)) as opened:
        return _written(opened.crop(box))


def size_of(photo: bytes) -> tuple[int, int]:
    """Width and height of one of our own JPEGs, in pixels."""
    with Image.open(io.BytesIO(photo), formats=("JPEG",)) as opened:
        return opened.size


def _redrawn(opened: Image.Image) -> Photo:
    """Upright, small enough, in the colours of a screen, on white where it was transparent."""
    profile = opened.info.get("icc_profile")
    opened.draft("RGB", (LARGEST, LARGEST))  # a JPEG is decoded no larger than it has to be
    opened.thumbnail((LARGEST, LARGEST))
    image = ImageOps.exif_transpose(opened)
    return _written(_opaque(_in_screen_colours(image, profile)))


def _in_screen_colours(image: Image.Image, profile: object) -> Image.Image:
    """Phones photograph in more colours than sRGB: without their profile they would look pale."""
    usable = isinstance(profile, bytes) and 128 <= len(profile) <= LARGEST_PROFILE
    if isinstance(profile, bytes) and usable and image.mode in {"RGB", "CMYK"}:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, screen, outputMode="RGB") or image
    return image


def _opaque(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    paper = Image.new("RGB", layers.size, "white")
    paper.paste(layers, mask=layers.getchannel("A"))
    return paper


def _written(image: Image.Image) -> Photo:
    image.info.clear()  # a JPEG's comment would be written again
    output = io.BytesIO()
    image.save(output, "JPEG", quality=88, optimize=True)
    return Photo(output.getvalue(), image.width, image.height)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise WrongSize("The photo must have 50 million pixels or fewer")
    if max(image.size) < SMALLEST:
        raise WrongSize(f"The photo is too small to print: its longer side needs {SMALLEST} pixels or more")
