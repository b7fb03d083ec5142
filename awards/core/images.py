"""Photos people send: decoded, turned upright, stripped of metadata and written anew."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

LARGEST = 2400
"""Pixels on the longer side of a kept photo: 200 mm at 300 dots an inch."""
SMALLEST = 600
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
UNREADABLE = "The photo must be a JPEG, PNG or WebP image that opens without errors"


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
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _check_size(opened)
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except WrongSize:
        raise
    except Exception as problem:  # damaged files make decoders fail in ways that no list of errors covers
        raise ValueError(UNREADABLE) from problem
    image.thumbnail((LARGEST, LARGEST))
    image.info.clear()  # a JPEG's comment would be written again
    output = io.BytesIO()
    image.save(output, "JPEG", quality=88, optimize=True)
    return Photo(output.getvalue(), image.width, image.height)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise WrongSize("The photo must have 50 million pixels or fewer")
    if max(image.size) < SMALLEST:
        raise WrongSize(f"The photo is too small to print: its longer side needs {SMALLEST} pixels or more")
