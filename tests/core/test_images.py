"""Photos: whatever is sent becomes a clean JPEG or a sentence."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from awards.core.images import UNREADABLE, clean_photo

SECRET = b"Walsall, 1 Private Road"


def photo(kind="JPEG", size=(640, 600), **settings):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **settings)
    return file.getvalue()


def hidden():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    return {"exif": exif, "comment": SECRET, "xmp": SECRET, "icc_profile": SECRET}


def test_nothing_but_the_picture_is_kept():
    sent = photo(**hidden())
    assert sent.count(SECRET) == len(hidden())
    assert SECRET not in clean_photo(sent).content


def test_a_photo_held_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    cleaned = clean_photo(photo(exif=exif))
    assert (cleaned.width, cleaned.height) == (600, 640)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_a_jpeg(kind):
    assert clean_photo(photo(kind)).content.startswith(b"\xff\xd8")


@pytest.mark.parametrize(("size", "words"), [((599, 10), "too small"), ((25_000, 2_001), "50 million")])
def test_a_size_that_cannot_be_used_is_told(size, words):
    file = io.BytesIO()
    Image.new("1", size).save(file, "PNG")
    with pytest.raises(ValueError, match=words):
        clean_photo(file.getvalue())


def with_a_text_where_exif_should_be():
    text = PngInfo()
    text.add_itxt("exif", "not what it says")
    return photo("PNG", pnginfo=text)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        photo()[:200],
        b"%!PS-Adobe-3.0 EPSF-3.0",
        with_a_text_where_exif_should_be(),
        photo("PNG").replace(b"\0\0\0\rIHDR", b"\0\0\0\x04IHDR"),
    ],
)
def test_what_does_not_open_is_told_in_our_own_words(content):
    with pytest.raises(ValueError, match=UNREADABLE):
        clean_photo(content)
