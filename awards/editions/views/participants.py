"""Who nominates, and until when."""

import datetime as dt

from flask import current_app
from flask_login import current_user

from awards.core import clock
from awards.core.access import requires
from awards.core.forms import Form
from awards.editions.forms import DeadlineForm, ParticipantsForm
from awards.editions.models import Edition, Participant
from awards.editions.queries import get_edition, get_participant, participants_of
from awards.editions.services import choose_one_for_each_area, extend_deadline, set_participants
from awards.editions.views.pages import CHANGE, READ, Page, accepted, editions, go, show
from awards.organisations.queries import all_organisations


@editions.get("/editions/<edition>/set-up/organisations")
@requires(READ, edition=get_edition)
def participants(edition: Edition) -> Page:
    """Which organisations nominate."""
    ids = [part.organisation_id for part in participants_of(edition)]
    return _page(edition, ParticipantsForm(data={"organisations": ids}))


@editions.post("/editions/<edition>/set-up/organisations")
@requires(CHANGE, edition=get_edition)
def choose_participants(edition: Edition) -> Page:
    """Change which organisations nominate."""
    form = ParticipantsForm()
    _offer(form, edition)
    if accepted(form, lambda: _set_participants(edition, form)):
        return go(".participants", "Saved. These organisations nominate.", edition=edition.slug)
    return _page(edition, form), 422


def _set_participants(edition: Edition, form: ParticipantsForm) -> None:
    set_participants(edition, form.organisations.data, by=current_user, at=clock.now())


@editions.post("/editions/<edition>/set-up/organisations/one-for-each-area")
@requires(CHANGE, edition=get_edition)
def one_for_each_area(edition: Edition) -> Page:
    """Let one body of each area nominate."""
    form = ParticipantsForm()
    _offer(form, edition)
    if accepted(form, lambda: choose_one_for_each_area(edition, by=current_user, at=clock.now())):
        return go(".participants", "Saved. One body of each area nominates.", edition=edition.slug)
    return _page(edition, form), 422


def _offer(form: ParticipantsForm, edition: Edition) -> None:
    form.organisations.choices = [
        (
            organisation.id,
            organisation.name,
            "" if organisation.exists_on(edition.ceremony_on) else "Does not exist on the ceremony date",
        )
        for organisation in all_organisations()
    ]


def _page(edition: Edition, form: ParticipantsForm) -> str:
    _offer(form, edition)
    return show("participants", edition, form=form, participants=participants_of(edition))


@editions.get("/editions/<edition>/set-up/organisations/<uuid:participant>/deadline")
@requires(CHANGE, edition=get_edition, participant=get_participant)
def deadline(edition: Edition, participant: Participant) -> Page:
    """A later deadline for one organisation."""
    form = DeadlineForm(obj=participant)
    return show("deadline", edition, form=form, participant=participant)


@editions.post("/editions/<edition>/set-up/organisations/<uuid:participant>/deadline")
@requires(CHANGE, edition=get_edition, participant=get_participant)
def change_deadline(edition: Edition, participant: Participant) -> Page:
    """Give a later deadline; its directors and delegates are told."""
    form = DeadlineForm()
    until, reason = form.deadline_at.data, form.deadline_reason.data
    if accepted(form, lambda: _extend(participant, until, reason)):
        said = f"{participant.organisation.name} has until {participant.closes.words}."
        return go(".participants", said, edition=edition.slug)
    return show("deadline", edition, form=form, participant=participant), 422


@editions.post("/editions/<edition>/set-up/organisations/<uuid:participant>/deadline/take-back")
@requires(CHANGE, edition=get_edition, participant=get_participant)
def take_deadline_back(edition: Edition, participant: Participant) -> Page:
    """Let the deadline of all hold for this organisation again; its directors and delegates are told."""
    form = Form()
    if accepted(form, lambda: _extend(participant, None, "")):
        said = f"For {participant.organisation.name} everybody’s deadline holds again."
        return go(".participants", said, edition=edition.slug)
    kept = DeadlineForm(formdata=None, obj=participant)
    return show("deadline", edition, form=kept, participant=participant), 422


def _extend(participant: Participant, until: dt.datetime | None, reason: str) -> None:
    base_url = str(current_app.config["BASE_URL"])
    extend_deadline(participant, until, reason, by=current_user, at=clock.now(), base_url=base_url)
