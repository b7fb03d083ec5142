"""Photos: whatever is sent becomes a clean JPEG or a sentence."""

import io
import random

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from awards.core.images import HEIC, LARGEST, UNREADABLE, clean_photo, cut_out, size_of

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


def colour_of(content: bytes) -> tuple[int, ...]:
    """Of the middle of the picture, as far as a JPEG keeps it."""
    with Image.open(io.BytesIO(content)) as opened:
        return tuple(
            round(part / 32) * 32 for part in opened.getpixel((opened.width // 2, opened.height // 2))
        )


def test_a_large_photo_is_made_as_large_as_it_is_printed():
    file = io.BytesIO()
    Image.new("L", (8000, 6000), 128).save(file, "JPEG")
    assert size_of(clean_photo(file.getvalue()).content) == (LARGEST, LARGEST * 3 // 4)


def test_colours_are_those_that_the_profile_speaks_of():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    file = io.BytesIO()
    Image.new("RGB", (640, 600), "red").save(file, "PNG", icc_profile=swapped)
    red, _, blue = colour_of(clean_photo(file.getvalue()).content)
    assert red < 64 and blue > 192


@pytest.mark.parametrize("profile", [b"", b"x" * 200, b"\0" * 5_000_000])
def test_a_profile_that_is_none_does_no_harm(profile):
    assert clean_photo(photo(icc_profile=profile)).width == 640


def test_what_was_transparent_is_white():
    file = io.BytesIO()
    Image.new("RGBA", (640, 600), (0, 0, 0, 0)).save(file, "PNG")
    assert colour_of(clean_photo(file.getvalue()).content) == (256, 256, 256)


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "LA", "CMYK"])
def test_pictures_of_every_kind_of_colour_become_a_jpeg(mode):
    file = io.BytesIO()
    Image.new(mode, (640, 600)).save(file, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(io.BytesIO(clean_photo(file.getvalue()).content)) as kept:
        assert (kept.mode, kept.format) == ("RGB", "JPEG")


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_photo_of_apples_kind_is_told_how_to_become_a_jpeg(brand):
    with pytest.raises(ValueError, match=HEIC[:40]):
        clean_photo(b"\0\0\0\x18ftyp" + brand + bytes(100))


def test_a_moving_picture_is_its_first_frame():
    file = io.BytesIO()
    frames = [Image.new("RGB", (640, 600), colour) for colour in ("navy", "gold", "teal")]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    assert colour_of(clean_photo(file.getvalue()).content) == (0, 0, 128)


def test_a_part_is_cut_out():
    sent = clean_photo(photo(size=(1000, 800))).content
    part = cut_out(sent, (100, 50, 900, 650))
    assert (part.width, part.height) == size_of(part.content) == (800, 600)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_photo_is_kept_or_refused_and_breaks_nothing(kind):
    chance, sent = random.Random(2022), photo(kind)  # noqa: S311  # the same damage each time
    said: list[str] = []
    for _ in range(40):
        spoilt = bytearray(sent)
        for _ in range(chance.choice([1, 5])):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            clean_photo(bytes(spoilt))
        except ValueError as refused:
            said.append(str(refused))
    assert set(said) == {UNREADABLE}
