"""Taking back documents that say what must not be read any more, and having them made again."""

import datetime as dt

from awards.ceremony import emails
from awards.ceremony.models import Document
from awards.ceremony.queries import (
    documents_of,
    editions_with_documents,
    last_number,
    outdated_documents,
)
from awards.ceremony.states import BuildState
from awards.core.addresses import base_url
from awards.core.audit import record
from awards.core.database import db, lock, reading, unit_of_work
from awards.core.outbox import queue_message
from awards.core.storage import discard_after_commit
from awards.editions.models import Edition
from awards.editions.states import Stage

TAKEN_BACK = "documents taken back"


def renew_documents(at: dt.datetime) -> bool:
    """Take back what is outdated, in every edition that is not archived; whether there was anything.

    Whatever made it so, a consent withdrawn, a team that left, a passage masked: nobody has to tell us.
    """
    with reading(), unit_of_work():
        concerned = [each.id for each in editions_with_documents() if outdated_documents(each)]
    for edition_id in concerned:
        with unit_of_work() as session:
            edition = session.get(Edition, edition_id)
            if edition is not None:
                take_back(edition, at)
    return bool(concerned)


def take_back(edition: Edition, at: dt.datetime) -> list[Document]:
    """Take back the edition's outdated documents, ask for new ones, tell the organisers; which they were."""
    lock(edition)
    if edition.state is Stage.ARCHIVED:
        return []
    outdated = outdated_documents(edition)
    for document, teams in outdated.items():
        if document.storage_key:
            discard_after_commit(document.storage_key)
        document.storage_key, document.outdated_at, document.outdated_by = None, at, teams
        record("document taken back", document, by=None, at=at, number=document.number)
    for document in outdated:
        _ask_again(document, at)
    if outdated:
        _tell(edition, outdated, at)
    return list(outdated)


def _ask_again(document: Document, at: dt.datetime) -> None:
    """Have the newest of its kind made again, unless something newer is on its way."""
    newest = documents_of(document.edition)[document.kind][0]
    if newest is not document and newest.state is not BuildState.FAILED:
        return
    again = Document(
        edition=document.edition,
        kind=document.kind,
        number=last_number(document.edition, document.kind) + 1,
        asked_by=document.asked_by,
        created_at=at,
    )
    db.session.add(again)
    db.session.flush()
    record("document asked for", again, by=None, at=at, document=again.kind.value, number=again.number)


def _tell(edition: Edition, outdated: dict[Document, list[str]], at: dt.datetime) -> None:
    """Once an hour at most: the page has the whole list."""
    subject, body = emails.documents_taken_back(edition, outdated, base_url())
    version = f"{at:%Y%m%d%H}"
    queue_message(TAKEN_BACK, edition.id, edition.contact, subject, body, at=at, version=version)
