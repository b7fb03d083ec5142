"""A nomination on paper."""

from flask import Response

from awards.core import clock
from awards.core.access import requires
from awards.nominations.documents import file_name, make_nomination_document
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission
from awards.nominations.queries import get_nomination
from awards.nominations.views.blueprint import nominations


@nominations.get("/nominations/<uuid:nomination>/pdf")
@requires(NominationPermission.TAKE_PDF, nomination=get_nomination)
def pdf(nomination: Nomination) -> Response:
    """Everything that was answered, as a PDF made at this moment and kept nowhere."""
    made = make_nomination_document(nomination, at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{file_name(nomination)}"'}
    return Response(made.pdf, headers=headers, mimetype="application/pdf")
