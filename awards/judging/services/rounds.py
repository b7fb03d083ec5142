"""Rounds of a panel: planned by the organiser, closed and opened one after the other."""

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core.audit import record
from awards.core.database import db, lock
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import queue_message
from awards.core.text import clean_line, clean_text, join_words
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Panel, PanelRound, Shortlisting
from awards.judging.queries import categories_to_shortlist, find_round
from awards.judging.rounds import MOST_ROUNDS, RoundText, at_the_front, called, closing_problem
from awards.judging.services.opening import assign_everyone
from awards.judging.states import SeatState

NOT_CLOSED = "Close the round first, then choose who goes on."


def add_round(panel: Panel, text: RoundText, *, by: Person, at: dt.datetime) -> PanelRound:
    """Plan another round after the last. The same asked twice is one."""
    _hold(panel)
    _check_planning(panel)
    text, last = _cleaned(text), panel.rounds[-1]
    if last.number > panel.round and _text_of(last) == text:
        return last
    if len(panel.rounds) == MOST_ROUNDS:
        raise WrongState(f"A panel has {MOST_ROUNDS} rounds at most.")
    if text.places is None:
        raise BrokenRule("Enter how many nominations go on to this round", field="places")
    _check_text(panel, text, None, at)
    added = PanelRound(number=last.number + 1, **vars(text))
    panel.rounds.append(added)
    db.session.flush()
    record("round planned", added, by=by, at=at, panel=str(panel.id), number=added.number)
    return added


def change_round(round_: PanelRound, text: RoundText, *, by: Person, at: dt.datetime) -> None:
    """Change a round that is not over; how many go on to it is settled once it has begun."""
    panel = round_.panel
    _hold(panel)
    _check_planning(panel)
    if round_.number < panel.round or round_.closed_at is not None:
        raise WrongState(f"{at_the_front(round_.name)} is over and stays as it is.")
    text = _cleaned(text)
    if round_.number <= panel.round:
        text = replace(text, places=round_.places)
    elif text.places is None:
        raise BrokenRule("Enter how many nominations go on to this round", field="places")
    _check_text(panel, text, round_, at)
    kept = _text_of(round_)
    changed = [name for name, value in vars(text).items() if getattr(kept, name) != value]
    for name in changed:
        setattr(round_, name, getattr(text, name))
    if changed:
        record("round changed", round_, by=by, at=at, panel=str(panel.id), changed=changed)


def remove_round(panel: Panel, number: int, *, by: Person, at: dt.datetime) -> None:
    """Give up the last round, if it has not begun, with its shortlist; the one before is then open again."""
    _hold(panel)
    _check_planning(panel)
    round_ = find_round(panel, number)
    if round_ is None:
        return
    if number <= panel.round:
        raise WrongState(f"{at_the_front(round_.name)} has begun and stays.")
    if round_ is not panel.rounds[-1]:
        raise WrongState(f"Remove {called(panel.rounds[-1].name)} first: it comes after this one.")
    record("round removed", round_, by=by, at=at, panel=str(panel.id), number=number)
    db.session.execute(sa.delete(Shortlisting).filter_by(round_id=round_.id))
    round_.shortlist.clear()
    panel.rounds.remove(round_)
    db.session.delete(round_)
    if number == panel.round + 1 and panel.current.closed_at is not None:
        _open_again(panel, by, at)
    db.session.flush()


def close_round(panel: Panel, number: int, *, by: Person, at: dt.datetime) -> None:
    """Let no sheet of the panel's round be written any more, so that its ranking can be looked at."""
    _hold(panel)
    _check_judging(panel)
    if number != panel.round or panel.current.closed_at is not None:
        return
    if number == panel.rounds[-1].number:
        raise WrongState("No round follows this one. It closes for all panels when moderation opens.")
    panel.current.closed_at = at
    record("round closed", panel.current, by=by, at=at, panel=str(panel.id), number=number)


def reopen_round(panel: Panel, number: int, *, by: Person, at: dt.datetime) -> None:
    """Let sheets of a closed round be written again, while nobody has chosen who goes on."""
    _hold(panel)
    _check_judging(panel)
    if number != panel.round or panel.current.closed_at is None:
        return
    following = find_round(panel, number + 1)
    if following and following.shortlist:
        raise WrongState("The shortlist is chosen, so this round stays closed.")
    _open_again(panel, by, at)


def open_round(panel: Panel, number: int, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Begin the next round with its shortlist, share it out where everybody scores, and tell the members."""
    _hold(panel)
    _check_judging(panel)
    if number != panel.round + 1:
        return
    round_ = find_round(panel, number)
    if round_ is None or panel.current.closed_at is None:
        raise WrongState(NOT_CLOSED)
    missing = categories_to_shortlist(panel, round_)
    if missing or not round_.shortlist:
        raise WrongState(f"Choose first who goes on in {join_words(missing) or 'each category'}.")
    panel.round = number
    db.session.flush()
    record("round opened", round_, by=by, at=at, panel=str(panel.id), number=number)
    if round_.judges_each is None:
        assign_everyone(panel, by=by, at=at)
    _tell(panel, round_, base_url, at)


def _hold(panel: Panel) -> None:
    """Hold the edition, and see panel and rounds as they are now."""
    lock(panel.edition)
    db.session.flush()
    db.session.refresh(panel)
    db.session.expire(panel, ["rounds"])


def _check_planning(panel: Panel) -> None:
    if panel.edition.state.is_at_least(Stage.MODERATION):
        raise WrongState("Judging has closed; its rounds stay as they are.")


def _check_judging(panel: Panel) -> None:
    if panel.edition.state is not Stage.JUDGING:
        raise WrongState("Rounds are closed and opened while judging is open.")


def _cleaned(text: RoundText) -> RoundText:
    return replace(text, name=clean_line(text.name), instructions=clean_text(text.instructions))


def _text_of(round_: PanelRound) -> RoundText:
    return RoundText(**{name: getattr(round_, name) for name in RoundText.__annotations__})


def _check_text(panel: Panel, text: RoundText, round_: PanelRound | None, at: dt.datetime) -> None:
    """Raise BrokenRule where the name is taken or the closing time out of order."""
    number = round_.number if round_ else panel.rounds[-1].number + 1
    others = [each for each in panel.rounds if each is not round_]
    if text.name.casefold() in {each.name.casefold() for each in others}:
        raise BrokenRule("There is a round of this name already. Choose another name", field="name")
    before = [each for each in others if each.number < number]
    after = [each for each in others if each.number > number]
    problem = closing_problem(text.closes_at, before, after, panel.edition.judging_closes_at)
    fresh = round_ is None or round_.closes_at != text.closes_at
    if not problem and fresh and text.closes_at is not None and text.closes_at <= at:
        problem = "Choose a closing time still to come"
    if problem:
        raise BrokenRule(problem, field="closes_at")


def _open_again(panel: Panel, by: Person, at: dt.datetime) -> None:
    panel.current.closed_at = None
    record("round reopened", panel.current, by=by, at=at, panel=str(panel.id), number=panel.round)


def _tell(panel: Panel, round_: PanelRound, base_url: str, at: dt.datetime) -> None:
    for member in panel.members:
        if member.state is SeatState.ACCEPTED:
            subject, body = emails.round_opens(member, round_, panel.edition, base_url)
            version = str(round_.number)
            queue_message(
                "round opens", member.id, member.person.email, subject, body, at=at, version=version
            )
