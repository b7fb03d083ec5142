"""The guests' programme as a page. A winner is on it once the award is revealed, and not before."""

import io
from functools import lru_cache

from flask import render_template
from PIL import Image
from werkzeug.wrappers import Response

from awards.ceremony.queries import get_programme, get_public_photo, revealed_results
from awards.ceremony.queries.teams import CITATION, FIELD
from awards.ceremony.views.blueprint import Page, ceremony
from awards.core import storage
from awards.core.access import public
from awards.core.errors import NotFound
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.editions.states import Stage
from awards.nominations.models import Upload

WIDEST = 1280
"""Pixels of a photo on the page; in print it is larger."""


@ceremony.get("/editions/<edition>/programme")
@public(edition=get_edition)
def programme(edition: Edition) -> Page:
    """The evening, the awards, the teams, the judges."""
    if not edition.state.is_at_least(Stage.SEALED):
        return render_template("ceremony/not-yet.html", edition=edition), 404
    return render_template(
        "ceremony/programme.html",
        edition=edition,
        programme=get_programme(edition),
        revealed=revealed_results(edition),
        FIELD=FIELD,
        CITATION=CITATION,
    )


@ceremony.get("/editions/<edition>/programme/photos/<uuid:upload>")
@public(edition=get_edition, upload=get_public_photo)
def programme_photo(edition: Edition, upload: Upload) -> Response:
    """The photo of a team in the programme."""
    if upload.nomination.edition_id != edition.id or not edition.state.is_at_least(Stage.SEALED):
        raise NotFound
    photo = Response(_for_screens(upload.storage_key), mimetype="image/jpeg")
    photo.cache_control.private = True
    photo.cache_control.max_age = KEPT
    return photo


KEPT = 600
"""Seconds for which a guest's browser may show a photo again without asking: a withdrawn one is soon gone."""


@lru_cache(maxsize=48)
def _for_screens(storage_key: str) -> bytes:
    """The photo made smaller. Kept in memory only; who may see it was asked before."""
    with Image.open(io.BytesIO(storage.fetch(storage_key))) as picture:
        picture.draft("RGB", (WIDEST, WIDEST))
        picture.thumbnail((WIDEST, WIDEST))
        output = io.BytesIO()
        picture.convert("RGB").save(output, "JPEG", quality=80, optimize=True)
    return output.getvalue()
