"""Counting findings anew where rules, form or names changed since they were counted."""

import datetime as dt

import sqlalchemy as sa

from awards.core.database import reading, unit_of_work
from awards.nominations.counting import counted_otherwise, sign_of_count
from awards.nominations.findings import unexplained_count
from awards.nominations.models import Nomination

BATCH = 25
"""Nominations that are read at a time."""


def recount_findings(_at: dt.datetime) -> bool:
    """The worker's job: count some of them anew; whether there were any.

    Nobody's page grows old by it, and who changes a nomination in the meantime has counted by themselves.
    """
    with reading(), unit_of_work() as session:
        some = [session.get_one(Nomination, each) for each in counted_otherwise(BATCH)]
        counts = [(each.id, each.version, unexplained_count(each), sign_of_count(each)) for each in some]
    if not counts:
        return False
    with unit_of_work() as session:
        for each, version, count, sign in counts:
            same = sa.update(Nomination).where(Nomination.id == each, Nomination.version == version)
            session.execute(same.values(open_findings=count, counted_with=sign))
    return True
