"""Who takes back a consent, or leaves, is in no document any more: nor in one that was built before."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.ceremony.documents import content_of, programme_sheet, running_order_sheet, sheet_of
from awards.ceremony.facts import digests, no_longer_true
from awards.ceremony.models import Document
from awards.ceremony.queries import (
    documents_of,
    facts_of,
    find_running_order,
    last_change,
    last_number,
    printed_teams,
)
from awards.ceremony.services import (
    ask_for_document,
    build_next_document,
    generate_running_order,
    renew_documents,
)
from awards.ceremony.states import BuildState, DocumentKind
from awards.ceremony.typesetting import typeset
from awards.core import storage
from awards.core.audit import last_event_number, record
from awards.core.database import db
from awards.core.errors import NotFound, WrongState
from awards.core.outbox import Message
from awards.core.worker import after_new_events
from awards.editions.models import Edition, Question
from awards.editions.queries import get_edition
from awards.editions.states import Audience, QuestionKind, Stage
from awards.nominations.models import Answer, Nomination, TeamMember
from awards.nominations.states import NominationState
from tests.ceremony.evenings import Evening, make_evening
from tests.counting import counted_statements
from tests.factories import make_edition, saved

pytestmark = pytest.mark.usefixtures("session")
AT = dt.datetime(2022, 10, 14, 10, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(minutes=10)
PROGRAMME, CREW = DocumentKind.PROGRAMME, DocumentKind.RUNNING_ORDER


@pytest.fixture
def evening(session) -> Evening:
    evening = make_evening()
    generate_running_order(evening.edition, by=evening.organiser, at=AT)
    db.session.commit()
    return evening


def edition_now(evening: Evening) -> Edition:
    """The edition as it is, whatever the worker did with the session."""
    db.session.rollback()
    return get_edition(evening.edition.slug)


def kept(evening: Evening, kind: DocumentKind = PROGRAMME) -> Document:
    """A document that was built of what holds now; what is in it does not matter here."""
    edition = edition_now(evening)
    document = Document(edition=edition, kind=kind, number=last_number(edition, kind) + 1)
    document.state, document.asked_by_id, document.finished_at = BuildState.READY, evening.organiser.id, AT
    document.pages, document.size, document.created_at = 1, 5, AT
    document.storage_key, document.facts = storage.store(b"%PDF-"), facts_of(edition, kind)
    return saved(document)


def latest(evening: Evening, kind: DocumentKind = PROGRAMME) -> Document:
    return documents_of(edition_now(evening))[kind][0]


def withdraw() -> None:
    """Somebody of the first team is not named any more."""
    change = sa.update(TeamMember).where(TeamMember.name == "Named 0").values(in_programme=False)
    db.session.execute(change)
    db.session.commit()


def leave() -> None:
    """The third team is out."""
    third = sa.update(Nomination).where(Nomination.team_name == "Team Number 2")
    db.session.execute(third.values(state=NominationState.WITHDRAWN))
    db.session.commit()


def renewed(at: dt.datetime = LATER) -> bool:
    """Let the worker look for outdated documents, as it does between its other work."""
    db.session.expire_all()
    return renew_documents(at)


def sheet_now(evening: Evening, kind: DocumentKind) -> str:
    """All that a document says if it is made now."""
    return repr(sheet_of(edition_now(evening), kind, version="1", at=AT))


@pytest.mark.parametrize(
    ("before", "now", "wrong"),
    [
        ({"A": ["1", "2"]}, {"A": ["2", "1"]}, None),
        ({"A": ["1"]}, {"A": ["1", "2"], "B": []}, None),
        ({"A": ["1", "2"]}, {"A": ["1"]}, ["A"]),
        ({"A": [], "B": ["1"]}, {"B": ["1"]}, ["A"]),
        ({}, {}, None),
    ],
)
def test_facts_hold_while_all_of_them_do(before, now, wrong):
    assert no_longer_true(before, now) == wrong


def test_digests_give_no_name_away_and_are_each_teams_own():
    (one,), (other,) = digests("a team", ["Ann Lee"]), digests("another", ["Ann Lee", ""])
    assert one != other and "Ann" not in one


def test_a_document_can_be_had_while_nothing_in_it_is_wrong(evening):
    assert content_of(kept(evening)) == b"%PDF-"


def test_at_once_after_a_withdrawal_the_old_document_is_given_to_nobody(evening):
    document = kept(evening)
    withdraw()
    with pytest.raises(WrongState, match="must not be printed any more"):
        content_of(document)


def test_what_is_merely_new_leaves_the_document_where_it_is(evening):
    document = kept(evening)
    new = sa.update(TeamMember).where(TeamMember.name == "Unnamed 1").values(in_programme=True)
    db.session.execute(new)
    db.session.commit()
    assert content_of(document)
    assert not renewed()


@pytest.mark.both_databases
def test_the_worker_deletes_the_old_file_and_makes_a_new_one(evening):
    key = kept(evening).storage_key
    withdraw()
    assert renewed()
    with pytest.raises(NotFound):
        storage.fetch(key)
    assert build_next_document(LATER)
    new = latest(evening)
    assert (new.number, new.state, new.asked_by_id) == (2, BuildState.READY, evening.organiser.id)
    assert content_of(new).startswith(b"%PDF")
    assert not renewed(LATER)


def test_a_document_taken_back_is_not_there_any_more(evening):
    kept(evening)
    withdraw()
    renewed()
    old = documents_of(edition_now(evening))[PROGRAMME][-1]
    assert (old.number, old.storage_key) == (1, None)
    assert [team.partition(",")[0] for team in old.outdated_by] == ["Team Number 0"]
    with pytest.raises(NotFound):
        content_of(old)


@pytest.mark.both_databases
def test_older_versions_are_taken_back_with_the_newest_and_one_is_made_again(evening):
    kept(evening)
    kept(evening)
    withdraw()
    renewed()
    documents = documents_of(edition_now(evening))[PROGRAMME]
    states = [(each.number, each.state, each.outdated_at is not None) for each in documents]
    ready = BuildState.READY
    assert states == [(3, BuildState.QUEUED, False), (2, ready, True), (1, ready, True)]


def test_a_document_that_is_being_made_anyway_is_not_asked_for_twice(evening):
    kept(evening)
    asked = Document(edition=edition_now(evening), kind=PROGRAMME, number=2, asked_by_id=evening.organiser.id)
    saved(asked)
    withdraw()
    renewed()
    assert len(documents_of(edition_now(evening))[PROGRAMME]) == 2


def test_the_running_order_follows_when_a_team_leaves_and_not_when_somebody_is_not_named(evening):
    document = kept(evening, CREW)
    withdraw()
    assert content_of(document)
    leave()
    with pytest.raises(WrongState):
        content_of(document)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_team_that_left_is_in_no_sheet(evening, kind):
    assert "Team Number 2" in sheet_now(evening, kind)
    leave()
    assert "Team Number 2" not in sheet_now(evening, kind)
    assert "Team Number 1" in sheet_now(evening, kind)


def test_the_times_of_others_stay_when_a_team_leaves(evening):
    def starts():
        rows = running_order_sheet(edition_now(evening), version="1", at=AT).rows
        return {row.title: row.start for row in rows}

    before = starts()
    leave()
    after = starts()
    assert after.items() < before.items()
    items = find_running_order(edition_now(evening)).items
    assert any("Team Number 2" in item.title for item in items)


def test_organisers_are_told_once_an_hour_which_teams_are_concerned_and_never_why(evening):
    kept(evening)
    withdraw()
    renewed()
    build_next_document(LATER)
    leave()
    renewed(LATER + dt.timedelta(minutes=20))
    (message,) = db.session.scalars(sa.select(Message).filter_by(kind="documents taken back"))
    assert message.recipient == evening.edition.contact
    assert "Ceremony programme, version 1" in message.body and "- Team Number 0, " in message.body
    assert "Named 0" not in message.body and "consent" not in message.body.casefold()


def test_the_page_says_which_versions_not_to_use_and_offers_none_of_them(evening, browser_of):
    kept(evening)
    withdraw()
    browser = browser_of(evening.organiser)
    address = f"/editions/{evening.edition.slug}/documents"
    page = browser.get(address).text
    assert "Taken back" in page and "Download version 1" not in page
    renewed()
    kept(evening)
    page = browser.get(address).text
    assert "Download version 3" in page and "Download version 1" not in page
    assert "Version 1, taken back at" in page and "Team Number 0" in page


def test_an_old_address_of_a_document_says_that_a_new_one_is_made(evening, browser_of):
    document = kept(evening)
    withdraw()
    answer = browser_of(evening.organiser).get(f"/editions/{evening.edition.slug}/documents/{document.id}")
    assert answer.status_code == 409
    assert "A new version is made by itself" in answer.text and b"%PDF" not in answer.data


def of_before_facts_were_kept(evening: Evening) -> Document:
    """A document of an earlier release, asked for after all that was done so far."""
    document = kept(evening)
    document.facts, document.created_at = sa.null(), LATER
    db.session.commit()
    return document


def archive() -> None:
    db.session.execute(sa.update(Edition).values(state=Stage.ARCHIVED))
    db.session.commit()


def test_a_document_of_before_facts_were_kept_stays_while_nothing_changes(evening):
    of_before_facts_were_kept(evening)
    assert content_of(latest(evening))
    assert not renewed()


@pytest.mark.both_databases
def test_a_document_of_before_facts_were_kept_is_made_again_once_its_edition_changes(evening):
    of_before_facts_were_kept(evening)
    after = LATER + dt.timedelta(seconds=1)
    record("consent answered", evening.teams[0], by=None, at=after)
    db.session.commit()
    with pytest.raises(WrongState):
        content_of(latest(evening))
    assert renewed(after)
    assert (latest(evening).number, latest(evening).state) == (2, BuildState.QUEUED)


def test_what_changes_in_another_edition_is_no_matter(evening):
    of_before_facts_were_kept(evening)
    record("edition changed", make_edition(), by=None, at=LATER + dt.timedelta(seconds=1))
    db.session.commit()
    assert not renewed()


@pytest.mark.parametrize("facts_kept", [True, False])
def test_nothing_is_made_again_in_an_archived_edition(evening, facts_kept, browser_of):
    document = kept(evening) if facts_kept else of_before_facts_were_kept(evening)
    address = f"/editions/{evening.edition.slug}/documents"
    browser, of_it = browser_of(evening.organiser), f"{address}/{document.id}"
    archive()
    withdraw()
    record("consent noted", evening.teams[0], by=None, at=LATER + dt.timedelta(seconds=1))
    db.session.commit()
    assert not renewed(LATER + dt.timedelta(hours=1))
    assert list(db.session.scalars(sa.select(Document.number))) == [1]
    assert "no new version is made by itself" in browser.get(of_it).text
    page = browser.get(address).text
    assert "no new one is made by itself" in page and "data-watch" not in page


def test_teams_of_archived_editions_are_not_read(evening):
    kept(evening)
    archive()
    db.session.expire_all()
    with counted_statements() as statements:
        renew_documents(LATER)
    assert len(statements) == 1, statements


def test_a_build_that_overtook_a_withdrawal_is_found_out(evening, monkeypatch):
    """Whoever withdraws while the booklet is typeset is not in the version that comes out of it for long."""

    def slowly(*args, **kwargs):
        withdraw()
        return typeset(*args, **kwargs)

    monkeypatch.setattr("awards.ceremony.documents.typeset", slowly)
    ask_for_document(evening.edition, PROGRAMME, by=evening.organiser, at=AT)
    db.session.commit()
    assert build_next_document(AT)
    with pytest.raises(WrongState):
        content_of(latest(evening))


def test_full_names_of_those_who_are_not_named_are_in_no_printed_text(evening):
    team = evening.teams[0]
    answer = next(each for each in team.answers if each.question.key == "why-this-team")
    answer.value = "Unnamed 0 built it, and Named 0 painted it."
    db.session.commit()
    (page, *_) = programme_sheet(evening.edition, version="1", at=AT).teams
    assert page.citation == "A member of the team built it, and Named 0 painted it."


def test_a_withdrawn_consent_is_noticed_in_each_of_two_teams_that_are_called_alike(evening):
    alike = sa.update(Nomination).where(Nomination.team_name == "Team Number 1")
    organisation = evening.teams[0].organisation_id
    db.session.execute(alike.values(team_name="Team Number 0", organisation_id=organisation, number=2))
    db.session.commit()
    document = kept(evening)
    withdraw()
    assert renewed() and db.session.get(Document, document.id).outdated_at == LATER


def test_the_old_spelling_of_who_said_no_is_in_no_printed_text_either(evening):
    team = evening.teams[0]
    unwilling = next(each for each in team.members if not each.in_programme)
    unwilling.name_before = "Unnamt 0"
    answer = next(each for each in team.answers if each.question.key == "why-this-team")
    answer.value = "Unnamt 0 built it."
    db.session.commit()
    (page, *_) = programme_sheet(evening.edition, version="1", at=AT).teams
    assert page.citation == "A member of the team built it."


def test_on_stage_nobody_is_named_who_agreed_only_to_the_programme(evening):
    question = Question(key="stage-words", kind=QuestionKind.LONG_TEXT, audience=Audience.STAGE)
    question.label, question.position = "Stage words", 9
    evening.category.sections[0].questions.append(question)
    team = evening.teams[0]
    team.answers.append(Answer(question=question, value="Here come Named 0 and Unnamed 0!"))
    named, unnamed = sorted(team.members, key=lambda each: each.name)
    named.on_stage, unnamed.on_stage = False, True
    db.session.commit()
    words = printed_teams(evening.edition)[0].says("stage-words")
    assert words == "Here come a member of the team and Unnamed 0!"


def test_a_job_after_events_runs_when_something_was_done_and_only_then(evening):
    runs = []

    def job(at):
        runs.append(at)
        return True

    following = after_new_events(job)
    assert [following(AT), following(AT)] == [True, False]
    record("something happened", evening.edition, by=None, at=AT)
    db.session.commit()
    assert following(AT)
    assert len(runs) == 2 and last_event_number() > 0


def test_what_happens_in_a_burst_is_looked_at_together(evening):
    runs = []

    def job(at):
        runs.append(at)
        return True

    following = after_new_events(job, at_most_every=dt.timedelta(seconds=10))
    for seconds in (0, 1, 5, 10, 11):
        record("something happened", evening.edition, by=None, at=AT)
        db.session.commit()
        following(AT + dt.timedelta(seconds=seconds))
    assert runs == [AT, AT + dt.timedelta(seconds=10)]
    following(AT + dt.timedelta(seconds=20))
    assert len(runs) == 3


def test_a_job_that_breaks_is_tried_again(session):
    tries = iter([RuntimeError("down"), True])

    def job(at):
        outcome = next(tries)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    following = after_new_events(job)
    with pytest.raises(RuntimeError):
        following(AT)
    assert following(AT)


@pytest.mark.parametrize(("kind", "changed"), [(PROGRAMME, True), (CREW, False)])
def test_what_people_agree_to_changes_the_programme_and_not_the_running_order(evening, kind, changed):
    before = last_change(evening.edition, kind)
    record("consent answered", evening.teams[0], by=None, at=LATER)
    db.session.commit()
    assert (last_change(evening.edition, kind) != before) is changed
