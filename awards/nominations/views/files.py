"""The team's photo, supporting documents, and their bytes."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import BrokenRule, NotFound
from awards.core.forms import Form
from awards.editions.models import Question
from awards.editions.states import QuestionKind
from awards.nominations.consent import unpictured
from awards.nominations.downloads import upload_response
from awards.nominations.forms import DocumentForm, PhotoForm
from awards.nominations.models import Nomination, Upload
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination, get_question, get_upload
from awards.nominations.reading import uploads_for
from awards.nominations.services import add_document, describe_photo, remove_upload
from awards.nominations.services import set_photo as keep_photo
from awards.nominations.services.files import DOCUMENT_MEGABYTES, MOST_DOCUMENTS, PHOTO_MEGABYTES
from awards.nominations.views.blueprint import Page, base_url, nominations, refusal
from awards.nominations.views.members import back_to


def _when() -> dict[str, Any]:
    return {"by": current_user, "at": clock.now(), "base_url": base_url()}


def _render(page: str, nomination: Nomination, question: Question, form: Form, **more: object) -> str:
    return render_template(
        f"nominations/{page}.html",
        edition=nomination.edition,
        nomination=nomination,
        question=question,
        form=form,
        back=back_to(nomination, question),
        uploads=uploads_for(nomination, question),
        **more,
    )


@nominations.route("/nominations/<uuid:nomination>/photo/<uuid:question>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def set_photo(nomination: Nomination, question: Question) -> Page:
    """Send, replace or describe the team's photo."""
    if question.kind is not QuestionKind.PHOTO:
        raise NotFound
    there = uploads_for(nomination, question)
    form, refused = PhotoForm(data={"description": there[-1].description if there else ""}), None
    form.photo.max_megabytes = question.max_megabytes or PHOTO_MEGABYTES
    if form.validate_on_submit():
        refused = refusal(form, lambda: _keep_photo(nomination, question, form))
        if refused is None:
            flash("The photo is saved.", "success")
            return redirect(back_to(nomination, question), 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    more = {"most": form.photo.max_megabytes, "unpictured": unpictured(nomination)}
    return _render("photo", nomination, question, form, **more), status


def _keep_photo(nomination: Nomination, question: Question, form: PhotoForm) -> None:
    there, file = uploads_for(nomination, question), form.photo.data
    if file:
        content, name = file.stream.read(), file.filename or ""
        keep_photo(nomination, question, content, name, form.description.data, **_when())
    elif there:
        describe_photo(there[-1], form.description.data, **_when())
    else:
        raise BrokenRule("Choose the photo to send", field="photo")


@nominations.route("/nominations/<uuid:nomination>/documents/<uuid:question>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def documents(nomination: Nomination, question: Question) -> Page:
    """Send supporting documents, one at a time."""
    if question.kind is not QuestionKind.FILE:
        raise NotFound
    form, refused = DocumentForm(), None
    form.document.max_megabytes = question.max_megabytes or DOCUMENT_MEGABYTES
    if form.validate_on_submit():
        refused = refusal(form, lambda: _add_document(nomination, question, form))
        if refused is None:
            flash("The document is saved.", "success")
            own_page = url_for("nominations.documents", nomination=nomination.id, question=question.id)
            return redirect(own_page, 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    most = question.max_files or MOST_DOCUMENTS
    return _render("documents", nomination, question, form, most=most), status


def _add_document(nomination: Nomination, question: Question, form: DocumentForm) -> None:
    file = form.document.data
    if file is None:
        raise BrokenRule("Choose the document to send", field="document")
    add_document(nomination, question, file.stream.read(), file.filename or "", **_when())


@nominations.get("/nominations/uploads/<uuid:upload>")
@requires(NominationPermission.OPEN_UPLOAD, upload=get_upload)
def photo(upload: Upload) -> Response:
    """The bytes of a photo, to be seen, or of a document, to be downloaded."""
    return upload_response(upload)


@nominations.route("/nominations/uploads/<uuid:upload>/remove", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, upload=get_upload)
def remove_file(upload: Upload) -> Page:
    """Ask, then delete a photo or document."""
    form, refused = Form(), None
    nomination, question = upload.nomination, upload.question
    if form.validate_on_submit():
        refused = refusal(form, lambda: remove_upload(upload, **_when()))
        if refused is None:
            flash("The file is removed.", "success")
            return redirect(back_to(nomination, question), 303)
    words = {"title": f"Remove {upload.name}?", "sentence": "The file is deleted here.", "button": "Remove"}
    return _render("confirm", nomination, question, form, **words), refused.status if refused else 200
