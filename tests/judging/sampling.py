"""A panel with a sample, and what its members do with it."""

import datetime as dt

import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.outbox import Message
from awards.judging.marks import Marks
from awards.judging.services import (
    Agreed,
    agree_on_sample,
    hand_in_sample_sheet,
    show_sample,
    show_spread,
    write_sample,
)
from tests.factories import saved

TEXTS = {"challenge": "Families waited for nineteen days."}
HOME = "http://localhost"
AGREED = {"impact": Agreed(2, "Much is counted."), "teamwork": Agreed(4, "All of them count.")}


def later(minutes):
    return clock.now() + dt.timedelta(minutes=minutes)


def marks(impact, teamwork, why="Because I say so."):
    return Marks(scores={"impact": impact, "teamwork": teamwork}, comments={"impact": why, "teamwork": why})


class Sample:
    """A panel with a sample, and what its members do with it."""

    def __init__(self, judging):
        self.judging = judging
        entry = write_sample(
            judging.panel, judging.category, "A made-up team", TEXTS, by=judging.organiser, at=clock.now()
        )
        self.entry = saved(entry)

    @property
    def page(self):
        return f"/judging/samples/{self.entry.id}"

    @property
    def overview(self):
        return f"/judging/panels/{self.judging.panel.id}/sample"

    def show(self) -> "Sample":
        show_sample(self.entry, by=self.judging.organiser, at=clock.now(), base_url=HOME)
        db.session.commit()
        return self

    def score(self, person, impact=3, teamwork=4, why="Because I say so.", at=None):
        sheet = hand_in_sample_sheet(
            self.entry, marks(impact, teamwork, why), by=person, at=at or clock.now(), base_url=HOME
        )
        db.session.commit()
        return sheet

    def agree(self, at=None, **changed):
        chair, at = self.judging.chair, at or later(1)
        show_spread(self.entry, by=chair, at=at)
        agree_on_sample(self.entry, AGREED | changed, "Score the page.", by=chair, at=at, base_url=HOME)
        db.session.commit()
        return self


def seat(judging, person):
    return next(member for member in judging.panel.members if member.person_id == person.id)


def letters(kind):
    return sorted(db.session.scalars(sa.select(Message.recipient).filter_by(kind=kind)))


def events(action):
    return db.session.scalars(sa.select(Event).filter_by(action=action)).all()
