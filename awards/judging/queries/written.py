"""What stands on a score sheet, as plain values for the rules."""

from awards.editions.models import Category
from awards.judging.marks import Marks
from awards.judging.models import ScoreSheet
from awards.judging.rules import Criterion


def rule_criteria(category: Category, round_: int) -> list[Criterion]:
    """What is scored in a round of judging the category, as the rules know it."""
    return [
        Criterion(row.key, row.name, row.weight, tuple(row.scale), frozenset(row.reason_needed_at))
        for row in category.criteria_in(round_)
    ]


def marks_on(sheet: ScoreSheet | None) -> Marks:
    """What the judge has written so far."""
    if sheet is None:
        return Marks()
    by_id = {criterion.id: criterion.key for criterion in sheet.assignment.nomination.category.criteria}
    scores = [score for score in sheet.scores if score.criterion_id in by_id]
    return Marks(
        scores={by_id[score.criterion_id]: score.points for score in scores},
        comments={by_id[score.criterion_id]: score.comment for score in scores},
        comment=sheet.comment,
        private_note=sheet.private_note,
        may_release=sheet.may_release,
        flag=sheet.flag,
    )
