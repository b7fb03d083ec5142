"""A panel's whole work, in any order in which its people may act."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from awards.accounts.models import Person
from awards.core.database import db, unit_of_work
from awards.core.errors import AwardsError, NotFound
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.conflicts import Tie
from awards.judging.marks import Marks
from awards.judging.models import (
    Assignment,
    Conflict,
    Draw,
    PanelMember,
    ScoreSheet,
    SheetVersion,
)
from awards.judging.policy import may_declare, may_read_criteria, may_reopen, may_score
from awards.judging.queries import get_assignment, get_member, get_panel, get_sheet, submitted_sheets
from awards.judging.queries.problems import Wish
from awards.judging.services import hand_in, reopen_sheet, save_sheet
from awards.judging.services.conflicts import declare_conflicts, find_conflicts, set_conflict
from awards.judging.services.draws import apply_draw, ask_for_draw, make_next_draw
from awards.judging.services.lifting import ask_to_lift, confirm_lifting
from awards.judging.services.moves import give, take_away
from awards.judging.services.panels import add_to_panel
from awards.judging.services.seats import (
    accept_seat,
    bring_back,
    decline_seat,
    leave_panel,
    mark_criteria_read,
)
from awards.judging.states import ConflictKind, SeatState, SheetState
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    NOW,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
)

SITE = "https://awards.example"
JUDGES, TEAMS, MOST = 4, 5, 3
TIE = Tie(ConflictKind.DECLARED, "We are old friends.")

picks = st.integers(0, 99)
judges = st.integers(0, JUDGES - 1)
teams = st.integers(0, TEAMS - 1)
works = st.lists(st.tuples(picks, judges, teams, st.integers(1, 4)), min_size=2, max_size=6)
Pair = tuple[int, int]
SEEN: Counter[str] = Counter()
"""How often what is tested really came about."""


class Work(RuleBasedStateMachine):
    """People do what their pages let them do; beside the tables stands what must come of it."""

    def __init__(self) -> None:
        super().__init__()
        # in a test it is the test's own connection
        self.undo = db.engine.begin_nested()  # type: ignore[attr-defined]
        self.at = NOW
        edition = make_edition(Stage.JUDGING, two_people_decide=True)
        category = make_category(edition)
        bodies = [make_organisation() for _ in range(TEAMS)]
        accepted = NominationState.ACCEPTED
        self.teams = [make_nomination(category, body, accepted).id for body in bodies]
        people = [make_person(Role.JUDGE, organisation=bodies[0])]
        people += [make_person(Role.JUDGE) for _ in range(JUDGES - 1)]
        self.organisers = [make_person(Role.ORGANISER).id for _ in range(2)]
        chair = make_person(Role.CHAIR)
        panel = make_panel(category, chair=chair)
        panel.rounds[0].judges_each, panel.rounds[0].most_each = 2, MOST
        db.session.commit()
        self.edition, self.panel, self.chair = edition.id, panel.id, chair.id
        self.people = [person.id for person in people]
        for person in people:
            self.do(partial(self._seat, person.id))
        self.members = [self._member_id(person) for person in self.people]
        self.do(lambda by: find_conflicts(self.get(Edition, self.edition), by=by, at=self.at))
        self.aside: set[Pair] = {(0, 0)}
        self.states: dict[Pair, SheetState] = {}
        self.versions: dict[Pair, list[dict[str, int]]] = {}
        self.came_back: set[Pair] = set()

    def teardown(self) -> None:
        db.session.remove()
        self.undo.rollback()

    def get(self, model: type[Any], key: uuid.UUID) -> Any:
        found = db.session.get(model, key)
        assert found is not None
        return found

    def do(self, deed: Callable[[Person], object], who: uuid.UUID | None = None) -> AwardsError | object:
        """What comes of a request: it is carried out, or refused and undone."""
        try:
            with unit_of_work():
                return deed(self.get(Person, who or self.organisers[0]))
        except AwardsError as refused:
            return refused

    def did(self, deed: Callable[[Person], object], who: uuid.UUID | None = None) -> bool:
        return not isinstance(self.do(deed, who), AwardsError)

    def _seat(self, person: uuid.UUID, by: Person) -> None:
        add_to_panel(get_panel(self.panel), self.get(Person, person), by=by, at=self.at)

    def _member_id(self, person: uuid.UUID) -> uuid.UUID:
        wanted = sa.select(PanelMember.id).filter_by(panel_id=self.panel, person_id=person)
        found = db.session.scalars(wanted).one()
        db.session.remove()
        return found

    def own(self, judge: int, may: Callable[[Person, PanelMember], bool]) -> PanelMember:
        """The judge's seat, as the guard would let them use it."""
        member = get_member(self.members[judge])
        if not may(member.person, member):
            raise NotFound
        return member

    def assigned(self, judge: int, team: int) -> Assignment:
        """What the judge scores, as the guard would let them."""
        wanted = sa.select(Assignment.id).filter_by(
            person_id=self.people[judge], nomination_id=self.teams[team]
        )
        found = db.session.scalar(wanted)
        if found is None:
            raise NotFound
        assignment = get_assignment(found)
        if not may_score(assignment.person, assignment):
            raise NotFound
        return assignment

    def likely(self, pick: int, among: Sequence[Pair], otherwise: Pair) -> Pair:
        """Mostly one of these, now and then any."""
        return sorted(among)[pick % len(among)] if among and pick > 20 else otherwise

    # What people do.

    @initialize(ready=st.sampled_from([JUDGES, JUDGES, JUDGES - 1, 0]), work=works)
    def some_have_come_as_far_as_scoring(self, ready, work):
        for judge in range(ready):
            self.a_judge_comes_as_far_as_scoring(judge)
        if ready:
            self.an_organiser_draws(1, keep=True)
            self.judges_score(work)

    @rule(judge=judges, yes=st.integers(0, 3))
    def a_judge_answers(self, judge, yes):
        def deed(by):
            member = get_member(self.members[judge])
            if yes:
                return accept_seat(member, by=by, at=self.at)
            return decline_seat(member, "", by=by, at=self.at, base_url=SITE)

        self.do(deed, self.people[judge])

    @rule(judge=judges)
    def a_judge_comes_as_far_as_scoring(self, judge):
        self.a_judge_answers(judge, 1)
        self.a_judge_reads_the_criteria(judge)
        self.a_judge_declares(judge, set())

    @rule(judge=judges)
    def a_judge_reads_the_criteria(self, judge):
        self.do(
            lambda by: mark_criteria_read(self.own(judge, may_read_criteria), by=by, at=self.at),
            self.people[judge],
        )

    @rule(judge=judges, of=st.sets(teams, max_size=2))
    def a_judge_declares(self, judge, of):
        def deed(by):
            ties = {self.get(Nomination, self.teams[team]): TIE for team in of}
            declare_conflicts(self.own(judge, may_declare), ties, by=by, at=self.at)

        if self.did(deed, self.people[judge]):
            self.now_aside(judge, of)

    @rule(pick=picks, judge=judges, team=teams)
    def an_organiser_sets_a_conflict(self, pick, judge, team):
        judge, team = self.likely(pick, [*self.states], (judge, team))
        person, nomination = self.people[judge], self.teams[team]
        if self.did(
            lambda by: set_conflict(
                self.get(Person, person), self.get(Nomination, nomination), "Kin.", by=by, at=self.at
            )
        ):
            self.now_aside(judge, {team})

    def now_aside(self, judge, of):
        SEEN["aside after all"] += len({(judge, team) for team in of} & self.states.keys())
        self.aside |= {(judge, team) for team in of}
        self.came_back -= self.aside

    @rule(pick=picks, judge=judges, team=teams, agreed=st.sampled_from([True, True, True, False]))
    def two_organisers_lift_a_conflict(self, pick, judge, team, agreed):
        judge, team = self.likely(pick, [*self.aside], (judge, team))
        wanted = sa.select(Conflict).filter_by(
            person_id=self.people[judge], nomination_id=self.teams[team], lifted_at=None
        )

        def ask(by):
            for each in db.session.scalars(wanted).all():
                ask_to_lift(each, "A mistake.", by=by, at=self.at, base_url=SITE)
                return True
            return False

        def confirm(by):
            for each in db.session.scalars(wanted).all():
                confirm_lifting(each, by=by, at=self.at, base_url=SITE)

        asked = self.do(ask) is True
        assert not (asked and self.did(confirm))
        if asked and agreed and self.did(confirm, self.organisers[1]):
            SEEN["lifted"] += 1
            self.aside.discard((judge, team))
            self.came_back.add((judge, team))

    @rule(seed=st.integers(0, 99), keep=st.booleans())
    def an_organiser_draws(self, seed, keep):
        wish = Wish(2, MOST, overall=False, keep=keep)
        draw = self.do(lambda by: ask_for_draw(get_panel(self.panel), wish, str(seed), by=by, at=self.at).id)
        assert make_next_draw(self.at)
        SEEN["drawn"] += self.did(lambda by: apply_draw(self.get(Draw, draw), by=by, at=self.at))

    @rule(judge=judges, back=st.sampled_from([True, True, False]))
    def a_judge_drops_out_or_is_asked_again(self, judge, back):
        def deed(by):
            member = get_member(self.members[judge])
            if back:
                return bring_back(member, by=by, at=self.at, base_url=SITE)
            return leave_panel(member, "Ill.", by=by, at=self.at)

        self.do(deed)

    @rule(judge=judges, team=teams, reason=st.sampled_from(["", "Knows the field."]))
    def an_organiser_gives_by_hand(self, judge, team, reason):
        done = self.did(
            lambda by: give(
                get_panel(self.panel),
                self.get(Nomination, self.teams[team]),
                self.people[judge],
                reason,
                by=by,
                at=self.at,
            )
        )
        assert not done or (judge, team) not in self.aside or (judge, team) in self.states

    @rule(judge=judges, team=teams)
    def an_organiser_takes_away(self, judge, team):
        self.do(
            lambda by: take_away(
                get_panel(self.panel),
                self.get(Nomination, self.teams[team]),
                self.people[judge],
                by=by,
                at=self.at,
            )
        )

    @rule(work=works)
    def judges_score(self, work):
        for pick, judge, team, impact in work:
            with unit_of_work():
                pair = self.likely(pick, self.assignments(), (judge, team))
            self.a_judge_scores(*pair, impact, submits=pick % 3 > 0)

    def a_judge_scores(self, judge, team, impact, *, submits):
        points = {"impact": impact, "teamwork": 3}
        marks, at = Marks(scores=points), self.at

        def write(by):
            if submits:
                return hand_in(self.assigned(judge, team), marks, by=by, at=at, base_url=SITE)
            return save_sheet(self.assigned(judge, team), marks, by=by, at=at)

        outcome = self.do(write, self.people[judge])
        if (judge, team) in self.aside:
            assert isinstance(outcome, NotFound)
        elif submits and not isinstance(outcome, AwardsError):
            SEEN["submitted"] += 1
            kept = self.versions.setdefault((judge, team), [])
            if self.states.get((judge, team)) is not SheetState.SUBMITTED:
                kept.append(points)
            self.states[judge, team] = SheetState.SUBMITTED

    @rule(pick=picks, judge=judges, team=teams)
    def the_chair_reopens(self, pick, judge, team):
        judge, team = self.likely(pick, [*self.states], (judge, team))

        def deed(by):
            wanted = sa.select(ScoreSheet.id).join(ScoreSheet.assignment)
            mine = {"person_id": self.people[judge], "nomination_id": self.teams[team]}
            found = db.session.scalar(wanted.where(*(getattr(Assignment, k) == v for k, v in mine.items())))
            if found is None:
                raise NotFound
            sheet = get_sheet(found)
            if not may_reopen(by, sheet):
                raise NotFound
            reopen_sheet(sheet, "Look again.", by=by, at=self.at, base_url=SITE)

        if self.did(deed, self.chair):
            SEEN["reopened"] += 1
            assert (judge, team) not in self.aside
            self.states[judge, team] = SheetState.REOPENED

    # What always holds.

    def pairs(self, rows: Sequence[Any]) -> list[Pair]:
        return [(self.people.index(person), self.teams.index(nomination)) for person, nomination in rows]

    def assignments(self, *conditions: Any) -> list[Pair]:
        wanted = sa.select(Assignment.person_id, Assignment.nomination_id).outerjoin(Assignment.sheet)
        return self.pairs(db.session.execute(wanted.where(*conditions)).all())

    @invariant()
    def only_what_was_submitted_and_nobody_stands_aside_from_counts(self):
        with unit_of_work():
            sheets = submitted_sheets(self.get(Edition, self.edition))
            counted = {
                pair: sheet.points
                for sheet in sheets
                for pair in self.pairs([(sheet.judge_id, sheet.nomination_id)])
            }
        submitted = {pair for pair, state in self.states.items() if state is SheetState.SUBMITTED}
        assert counted == {pair: self.versions[pair][-1] for pair in submitted - self.aside}

    @invariant()
    def nobody_has_more_than_their_load_without_a_recorded_reason(self):
        with unit_of_work():
            given = [pair for pair in self.assignments() if pair not in self.aside]
            by_hand = self.assignments(Assignment.by_hand != "")
        for judge in range(JUDGES):
            over = sum(pair[0] == judge for pair in given) - MOST
            excused = {pair for pair in [*by_hand, *self.came_back] if pair[0] == judge}
            assert over <= len(excused)

    @invariant()
    def nobody_has_begun_what_they_stand_aside_from_nor_after_they_left(self):
        with unit_of_work():
            wanted = sa.select(PanelMember.person_id).where(
                PanelMember.state.in_([SeatState.DECLINED, SeatState.LEFT])
            )
            gone = {self.people.index(person) for person in db.session.scalars(wanted)}
            open_ = self.assignments(sa.or_(ScoreSheet.id.is_(None), ScoreSheet.state == SheetState.DRAFT))
        assert not self.aside & set(open_)
        assert not gone & {judge for judge, _ in open_}

    @invariant()
    def every_version_is_kept(self):
        with unit_of_work():
            rows = db.session.execute(
                sa.select(Assignment.person_id, Assignment.nomination_id, SheetVersion.content)
                .join(ScoreSheet, SheetVersion.sheet_id == ScoreSheet.id)
                .join(ScoreSheet.assignment)
                .order_by(SheetVersion.number)
            ).all()
            kept: dict[Pair, list[dict[str, int]]] = {}
            for person, nomination, content in rows:
                [pair] = self.pairs([(person, nomination)])
                kept.setdefault(pair, []).append(content["scores"])
        assert kept == self.versions


def test_whatever_people_do_nothing_counts_that_must_not_and_nothing_is_lost(session):
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert len(SEEN) == 5
    assert min(SEEN.values()) >= 3, SEEN
