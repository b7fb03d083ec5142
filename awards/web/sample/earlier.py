"""The year before the sample: one nomination, from which this year's can be copied. Invented content."""

import datetime as dt

from awards.core.clock import from_local
from awards.editions.files import parse_edition
from awards.editions.models import Edition
from awards.editions.services import load_edition, move_on
from awards.editions.states import QuestionKind
from awards.nominations.services import (
    Consents,
    MemberDetails,
    accept_nomination,
    add_members,
    save_answers,
    start_nomination,
    submit_nomination,
)
from awards.web.sample.cast import Cast
from awards.web.sample.content import EDITION

NOMINATED_BY = "coventry"
ANSWERS: dict[str, object] = {
    "team-name": "The Lantern Street team",
    "say-as": "LAN-tern street",
    "field": "early-help",
    "priority": "other",
    "what-the-team-does": "The team runs open evenings for families in a former library, four times a week.",
    "challenge": "Families told us that they were always asked to come when they were at work.",
    "what-they-did": "They moved their hours, asked the bus company to move a stop, and shared one diary.",
    "difference": "Twice as many families came within the year, and most of them came back.",
    "voices": "Young people chose the furniture, the music and the hours.",
    "testimonial": "It is the first place with a door that is open when I am.",
    "learning": "Ask people when they can come, before you ask them what they need.",
    "why-this-team": "They moved the hours, then the bus stop, and then the whole street came.",
    "stage-words": "They asked when people could come. And then they were there.",
    "identifiable": True,
    "team-agrees": True,
    "no-investigation": True,
    "ai-help": "none",
}
PEOPLE = (
    MemberDetails("Aurelia Thistlewood", "Early help manager"),
    MemberDetails("Kwabena Ollerton-Shah", "Family worker"),
    MemberDetails("Siobhan Rackham", "Family worker", say_as="shi-VAWN RACK-um"),
)


def load_earlier_year(cast: Cast, *, base_url: str) -> Edition:
    """TEA 2021, over and archived, with the nomination of one organisation."""
    text = EDITION.read_text("utf-8").replace("2022", "2021")
    edition = load_edition(parse_edition(text), by=None, at=_moment(8, 23))
    _move(edition, cast, ("open_nominations",), _moment(9, 5))
    _nominate(edition, cast, _moment(9, 14), base_url)
    end = ("open_judging", "open_moderation", "seal", "open_ceremony", "publish", "archive")
    _move(edition, cast, end, _moment(10, 25))
    return edition


def _moment(month: int, day: int) -> dt.datetime:
    """Ten in the morning of a day of 2021."""
    return from_local(dt.datetime(2021, month, day, 10))  # noqa: DTZ001  # wall-clock time, made aware there


def _move(edition: Edition, cast: Cast, moves: tuple[str, ...], at: dt.datetime) -> None:
    for move in moves:
        move_on(edition, move, by=cast.organiser, at=at)


def _nominate(edition: Edition, cast: Cast, at: dt.datetime, base_url: str) -> None:
    body = next(p.organisation for p in edition.participants if p.organisation.slug == NOMINATED_BY)
    by, category = cast.directors[NOMINATED_BY], edition.categories[0]
    nomination = start_nomination(category, body, by=by, at=at)
    everything = Consents(in_programme=True, on_stage=True, in_photo=True)
    for section in category.sections:
        asked = {question.key for question in section.questions}
        answers = {key: value for key, value in ANSWERS.items() if key in asked}
        save_answers(nomination, section, answers, by=by, at=at)
        for question in section.questions:
            if question.kind is QuestionKind.PEOPLE:
                named = PEOPLE[:1] if question.max_people == 1 else PEOPLE
                people = [_with(everything, each) for each in named]
                add_members(nomination, question, people, by=by, at=at)
    submit_nomination(nomination, by=by, at=at, base_url=base_url)
    _move(edition, cast, ("close_nominations",), _moment(9, 27))
    accept_nomination(nomination, by=cast.organiser, at=_moment(9, 28))


def _with(consents: Consents, person: MemberDetails) -> MemberDetails:
    return MemberDetails(person.name, person.role, person.email, person.say_as, consents)
