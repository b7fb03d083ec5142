"""Choosing the part of the photo that is shown."""

from flask import Response, flash, redirect, url_for

from awards.core.access import requires
from awards.core.errors import AwardsError, NotFound
from awards.nominations.cropping import crop_from
from awards.nominations.downloads import upload_response
from awards.nominations.file_forms import CropForm, crop_form
from awards.nominations.models import Upload
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_upload
from awards.nominations.receiving import forget, receive_part
from awards.nominations.services.files import crop_photo
from awards.nominations.views.blueprint import Page, nominations, refusal
from awards.nominations.views.files import show_photo
from awards.nominations.views.uploading import begin_upload, go_on, when


@nominations.route("/nominations/uploads/<uuid:upload>/crop", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, upload=get_upload)
def crop(upload: Upload) -> Page:
    """Show a part of the photo, or all of it again. It is chosen on the photo's own page."""
    nomination, question = upload.nomination, upload.question
    own_page = url_for("nominations.set_photo", nomination=nomination.id, question=question.id)
    if upload.width is None:
        raise NotFound
    form, refused = crop_form(crop_from(upload.crop)), None
    if form.validate_on_submit():
        refused = refusal(form, lambda: _crop(upload, form))
        if refused is None:
            flash("The photo is shown as you chose.", "success")
            return redirect(own_page, 303)
    if not form.is_submitted():
        return redirect(own_page)
    return show_photo(nomination, question, form, form), refused.status if refused else 422


def _crop(upload: Upload, form: CropForm) -> None:
    begin_upload(upload.nomination)
    chosen, part = receive_part(upload, form.crop)
    try:
        go_on(upload.nomination)
        crop_photo(upload, chosen, part, **when())
    except AwardsError:
        if part.key not in upload.keys:
            forget(part)
        raise


@nominations.get("/nominations/uploads/<uuid:upload>/whole")
@requires(NominationPermission.WRITE, upload=get_upload)
def whole_photo(upload: Upload) -> Response:
    """All of the photo, for those who choose the part that is shown."""
    if upload.width is None:
        raise NotFound
    return upload_response(upload, whole=True)
