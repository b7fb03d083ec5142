"""Drawing who scores what: asked for by people, made by the worker, applied by people."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable

import sqlalchemy as sa
import structlog

from awards.accounts.models import Person
from awards.core import clock
from awards.core.audit import record
from awards.core.database import db, in_parts, lock, reading, unit_of_work
from awards.core.errors import Stale, WrongState
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.assigning import CannotAssign, assign
from awards.judging.assigning.proposal import Proposal, broken, impossible, proposal_of
from awards.judging.assigning.writing import DRAW, READ_ME, command_for, files_of, read_me, sign_of
from awards.judging.models import Assignment, Draw, Panel, PanelRound, ScoreSheet
from awards.judging.queries import draws
from awards.judging.queries.assignments import DRAW_APPLIED, DRAW_ASKED, DRAW_DISCARDED
from awards.judging.queries.problems import IdPair, RoundProblem, Wish, round_problem_of
from awards.judging.services.conflicts import find_and_cut
from awards.judging.services.holding import hold_panel
from awards.judging.services.lists import tell_all
from awards.judging.states import DrawState

DRAWING = frozenset({Stage.CHECKING, Stage.JUDGING})
CLOSED = (
    "Who scores what can be changed while nominations are checked and judged, and until the round closes."
)
CHANGED = (
    "Nominations, judges, conflicts or score sheets have changed since this draw was made. Make a new draw: "
    "nothing was applied."
)

log = structlog.get_logger()


def check_open(panel: Panel) -> None:
    """Refuse where the panel's round takes no change of who scores what."""
    if not is_open(panel.edition, panel.current):
        raise WrongState(CLOSED)


def is_open(edition: Edition, round_: PanelRound) -> bool:
    """Whether who scores what may still change."""
    return edition.state in DRAWING and round_.closed_at is None


def ask_for_draw(panel: Panel, wish: Wish, seed: str, *, by: Person, at: dt.datetime) -> Draw:
    """Ask the worker for a draw of the panel's round. It takes the place of one that was not applied.

    Without a seed, one is made that nobody could know before. The same asked twice is asked once.
    """
    hold_panel(panel)
    check_open(panel)
    round_ = panel.current
    earlier = db.session.scalars(draws.drafts_of(round_)).all()
    for draw in earlier:
        if draw.state is DrawState.WAITING and (seed or draw.seed, wish) == (draw.seed, _wish_of(draw)):
            return draw
        db.session.delete(draw)
    seed = seed or secrets.token_hex(6)
    draw = Draw(round=round_, seed=seed, asked_by=by, created_at=at, **wish._asdict())
    db.session.add(draw)
    db.session.flush()
    record(DRAW_ASKED, panel, by=by, at=at, draw=str(draw.id), seed=seed, **wish._asdict())
    return draw


def fill_gaps(panel: Panel, *, by: Person, at: dt.datetime) -> Draw:
    """Ask for a draw that leaves all that stands, and finds judges only where some are missing."""
    round_ = panel.current
    if round_.judges_each is None:
        raise WrongState("Everybody scores everything in this round: there is nothing to draw.")
    _, last = draws.latest_draws(panel)
    overall = last is not None and last.overall
    wish = Wish(round_.judges_each, round_.most_each, overall=overall, keep=True)
    return ask_for_draw(panel, wish, "", by=by, at=at)


def _wish_of(draw: Draw) -> Wish:
    return Wish(draw.judges_each, draw.most_each, draw.overall, draw.keep)


def make_next_draw(at: dt.datetime, base_url: str = "") -> bool:
    """Make the draw that waits longest; whether one waited. Who loses a nomination to a conflict is told.

    What it needs is read in one short transaction and what came of it written in another, so that nobody
    waits while it is made. Two workers that make the same one come to the same; the first is kept.
    """
    with reading(), unit_of_work() as session:
        if session.scalar(draws.next_to_draw()) is None:
            return False
    with unit_of_work() as session:
        draw = session.scalar(draws.next_to_draw())
        if draw is None:
            return False
        draw_id, seed = draw.id, draw.seed
        task = _task_of(draw, at, base_url)
    proposal = _made(draw_id, task, seed) if task else broken("This round takes no more draws.")
    with unit_of_work() as session:
        draw = session.get(Draw, draw_id, with_for_update={"of": Draw})
        if draw is not None and draw.state is DrawState.WAITING:
            _keep(draw, proposal, task)
    return True


def _task_of(draw: Draw, at: dt.datetime, base_url: str) -> RoundProblem | None:
    """Conflicts as they are known today, and what is to be drawn; None where the round is over."""
    panel = draw.round.panel
    lock(panel.edition)  # conflicts are found by one at a time
    if not is_open(panel.edition, draw.round) or panel.round != draw.round.number:
        return None
    cut = find_and_cut(panel.edition, by=draw.asked_by, at=at)
    tell_all(panel.edition, cut, base_url, at=at, act=at.isoformat())
    db.session.flush()
    return round_problem_of(panel, _wish_of(draw), clock.local(at).date())


