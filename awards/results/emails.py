"""Messages of the results stage. None of them knows a winner."""

import datetime as dt

from flask import render_template

from awards.core import clock
from awards.editions.models import Edition
from awards.results.models import Seal


def sealed_message(edition: Edition, seal: Seal, at: dt.datetime) -> tuple[str, str]:
    """Subject and text for those who keep the fingerprint of the results."""
    subject = f"The results of {edition.name} are sealed"
    body = render_template(
        "emails/results/sealed.txt", edition=edition, seal=seal, when=clock.show_moment(at)
    )
    return subject, body
