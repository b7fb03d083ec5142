"""Files outside the database: in a local folder, or in an object store that speaks the language of S3.

A key is random and says nothing to who reads it; what comes back is checked against it. A file counts as
stored only once it is durable. A transaction that is undone leaves a file that no row names: nobody deletes
it at once, because a commit whose answer was lost may have happened; the sweep finds it later.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa
import structlog
from flask import Flask, current_app
from sqlalchemy.orm import Session

from awards.core import clock
from awards.core.database import db
from awards.core.errors import NotFound, Unavailable
from awards.core.storage.keys import belongs_to, is_key, key_for, tells_content
from awards.core.storage.objects import ObjectStore
from awards.core.storage.places import Away, Bucket, Gone, LocalFolder, Place, files_place

__all__ = [
    "Bucket",
    "discard",
    "discard_after_commit",
    "fetch",
    "files_place",
    "holds",
    "init_storage",
    "store",
    "sweep",
]

DISCARDED = "files to delete after the commit"
CANNOT_KEEP = "The file was not kept: the place for files cannot be reached. Try again in a few minutes."
CANNOT_READ = "This file cannot be read at the moment. Try again in a few minutes."
IN_FLIGHT = dt.timedelta(days=1)
"""A file this young may belong to a transaction that is not committed yet; a day costs nothing."""
MANY = 20
"""Orphans are few: of so many files most have a row."""
AT_ONCE = 500
"""Keys that are looked up together."""

log = structlog.get_logger()


def init_storage(app: Flask) -> None:
    """Say where the files of ``app`` lie; nothing is reached before it is needed."""
    place = app.config["FILES"]
    app.extensions["files"] = ObjectStore(place) if isinstance(place, Bucket) else LocalFolder(place)


def store(content: bytes) -> str:
    """Keep ``content`` durably; the random key under which it is found again.

    Raise Unavailable when that cannot be done now. It may take its time: no transaction should be open.
    """
    key = key_for(content)
    try:
        _place().put(key, content)
    except Away as problem:
        log.error("file not kept", reason=str(problem))
        raise Unavailable(CANNOT_KEEP) from problem
    return key


def fetch(key: str) -> bytes:
    """The content kept under ``key``; NotFound when it is gone, Unavailable when it cannot be had now."""
    if not is_key(key):
        raise NotFound
    try:
        content = _place().get(key)
    except Gone:
        raise NotFound from None
    except Away as problem:
        log.error("file not read", reason=str(problem))
        raise Unavailable(CANNOT_READ) from problem
    if not belongs_to(key, content):
        log.error("file damaged", key=key)
        raise Unavailable(CANNOT_READ)
    return content


def holds(key: str, content: bytes) -> bool:
    """Whether the file under ``key`` is exactly ``content``. Only what has an old key is read for it."""
    return belongs_to(key, content) and (tells_content(key) or fetch(key) == content)


def discard(key: str) -> None:
    """Delete the content; nothing happens when it is gone. What cannot be deleted now is swept later."""
    if not is_key(key):
        return
    try:
        _place().remove(key)
    except Away as problem:
        log.warning("file not deleted", key=key, reason=str(problem))


def discard_after_commit(key: str) -> None:
    """Delete the content once the transaction is committed that no longer names it; never if it is undone."""
    db.session().info.setdefault(DISCARDED, []).append(key)


@sa.event.listens_for(Session, "after_commit")
def _discard(session: Session) -> None:
    for key in session.info.pop(DISCARDED, []):
        discard(key)


@sa.event.listens_for(Session, "after_rollback")
def _keep(session: Session) -> None:
    session.info.pop(DISCARDED, None)


def sweep(named: Callable[[Sequence[str]], Collection[str]]) -> int:
    """Delete what has lain here for a day and no row names; how many files.

    ``named`` says which of some keys rows name. It is asked after the files were listed: what is old by then
    and has no row will not get one any more. Where rows name less than half of many files, nothing goes: they
    may be another installation's, or the database a wrong or an older one.
    """
    place, swept = _place(), 0
    before = clock.now() - clock.offset.get() - IN_FLIGHT  # on the world's clock, as files have it
    try:
        for names in _portions(place.older_than(before)):
            keys = [name for name in names if is_key(name)]
            kept = set(named(keys)) if keys else set()
            if len(names) >= MANY and len(kept) < len(names) / 2:
                log.error(
                    "sweep of files stopped", reason="most files are named by no row: another database?"
                )
                return swept
            for name in set(names) - kept:
                place.remove(name)
                swept += 1
    except Away as problem:
        log.warning("sweep of files stopped", reason=str(problem))
    if swept:
        log.info("files swept", count=swept)
    return swept


def _portions(names: Iterator[str]) -> Iterator[list[str]]:
    while portion := list(islice(names, AT_ONCE)):
        yield portion


def _place() -> Place:
    place: Place = current_app.extensions["files"]
    return place