def _made(draw_id: uuid.UUID, task: RoundProblem, seed: str) -> Proposal:
    try:
        return proposal_of(task.problem, assign(task.problem, seed), task.before)
    except CannotAssign as refusal:
        return impossible(refusal, task.problem)
    except Exception as problem:
        log.exception("draw broke", draw=str(draw_id), error=type(problem).__name__)
        return broken(
            "Something went wrong. Ask for the draw again; if that fails too, tell who runs this site."
        )


def _keep(draw: Draw, proposal: Proposal, task: RoundProblem | None) -> None:
    draw.state = DrawState.READY if proposal.is_possible else DrawState.IMPOSSIBLE
    draw.outcome = proposal.shown
    if task:
        wish, files = _wish_of(draw), files_of(task.problem)
        sign = _sign(task, wish)
        command = command_for(wish.judges_each, draw.seed, overall=wish.overall, keep=wish.keep)
        draw.problem = {**files, DRAW: proposal.as_csv, READ_ME: read_me(command, sign)}
        draw.outcome = {**proposal.shown, "sign": sign}
        draw.pairs = [
            [str(task.people[judge]), str(task.nominations[entry])] for judge, entry in proposal.pairs
        ]
    at = clock.now()
    record("draw made", draw.round.panel, by=None, at=at, draw=str(draw.id), possible=proposal.is_possible)


def _sign(task: RoundProblem, wish: Wish) -> str:
    return sign_of(files_of(task.problem), wish.judges_each, overall=wish.overall)


def apply_draw(draw: Draw, *, by: Person, at: dt.datetime, base_url: str = "") -> None:
    """Let the draw become assignments; applied twice, it is applied once.

    Stale where anything that decides it has changed. Nothing that somebody has begun is taken away.
    While judging is open, who has other nominations than before is told, given the address of the site.
    """
    panel = draw.round.panel
    hold_panel(panel)
    lock(draw)
    if draw.state is DrawState.APPLIED:
        return
    if not is_open(panel.edition, draw.round) or panel.round != draw.round.number:
        raise WrongState(CLOSED)
    if draw.state is not DrawState.READY:
        raise WrongState("This draw is not ready to be applied.")
    changed = find_and_cut(panel.edition, by=by, at=at)
    db.session.flush()
    wish = _wish_of(draw)
    if draw.outcome["sign"] != _sign(round_problem_of(panel, wish, clock.local(at).date()), wish):
        raise Stale(CHANGED)
    wanted = {(uuid.UUID(person), uuid.UUID(nomination)) for person, nomination in draw.pairs}
    new, gone = replace_unstarted(panel, wanted)
    changed[panel.id].update(person for person, _ in new | gone)
    draw.round.judges_each, draw.round.most_each = draw.judges_each, draw.most_each
    draw.state, draw.applied_at = DrawState.APPLIED, at
    record(
        DRAW_APPLIED,
        panel,
        by=by,
        at=at,
        draw=str(draw.id),
        seed=draw.seed,
        sign=draw.outcome["sign"],
        new=len(new),
        gone=len(gone),
    )
    tell_all(panel.edition, changed, base_url, at=at, act=str(draw.id))


def discard_draw(draw: Draw, *, by: Person, at: dt.datetime) -> None:
    """Put away a draw that is not to be applied."""
    panel = draw.round.panel
    hold_panel(panel)
    lock(draw)
    if draw.state is DrawState.APPLIED:
        raise WrongState("This draw was applied already.")
    db.session.delete(draw)
    record(DRAW_DISCARDED, panel, by=by, at=at, draw=str(draw.id), seed=draw.seed)


def replace_unstarted(panel: Panel, wanted: set[IdPair]) -> tuple[set[IdPair], set[IdPair]]:
    """Assign what is wanted, and take away what nobody has begun and is not: what is new, what is gone."""
    there = (
        sa.select(
            Assignment.id, Assignment.person_id, Assignment.nomination_id, ScoreSheet.id.label("sheet_id")
        )
        .outerjoin(Assignment.sheet)
        .where(Assignment.panel_id == panel.id, Assignment.round == panel.round)
    )
    rows = db.session.execute(there).all()
    known = {(row.person_id, row.nomination_id) for row in rows}
    gone = {
        row.id: (row.person_id, row.nomination_id)
        for row in rows
        if row.sheet_id is None and (row.person_id, row.nomination_id) not in wanted
    }
    for part in in_parts(gone):
        db.session.execute(sa.delete(Assignment).where(Assignment.id.in_(part)))
    new = wanted - known
    if new:
        db.session.execute(sa.insert(Assignment), list(_rows(panel, sorted(new))))
    return new, set(gone.values())


def _rows(panel: Panel, pairs: Iterable[IdPair]) -> Iterable[dict[str, object]]:
    for person, nomination in pairs:
        yield {
            "panel_id": panel.id,
            "round": panel.round,
            "person_id": person,
            "nomination_id": nomination,
        }
