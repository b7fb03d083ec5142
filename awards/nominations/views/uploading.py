"""What pages that take in files share: files are looked at while no lock is held; scripts hear sentences."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask import jsonify, request
from flask_login import current_user

from awards.core import clock
from awards.core.access import can
from awards.core.errors import NotFound
from awards.core.forms import Form
from awards.core.throttle import Limit, count_for_good
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination
from awards.nominations.services.shared import refuse_if_closed
from awards.nominations.views.blueprint import Page, base_url

BY_SCRIPT = "upload"
A_WHILE = dt.timedelta(minutes=10)
OF_A_PERSON, OF_A_NOMINATION = 60, 120
"""Files that may be sent in that while: more than anybody has, fewer than would keep the server busy."""


def when() -> dict[str, Any]:
    """By whom, when, and where links lead: what every service is told."""
    return {"by": current_user, "at": clock.now(), "base_url": base_url()}


def begin_upload(nomination: Nomination, files: int = 1) -> None:
    """Count the files, and end the transaction: what follows takes its time and must hold nobody up.

    Raise WrongState where nothing may be sent any more, so that nothing is looked at in vain.
    """
    refuse_if_closed(nomination, clock.now())
    limits = [
        Limit("file of a person", str(current_user.id), OF_A_PERSON, A_WHILE),
        Limit("file of a nomination", str(nomination.id), OF_A_NOMINATION, A_WHILE),
    ]
    count_for_good(limits * files, clock.now())


def go_on(nomination: Nomination) -> None:
    """Look again at what may have changed while the files were looked at; raise NotFound for who lost it."""
    get_nomination(nomination.id)
    if not can(current_user, NominationPermission.WRITE, nomination):
        raise NotFound


def sent_by_script() -> bool:
    """Whether our script sends the file; it shows the sentences itself."""
    return request.method == "POST" and request.headers.get("X-Requested-With") == BY_SCRIPT


def done() -> Page:
    """The answer to the script: it is kept."""
    return "", 201


def told(form: Form, status: int = 422, sentences: Iterable[str] = ()) -> Page:
    """The answer to the script: why it is not kept."""
    problems = [*(sentence for sentence, _ in form.problems), *sentences]
    return jsonify(problems=problems), status
