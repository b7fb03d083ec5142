"""Handing out the bytes of a photo or document, after the access check of whoever calls this."""

import io

from flask import Response, send_file

from awards.core.database import let_go
from awards.core.errors import NotFound
from awards.core.storage import fetch
from awards.nominations.attachments import JPEG, clean_file_name
from awards.nominations.models import Upload

SANDBOX = "default-src 'none'; sandbox"


def upload_response(upload: Upload, *, name: str = "", whole: bool = False) -> Response:
    """Our own JPEG is shown in the page; anything else is only ever offered for download, under ``name``.

    Nobody is given what waits for the scanner. There are no parts of a file and no tags to compare: every
    request is asked anew who makes it.
    """
    if not upload.is_given:
        raise NotFound
    key, kind = (upload.whole_key if whole else None) or upload.storage_key, upload.media_type
    name = clean_file_name(name or upload.name, kind)
    let_go()  # an object store may take its time
    response = send_file(
        io.BytesIO(fetch(key)),
        mimetype=kind,
        as_attachment=kind != JPEG,
        download_name=name,
        conditional=False,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
