"""The overview, the basics, the timetable, who may decide, and the plan of the evening."""

from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.errors import Stale
from awards.editions.forms import BasicsForm, DecidingForm, TimetableForm
from awards.editions.models import Edition
from awards.editions.queries import find_set_up, get_edition, get_edition_with_awards
from awards.editions.readiness import summary_of
from awards.editions.rules import planned_lengths
from awards.editions.services import change_basics, set_deciding, set_timetable
from awards.editions.stages import FOR_ORGANISERS, STAGE_NAMES
from awards.editions.states import Stage
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show

SAVED = "Timetable saved."
MOVED = (
    "Timetable saved. Those who nominate see the new deadline on their pages, and reminders move with it. "
    "Nobody is written to about it by itself: you can write to all of them from the list of nominations."
)


@editions.get("/editions/<edition>/set-up")
@requires(READ, edition=get_edition)
def set_up(edition: Edition) -> Page:
    """The task list of the set-up."""
    findings = find_set_up(edition, clock.now())
    parts = ("timetable", "participants", "categories", "awards", "plan")
    return show(
        "set_up",
        edition,
        summaries={part: summary_of(part, findings) for part in parts},
        stage=STAGE_NAMES[edition.state],
        sentence=FOR_ORGANISERS[edition.state],
    )


@editions.get("/editions/<edition>/set-up/basics")
@requires(READ, edition=get_edition)
def basics(edition: Edition) -> Page:
    """Names, words and the evening."""
    return show("basics", edition, form=BasicsForm.of(edition))


@editions.post("/editions/<edition>/set-up/basics")
@requires(CHANGE, edition=get_edition)
def change_the_basics(edition: Edition) -> Page:
    """Change names, words and the evening."""
    form = BasicsForm()
    try:
        if accepted(form, lambda: _change_basics(edition, form)):
            return go(".set_up", "Saved.", edition=edition.slug)
    except Stale as stale:
        form.refuse(stale)
        return show("basics", edition, form=form, kept=BasicsForm.of(edition)), stale.status
    return show("basics", edition, form=form), 422


def _change_basics(edition: Edition, form: BasicsForm) -> None:
    change_basics(edition, form.facts, version=form.seen_version, by=current_user, at=clock.now())


@editions.get("/editions/<edition>/set-up/timetable")
@requires(READ, edition=get_edition)
def timetable(edition: Edition) -> Page:
    """When things open and close."""
    return show("timetable", edition, form=TimetableForm.of(edition))


@editions.post("/editions/<edition>/set-up/timetable")
@requires(CHANGE, edition=get_edition)
def change_the_timetable(edition: Edition) -> Page:
    """Change when things open and close."""
    form, before = TimetableForm(), edition.closes.words
    try:
        if accepted(form, lambda: _set_timetable(edition, form)):
            moved = edition.state is Stage.NOMINATIONS and edition.closes.words != before
            return go(".set_up", MOVED if moved else SAVED, edition=edition.slug)
    except Stale as stale:
        form.refuse(stale)
        return show("timetable", edition, form=form, stale=True), stale.status
    return show("timetable", edition, form=form), 422


def _set_timetable(edition: Edition, form: TimetableForm) -> None:
    set_timetable(edition, form.facts, version=form.seen_version, by=current_user, at=clock.now())


@editions.get("/editions/<edition>/set-up/deciding")
@requires(READ, edition=get_edition)
def deciding(edition: Edition) -> Page:
    """Whether grave acts need two people."""
    two = "yes" if edition.two_people_decide else "no"
    form = DecidingForm(data={"two_people_decide": two, "past_post_years": edition.past_post_years})
    return show("deciding", edition, form=form)


@editions.post("/editions/<edition>/set-up/deciding")
@requires(CHANGE, edition=get_edition)
def change_deciding(edition: Edition) -> Page:
    """Change whether grave acts need two people."""
    form = DecidingForm()
    if accepted(form, lambda: _set_deciding(edition, form)):
        return go(".set_up", "Saved.", edition=edition.slug)
    return show("deciding", edition, form=form), 422


def _set_deciding(edition: Edition, form: DecidingForm) -> None:
    two = form.two_people_decide.data == "yes"
    set_deciding(edition, two, form.past_post_years.data or 0, by=current_user, at=clock.now())


@editions.get("/editions/<edition>/set-up/plan")
@requires(READ, edition=get_edition_with_awards)
def plan(edition: Edition) -> Page:
    """The plan of the evening, as the edition file gives it."""
    names = {award.key: award.name for award in edition.awards}
    return show("plan", edition, award_names=names, lengths=planned_lengths(edition.plan))
