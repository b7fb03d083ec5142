"""Handing out the bytes of a photo or document, after the access check of whoever calls this."""

import io

from flask import Response, send_file

from awards.core.storage import fetch
from awards.nominations.attachments import clean_file_name
from awards.nominations.models import Upload

SANDBOX = "default-src 'none'; sandbox"


def upload_response(upload: Upload) -> Response:
    """Our own JPEG is shown in the page; anything else is only ever offered for download."""
    response = send_file(
        io.BytesIO(fetch(upload.storage_key)),
        mimetype=upload.media_type,
        as_attachment=upload.media_type != "image/jpeg",
        download_name=clean_file_name(upload.name, upload.media_type),
        etag=False,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
