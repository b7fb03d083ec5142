"""The awards that an edition gives out."""

import datetime as dt
import uuid

from sqlalchemy.exc import IntegrityError

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound
from awards.editions.facts import AwardText
from awards.editions.models import Award, Category, Edition
from awards.editions.queries import get_question_by_key
from awards.editions.rules import Part
from awards.editions.services.changes import (
    Arrangement,
    apply_facts,
    differing,
    lock_for,
    make_key,
    next_position,
    shift,
)
from awards.editions.states import AwardKind, QuestionKind

_IN_USE = "This award is part of the running order or was decided already, so it cannot be removed"


def add_award(edition: Edition, category: Category, text: AwardText, *, by: Person, at: dt.datetime) -> Award:
    """Add an award at the end. The same again is the same award."""
    lock_for(Part.AWARDS, edition)
    for award in edition.awards:
        if award.name == text.name and award.category_id == category.id and not differing(award, text):
            return award
    _check(category, text)
    key = make_key(text.name, (award.key for award in edition.awards))
    position = next_position(edition.awards)
    award = Award(edition=edition, category=category, key=key, position=position, **vars(text))
    db.session.add(award)
    db.session.flush()
    record("award added", award, by=by, at=at, edition=edition.slug, key=key)
    return award


def change_award(award: Award, category: Category, text: AwardText, *, by: Person, at: dt.datetime) -> None:
    """Change what an award is called and who competes for it."""
    lock_for(Part.AWARDS, award.edition)
    if text.name in {other.name for other in award.edition.awards if other is not award}:
        raise BrokenRule("That name is used already. Choose another one", field="name")
    _check(category, text)
    changed = apply_facts(award, text)
    if award.category_id != category.id:
        award.category = category
        changed.append("category")
    if changed:
        record("award changed", award, by=by, at=at, changed=changed)


def _check(category: Category, text: AwardText) -> None:
    """Only nominations of the category, and answers of its form, can compete."""
    if text.highly_commended and text.kind is not AwardKind.COMPETITION:
        raise BrokenRule("Only a competition has highly commended places", field="highly_commended")
    if not text.question:
        return
    try:
        question = get_question_by_key(category, text.question)
    except NotFound:
        raise BrokenRule("Who competes must be an answer of this category’s form", field="limit") from None
    answers = {option["value"] for option in question.options}
    if question.kind not in (QuestionKind.CHOICE, QuestionKind.CHOICES) or text.answer not in answers:
        raise BrokenRule("Who competes must be an answer of this category’s form", field="limit")


def arrange_award(
    edition: Edition,
    award_id: uuid.UUID,
    arrangement: Arrangement,
    position: int,
    *,
    by: Person,
    at: dt.datetime,
) -> None:
    """Move an award up or down from ``position``, or remove it; a second press does nothing."""
    lock_for(Part.AWARDS, edition)
    db.session.expire(edition, ["awards"])
    award = next((award for award in edition.awards if award.id == award_id), None)
    if award is None or award.position != position:
        return
    if arrangement is Arrangement.REMOVE:
        _remove(edition, award, by=by, at=at)
    elif shift(edition.awards, award, arrangement):
        record("award moved", award, by=by, at=at, way=arrangement.value)
    db.session.flush()
    db.session.expire(edition, ["awards"])


def _remove(edition: Edition, award: Award, *, by: Person, at: dt.datetime) -> None:
    """Later stages may point at the award; this one cannot see them, but the database can."""
    try:
        with db.session.begin_nested():
            db.session.delete(award)
            db.session.flush()
    except IntegrityError:
        raise BrokenRule(_IN_USE) from None
    record("award removed", None, by=by, at=at, edition=edition.slug, key=award.key)
