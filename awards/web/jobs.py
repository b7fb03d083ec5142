"""What the worker does, in the order of importance."""

import datetime as dt

from awards.ceremony.services import build_next_document
from awards.core.worker import forget_old_tries, once_every, send_next_message

JOBS = (send_next_message, build_next_document, once_every(dt.timedelta(hours=1), forget_old_tries))
"""Each does one piece of work and says whether there was any."""
