"""Categories and their criteria."""

import datetime as dt
import uuid

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule
from awards.editions.facts import CategoryText, CriterionText
from awards.editions.models import Category, Criterion, Edition
from awards.editions.rules import Part, criteria_refusal, structure_refusal
from awards.editions.services.changes import (
    Arrangement,
    allow,
    apply_facts,
    differing,
    lock_for,
    make_key,
    next_position,
    shift,
)
from awards.editions.services.entry_forms import FormSource, first_sections
from awards.editions.states import Stage
from awards.editions.uses import round_of_category


def add_category(
    edition: Edition, text: CategoryText, source: FormSource, *, by: Person, at: dt.datetime
) -> Category:
    """Add a category with its first entry form. The same again is the same category."""
    lock_for(Part.CATEGORIES, edition)
    allow(structure_refusal(edition.state))
    for category in edition.categories:
        if category.name == text.name and not differing(category, text):
            return category
    key = make_key(text.name, (category.key for category in edition.categories))
    sections, position = first_sections(source), next_position(edition.categories)
    category = Category(edition=edition, key=key, position=position, sections=sections, **vars(text))
    db.session.add(category)
    db.session.flush()
    record("category added", category, by=by, at=at, edition=edition.slug, key=key)
    return category


def change_category(category: Category, text: CategoryText, *, by: Person, at: dt.datetime) -> None:
    """Change a category's name, description or limit."""
    lock_for(Part.CATEGORIES, category.edition)
    names = {other.name for other in category.edition.categories if other is not category}
    if text.name in names:
        raise BrokenRule("That name is used already. Choose another one", field="name")
    changed = apply_facts(category, text)
    if changed:
        record("category changed", category, by=by, at=at, changed=changed)


def remove_category(edition: Edition, category_id: uuid.UUID, *, by: Person, at: dt.datetime) -> None:
    """Remove a category with its entry form and criteria, while nothing hangs on it."""
    lock_for(Part.CATEGORIES, edition)
    allow(None if edition.state is Stage.SET_UP else "Categories can be removed during set-up only.")
    category = next((category for category in edition.categories if category.id == category_id), None)
    if category is None:
        return
    if any(award.category_id == category_id for award in edition.awards):
        raise BrokenRule("This category has awards. Remove them first")
    record("category removed", category, by=by, at=at, edition=edition.slug, key=category.key)
    for section in category.sections:
        for question in section.questions:
            db.session.delete(question)
        db.session.delete(section)
    for criterion in category.criteria:
        db.session.delete(criterion)
    db.session.delete(category)
    db.session.flush()
    db.session.expire(edition, ["categories"])


def add_criterion(category: Category, text: CriterionText, *, by: Person, at: dt.datetime) -> Criterion:
    """Add a criterion at the end. The same again is the same criterion."""
    lock(category.edition)
    _allow(category, text.round, structure=True)
    db.session.expire(category, ["criteria"])  # it may have been read before the edition was held
    for criterion in category.criteria:
        if criterion.name == text.name and not differing(criterion, text):
            return criterion
    key = make_key(text.name, (criterion.key for criterion in category.criteria))
    position = next_position(category.criteria)
    criterion = Criterion(category=category, key=key, position=position, **vars(text))
    db.session.add(criterion)
    db.session.flush()
    record("criterion added", criterion, by=by, at=at, category=category.key, key=key)
    return criterion


def change_criterion(criterion: Criterion, text: CriterionText, *, by: Person, at: dt.datetime) -> None:
    """Change what judges score and the words they see."""
    lock(criterion.category.edition)
    _allow(criterion.category, criterion.round)
    if text.round != criterion.round:
        _allow(criterion.category, criterion.round, structure=True)
        _allow(criterion.category, text.round, structure=True)
    names = {other.name for other in criterion.category.criteria if other is not criterion}
    if text.name in names:
        raise BrokenRule("That name is used already. Choose another one", field="name")
    changed = apply_facts(criterion, text)
    if changed:
        record("criterion changed", criterion, by=by, at=at, changed=changed)


def arrange_criterion(
    category: Category,
    criterion_id: uuid.UUID,
    arrangement: Arrangement,
    position: int,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """Move a criterion up or down from ``position``, or remove it; a second press does nothing."""
    lock(category.edition)
    db.session.expire(category, ["criteria"])
    criterion = next((criterion for criterion in category.criteria if criterion.id == criterion_id), None)
    _allow(category, criterion.round if criterion else 1, structure=True)
    if criterion is None or criterion.position != position:
        return
    if arrangement is Arrangement.REMOVE:
        record("criterion removed", criterion, by=by, at=at, category=category.key, key=criterion.key)
        db.session.delete(criterion)
    elif shift([each for each in category.criteria if each.round == criterion.round], criterion, arrangement):
        record("criterion moved", criterion, by=by, at=at, way=arrangement.value)
    db.session.flush()
    db.session.expire(category, ["criteria"])


def _allow(category: Category, round_: int, *, structure: bool = False) -> None:
    """Raise WrongState where criteria of the round are settled."""
    begun = round_of_category(category.id)
    allow(criteria_refusal(category.edition.state, round_, begun, structure=structure))
