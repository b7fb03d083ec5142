"""Making the documents of the evening from the command line."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from awards.ceremony.documents import (
    NOTHING_PLANNED,
    TOO_EARLY,
    file_name,
    made_of,
    recognition_name,
    recognition_sheet,
    result_sheet,
    sheet_of,
)
from awards.ceremony.queries import find_running_order
from awards.ceremony.services import note_results_taken
from awards.ceremony.sheets import Sheet
from awards.ceremony.states import DocumentKind, ResultDocumentKind
from awards.core import clock
from awards.core.database import unit_of_work
from awards.core.errors import WrongState
from awards.editions.models import Edition
from awards.editions.queries import find_current_edition, get_edition
from awards.editions.states import Stage
from awards.web.commands.shared import in_app

Build = Callable[[], Sheet]


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Their folder.")
@click.option("--edition", "slug", help="The edition's short name; otherwise the current one.")
@click.option("--with-results", is_flag=True, help="Also what names winners. Keep those from everybody.")
@in_app
def documents(out: Path, slug: str | None, with_results: bool) -> None:
    """Make all documents that can be made at this stage, and print how long each took.

    No file's name tells a result. Winner cards and winners' certificates come only with --with-results, and
    only once the results are sealed.
    """
    with unit_of_work():
        edition = get_edition(slug) if slug else find_current_edition()
        if edition is None:
            raise click.ClickException("There is no edition yet.")
        wanted = list(_possible(edition, with_results))
        if not wanted:
            raise WrongState(NOTHING_PLANNED)
        out.mkdir(parents=True, exist_ok=True)
        for name, build in wanted:
            _make(out / name, build)


def _possible(edition: Edition, with_results: bool) -> Iterator[tuple[str, Build]]:
    """What can be made now: the name of each file, and how to fill its sheet."""
    at, sealed = clock.now(), edition.state.is_at_least(Stage.SEALED)
    if with_results and not sealed:
        raise WrongState(TOO_EARLY)
    if sealed:
        name = file_name(edition, DocumentKind.PROGRAMME)
        yield name, partial(sheet_of, edition, DocumentKind.PROGRAMME, version="", at=at)
    if find_running_order(edition):
        name = file_name(edition, DocumentKind.RUNNING_ORDER)
        yield name, partial(sheet_of, edition, DocumentKind.RUNNING_ORDER, version="1", at=at)
    if sealed:
        yield recognition_name(edition), partial(recognition_sheet, edition)
    for kind in ResultDocumentKind if with_results else ():
        note_results_taken(edition, kind, by=None, at=at)
        yield file_name(edition, kind), partial(result_sheet, edition, kind, at=at)


def _make(path: Path, build: Build) -> None:
    began = time.perf_counter()
    made = made_of(build(), at=clock.now())
    path.touch(mode=0o600)
    path.write_bytes(made.pdf)
    seconds = time.perf_counter() - began
    plural = "" if made.pages == 1 else "s"
    click.echo(f"{path.name}: {made.pages} page{plural}, {len(made.pdf) / 1024:,.0f} kB, {seconds:.2f} s")
    for warning in made.warnings:
        click.echo(f"  look at: {warning}")
