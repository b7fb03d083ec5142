"""What the people of a team agreed to, where a page has to remind of it."""

from awards.editions.states import Audience, QuestionKind
from awards.nominations.models import Nomination


def unpictured(nomination: Nomination) -> list[str]:
    """The names, in order, of those in the team who have not agreed to be in the photo.

    A picture cannot be searched for faces: whoever sends, signs or checks it is asked to look.
    """
    asked = {
        question.id: (section.position, question.position)
        for section in nomination.category.sections
        for question in section.questions
        if question.kind is QuestionKind.PEOPLE and question.audience is not Audience.ORGANISERS
    }
    unwilling = [each for each in nomination.members if each.question_id in asked and not each.in_photo]
    unwilling.sort(key=lambda each: (asked[each.question_id], each.position))
    return [each.name for each in unwilling]
