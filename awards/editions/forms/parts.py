"""Forms about categories, criteria and awards, and the buttons that arrange them."""

import re
import uuid
from collections.abc import Iterable, Sequence

from awards.core.forms import (
    ChoiceField,
    ChoicesField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    MaxCharacters,
    SelectField,
    TextField,
)
from awards.editions.facts import AwardText, CategoryText, CriterionText
from awards.editions.models import Award, Category, Criterion, Question
from awards.editions.rules import FIRST_ROUND, MOST_ROUNDS
from awards.editions.states import AwardKind

_LINE = 200
POINTS = ("0", "1", "2", "3", "4", "5")
KINDS = (
    (AwardKind.RECOGNITION, "Recognition", "Every accepted nomination of the category receives it."),
    (AwardKind.COMPETITION, "Competition", "The ranking proposes a winner, and highly commended places."),
    (AwardKind.CHOICE, "Choice", "Named by the chair or the region, with a reason."),
)


class CategoryForm(Form):
    """A category; a new one begins with some entry form."""

    name = TextField("Name", required="Enter a name", validators=[MaxCharacters(_LINE)])
    description = LongTextField("Description", max_words=200, rows=4)
    max_per_organisation = IntegerField(
        "Nominations that one organisation may make", required=True, least=1, most=100
    )
    form_of = SelectField("Entry form", blank="An empty form that asks only for the team’s name")

    @property
    def facts(self) -> CategoryText:
        """What was typed."""
        return CategoryText(
            name=self.name.data,
            description=self.description.data,
            max_per_organisation=self.max_per_organisation.data or 1,
        )


class CriterionForm(Form):
    """A criterion with its six scale words."""

    name = TextField("Name", required="Enter a name", validators=[MaxCharacters(_LINE)])
    weight = IntegerField("Weight", required=True, least=1, most=1000)
    description = LongTextField("Description", max_words=100, rows=2)
    guidance = LongTextField("Guidance for judges", max_words=200, rows=4)
    plain = LongTextField("In plain words, for young judges", max_words=200, rows=4)
    scale_0 = TextField("Word for 0", required=True, validators=[MaxCharacters(40)])
    scale_1 = TextField("Word for 1", required=True, validators=[MaxCharacters(40)])
    scale_2 = TextField("Word for 2", required=True, validators=[MaxCharacters(40)])
    scale_3 = TextField("Word for 3", required=True, validators=[MaxCharacters(40)])
    scale_4 = TextField("Word for 4", required=True, validators=[MaxCharacters(40)])
    scale_5 = TextField("Word for 5", required=True, validators=[MaxCharacters(40)])
    reason_needed_at = ChoicesField(
        "Points that need a sentence", choices=[(point, point) for point in POINTS], coerce=int
    )
    round = IntegerField("Scored from round", least=FIRST_ROUND, most=MOST_ROUNDS)

    @classmethod
    def of(cls, criterion: Criterion) -> "CriterionForm":
        """The form as the criterion fills it."""
        kept = {name: getattr(criterion, name) for name in CriterionText.__annotations__}
        return cls(data=kept | {f"scale_{n}": word for n, word in enumerate(criterion.scale)})

    @classmethod
    def like(cls, criteria: Sequence[Criterion], round_: int = FIRST_ROUND) -> "CriterionForm":
        """The form of a new criterion of a round, with the scale words of the last one."""
        words = criteria[-1].scale if criteria else []
        points = criteria[-1].reason_needed_at if criteria else [0, 5]
        kept = {"reason_needed_at": points, "round": round_}
        return cls(data=kept | {f"scale_{n}": word for n, word in enumerate(words)})

    @property
    def scale_fields(self) -> list[TextField]:
        """The boxes of the scale words, from 0."""
        return [self[f"scale_{point}"] for point in POINTS]

    @property
    def facts(self) -> CriterionText:
        """What was typed."""
        return CriterionText(
            name=self.name.data,
            weight=self.weight.data or 1,
            description=self.description.data,
            guidance=self.guidance.data,
            plain=self.plain.data,
            scale=[field.data for field in self.scale_fields],
            reason_needed_at=sorted(self.reason_needed_at.data),
            round=self.round.data or FIRST_ROUND,
        )


class AwardForm(Form):
    """An award and who competes for it."""

    name = TextField("Name", required="Enter a name", validators=[MaxCharacters(_LINE)])
    kind = ChoiceField(
        "Kind", required="Select how the award finds its winner", choices=KINDS, coerce=AwardKind
    )
    category = SelectField("Category", required="Select a category", blank="")
    limit = SelectField("Who competes?", blank="Every accepted nomination of the category")
    minimum = IntegerField("Fewest nominations for the award to be given", required=True, least=1, most=1000)
    highly_commended = IntegerField(
        "Highly commended places", required="Enter how many highly commended places, or 0", least=0, most=20
    )
    description = LongTextField("Description", max_words=100, rows=2)
    presenter = TextField("Presented by", validators=[MaxCharacters(_LINE)])

    def offer(self, categories: Sequence[Category], questions: Iterable[Question]) -> "AwardForm":
        """Say which categories there are, and which answers nominations can be told apart by."""
        self.category.choices = [(str(category.id), category.name) for category in categories]
        several = len(categories) > 1
        limits = {
            f"{question.key}/{option['value']}": f"{question.section.category.name}: {option['label']}"
            if several
            else f"{option['label']} – {question.label}"
            for question in questions
            for option in question.options
        }
        self.limit.choices = list(limits.items())
        return self

    @classmethod
    def of(cls, award: Award) -> "AwardForm":
        """The form as the award fills it."""
        kept = {name: getattr(award, name) for name in AwardText.__annotations__}
        limit = f"{award.question}/{award.answer}" if award.question else ""
        return cls(data=kept | {"category": str(award.category_id), "limit": limit})

    @property
    def facts(self) -> AwardText:
        """What was typed."""
        question, _, answer = (self.limit.data or "").partition("/")
        return AwardText(
            name=self.name.data,
            kind=self.kind.data,
            description=self.description.data,
            presenter=self.presenter.data,
            question=question,
            answer=answer,
            minimum=self.minimum.data or 1,
            highly_commended=self.highly_commended.data or 0,
        )


def meant(field: HiddenField) -> uuid.UUID:
    """The thing whose id a field holds; one that cannot exist, when it is not readable."""
    try:
        return uuid.UUID(field.data)
    except ValueError:
        return uuid.UUID(int=0)


class ArrangeForm(Form):
    """One thing of a list: move it from its place, or remove it."""

    thing = HiddenField("Thing")
    position = HiddenField("Position")
    arrangement = ChoiceField(
        "What to do",
        required="Choose one of the buttons on the page",
        choices=[("up", "Move up"), ("down", "Move down"), ("remove", "Remove")],
    )

    @property
    def thing_id(self) -> uuid.UUID:
        """The thing that was meant."""
        return meant(self.thing)

    @property
    def from_position(self) -> int:
        """The place at which the page showed it."""
        typed = self.position.data
        return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else -1
