"""A nomination as most tests need it: an open edition, an organisation, its director and its delegate."""

from dataclasses import dataclass
from typing import Any

import pytest

from awards.accounts.models import Person
from awards.editions.models import Category, Edition, Participant, Question, Section
from awards.editions.states import Audience, QuestionKind
from awards.nominations.models import Nomination
from awards.organisations.models import Organisation
from awards.organisations.roles import Role
from tests.factories import (
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    saved,
)

COMPLETE = {"field": "education", "why-this-team": "They are kind.", "challenge": "There was no soup."}


@dataclass
class Scene:
    """Who and what a test about nominations is about."""

    edition: Edition
    category: Category
    organisation: Organisation
    participant: Participant
    director: Person
    delegate: Person
    organiser: Person

    @property
    def section(self) -> Section:
        """The form's first section."""
        return self.category.sections[0]

    def question(self, key: str) -> Question:
        """The question with that key."""
        questions = [question for section in self.category.sections for question in section.questions]
        return next(question for question in questions if question.key == key)

    def nomination(self, *args: Any, **values: Any) -> Nomination:
        """The organisation's nomination."""
        return make_nomination(self.category, self.organisation, *args, **values)

    def complete(self, *args: Any, **values: Any) -> Nomination:
        """The organisation's nomination with every required answer."""
        return self.nomination(*args, answers=COMPLETE, **values)


@pytest.fixture
def scene(session: Any) -> Scene:
    """Nominations are open; one organisation takes part; its form asks for every kind of answer."""
    edition, organisation = make_edition(), make_organisation()
    category = make_category(edition)
    add_special_questions(category)
    return Scene(
        edition=edition,
        category=category,
        organisation=organisation,
        participant=make_participant(edition, organisation),
        director=make_person(Role.DIRECTOR, organisation=organisation),
        delegate=make_person(Role.DELEGATE, organisation=organisation),
        organiser=make_person(Role.ORGANISER),
    )


def add_special_questions(category: Category) -> None:
    """A second section with a question of every other kind, none of them required."""
    section = Section(category=category, position=2, key="more", title="More")
    offered = [{"value": "a", "label": "Apples"}, {"value": "b", "label": "Pears"}]
    asked: list[tuple[str, QuestionKind, dict[str, Any]]] = [
        ("leader", QuestionKind.PEOPLE, {"audience": Audience.ORGANISERS}),
        ("photo", QuestionKind.PHOTO, {"max_files": 1, "max_megabytes": 1, "audience": Audience.PROGRAMME}),
        ("documents", QuestionKind.FILE, {"max_files": 2, "max_megabytes": 1}),
        ("fruit", QuestionKind.CHOICES, {"options": offered}),
        ("staff", QuestionKind.NUMBER, {}),
        ("since", QuestionKind.DATE, {}),
        ("agrees", QuestionKind.DECLARATION, {"audience": Audience.ORGANISERS}),
    ]
    for position, (key, kind, more) in enumerate(asked, start=1):
        usual: dict[str, Any] = {"audience": Audience.JUDGES, "required": False, "label": key.capitalize()}
        section.questions.append(Question(position=position, key=key, kind=kind, **usual | more))
    saved(section)
