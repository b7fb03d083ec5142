"""Documents: asking for them, fetching them, and those that name winners, which are never kept."""

from collections.abc import Iterable

from flask import redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from awards.ceremony.documents import (
    content_of,
    file_name,
    made_of,
    recognition_name,
    recognition_sheet,
    result_sheet,
)
from awards.ceremony.forms import AskForm
from awards.ceremony.models import Document
from awards.ceremony.policy import CeremonyPermission
from awards.ceremony.queries import (
    WAITING,
    build_states,
    documents_of,
    find_running_order,
    get_document,
    last_change,
    outdated_documents,
)
from awards.ceremony.services import ask_for_document, note_results_taken
from awards.ceremony.states import ResultDocumentKind
from awards.ceremony.views.blueprint import Page, ceremony
from awards.core import clock
from awards.core.access import can, requires
from awards.core.database import let_go
from awards.core.errors import NotFound
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.editions.states import Stage
from awards.results.policy import Room
from awards.results.queries import get_sealing_room


@ceremony.get("/editions/<edition>/documents")
@requires(CeremonyPermission.READ_DOCUMENTS, edition=get_sealing_room)
def documents(edition: Room) -> str:
    """What can be made, what is being made, and what is there."""
    return _documents_page(edition, AskForm())


def _documents_page(room: Room, form: AskForm) -> str:
    edition = room.edition
    builds, outdated = documents_of(edition), outdated_documents(edition)
    is_archived = edition.state is Stage.ARCHIVED
    states = [(d.kind.value, d.number, d.state.value) for each in builds.values() for d in each]
    return render_template(
        "ceremony/documents.html",
        edition=edition,
        room=room,
        form=form,
        builds=builds,
        outdated=outdated,
        waiting=any(state in WAITING for _, _, state in states) or bool(outdated and not is_archived),
        stamp=stamp(states),
        changed={kind: last_change(edition, kind) for kind in builds},
        is_archived=is_archived,
        is_planned=find_running_order(edition) is not None,
        is_sealed=edition.state.is_at_least(Stage.SEALED),
    )


@ceremony.post("/editions/<edition>/documents/ask")
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition)
def ask(edition: Edition) -> Page:
    """Ask the worker for a document."""
    form = AskForm()
    if not form.validate_on_submit():
        return _documents_page(get_sealing_room(edition.slug), form), 422
    ask_for_document(edition, form.kind.data, by=current_user, at=clock.now())
    return redirect(url_for(".documents", edition=edition.slug, _anchor=form.kind.data.value), 303)


@ceremony.get("/editions/<edition>/documents/state")
@requires(CeremonyPermission.READ_DOCUMENTS, edition=get_sealing_room)
def document_states(edition: Room) -> dict[str, str]:
    """What a waiting page looks at: the text is another one as soon as a build gets on."""
    return {"builds": stamp(build_states(edition.edition))}


def stamp(states: Iterable[tuple[str, int, str]]) -> str:
    """All builds and how far they are, in one text."""
    return " ".join(sorted(f"{kind}-{number}-{state}" for kind, number, state in states))


@ceremony.get("/editions/<edition>/documents/<uuid:document>")
@requires(CeremonyPermission.READ_EVENING, edition=get_edition, document=get_document)
def document(edition: Edition, document: Document) -> Response:
    """A finished document."""
    return _download(content_of(document), file_name(edition, document.kind, document.number))


@ceremony.post("/editions/<edition>/documents/recognition-certificates")
@requires(CeremonyPermission.CHANGE_EVENING, edition=get_edition)
def recognition_certificates(edition: Edition) -> Response:
    """A certificate for every team; no result is in it."""
    sheet, name = recognition_sheet(edition), recognition_name(edition)
    let_go()  # many pages take their time
    return _download(made_of(sheet, at=clock.now()).pdf, name)


@ceremony.post("/editions/<edition>/documents/results/<kind>")
@requires(CeremonyPermission.TAKE_RESULTS, edition=get_sealing_room)
def result_document(edition: Room, kind: str) -> Response:
    """Winner cards or certificates: made now, sent once, recorded, never kept."""
    if kind not in {each.value for each in ResultDocumentKind}:
        raise NotFound
    wanted, at, slug = ResultDocumentKind(kind), clock.now(), edition.edition.slug
    sheet = result_sheet(edition.edition, wanted, at=at)
    let_go()  # nobody waits while it is set in type
    made = made_of(sheet, at=at)
    room = get_sealing_room(slug)
    if not can(current_user, CeremonyPermission.TAKE_RESULTS, room):
        raise NotFound
    note_results_taken(room.edition, wanted, by=current_user, at=at)
    # 201: the record that it was taken is part of the answer, and only such an answer is committed
    return _download(made.pdf, file_name(room.edition, wanted), status=201)


def _download(pdf: bytes, name: str, status: int = 200) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(pdf, status, headers, mimetype="application/pdf")
