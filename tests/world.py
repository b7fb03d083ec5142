"""The sample edition, decided and sealed, with an address for every page and a person for every role."""

import contextvars
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from sqlalchemy import Connection

from awards.accounts.models import Person, Post
from awards.ceremony.models import Document, Item
from awards.ceremony.services import build_next_document
from awards.core.database import Base, Model, db, unit_of_work
from awards.core.outbox import Message
from awards.editions.models import Award, Category, Criterion, Edition, Participant, Question, Section
from awards.editions.states import QuestionKind, Stage
from awards.judging.assigning import assign
from awards.judging.assigning.proposal import proposal_of
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    Conflict,
    Draw,
    Panel,
    PanelMember,
    PanelRound,
    ScoreSheet,
)
from awards.judging.queries.problems import Wish, round_problem_of
from awards.judging.states import ConflictKind, DrawState
from awards.nominations.models import Nomination, Reminder, Revision, TeamMember, Upload
from awards.organisations.models import Organisation
from awards.web.app import create_app
from awards.web.config import read_settings
from awards.web.sample.loading import load_sample
from awards.web.sample.timeline import PLANNED
from tests.clients import FreshClient

OWN = "coventry"
ROLES = {
    "owner": "director.coventry@example.org",
    "delegate": "delegate.coventry@example.org",
    "neighbour": "director.dudley@example.org",
    "judge": "judge.seven@example.org",
    "recused": "judge.one@example.org",
    "chair": "chair@example.org",
    "organiser": "organiser@example.org",
    "fenced": "organiser.two@example.org",
    "auditor": "auditor@example.org",
    "admin": "administrator@example.org",
}
"""Who walks. ``fenced`` is an organiser who stands aside from the nomination that everybody asks for."""


@dataclass
class World:
    """The application, what stands in its addresses, and a way to be somebody at some stage."""

    app: Flask
    folder: Path
    address: dict[tuple[str, str], Any]
    cookies: dict[str, str]

    @contextmanager
    def undone(self) -> Iterator[Connection]:
        """Whatever happens inside, requests and their commits included, is undone; one may be in another."""
        engines = db._app_engines[self.app]  # noqa: SLF001  # as in tests/conftest.py
        outer: Any = engines[None]
        within = isinstance(outer, Connection)
        with nullcontext(outer) if within else outer.connect() as connection:
            transaction = connection.begin_nested() if within else connection.begin()
            engines[None] = connection
            db.session.remove()
            try:
                yield connection
            finally:
                db.session.remove()
                engines[None] = outer
                transaction.rollback()

    def at(self, stage: Stage) -> None:
        """Put the edition at ``stage`` without moving anything else."""
        with db.engine.begin() as connection:
            connection.execute(sa.update(Edition).values(state=stage))

    def browser(self, role: str) -> FlaskClient:
        """A client of somebody with ``role``; "guest" is nobody."""
        client = self.app.test_client()
        if role != "guest":
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.cookies[role])
        return client

    def values(self, rule: Any) -> dict[str, Any]:
        """What stands in the address of ``rule``, about the nomination of ``OWN``."""
        stage = rule.endpoint.partition(".")[0]
        values = {}
        for name in rule.arguments:
            places = (rule.endpoint, stage, "")
            values[name] = next((self.address[p, name] for p in places if (p, name) in self.address), None)
            assert values[name] is not None, f"no example for {name} of {rule.endpoint}"
        return values

    def path(self, rule: Any) -> str:
        """The address of ``rule``, about the nomination of ``OWN``."""
        with self.app.test_request_context():
            return str(self.app.url_for(rule.endpoint, **self.values(rule)))


def _first(model: type[Model], *conditions: Any) -> Any:
    found = db.session.scalars(sa.select(model).where(*conditions).limit(1)).first()
    assert found is not None, f"the sample has no {model.__name__} for {conditions}"
    return found


