"""One factory a model: ``make_x(**what_matters)`` saves a thing whose other values are plausible."""

import datetime as dt
import itertools
from typing import Any, TypeVar

from awards.accounts.models import Person, Post
from awards.core.database import Model, db
from awards.editions.models import Award, Category, Criterion, Edition, Participant, Question, Section
from awards.editions.states import Audience, AwardKind, QuestionKind, Stage
from awards.judging.models import Assignment, Panel, PanelMember, PanelRound, Score, ScoreSheet
from awards.judging.states import SeatState, SheetState
from awards.nominations.models import Answer, Nomination
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation, OrganisationKind
from awards.organisations.roles import Role

T = TypeVar("T")
numbers = itertools.count(1)
NOW = dt.datetime(2022, 9, 12, 10, tzinfo=dt.UTC)
SCALE = ["No evidence", "Weak", "Some", "Good", "Strong", "Outstanding"]


def saved(thing: T) -> T:
    """``thing``, in the database."""
    db.session.add(thing)
    db.session.commit()
    return thing


def make_organisation(**values: Any) -> Organisation:
    """A council."""
    n = next(numbers)
    usual = {
        "slug": f"council-{n}",
        "name": f"Council {n}",
        "short_name": f"C{n}",
        "kind": OrganisationKind.COUNCIL,
    }
    return saved(Organisation(**usual | values))


def make_person(*roles: Role, organisation: Organisation | None = None, **values: Any) -> Person:
    """Somebody who holds a post for each of ``roles``, in ``organisation``."""
    n = next(numbers)
    person = Person(**{"email": f"person.{n}@example.org", "name": f"Person {n}", "joined_at": NOW} | values)
    for role in roles:
        person.posts.append(Post(role=role, organisation=organisation, starts_on=dt.date(2020, 1, 1)))
    return saved(person)


def make_edition(stage: Stage = Stage.NOMINATIONS, **values: Any) -> Edition:
    """An edition whose nominations are open for another week, counted from today."""
    n, now = next(numbers), dt.datetime.now(dt.UTC)
    usual = {
        "slug": f"tea-{n}",
        "name": f"TEA {n}",
        "award_name": "Team Excellence Award",
        "year": 2022,
        "contact": "tea@example.org",
        "state": stage,
        "nominations_open_at": now - dt.timedelta(days=7),
        "nominations_close_at": now + dt.timedelta(days=7),
        "judging_closes_at": now + dt.timedelta(days=21),
        "venue": "Molineux Stadium, Wolverhampton",
        "ceremony_on": dt.date(2022, 10, 21),
        "doors_at": 18 * 3600,
        "hard_finish_at": 22 * 3600 + 1800,
        "two_people_decide": False,
    }
    return saved(Edition(**usual | values))


def make_participant(edition: Edition, organisation: Organisation, **values: Any) -> Participant:
    """``organisation`` nominates in ``edition``."""
    return saved(Participant(edition=edition, organisation=organisation, **values))


def make_category(edition: Edition, **values: Any) -> Category:
    """A category with one section of a few questions and two criteria."""
    n = next(numbers)
    category = Category(
        **{"edition": edition, "position": n, "key": f"category-{n}", "name": f"Category {n}"} | values
    )
    section = Section(category=category, position=1, key="team", title="Your team")
    field = [{"value": "early-help", "label": "Early help"}, {"value": "education", "label": "Education"}]
    for position, (key, kind, limits) in enumerate(
        [
            ("team-name", QuestionKind.SHORT_TEXT, {"max_characters": 80}),
            ("field", QuestionKind.CHOICE, {"options": field}),
            ("why-this-team", QuestionKind.LONG_TEXT, {"max_words": 80, "audience": Audience.PROGRAMME}),
            ("challenge", QuestionKind.LONG_TEXT, {"max_words": 150}),
            ("members", QuestionKind.PEOPLE, {"required": False, "audience": Audience.PROGRAMME}),
        ],
        start=1,
    ):
        usual: dict[str, Any] = {"position": position, "key": key, "kind": kind, "audience": Audience.JUDGES}
        section.questions.append(Question(**usual | {"label": key.replace("-", " ").capitalize()} | limits))
    for position, (key, weight) in enumerate([("impact", 60), ("teamwork", 40)], start=1):
        criterion = Criterion(position=position, key=key, name=key.capitalize(), weight=weight, scale=SCALE)
        criterion.reason_needed_at = [0, 5]
        category.criteria.append(criterion)
    return saved(category)


def make_award(category: Category, kind: AwardKind = AwardKind.COMPETITION, **values: Any) -> Award:
    """An award of ``kind`` for the nominations of ``category``."""
    n = next(numbers)
    usual = {"key": f"award-{n}", "name": f"Award {n}", "kind": kind, "position": n}
    return saved(Award(**usual | {"edition": category.edition, "category": category} | values))


def make_nomination(
    category: Category,
    organisation: Organisation,
    state: NominationState = NominationState.DRAFT,
    answers: dict[str, Any] | None = None,
    **values: Any,
) -> Nomination:
    """A nomination; outside draft it was submitted a moment ago. ``answers`` by question key."""
    n = next(numbers)
    usual: dict[str, Any] = {"reference": f"TEA-{n:03}", "team_name": f"Team {n}", "state": state}
    if state is not NominationState.DRAFT:
        usual["submitted_at"] = NOW
    if state in {NominationState.RETURNED, NominationState.INELIGIBLE}:
        usual["note"] = "The reason"
    nomination = Nomination(
        **usual | {"edition": category.edition, "category": category, "organisation": organisation} | values
    )
    by_key = {question.key: question for section in category.sections for question in section.questions}
    for key, value in ({"team-name": nomination.team_name} | (answers or {})).items():
        nomination.answers.append(Answer(question=by_key[key], value=value))
    return saved(nomination)


def make_panel(category: Category, *members: Person, chair: Person | None = None) -> Panel:
    """A panel for ``category``; all have accepted and declared their conflicts."""
    panel = Panel(
        edition=category.edition,
        name=f"Panel {next(numbers)}",
        categories=[category],
        rounds=[PanelRound()],
    )
    ready = {"state": SeatState.ACCEPTED, "answered_at": NOW, "criteria_read_at": NOW, "declared_at": NOW}
    for person in members:
        panel.members.append(PanelMember(person=person, **ready))
    if chair:
        panel.members.append(PanelMember(person=chair, is_chair=True, scores=False, **ready))
    return saved(panel)


def make_assignment(panel: Panel, person: Person, nomination: Nomination) -> Assignment:
    """``person`` scores ``nomination``."""
    return saved(Assignment(panel=panel, person=person, nomination=nomination))


def make_sheet(assignment: Assignment, points: int | list[int], **values: Any) -> ScoreSheet:
    """A submitted sheet with ``points`` for every criterion, or one number for each."""
    criteria = assignment.nomination.category.criteria_in(assignment.round)
    each = points if isinstance(points, list) else [points] * len(criteria)
    usual: dict[str, Any] = {"state": SheetState.SUBMITTED, "saved_at": NOW, "submitted_at": NOW}
    sheet = ScoreSheet(**{"assignment": assignment} | usual | values)
    for criterion, given in zip(criteria, each, strict=True):
        sheet.scores.append(Score(criterion=criterion, points=given, comment="Because."))
    return saved(sheet)


def refreshed(thing: Model) -> Any:
    """``thing`` as the database has it now."""
    db.session.refresh(thing)
    return thing
