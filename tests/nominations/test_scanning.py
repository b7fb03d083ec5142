"""Files and the virus check: what waits is given to nobody, and only what was looked at is called clean."""

import datetime as dt

import pytest

from awards.ceremony.queries.teams import printed_teams
from awards.core.audit import Event
from awards.core.errors import NotFound
from awards.core.outbox import Message
from awards.core.scanning import Clamd, Finding, NotScanned, ScannerAway
from awards.core.storage import discard, fetch
from awards.nominations.consent import unpictured
from awards.nominations.models import Upload
from awards.nominations.reading import outline
from awards.nominations.services import MemberDetails, add_member
from awards.nominations.services.scanning import ScanUploads
from awards.nominations.states import NominationState, ScanState
from tests.core.scanners import EICAR, clamd
from tests.nominations.documents import docx
from tests.nominations.test_files import crop, documents_page, hang, photo_page, picture, send, when

NOW = dt.datetime.now(dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class Scripted:
    """A scanner that says what it was told to, and remembers what it saw."""

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.seen: list[bytes] = []

    def scan(self, content: bytes) -> Finding:
        """The next answer; after the last one, clean."""
        self.seen.append(content)
        answer = self.answers.pop(0) if self.answers else ""
        if isinstance(answer, Exception):
            raise answer
        return Finding(answer)


@pytest.fixture
def scanned_by(app):
    """``scanned_by(scanner)``: the installation has this scanner."""

    def install(scanner):
        app.config["SCANNER"] = scanner
        return scanner

    yield install
    app.config["SCANNER"] = None


def state_of(session, upload) -> ScanState:
    """As the job, which has sessions of its own, left it."""
    return ScanState(session.get(Upload, upload.id).scan)


def letters(session, kind: str) -> set[str]:
    return {each.recipient for each in session.query(Message).filter_by(kind=kind)}


def test_without_a_scanner_nothing_is_called_clean(scene, session):
    upload = send(scene, scene.nomination())
    session.commit()
    assert upload.scan is ScanState.NOT_SCANNED and upload.is_given
    assert not ScanUploads()(NOW)


def test_with_a_scanner_a_file_waits_until_it_was_looked_at(scene, session, scanned_by):
    scanner = scanned_by(Scripted())
    upload = send(scene, scene.nomination())
    session.commit()
    assert upload.scan is ScanState.WAITING and not upload.is_given
    assert ScanUploads()(NOW)
    kept = session.get(Upload, upload.id)
    assert kept.scan is ScanState.CLEAN and kept.scanned_at and kept.is_given
    assert scanner.seen == [fetch(kept.storage_key)]
    assert session.query(Event).filter_by(action="file looked at for viruses").one().details == {"found": ""}


@pytest.mark.both_databases
def test_what_came_before_the_scanner_is_looked_at_after_what_waits(scene, session, scanned_by):
    nomination = scene.nomination()
    old = hang(scene, nomination)
    session.commit()
    scanner = scanned_by(Scripted())
    new = send(scene, nomination)
    session.commit()
    job = ScanUploads()
    assert [job(NOW), job(NOW), job(NOW)] == [True, True, False]
    assert scanner.seen == [fetch(new.storage_key), fetch(old.storage_key)]


def test_a_part_of_a_photo_waits_again(scene, session, scanned_by):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    upload.scan = ScanState.CLEAN
    session.commit()
    scanned_by(Scripted())
    crop(scene, upload)
    assert upload.scan is ScanState.WAITING


def test_of_a_cropped_photo_the_whole_is_looked_at_too(scene, session, scanned_by):
    scanner = scanned_by(Scripted())
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    crop(scene, upload)
    session.commit()
    whole, part = fetch(upload.whole_key), fetch(upload.storage_key)
    ScanUploads()(NOW)
    assert scanner.seen == [part, whole] and state_of(session, upload) is ScanState.CLEAN


def test_a_virus_in_the_whole_photo_is_one_in_its_part(scene, session, scanned_by):
    scanned_by(Scripted("", "Eicar"))
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    crop(scene, upload)
    session.commit()
    ScanUploads()(NOW)
    assert state_of(session, upload) is ScanState.INFECTED


@pytest.mark.parametrize("problem", [ScannerAway("gone"), NotScanned("too large")])
def test_what_was_not_looked_at_keeps_waiting_and_is_tried_again_later(scene, session, scanned_by, problem):
    scanner = scanned_by(Scripted(problem, problem))
    upload = send(scene, scene.nomination())
    session.commit()
    job = ScanUploads()
    job(NOW)
    assert state_of(session, upload) is ScanState.WAITING
    for wait, tries in [(0.5, 1), (1, 2), (2, 2), (3, 3)]:
        job(NOW + wait * MINUTE)
        assert len(scanner.seen) == tries
    assert state_of(session, upload) is ScanState.CLEAN


def test_one_file_that_cannot_be_looked_at_does_not_hold_up_the_others(scene, session, scanned_by):
    nomination = scene.nomination()
    scanned_by(Scripted(NotScanned("too large")))
    first, second = hang(scene, nomination), send(scene, nomination)
    session.commit()
    discard(first.storage_key)
    job = ScanUploads()
    assert [job(NOW), job(NOW), job(NOW)] == [True, True, False]
    assert {state_of(session, each) for each in (first, second)} == {ScanState.WAITING}
    job(NOW + 2 * MINUTE), job(NOW + 2 * MINUTE)
    assert state_of(session, second) is ScanState.CLEAN


def test_a_file_replaced_while_it_was_looked_at_is_looked_at_again(scene, session, scanned_by):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))

    class Slow(Scripted):
        def scan(self, content: bytes) -> Finding:
            session.get(Upload, upload.id).storage_key = "f" * 64
            session.commit()
            return super().scan(content)

    scanned_by(Slow())
    session.commit()
    ScanUploads()(NOW)
    assert state_of(session, upload) is ScanState.NOT_SCANNED