def _addresses() -> dict[tuple[str, str], Any]:
    body = _first(Organisation, Organisation.slug == OWN)
    own = _first(Nomination, Nomination.organisation_id == body.id)
    judge = _first(Person, Person.email == ROLES["judge"])
    assignment = _first(Assignment, Assignment.nomination_id == own.id, Assignment.person_id == judge.id)
    people = _first(Question, Question.kind == QuestionKind.PEOPLE)
    award = _first(Award, Award.key == "team-of-the-year")
    owner = _first(Person, Person.email == ROLES["owner"])
    delegate = _first(Person, Person.email == ROLES["delegate"])
    return {
        ("", "edition"): "tea-2022",
        ("", "nomination"): own.id,
        ("", "section"): "work",
        ("", "page"): _first(Section, Section.key == "work").id,
        ("", "question"): people.id,
        ("nominations.set_photo", "question"): _first(Question, Question.kind == QuestionKind.PHOTO).id,
        ("nominations.documents", "question"): _first(Question, Question.kind == QuestionKind.FILE).id,
        ("nominations", "member"): _first(TeamMember, TeamMember.nomination_id == own.id).id,
        ("", "upload"): _first(Upload, Upload.nomination_id == own.id).id,
        ("", "category"): _first(Category).id,
        ("nominations", "organisation"): body.id,
        ("", "organisation"): body.slug,
        ("", "person"): owner.id,
        ("", "post"): _first(Post, Post.person_id == owner.id).id,
        ("", "post_id"): _first(Post, Post.person_id == owner.id).id,
        ("accounts.stop_delegate", "post_id"): _first(Post, Post.person_id == delegate.id).id,
        ("accounts.send_delegate_again", "post_id"): _first(Post, Post.person_id == delegate.id).id,
        ("", "revision"): _first(Revision, Revision.nomination_id == own.id).id,
        ("", "message"): _first(Message).id,
        ("", "reminder"): _first(Reminder).id,
        ("", "participant"): _first(Participant, Participant.organisation_id == body.id).id,
        ("editions", "award"): award.id,
        ("editions", "section"): _first(Section, Section.key == "work").id,
        ("", "award"): award.key,
        ("", "criterion"): _first(Criterion).id,
        ("", "panel"): _first(Panel).id,
        ("judging", "number"): 1,
        ("judging", "draw"): _first(Draw).id,
        ("", "member"): _first(PanelMember, PanelMember.person_id == judge.id).id,
        ("", "assignment"): assignment.id,
        ("", "sheet"): _first(ScoreSheet, ScoreSheet.assignment_id == assignment.id).id,
        ("", "sample"): _first(CalibrationEntry).id,
        ("", "token"): "a-token-that-nobody-was-sent",
        ("", "item"): _first(Item).id,
        ("", "item_id"): _first(Item).id,
        ("", "document"): _first(Document, Document.storage_key.is_not(None)).id,
        ("judging", "conflict"): _first(Conflict, Conflict.nomination_id == own.id).id,
        ("judging.download_conflicts", "kind"): "csv",
        ("nominations", "kind"): "csv",
        ("", "kind"): "winner-cards",
    }


@contextmanager
def opened(folder: Path) -> Iterator[World]:
    """The world whose database and files are in ``folder``."""
    settings = read_settings({"AWARDS_DATA_DIR": str(folder), "AWARDS_SECRET_KEY": "k" * 40})
    app = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    app.test_client_class = FreshClient
    with app.app_context():
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        people = {person.email: person for person in db.session.scalars(sa.select(Person))}
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        cookies = {
            role: str(signer.dumps({"_user_id": people[email].get_id(), "_fresh": True}))
            for role, email in ROLES.items()
        }
        world = World(app, folder, _addresses(), cookies)
        db.session.remove()
        yield world
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sealed_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with the sample sealed, made once for all who run tests at the same time. Work in copies."""
    if worker_id == "master":
        return _filled(tmp_path_factory.mktemp("world"))
    shared = tmp_path_factory.getbasetemp().parent
    with open(shared / "world.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / "world"
        return folder if folder.exists() else _filled(shared / "making").rename(folder)


def _filled(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    contextvars.copy_context().run(_fill, folder)
    return folder


@pytest.fixture(scope="module")
def world(sealed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The sample sealed, for all tests of a module that walk in it."""
    copy = tmp_path_factory.mktemp("copy") / "world"
    shutil.copytree(sealed_folder, copy)
    with opened(copy) as world:
        yield world


def _fill(folder: Path) -> None:
    app = create_app(read_settings({"AWARDS_DATA_DIR": str(folder), "AWARDS_SECRET_KEY": "k" * 40}))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with unit_of_work() as session:
            load_sample(Stage.SEALED, "correct-horse-tea", base_url="http://localhost", tell=lambda _: None)
            fenced = _first(Person, Person.email == ROLES["fenced"])
            own = _first(Nomination, Nomination.organisation.has(slug=OWN))
            session.add(
                Conflict(
                    person=fenced, nomination=own, kind=ConflictKind.DECLARED, reason="Married to a member"
                )
            )
            asked_by = _first(Person, Person.email == ROLES["organiser"])
            round_ = _first(PanelRound)
            task = round_problem_of(round_.panel, Wish(judges_each=3), PLANNED.date())
            outcome = proposal_of(task.problem, assign(task.problem, "2022"), task.before).shown
            made = {"state": DrawState.READY, "outcome": outcome | {"sign": "5eed"}}
            session.add(Draw(round=round_, seed="2022", judges_each=3, asked_by=asked_by, **made))
        while build_next_document(PLANNED):
            pass
        db.engine.dispose()
