"""What every command needs: the application, a migrated database, and plain words for what is refused."""

import functools
import logging
import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click
from flask import Flask
from flask_migrate import upgrade

from awards.core.errors import AwardsError
from awards.core.installation import set_clock
from awards.web.app import create_app
from awards.web.config import read_settings

P = ParamSpec("P")
R = TypeVar("R")


def make_app(port: int | None = None) -> Flask:
    """The application of the environment; a wrong setting ends the command with its sentence."""
    chosen = {"PORT": str(port)} if port else {}
    try:
        return create_app(read_settings({**os.environ, **chosen}))
    except ValueError as problem:
        raise click.ClickException(str(problem)) from None


def migrated(app: Flask) -> None:
    """Bring the database's tables up to date."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()


def in_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run ``command`` inside the application, on a migrated database; refusals are told in one sentence."""

    @functools.wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        app = make_app()
        with app.app_context():
            migrated(app)
            set_clock()
            try:
                return command(*args, **kwargs)
            except AwardsError as refusal:
                raise click.ClickException(refusal.sentence) from None

    return wrapper
