"""Holding a panel while something about its rounds is decided."""

from awards.core.database import db, lock
from awards.judging.models import Panel


def hold_panel(panel: Panel) -> None:
    """Hold the edition until the transaction ends, and see panel and rounds as they are now.

    Whoever waited for somebody else's act would otherwise go by the rounds of before.
    """
    lock(panel.edition)
    db.session.flush()
    for round_ in panel.rounds:
        db.session.expire(round_)
    db.session.refresh(panel)
    db.session.expire(panel, ["rounds"])
