"""All questions of an entry form before they are answered: to read, to send round, to print."""

from flask import Response, render_template

from awards.core import clock
from awards.core.access import requires
from awards.editions.models import Category
from awards.editions.queries import get_whole_category
from awards.nominations.policy import NominationPermission
from awards.nominations.preparing import file_name, make_questions_document, questions_sheet
from awards.nominations.views.blueprint import nominations


@nominations.get("/nominations/questions/<uuid:category>")
@requires(NominationPermission.PREPARE, category=get_whole_category)
def questions(category: Category) -> str:
    """Every question with its limits and help, and when it is asked."""
    sheet = questions_sheet(category, at=clock.now())
    return render_template(
        "nominations/questions.html", category=category, edition=category.edition, sheet=sheet
    )


@nominations.get("/nominations/questions/<uuid:category>/pdf")
@requires(NominationPermission.PREPARE, category=get_whole_category)
def questions_pdf(category: Category) -> Response:
    """The same on paper."""
    made = make_questions_document(category, at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{file_name(category)}"'}
    return Response(made.pdf, headers=headers, mimetype="application/pdf")
