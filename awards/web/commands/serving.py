"""Serving pages and doing the work that pages leave behind."""

import signal
import threading
from pathlib import Path

import click
import waitress
from flask import Flask

from awards.core.worker import run_worker
from awards.web.commands.sample import announce_sample, load_first_sample
from awards.web.commands.shared import make_app, migrated
from awards.web.jobs import JOBS

THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on; otherwise PORT, otherwise 8000.")
@click.option("--worker/--no-worker", default=True, help="Also do the worker's jobs in this process.")
@click.option(
    "--sample-when-empty", is_flag=True, help="Load the sample edition into an empty database first."
)
def serve(host: str, port: int | None, worker: bool, sample_when_empty: bool) -> None:
    """Serve the site, and unless told otherwise do the worker's jobs too."""
    app = make_app(port)
    with app.app_context():
        migrated(app)
        if sample_when_empty:
            load_first_sample()
        announce_sample(Path(app.config["DATA_DIR"]))
    stop = threading.Event()
    if worker:
        threading.Thread(target=run_worker, args=(app, JOBS, stop), name="worker", daemon=True).start()
    click.echo(f"TEA Awards is at {app.config['BASE_URL']} (press Ctrl+C to stop)")
    waitress.serve(app, host=host, port=app.config["PORT"], threads=THREADS, ident=None, _quiet=True)
    stop.set()


@click.command()
def worker() -> None:
    """Send messages and reminders and build documents, until told to stop."""
    app = make_app()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with app.app_context():
        migrated(app)
    click.echo("The worker is running (press Ctrl+C to stop)")
    run_worker(app, JOBS, stop)


@click.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    app: Flask = make_app()
    with app.app_context():
        migrated(app)
    click.echo("The database is up to date.")
