"""Rounds of a panel: planned by the organiser, closed and opened one after the other."""

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db
from awards.core.errors import BrokenRule, NotFound, WrongState
from awards.core.outbox import queue_message
from awards.core.text import clean_line, clean_text, join_words
from awards.editions.states import Stage
from awards.judging import emails
from awards.judging.models import Panel, PanelMember, PanelRound, Shortlisting
from awards.judging.queries import (
    REOPENED,
    categories_to_shortlist,
    find_round,
    people_with_open_sheets,
    unsubmitted_sheets,
)
from awards.judging.rounds import (
    MOST_ROUNDS,
    RoundText,
    at_the_front,
    called,
    closing_problem,
    opening_problem,
    reason_problem,
    sure_words,
)
from awards.judging.services.conflicts import find_and_cut
from awards.judging.services.holding import hold_panel
from awards.judging.services.lists import tell_all
from awards.judging.services.opening import assign_everyone
from awards.judging.states import SeatState
from awards.nominations.states import NominationState

NOT_CLOSED = "Close the round first, then choose who goes on."


def add_round(panel: Panel, text: RoundText, *, by: Person, at: dt.datetime) -> PanelRound:
    """Plan another round after the last. The same asked twice is one.

    The last until now closed when judging does: it keeps that date, for its judges were told it.
    """
    hold_panel(panel)
    _check_planning(panel)
    text, last = _cleaned(text), panel.rounds[-1]
    if last.number > panel.round and _text_of(last) == text:
        return last
    if len(panel.rounds) == MOST_ROUNDS:
        raise WrongState(f"A panel has {MOST_ROUNDS} rounds at most.")
    if text.places is None:
        raise BrokenRule("Enter how many nominations go on to this round", field="places")
    if last.closes_at is None:
        last.closes_at = panel.edition.judging_closes_at
    _check_text(panel, text, None, at)
    added = PanelRound(number=last.number + 1, **vars(text))
    panel.rounds.append(added)
    db.session.flush()
    record("round planned", added, by=by, at=at, panel=str(panel.id), number=added.number)
    return added


def change_round(
    round_: PanelRound, text: RoundText, *, by: Person, at: dt.datetime, base_url: str = ""
) -> None:
    """Change a round that is not over; how many go on to it is settled once it has begun.

    One that was closed can still be given another closing time, so that it can be opened again. Where an
    open one closes at another time, those with something to submit are told, given the site's address.
    """
    panel = round_.panel
    hold_panel(panel)
    _check_planning(panel)
    if round_ not in panel.rounds:
        raise NotFound  # somebody removed it in the meantime
    if round_.number < panel.round:
        raise WrongState(f"{at_the_front(round_.name)} is over and stays as it is.")
    text = _cleaned(text)
    if round_.number <= panel.round:
        text = replace(text, places=round_.places)
    elif text.places is None:
        raise BrokenRule("Enter how many nominations go on to this round", field="places")
    if round_.closed_at is not None and replace(text, closes_at=round_.closes_at) != _text_of(round_):
        raise WrongState(f"{at_the_front(round_.name)} is over: nothing of it changes but its closing time.")
    _check_text(panel, text, round_, at)
    kept, promised = _text_of(round_), round_.due_at
    changed = [name for name, value in vars(text).items() if getattr(kept, name) != value]
    for name in changed:
        setattr(round_, name, getattr(text, name))
    if changed:
        event = record("round changed", round_, by=by, at=at, panel=str(panel.id), changed=changed)
        if base_url and round_.due_at != promised:
            _tell_time(round_, promised, str(event.number), base_url, at)


def remove_round(
    panel: Panel, number: int, *, reason: str = "", by: Person, at: dt.datetime, base_url: str
) -> None:
    """Give up the last round, if it has not begun, with its shortlist.

    The one before is then open again, which needs a reason if it was closed.
    """
    hold_panel(panel)
    _check_planning(panel)
    round_ = find_round(panel, number)
    if round_ is None:
        return
    if number <= panel.round:
        raise WrongState(f"{at_the_front(round_.name)} has begun and stays.")
    if round_ is not panel.rounds[-1]:
        raise WrongState(f"Remove {called(panel.rounds[-1].name)} first: it comes after this one.")
    opens = number == panel.round + 1 and panel.current.closed_at is not None
    if opens:
        _check_reason(reason)
    record("round removed", round_, by=by, at=at, panel=str(panel.id), number=number)
    db.session.execute(sa.delete(Shortlisting).filter_by(round_id=round_.id))
    round_.shortlist.clear()
    panel.rounds.remove(round_)
    db.session.delete(round_)
    before = panel.rounds[-1]
    if before.closes_at == panel.edition.judging_closes_at:
        before.closes_at = None
    if opens:
        _open_again(panel, reason, base_url, by, at)
    db.session.flush()


