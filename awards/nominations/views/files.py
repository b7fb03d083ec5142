"""The team's photo, supporting documents, and their bytes."""

from flask import Response, flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import AwardsError, BrokenRule, NotFound
from awards.core.forms import Form
from awards.editions.models import Question
from awards.editions.states import QuestionKind
from awards.nominations.consent import unpictured
from awards.nominations.cropping import crop_from, softness
from awards.nominations.deadlines import why_closed
from awards.nominations.downloads import upload_response
from awards.nominations.file_forms import (
    CropForm,
    DocumentsForm,
    PhotoForm,
    crop_form,
    documents_form,
    photo_form,
)
from awards.nominations.models import Nomination, Upload
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination, get_question, get_upload
from awards.nominations.reading import uploads_for
from awards.nominations.receiving import MOST_DOCUMENTS, Received, forget, receive_document, receive_photo
from awards.nominations.services import add_document, describe_photo, remove_upload
from awards.nominations.services import set_photo as keep_photo
from awards.nominations.views.blueprint import Page, nominations, refusal
from awards.nominations.views.members import back_to
from awards.nominations.views.uploading import begin_upload, done, go_on, sent_by_script, told, when


@nominations.route("/nominations/<uuid:nomination>/photo/<uuid:question>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def set_photo(nomination: Nomination, question: Question) -> Page:
    """Send, replace or describe the team's photo. Who sends one sees next how it looks."""
    _only_for(question, QuestionKind.PHOTO)
    there, refused = uploads_for(nomination, question), None
    form = photo_form(question, there[-1].description if there else "")
    if form.validate_on_submit():
        refused = refusal(form, lambda: _keep_photo(nomination, question, form))
        if refused is None:
            return done() if sent_by_script() else _after_photo(nomination, question, form)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    if sent_by_script():
        return told(form, status)
    return show_photo(nomination, question, form), status


def _keep_photo(nomination: Nomination, question: Question, form: PhotoForm) -> None:
    file, there = form.photo.data, uploads_for(nomination, question)
    if file:
        begin_upload(nomination)
        photo = receive_photo(file.stream.read(), file.filename or "", form.photo.max_megabytes)
        try:
            go_on(nomination)
            keep_photo(nomination, question, photo, form.description.data, **when())
        except AwardsError:
            forget(photo)
            raise
    elif there:
        describe_photo(there[-1], form.description.data, **when())
    else:
        raise BrokenRule("Choose the photo to send", field="photo")


def _after_photo(nomination: Nomination, question: Question, form: PhotoForm) -> Page:
    sent = form.photo.data is not None
    flash("The photo is saved." if sent else "The description is saved.", "success")
    own_page = url_for("nominations.set_photo", nomination=nomination.id, question=question.id)
    return redirect(own_page if sent else back_to(nomination, question), 303)


def show_photo(nomination: Nomination, question: Question, form: Form, crop: CropForm | None = None) -> str:
    """The page of the photo; ``form`` is the one whose problems it tells."""
    there = uploads_for(nomination, question)
    upload = there[-1] if there else None
    description = photo_form(question, upload.description if upload else "")
    return render_template(
        "nominations/photo.html",
        edition=nomination.edition,
        nomination=nomination,
        question=question,
        form=form,
        photo_form=form if isinstance(form, PhotoForm) else description,
        crop_form=crop or crop_form(crop_from(upload.crop if upload else None)),
        upload=upload,
        soft=softness(upload.width or 0) if upload else "",
        back=back_to(nomination, question),
        unpictured=unpictured(nomination),
        closed=why_closed(nomination, clock.now()),
    )


@nominations.route("/nominations/<uuid:nomination>/documents/<uuid:question>", methods=["GET", "POST"])
@requires(NominationPermission.WRITE, nomination=get_nomination, question=get_question)
def documents(nomination: Nomination, question: Question) -> Page:
    """Send supporting documents, several at once if need be: each is kept or refused by itself."""
    _only_for(question, QuestionKind.FILE)
    form, refused = documents_form(question), None
    kept: list[str] = []
    if form.validate_on_submit():
        refused = refusal(form, lambda: kept.extend(_add_documents(nomination, question, form)))
    status = refused.status if refused else 422 if form.is_submitted() else 200
    if sent_by_script():
        return told(form, status) if form.problems else done()
    if kept:
        return _after_documents(nomination, question, form, kept)
    return _show_documents(nomination, question, form), status


def _add_documents(nomination: Nomination, question: Question, form: DocumentsForm) -> list[str]:
    """Keep what can be kept; the names. What cannot be is told by the form."""
    files = form.documents.data
    begin_upload(nomination, len(files))
    received = [each for each in (_receive(file, form) for file in files) if each]
    go_on(nomination)
    kept = []
    for document in received:
        try:
            upload = add_document(nomination, question, document, **when())
        except BrokenRule as refused:
            _refuse(form, document.name, refused.sentence)
            upload = None
        except AwardsError:
            for each in received:
                forget(each)
            raise
        if upload is None or upload.storage_key != document.key:
            forget(document)
        if upload is not None:
            kept.append(upload.name)
    return kept


def _receive(file: FileStorage, form: DocumentsForm) -> Received | None:
    name, problem = file.filename or "", form.documents.problem_with(file)
    try:
        if not problem:
            return receive_document(file.stream.read(), name, form.documents.max_megabytes)
    except BrokenRule as refused:
        problem = refused.sentence
    _refuse(form, name, problem)
    return None


def _refuse(form: DocumentsForm, name: str, sentence: str) -> None:
    """Of several, it says which."""
    several = len(form.documents.data) > 1
    form.add_error(f"{name}: {sentence}" if several else sentence[:1].upper() + sentence[1:], "documents")


def _after_documents(
    nomination: Nomination, question: Question, form: DocumentsForm, kept: list[str]
) -> Page:
    for name in kept:
        flash(f"{name} is saved.", "success")
    for sentence in form.documents.errors:
        flash(f"Not saved: {sentence}", "problem")
    return redirect(url_for("nominations.documents", nomination=nomination.id, question=question.id), 303)


def _show_documents(nomination: Nomination, question: Question, form: DocumentsForm) -> str:
    return render_template(
        "nominations/documents.html",
        edition=nomination.edition,
        nomination=nomination,
        question=question,
        form=form,
        uploads=uploads_for(nomination, question),
        most=question.max_files or MOST_DOCUMENTS,
        back=back_to(nomination, question),
        closed=why_closed(nomination, clock.now()),
    )


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
        refused = refusal(form, lambda: remove_upload(upload, **when()))
        if refused is None:
            flash("The file is removed.", "success")
            return redirect(back_to(nomination, question), 303)
    words = {"title": f"Remove {upload.name}?", "sentence": "The file is deleted here.", "button": "Remove"}
    page = render_template(
        "nominations/confirm.html",
        edition=nomination.edition,
        nomination=nomination,
        question=question,
        form=form,
        back=back_to(nomination, question),
        uploads=uploads_for(nomination, question),
        **words,
    )
    return page, refused.status if refused else 200


def _only_for(question: Question, kind: QuestionKind) -> None:
    if question.kind is not kind:
        raise NotFound
