"""Files outside the database, under random names in one folder."""

import os
import secrets
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from awards.core.database import db
from awards.core.errors import NotFound

DISCARDED = "files to delete after the commit"


def store(content: bytes) -> str:
    """Keep ``content`` durably; the random key under which it is found again."""
    key = secrets.token_hex(16)
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return key


def fetch(key: str) -> bytes:
    """The content kept under ``key``; raise NotFound when it is gone."""
    try:
        return _path(key).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


def path_of(key: str) -> Path:
    """Where the content lies, for a reader that needs a file."""
    return _path(key)


def discard(key: str) -> None:
    """Delete the content; nothing happens when it is gone."""
    _path(key).unlink(missing_ok=True)


def discard_after_commit(key: str) -> None:
    """Delete the content once the transaction is committed that no longer names it; never if it is undone."""
    db.session().info.setdefault(DISCARDED, []).append(_path(key))


@sa.event.listens_for(Session, "after_commit")
def _unlink(session: Session) -> None:
    for path in session.info.pop(DISCARDED, []):
        path.unlink(missing_ok=True)


@sa.event.listens_for(Session, "after_rollback")
def _keep(session: Session) -> None:
    session.info.pop(DISCARDED, None)


def _path(key: str) -> Path:
    if len(key) != 32 or not all(digit in "0123456789abcdef" for digit in key):
        raise NotFound
    return Path(current_app.config["FILES_DIR"]) / key[:2] / key