def close_round(
    panel: Panel, number: int, *, sure: bool = False, by: Person, at: dt.datetime, base_url: str
) -> None:
    """Let no sheet of the panel's round be written any more, so that its ranking can be looked at.

    Somebody must be ``sure`` where sheets are open or judges were told a later date; those whose sheets
    were open are told.
    """
    hold_panel(panel)
    _check_judging(panel)
    if number != panel.round or panel.current.closed_at is not None:
        return
    if number == panel.rounds[-1].number:
        raise WrongState("No round follows this one. It closes for all panels when moderation opens.")
    round_ = panel.current
    promised = round_.due_at
    words = sure_words(unsubmitted_sheets(panel, by)[0], promised, at)
    if words and not sure:
        raise BrokenRule(f"Tick to confirm: “{words}”", field="sure")
    early = promised is None or at < promised
    round_.closed_at = at
    event = record("round closed", round_, by=by, at=at, panel=str(panel.id), number=number, early=early)
    for member in _waited_for(panel) if early else ():
        subject, body = emails.round_closed_early(member, round_, base_url)
        to, version = member.person.email, str(event.number)
        queue_message("round closed early", round_.id, to, subject, body, at=at, version=version)


def reopen_round(
    panel: Panel, number: int, reason: str, *, by: Person, at: dt.datetime, base_url: str
) -> None:
    """Let sheets of a closed round be written again, while nobody has chosen who goes on.

    Its scores could be looked at since it closed, so it needs a reason, which is kept and told.
    """
    hold_panel(panel)
    _check_judging(panel)
    if number != panel.round:
        return
    following = find_round(panel, number + 1)
    if following and following.shortlist:
        raise WrongState("The shortlist is chosen, so this round stays closed.")
    if problem := opening_problem(panel.current, panel.edition, at):
        raise WrongState(problem)
    if panel.current.closed_at is None:
        return
    _check_reason(reason)
    _open_again(panel, reason, base_url, by, at)


def open_round(panel: Panel, number: int, *, by: Person, at: dt.datetime, base_url: str) -> None:
    """Begin the next round with its shortlist, share it out where everybody scores, and tell the members."""
    hold_panel(panel)
    _check_judging(panel)
    if number != panel.round + 1:
        return
    round_ = find_round(panel, number)
    if round_ is None or panel.current.closed_at is None:
        raise WrongState(NOT_CLOSED)
    missing = categories_to_shortlist(panel, round_)
    going_on = {each.category_id for each in round_.shortlist if each.state is NominationState.ACCEPTED}
    if missing or not going_on:
        raise WrongState(f"Choose first who goes on in {join_words(missing) or 'each category'}.")
    if problem := opening_problem(round_, panel.edition, at):
        raise WrongState(problem)
    panel.round = number
    db.session.flush()
    record("round opened", round_, by=by, at=at, panel=str(panel.id), number=number)
    cut = find_and_cut(panel.edition, by=by, at=at)
    cut.pop(panel.id, None)  # this panel is told that its round opens
    tell_all(panel.edition, cut, base_url, at=at, act=at.isoformat())
    if round_.judges_each is None:
        assign_everyone(panel, by=by, at=at)
    _tell(panel, round_, base_url, at)


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


def _check_reason(reason: str) -> None:
    if problem := reason_problem(reason):
        raise BrokenRule(problem, field="reason")


def _open_again(panel: Panel, reason: str, base_url: str, by: Person, at: dt.datetime) -> None:
    round_, reason = panel.current, clean_text(reason)
    round_.closed_at = None
    event = record(REOPENED, round_, by=by, at=at, panel=str(panel.id), number=round_.number, reason=reason)
    too_late = opening_problem(round_, panel.edition, at)  # a planned round was given up after that
    for member in () if too_late else _waited_for(panel):
        subject, body = emails.round_open_again(member, round_, reason, base_url)
        to, version = member.person.email, str(event.number)
        queue_message("round open again", round_.id, to, subject, body, at=at, version=version)


def _tell_time(
    round_: PanelRound, promised: dt.datetime | None, version: str, base_url: str, at: dt.datetime
) -> None:
    """Write to those who have something to submit in an open round that it closes at another time."""
    panel = round_.panel
    is_open = panel.edition.state is Stage.JUDGING and round_.closed_at is None
    before = clock.show_moment(promised) if promised else ""
    for member in _waited_for(panel) if is_open and round_.number == panel.round else ():
        subject, body = emails.round_closes_at_another_time(member, round_, before, base_url)
        to = member.person.email
        queue_message("round closes at another time", round_.id, to, subject, body, at=at, version=version)


def _waited_for(panel: Panel) -> list[PanelMember]:
    """The members who have sheets of the round that are not submitted."""
    people = people_with_open_sheets(panel)
    return [each for each in panel.members if each.state is SeatState.ACCEPTED and each.person_id in people]


def _tell(panel: Panel, round_: PanelRound, base_url: str, at: dt.datetime) -> None:
    for member in panel.members:
        if member.state is SeatState.ACCEPTED:
            subject, body = emails.round_opens(member, round_, panel.edition, base_url)
            version = str(round_.number)
            queue_message(
                "round opens", member.id, member.person.email, subject, body, at=at, version=version
            )
