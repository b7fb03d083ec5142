"""The organisers' table of nominations, what is downloaded of it, and letters to those in it."""

import secrets
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.forms import ChoicesField, Form, HiddenField, LongTextField, TextField
from awards.core.spreadsheets import CSV, XLSX, csv_of, xlsx_of
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.editions.states import Stage
from awards.nominations.desk import (
    DeskRow,
    Recipient,
    chosen_rows,
    desk_rows,
    page_of,
    recipients_in,
    to_start,
    written_words,
)
from awards.nominations.exports import MOST_ANSWERED, answers_tables, list_table
from awards.nominations.policy import NominationPermission
from awards.nominations.progress import progress_in
from awards.nominations.queries import categories_of
from awards.nominations.services import write_letter
from awards.nominations.views.blueprint import Page, nominations, refusal
from awards.nominations.wishes import SHOWN, SORTS, Wishes, read_wishes
from awards.organisations.roles import Role

ROLES = [(Role.DIRECTOR, "Directors"), (Role.DELEGATE, "Delegates")]


class LetterForm(Form):
    """A letter to some of those who nominate."""

    to = ChoicesField("Who receives it?", required="Choose who receives it", choices=ROLES, coerce=Role)
    subject = TextField("Subject", required="Enter a subject", max_characters=150)
    text = LongTextField(
        "Message",
        description="Plain text. It is signed with the edition’s name and contact address.",
        required="Write the message",
        max_words=1000,
        rows=12,
    )
    once = HiddenField()


@nominations.get("/editions/<edition>/nominations")
@requires(NominationPermission.LIST, edition=get_edition)
def checking(edition: Edition) -> Page:
    """Every organisation and how far it is, a page at a time."""
    wishes, rows = read_wishes(request.args), desk_rows(edition, current_user)
    progress = progress_in(edition)
    page = page_of(rows, chosen_rows(rows, wishes, progress), wishes.page)
    categories = categories_of(edition)
    return render_template(
        "nominations/checking.html",
        edition=edition,
        wishes=wishes,
        page=page,
        progress=progress,
        words=written_words(page.rows, progress.conditions),
        categories=categories,
        to_start=to_start(rows, categories),
        shown=SHOWN,
        sorts=SORTS,
    )


@nominations.get("/editions/<edition>/nominations/list.<any(xlsx, csv):kind>")
@requires(NominationPermission.LIST, edition=get_edition)
def download_list(edition: Edition, kind: str) -> Response:
    """The rows that the table shows, of all its pages; as a workbook with the answers that may be read."""
    rows = _wanted(edition, read_wishes(request.args))
    progress = progress_in(edition)
    table = list_table(rows, progress, written_words(rows, progress.conditions))
    if kind == "csv":
        return _attached(csv_of(table), CSV, f"{edition.slug}-nominations.csv")
    readable = len(rows) <= MOST_ANSWERED and edition.state is not Stage.ARCHIVED
    answers = answers_tables(edition, rows) if readable else []
    return _attached(xlsx_of(table, *answers, at=clock.now()), XLSX, f"{edition.slug}-nominations.xlsx")


def _attached(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _wanted(edition: Edition, wishes: Wishes) -> list[DeskRow]:
    rows = desk_rows(edition, current_user)
    return chosen_rows(rows, wishes, progress_in(edition) if wishes.sort == "missing" else None)


@nominations.route("/editions/<edition>/nominations/write", methods=["GET", "POST"])
@requires(NominationPermission.WRITE_TO, edition=get_edition)
def write_to(edition: Edition) -> Page:
    """Write to the people of the organisations that were chosen, or of all in the list."""
    people = _chosen_people(edition)
    wishes: dict[str, Any] = read_wishes(request.args).address()
    there = url_for("nominations.checking", edition=edition.slug, **wishes)
    if not people:
        flash("Nobody to write to: choose at least one organisation that has a director or a delegate.")
        return redirect(there, 303)
    form = LetterForm(data={"to": [Role.DIRECTOR, Role.DELEGATE], "once": secrets.token_hex(8)})
    refused = None
    if form.validate_on_submit():
        refused = refusal(form, lambda: _send(edition, people, form))
        if refused is None:
            return redirect(there, 303)
    status = refused.status if refused else 422 if form.is_submitted() else 200
    page = render_template("nominations/write_to.html", edition=edition, form=form, people=people)
    return page, status


def _chosen_people(edition: Edition) -> list[Recipient]:
    wishes = read_wishes(request.args)
    slugs = set(request.args.getlist("to"))
    everybody = request.args.get("all") == "1"
    rows = _wanted(edition, wishes) if everybody else desk_rows(edition, current_user)
    ids = {row.organisation_id for row in rows if everybody or row.slug in slugs}
    return recipients_in(ids, clock.local(clock.now()).date())


def _send(edition: Edition, people: list[Recipient], form: LetterForm) -> None:
    wanted = [each.email for each in people if each.role in form.to.data]
    count = write_letter(
        edition,
        wanted,
        form.subject.data,
        form.text.data,
        by=current_user,
        at=clock.now(),
        once=form.once.data[:40],
    )
    if count:
        flash(f"Your message goes to {count} {'person' if count == 1 else 'people'}.", "success")
    else:
        flash("Your message is on its way already. Nobody gets it twice.", "note")
