"""A nomination's whole life, in any order in which its people may act: nothing acknowledged is ever lost."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from awards.core.database import db
from awards.core.errors import AwardsError, BrokenRule, Stale, WrongState
from awards.editions.services import extend_deadline
from awards.editions.states import Stage
from awards.nominations.answering import version_of
from awards.nominations.models import Revision
from awards.nominations.reading import plain_values
from awards.nominations.services import (
    accept_nomination,
    ask_for_sign_off,
    autosave_answers,
    hand_back,
    mark_ineligible,
    put_back,
    reconsider_nomination,
    restore_nomination,
    return_nomination,
    save_answers,
    start_nomination,
    submit_nomination,
    withdraw_nomination,
)
from awards.nominations.services.writing import Clash

SITE = "https://awards.example"
FIRST = {"team-name": "the quiet ones", "field": "education", "why-this-team": "kind", "challenge": "no soup"}
TEXTS = ("team-name", "why-this-team", "challenge")
WRITING = {"draft", "submitted", "returned"}
DECISIONS = {
    "accept": {"submitted": "accepted", "accepted": "accepted"},
    "return": {"submitted": "returned", "accepted": "returned", "returned": "returned"},
    "rule out": {"submitted": "ineligible", "accepted": "ineligible", "ineligible": "ineligible"},
    "reconsider": {"ineligible": "submitted", "submitted": "submitted"},
}
"""What an organiser may make of a nomination, written down once more and not read from the code."""

who = st.sampled_from(["director", "delegate"])
key = st.sampled_from(TEXTS)
how = st.sampled_from(["new", "more", "none"])


def _word(seed: str) -> str:
    """A word that is like no other."""
    return "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(seed.encode()).digest()[:9])


@dataclass
class Page:
    """A section as somebody has it open: what it shows, and its version."""

    shown: dict
    version: str
    read: int  # the nomination's own version, for who signs


class Life(RuleBasedStateMachine):
    """The people act on a real nomination; beside it stands what must come of it."""

    def __init__(self, scene) -> None:
        super().__init__()
        self.undo = db.session.begin_nested()
        self.scene, self.words = scene, 0
        self.people = {"director": scene.director, "delegate": scene.delegate}
        self.at = scene.edition.nominations_close_at - dt.timedelta(days=2)
        self.extension: dt.datetime | None = None
        self.nomination = start_nomination(scene.category, scene.organisation, by=scene.director, at=self.at)
        save_answers(self.nomination, scene.section, FIRST, by=scene.director, at=self.at)
        self.state, self.before_withdrawal = "draft", "draft"
        self.current = dict(FIRST)
        self.acknowledged = [(each, FIRST[each]) for each in TEXTS]
        self.pages = {name: self.opened() for name in self.people}

    def teardown(self) -> None:
        self.undo.rollback()
        db.session.expire_all()

    def opened(self) -> Page:
        values = plain_values(self.nomination, self.scene.section)
        return Page(values, version_of(values), self.nomination.version)

    def act(self, service: Callable[..., object], *args, **values) -> AwardsError | object:
        """What comes of a request: it is carried out, or refused and undone."""
        try:
            with db.session.begin_nested():
                return service(*args, at=self.at, **values)
        except AwardsError as refused:
            return refused

    def is_open(self, state: str | None = None) -> bool:
        state = state or self.state
        if state == "returned":
            return True
        edition = self.scene.edition
        last = max(edition.nominations_close_at, self.extension or edition.nominations_close_at)
        closed_by_hand = edition.state is Stage.CHECKING and self.extension is None
        in_time = self.at <= last + dt.timedelta(minutes=edition.grace_minutes)
        return state in WRITING and in_time and not closed_by_hand

    def text(self, how: str, shown: str | None) -> str | None:
        """A text that was never written before, or the one shown with more to it, or none."""
        self.words += 1
        word, *others = (_word(f"{self.words} {place}") for place in range(3))
        return {"new": " ".join([word, *others]), "more": f"{shown or ''} {word}".strip(), "none": None}[how]

    def keep(self, given: dict) -> None:
        self.current |= given
        self.acknowledged += [(each, text) for each, text in given.items() if each in TEXTS and text]

    @initialize(signed=st.booleans(), decision=st.sampled_from(["", *DECISIONS]))
    def it_may_have_come_further(self, signed, decision):
        if signed:
            self.somebody_submits("director", reads_again=True)
        if signed and decision:
            self.the_organiser_decides(decision)

    @rule(name=who)
    def somebody_opens_the_section(self, name):
        self.pages[name] = self.opened()

    @rule(name=who, key=key, how=how)
    def the_page_saves_itself(self, name, key, how):
        self.save(autosave_answers, name, key, how, whole=False)

    @rule(name=who, key=key, how=how)
    def somebody_presses_the_button(self, name, key, how):
        self.save(save_answers, name, key, how, whole=True)

    def save(self, service, name, key, how, *, whole):
        page, press = self.pages[name], service is save_answers
        given = (page.shown if whole else {}) | {key: self.text(how, page.shown[key])}
        changed = {each: value for each, value in given.items() if value != page.shown[each]}
        clashes = {each for each in changed if self.current[each] not in (page.shown[each], given[each])}
        values = {"by": self.people[name], "version": page.version}
        outcome = self.act(service, self.nomination, self.scene.section, given, **values)
        if not self.is_open() or (self.state == "submitted" and not press):
            assert isinstance(outcome, WrongState)
        elif clashes:
            assert isinstance(outcome, Clash) and set(outcome.keys) == clashes
        elif self.state == "submitted" and None in (self.current | changed).values():
            assert isinstance(outcome, BrokenRule)
        else:
            self.keep(changed)
            page.version = str(outcome)
            page.shown |= {each: value for each, value in given.items() if self.current[each] == value}

    @rule(name=who, place=st.integers(0, 20))
    def somebody_puts_an_older_text_back(self, name, place):
        revisions = self.revisions()
        revision = revisions[place % len(revisions)]
        key, value, version = revision.question.key, revision.value, self.opened().version
        outcome = self.act(put_back, revision, by=self.people[name], version=version)
        if not self.is_open():
            assert isinstance(outcome, WrongState)
        elif (
            self.state == "submitted"
            and value != self.current[key]
            and None in (self.current | {key: value}).values()
        ):
            assert isinstance(outcome, BrokenRule)
        else:
            self.keep({key: value})

    @rule(back=st.booleans())
    def the_sign_off_is_asked_for_or_refused(self, back):
        if back:
            self.act(hand_back, self.nomination, "More of it.", by=self.scene.director, base_url=SITE)
        else:
            self.act(ask_for_sign_off, self.nomination, by=self.scene.delegate, base_url=SITE)

    @rule(name=who, reads_again=st.booleans())
    def somebody_submits(self, name, reads_again):
        if reads_again:
            self.pages[name] = self.opened()
        read = self.pages[name].read
        right = read == self.nomination.version
        values = {"by": self.people[name], "base_url": SITE, "version": read}
        outcome = self.act(submit_nomination, self.nomination, **values)
        if name == "delegate" or self.state == "submitted":
            assert isinstance(outcome, AwardsError) is (name == "delegate")
        elif self.is_open() and right and None not in self.current.values():
            assert outcome is None
            self.state = "submitted"
        else:
            assert isinstance(outcome, Stale if self.is_open() and not right else BrokenRule | WrongState)

    @rule(move=st.sampled_from(list(DECISIONS)))
    def the_organiser_decides(self, move):
        acts = {
            "accept": accept_nomination,
            "return": partial(return_nomination, note="Say more."),
            "rule out": partial(mark_ineligible, reason="Not one team."),
            "reconsider": reconsider_nomination,
        }
        outcome = self.act(acts[move], self.nomination, by=self.scene.organiser)
        assert isinstance(outcome, AwardsError) is (self.state not in DECISIONS[move])
        self.state = DECISIONS[move].get(self.state, self.state)

    @rule()
    def the_director_withdraws(self):
        outcome = self.act(withdraw_nomination, self.nomination, by=self.scene.director)
        assert isinstance(outcome, AwardsError) is (self.state == "ineligible")
        if self.state not in {"ineligible", "withdrawn"}:
            self.state, self.before_withdrawal = "withdrawn", self.state

    @rule()
    def the_director_undoes_it(self):
        target = "submitted" if self.before_withdrawal == "accepted" else self.before_withdrawal
        outcome = self.act(restore_nomination, self.nomination, by=self.scene.director)
        if self.state == "withdrawn":
            assert isinstance(outcome, WrongState) is not self.is_open(target)
            self.state = target if self.is_open(target) else self.state

    @rule(what=st.sampled_from(["minute", "sitting", "day", "deadline", "extension", "closing", "opening"]))
    def the_calendar_goes_on(self, what):
        edition, until = self.scene.edition, self.at.replace(microsecond=0) + dt.timedelta(days=1)
        spans = {"minute": 1, "sitting": 10, "day": 24 * 60}
        self.at += dt.timedelta(minutes=spans.get(what, 0))
        if what == "deadline":
            self.at = max(self.at, edition.nominations_close_at)
        elif what == "extension":
            longer = self.act(
                extend_deadline, self.scene.participant, until, "Flood", by=self.scene.organiser
            )
            self.extension = until if longer is None else self.extension
        elif what in {"closing", "opening"}:
            edition.state = Stage.CHECKING if what == "closing" else Stage.NOMINATIONS

    def revisions(self) -> list[Revision]:
        rows = db.session.query(Revision).filter_by(nomination_id=self.nomination.id)
        return rows.order_by(Revision.began_at, Revision.created_at).all()

    @invariant()
    def the_state_is_one_that_these_acts_allow(self):
        assert self.nomination.state == self.state
        assert self.state in {"draft", "withdrawn"} or self.nomination.submitted_at

    @invariant()
    def the_answers_are_those_that_were_acknowledged_last(self):
        kept = plain_values(self.nomination, self.scene.section)
        assert {each: kept[each] for each in self.current} == self.current

    @invariant()
    def no_acknowledged_text_is_lost(self):
        history = {(each.question.key, each.value) for each in self.revisions()}
        for key, text in self.acknowledged:
            assert any(
                k == key and value and (value == text or value.startswith(f"{text} ")) for k, value in history
            )


@pytest.fixture
def bounded() -> settings:
    """The same walks each time, few enough to wait for."""
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(
        max_examples=45,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=slow,
    )


def test_no_acknowledged_text_is_lost_and_no_forbidden_state_reached(scene, bounded):
    run_state_machine_as_test(lambda: Life(scene), settings=bounded)
