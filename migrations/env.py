"""Runs migrations in the application's database, in one transaction, safely on SQLite.

SQLite changes a table by rebuilding it; with foreign keys on, dropping the old one would delete its children.
So they are off while migrations run, checked at the end, and on again afterwards.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

extension = current_app.extensions["migrate"]


def run(connection: Connection) -> None:
    """Run what is asked for, then look for dangling references."""
    context.configure(
        connection=connection, target_metadata=extension.db.metadata, **extension.configure_args
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if dangling:
                raise RuntimeError(f"rows without their parents after the migration: {dangling[:5]}")


with extension.db.engine.connect() as connection:
    raw = connection.connection.driver_connection
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:  # outside a transaction, else SQLite ignores it
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        run(connection)
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")
