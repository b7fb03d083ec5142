"""What the worker does, in the order of importance."""

from awards.ceremony.services import build_next_document
from awards.core.worker import send_next_message

JOBS = (send_next_message, build_next_document)
"""Each does one piece of work and says whether there was any."""
