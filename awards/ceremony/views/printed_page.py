"""What guests will hold and hear of a team, for those who write its nomination."""

from flask import Response, render_template, request, url_for

from awards.ceremony.queries import CITATION, STAGE_WORDS, get_nomination_to_print
from awards.ceremony.team_pages import preview_of
from awards.ceremony.views.blueprint import ceremony
from awards.core.access import requires
from awards.core.errors import NotFound
from awards.nominations.models import Nomination
from awards.nominations.policy import NominationPermission


@ceremony.get("/nominations/<uuid:nomination>/printed-page")
@requires(NominationPermission.READ, nomination=get_nomination_to_print)
def printed_page(nomination: Nomination) -> str:
    """The real page of the programme, made of the answers as they stand, and the words for the stage."""
    return render_template(
        "ceremony/printed-page.html",
        edition=nomination.edition,
        nomination=nomination,
        preview=preview_of(nomination),
        written={
            question.key: url_for(
                "nominations.section",
                nomination=nomination.id,
                section=section.key,
                _anchor=f"q-{question.key}",
            )
            for section in nomination.category.sections
            for question in section.questions
        },
        CITATION=CITATION,
        STAGE_WORDS=STAGE_WORDS,
    )


@ceremony.get("/nominations/<uuid:nomination>/printed-page/picture")
@requires(NominationPermission.READ, nomination=get_nomination_to_print)
def printed_page_picture(nomination: Nomination) -> Response:
    """The page as a picture; the second one where it runs on."""
    pages, number = preview_of(nomination).made.pictures, request.args.get("page", 1, type=int)
    if not 1 <= number <= len(pages):
        raise NotFound
    return Response(pages[number - 1], mimetype="image/png")


@ceremony.get("/nominations/<uuid:nomination>/printed-page/pdf")
@requires(NominationPermission.READ, nomination=get_nomination_to_print)
def printed_page_pdf(nomination: Nomination) -> Response:
    """The page as the printer would get it."""
    headers = {"Content-Disposition": f'attachment; filename="{nomination.reference}-printed-page.pdf"'}
    return Response(preview_of(nomination).made.pdf, headers=headers, mimetype="application/pdf")
