"""Pictures inside documents: their metadata is cut out, the picture itself stays as it is."""

import struct

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_TELLING = frozenset({0xE1, 0xED, 0xFE})
"""Segments of a JPEG that say who, where and when: Exif and XMP, IPTC, comments."""
_SCAN = 0xDA
_TELLING_CHUNKS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def without_metadata(content: bytes) -> bytes:
    """The same JPEG or PNG without what it says of its making; anything else, or damaged, as it is."""
    try:
        if content.startswith(JPEG):
            return _bare_jpeg(content)
        if content.startswith(PNG):
            return _bare_png(content)
    except (struct.error, IndexError):
        pass
    return content


def _bare_jpeg(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while content[at] == 0xFF and content[at + 1] != _SCAN:
        marker = content[at + 1]
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if marker not in _TELLING:
            kept.append(segment)
        elif turned := _orientation(segment):
            kept.append(_only_orientation(turned))
        at += 2 + length
    return b"".join([*kept, content[at:]])


def _orientation(segment: bytes) -> int:
    """How an Exif segment says the picture is to be turned, 2 to 8; 0 when it is upright."""
    if segment[4:10] != b"Exif\0\0":
        return 0
    tiff = segment[10:]
    order = "<" if tiff[:2] == b"II" else ">"
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for number in range(min(count, 200)):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
        if tag == 0x0112:
            return value if 2 <= value <= 8 else 0
    return 0


def _only_orientation(turned: int) -> bytes:
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _bare_png(content: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        if content[at + 4 : at + 8] not in _TELLING_CHUNKS:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
