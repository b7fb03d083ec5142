"""What the worker does, in the order of importance."""

import datetime as dt

from awards.ceremony.services import build_next_document, renew_documents
from awards.core.worker import after_new_events, forget_old_tries, once_every, send_next_message
from awards.web.sweeping import sweep_files

JOBS = (
    send_next_message,
    after_new_events(renew_documents),
    build_next_document,
    once_every(dt.timedelta(hours=1), forget_old_tries),
    once_every(dt.timedelta(days=1), sweep_files),
)
"""Each does one piece of work and says whether there was any."""
