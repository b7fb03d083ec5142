"""The database session, the base class of every table, and the column types they share."""

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from itertools import islice
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from awards.core import clock
from awards.core.errors import NotFound

WAL_IS_SAFE_FROM = (3, 51, 3)
"""SQLite before this release can corrupt a WAL database that two connections write (its changelog)."""

MOST_AT_ONCE = 5_000
"""Values that are asked for in one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535."""

V = TypeVar("V")

writing: ContextVar[bool] = ContextVar("writing", default=True)
"""Whether the next transaction means to write; on SQLite it then takes the write lock at once."""


class UTCDateTime(sa.types.TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC. A naive one is refused: SQLite would forget its zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Raise ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Give the moment back with its zone."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


def enum_of(kind: type[StrEnum]) -> sa.Enum:
    """A column type that holds the values of ``kind`` and refuses others, on every database."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=30,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


Moment = Annotated[dt.datetime, mapped_column(UTCDateTime)]
Line = Annotated[str, mapped_column(sa.String(200))]
Key = Annotated[str, mapped_column(sa.String(80))]
Text = Annotated[str, mapped_column(sa.Text)]
Data = Annotated[Any, mapped_column(sa.JSON)]


class Base(DeclarativeBase):
    """Root of all tables; constraints have predictable names so that migrations can drop them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Model(Base):
    """A row with an identity that tells nothing and the moment at which it was made."""

    __abstract__ = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-2)
    created_at: Mapped[Moment] = mapped_column(default=clock.now, sort_order=-1)


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


def prepare_engine(engine: sa.Engine) -> None:
    """Make SQLite keep every acknowledged row and refuse dangling references. PostgreSQL does by itself."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_pragmas)
        sa.event.listen(engine, "begin", _begin)
    else:
        sa.event.listen(engine, "connect", _see_the_time)


def follow_clock() -> None:
    """Set our clock by the database's, for one statement: two application servers may differ by minutes.

    SQLite has no clock of its own: it runs in this process, so this machine's is the database's.
    """
    if db.engine.dialect.name == "postgresql":
        clock.follow(db.session.execute(sa.select(sa.func.clock_timestamp())).scalar_one())


def _see_the_time(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Who only reads never asks for the time: what a new connection showed is near enough for them."""
    cursor = connection.cursor()
    cursor.execute("SELECT clock_timestamp()")
    for (shown,) in cursor.fetchall():
        clock.follow(shown)
    cursor.close()
    connection.rollback()


def _set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # sqlite3: we emit BEGIN ourselves
    safe = sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM
    journal = (
        ("journal_mode=WAL", "synchronous=FULL") if safe else ("journal_mode=DELETE", "synchronous=EXTRA")
    )
    cursor = connection.cursor()
    for pragma in ("busy_timeout=30000", "foreign_keys=ON", *journal):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside take no write lock."""
    token = writing.set(False)
    try:
        yield
    finally:
        writing.reset(token)


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """One transaction for a command or a job: all of it is kept, or none."""
    session = db.session()
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        db.session.remove()


def let_go() -> None:
    """End the transaction before slow work that asks the database for nothing; what was changed is undone.

    A reader holds up who wants to commit, as long as SQLite keeps its journal.
    """
    db.session.rollback()


def stop_reading() -> None:
    """End a reader's transaction before slow work, and keep in hand what was read. A writer goes on.

    Raise RuntimeError where something was changed: who only reads saves nothing.
    """
    if writing.get():
        return
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("a page that only reads has changed something")
    db.session.commit()


def is_alone() -> bool:
    """Whether this transaction has held the whole database from its beginning: on SQLite, who writes."""
    return db.engine.dialect.name == "sqlite" and writing.get()


def in_parts(values: Iterable[V]) -> Iterator[list[V]]:
    """The values, each once, in as many parts as an IN of them needs; none for no values."""
    rest = iter(dict.fromkeys(values))
    while part := list(islice(rest, MOST_AT_ONCE)):
        yield part


def lock(row: Model) -> None:
    """Hold ``row`` until the transaction ends, and see it as it is now. What it joins to is not held.

    Raise NotFound when somebody deleted it in the meantime.
    """
    if not is_alone():
        db.session.flush()  # refreshing would drop what was changed and not yet written
        try:
            db.session.refresh(row, with_for_update={"of": type(row)})
        except InvalidRequestError:
            raise NotFound from None
