"""The edition, and each entry form, as a file: to keep, to change in any editor, to take elsewhere."""

from flask import Response, render_template
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.editions.exporting import edition_text, form_text, problems_of
from awards.editions.files import sample_text
from awards.editions.forms import EditionFileForm, ImportForm
from awards.editions.models import Category, Edition
from awards.editions.policy import EditionPermission
from awards.editions.queries import all_editions, get_edition, get_edition_with_categories, get_whole_category
from awards.editions.services import begin_edition, import_form
from awards.editions.uses import use_of_form
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show


@editions.get("/editions/<edition>/set-up/file")
@requires(READ, edition=get_edition_with_categories)
def edition_file(edition: Edition) -> Page:
    """What the file holds and what it does not, and whether it could be loaded again as it is."""
    return show("edition_file", edition, mistakes=problems_of(edition_text(edition)))


@editions.get("/editions/<edition>/set-up/file/download")
@requires(READ, edition=get_edition_with_categories)
def download_edition(edition: Edition) -> Response:
    """The file of the edition."""
    return _download(edition_text(edition), edition.slug)


@editions.get("/editions/<edition>/set-up/categories/<uuid:category>/form/download")
@requires(READ, edition=get_edition, category=get_whole_category)
def download_form(edition: Edition, category: Category) -> Response:
    """The file of one entry form."""
    return _download(form_text(category), f"entry-form-{category.key}")


def _download(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.toml"'}
    return Response(text, headers=headers, mimetype="application/toml")


@editions.route("/editions/<edition>/set-up/categories/<uuid:category>/form/import", methods=["GET", "POST"])
@requires(CHANGE, edition=get_edition, category=get_whole_category)
def import_the_form(edition: Edition, category: Category) -> Page:
    """Put the form of a file in place of the category's own."""
    form = ImportForm()
    if accepted(form, lambda: import_form(category, form.sections, by=current_user, at=clock.now())):
        return go(".entry_form", "Entry form imported.", edition=edition.slug, category=category.id)
    page = show("form_import", edition, category=category, form=form, use=use_of_form(category.id))
    return page, 422 if form.is_submitted() else 200


@editions.route("/begin-edition", methods=["GET", "POST"])
@requires(EditionPermission.BEGIN)
def begin() -> Page:
    """Begin an edition with a file; one that is there is never touched."""
    form = EditionFileForm()
    if accepted(form, lambda: begin_edition(form.plan, by=current_user, at=clock.now())):
        said = f"{form.plan.facts['name']} is begun. Nobody has been told: look through its set-up first."
        return go(".set_up", said, edition=form.plan.slug)
    page = render_template("editions/begin.html", form=form, editions=all_editions())
    return page, 422 if form.is_submitted() else 200


@editions.get("/begin-edition/sample")
@requires(EditionPermission.BEGIN)
def sample_file() -> Response:
    """The file of the sample edition, to begin the first one with."""
    return _download(sample_text(), "tea-2022")
