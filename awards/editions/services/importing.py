"""Taking over an entry form from a file, while nobody has answered the one that is there."""

import datetime as dt
from collections.abc import Sequence

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.core.text import join_words
from awards.editions.files import FileSection
from awards.editions.forms_in_use import nominations
from awards.editions.models import Category
from awards.editions.queries import awards_for_answers
from awards.editions.services.entry_forms import delete, hold_form, questions_in
from awards.editions.services.loading import make_section
from awards.editions.uses import use_of_form


def import_form(category: Category, sections: Sequence[FileSection], *, by: Person, at: dt.datetime) -> None:
    """Put the form of a file in place of the category's own. Answers are never lost: then it is refused."""
    there = hold_form(category)
    use = use_of_form(category.id)
    if use.answered:
        most = max(use.answered.values())
        raise BrokenRule(
            f"{nominations(most, 'answered')} this entry form already, so it cannot be replaced. "
            "Change its questions one by one, or add a category and import the form there"
        )
    _refuse_hanging_awards(category, sections)
    delete(*questions_in(there), *there)
    category.sections = [make_section(said, n) for n, said in enumerate(sections, start=1)]
    db.session.flush()
    record("entry form imported", category, by=by, at=at, sections=len(sections))


def _refuse_hanging_awards(category: Category, sections: Sequence[FileSection]) -> None:
    """An award for certain answers needs the question, and the answer, to be there."""
    offered = {
        (question.key, value)
        for section in sections
        for question in section.questions
        for value, _ in question.options
    }
    awards = awards_for_answers(category.id)
    hanging = [award for award in awards if (award.question, award.answer) not in offered]
    if hanging:
        names = join_words(f"“{award.name}”" for award in hanging)
        wanted = join_words(dict.fromkeys(f"{award.question} = {award.answer}" for award in hanging))
        raise BrokenRule(
            f"{names} {'is' if len(hanging) == 1 else 'are'} for answers that the file does not offer "
            f"({wanted}). Change the award or the file"
        )