@pytest.mark.both_databases
def test_a_virus_is_deleted_and_those_who_sent_it_and_the_organisers_are_told(scene, session, scanned_by):
    scanned_by(Scripted("Eicar-Test-Signature"))
    upload = hang(scene, scene.nomination(NominationState.SUBMITTED), picture(2000, 1000))
    crop(scene, upload)
    keys = upload.keys
    session.commit()
    ScanUploads()(NOW)
    kept = session.get(Upload, upload.id)
    assert kept.scan is ScanState.INFECTED
    assert "photo" in [question.key for part in outline(kept.nomination) for question in part.missing]
    for key in keys:
        with pytest.raises(NotFound):
            fetch(key)
    assert letters(session, "virus found") == {scene.director.email, scene.delegate.email}
    assert letters(session, "virus found in nomination") == {scene.organiser.email}


@pytest.mark.parametrize("state", [NominationState.DRAFT, NominationState.SUBMITTED])
def test_organisers_are_not_told_the_name_of_a_file_in_a_draft(scene, session, scanned_by, state):
    scanned_by(Scripted("Eicar-Test-Signature"))
    submitted_at = None if state is NominationState.DRAFT else NOW
    upload = hang(scene, scene.nomination(state, submitted_at=submitted_at), picture(2000, 1000))
    session.commit()
    ScanUploads()(NOW)
    [letter] = session.query(Message).filter_by(kind="virus found in nomination")
    quotes = [words in letter.body for words in (upload.name, upload.question.label)]
    assert quotes == [state is not NominationState.DRAFT] * 2
    assert upload.name not in letter.subject


def test_a_virus_in_a_packed_document_is_found_by_a_real_conversation(scene, session, scanned_by):
    with clamd() as server:
        scanned_by(Clamd(server.server_address))
        upload = send(scene, scene.nomination(), docx({"word/media/a.emf": EICAR}), "letter.docx")
        session.commit()
        ScanUploads()(NOW)
    assert state_of(session, upload) is ScanState.INFECTED


def test_the_owner_is_told_in_words_and_the_file_is_no_link(scene, session, browser_of, scanned_by):
    nomination, browser = scene.nomination(), browser_of(scene.director)
    scanned_by(Scripted("Eicar", "Eicar"))
    uploads = [hang(scene, nomination), send(scene, nomination)]
    session.commit()
    pages = [photo_page(scene, nomination), documents_page(scene, nomination)]
    pages.append(f"/nominations/{nomination.id}/sections/more")
    job = ScanUploads()
    for words in ("It is being checked for viruses", "The virus check found something harmful"):
        for page in pages:
            shown = browser.get(page).text
            assert words in shown and "clean" not in shown.replace("a clean file", "")
            for upload in uploads:
                assert f'"/nominations/uploads/{upload.id}"' not in shown
        job(NOW), job(NOW)


def test_nobody_is_asked_to_look_at_a_photo_that_cannot_be_seen(scene, session):
    nomination = scene.nomination()
    add_member(nomination, scene.question("members"), MemberDetails("Ann Lee"), **when(scene))
    upload = hang(scene, nomination)
    assert unpictured(nomination).to_look_at == (upload,)
    upload.scan = ScanState.WAITING
    assert unpictured(nomination).to_look_at == ()


@pytest.mark.parametrize("scan", [ScanState.WAITING, ScanState.INFECTED])
def test_readers_are_told_that_there_is_nothing_to_open(scene, session, browser_of, scan):
    nomination = scene.nomination(NominationState.SUBMITTED)
    uploads = [hang(scene, nomination), send(scene, nomination)]
    for upload in uploads:
        upload.scan = scan
    session.commit()
    shown = browser_of(scene.organiser).get(f"/nominations/{nomination.id}/review").text
    assert ("being checked for viruses" in shown) == (scan is ScanState.WAITING)
    assert ("deleted: the virus check" in shown) == (scan is ScanState.INFECTED)
    assert not any(str(upload.id) in shown for upload in uploads)


@pytest.mark.parametrize("scan", list(ScanState))
def test_only_a_photo_that_is_given_is_printed(scene, session, scan):
    nomination = scene.nomination()
    hang(scene, nomination).scan = scan
    nomination.state, nomination.submitted_at = NominationState.ACCEPTED, NOW
    session.commit()
    [team] = printed_teams(scene.edition)
    assert (team.photo is not None) == (scan in {ScanState.NOT_SCANNED, ScanState.CLEAN})
