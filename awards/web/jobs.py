"""What the worker does, in the order of importance."""

import datetime as dt

from flask import current_app

from awards.ceremony.services import build_next_document, renew_documents
from awards.core.worker import after_new_events, forget_old_tries, once_every, send_next_message
from awards.judging.services import make_next_draw
from awards.nominations.services.recounting import recount_findings
from awards.nominations.services.reminders import send_due_reminders
from awards.nominations.services.scanning import ScanUploads
from awards.web.sweeping import sweep_files, sweep_packs


def remind(at: dt.datetime) -> bool:
    """Write to those whose reminder is due."""
    return send_due_reminders(at, base_url=str(current_app.config["BASE_URL"]))


def draw(at: dt.datetime) -> bool:
    """Draw who scores what."""
    return make_next_draw(at, base_url=str(current_app.config["BASE_URL"]))


JOBS = (
    send_next_message,
    once_every(dt.timedelta(minutes=1), remind),
    after_new_events(renew_documents, at_most_every=dt.timedelta(seconds=10)),
    ScanUploads(),
    build_next_document,
    draw,
    once_every(dt.timedelta(minutes=5), recount_findings),
    once_every(dt.timedelta(hours=1), forget_old_tries),
    once_every(dt.timedelta(hours=12), sweep_packs),
    once_every(dt.timedelta(days=1), sweep_files, not_before=dt.timedelta(hours=1)),
)
"""Each does one piece of work and says whether there was any."""
