"""Whether the count of findings that lists show is still that of its form, its names and our rules.

The count is kept with every change of a nomination. What else it depends on may change without that: the
rules with a new release, the entry form and an organisation's name by an organiser.
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from awards.core.database import db
from awards.editions.models import Edition, Question, Section
from awards.editions.states import Stage
from awards.nominations import masking, safeguarding
from awards.nominations.models import Nomination
from awards.nominations.reading import questions_of
from awards.organisations.models import Organisation

COUNTED_IN = frozenset({Stage.NOMINATIONS, Stage.CHECKING})
_CODE = (*Path(safeguarding.__file__).parent.glob("*.py"), Path(masking.__file__))


def sign_of_count(nomination: Nomination) -> str:
    """A sign of everything but its own text that the nomination's findings depend on."""
    body = nomination.organisation
    form = ((q.key, q.kind.value, q.shown_if, q.shown_if_answers) for q in questions_of(nomination))
    return _sign(form, (body.name, body.short_name))


def counted_otherwise(limit: int) -> list[uuid.UUID]:
    """Some of the nominations whose count was made with other rules, another form or other names."""
    forms = _forms()
    columns = (Nomination.id, Nomination.category_id, Nomination.counted_with)
    wanted = sa.select(*columns, Organisation.name, Organisation.short_name).join(Nomination.organisation)
    wanted = wanted.join(Nomination.edition).where(Edition.state.in_(COUNTED_IN)).order_by(Nomination.id)
    found: list[uuid.UUID] = []
    for row in db.session.execute(wanted):
        if row.counted_with != _sign(forms.get(row.category_id, ()), (row.name, row.short_name)):
            found.append(row.id)
        if len(found) == limit:
            break
    return found


def _forms() -> dict[uuid.UUID, list[tuple[Any, ...]]]:
    """What of each form decides which texts are read, by category."""
    columns = (Question.key, Question.kind, Question.shown_if, Question.shown_if_answers)
    wanted = sa.select(Section.category_id, *columns).join(Section.questions)
    forms: dict[uuid.UUID, list[tuple[Any, ...]]] = {}
    for category_id, key, kind, *condition in db.session.execute(
        wanted.order_by(Section.position, Question.position)
    ):
        forms.setdefault(category_id, []).append((key, kind.value, *condition))
    return forms


def _sign(form: Iterable[tuple[Any, ...]], names: Sequence[str]) -> str:
    said = repr((_rules(), list(form), tuple(names)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _rules() -> str:
    """A sign of the rules as they are: whoever changes one need not remember to say so."""
    code = b"".join(path.read_bytes() for path in sorted(_CODE))
    return hashlib.sha256(code).hexdigest()
