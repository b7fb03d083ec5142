"""Looking for viruses in what was sent: one upload at a time, by the scanner of this installation."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from awards.core import clock
from awards.core.addresses import base_url
from awards.core.audit import record
from awards.core.clock import local
from awards.core.database import db, reading, unit_of_work
from awards.core.errors import NotFound, Unavailable
from awards.core.scanning import NotScanned, ScannerAway, find_scanner
from awards.core.storage import discard_after_commit, fetch
from awards.nominations import emails
from awards.nominations.file_queries import next_to_scan, organisers_of
from awards.nominations.models import Upload
from awards.nominations.services.shared import WRITERS, people_of, send_to
from awards.nominations.states import ScanState

BACK_OFF = (1, 2, 5, 15, 60)
"""Minutes before each further try: of the scanner that does not answer, or of the file it cannot look at."""

log = structlog.get_logger()


@dataclass
class Waits:
    """Who is tried again when. Kept in this process only: after a restart everything is tried at once."""

    tries: dict[object, int] = field(default_factory=dict)
    until: dict[object, dt.datetime] = field(default_factory=dict)

    def put_off(self, what: object, at: dt.datetime) -> None:
        """Try it again later, each time a little later."""
        tries = self.tries.get(what, 0)
        self.tries[what] = tries + 1
        self.until[what] = at + dt.timedelta(minutes=BACK_OFF[min(tries, len(BACK_OFF) - 1)])

    def forget(self, what: object) -> None:
        """It went well."""
        self.tries.pop(what, None)
        self.until.pop(what, None)

    def now(self, at: dt.datetime) -> set[object]:
        """What is not to be tried yet."""
        return {what for what, until in self.until.items() if until > at}


SCANNER = "the scanner"
"""Stands for the scanner among what is put off: it is one for all files."""


@dataclass
class ScanUploads:
    """The worker's job. While the scanner is away files wait on: given to nobody, and never called clean."""

    waits: Waits = field(default_factory=Waits)
    __name__: str = "scan_uploads"

    def __call__(self, at: dt.datetime) -> bool:
        """Look at the file that waits longest; whether one was looked at."""
        scanner, put_off = find_scanner(), self.waits.now(at)
        if scanner is None or SCANNER in put_off:
            return False
        with reading(), unit_of_work():
            found = next_to_scan({each for each in put_off if isinstance(each, uuid.UUID)})
        if found is None:
            return False
        upload_id, keys = found
        try:
            virus = next(filter(None, (scanner.scan(fetch(key)).virus for key in keys)), "")
        except ScannerAway as problem:
            log.warning("scanner does not answer", reason=str(problem))
            self.waits.put_off(SCANNER, at)
            return False
        except (NotScanned, NotFound, Unavailable) as problem:
            log.warning("file not scanned", upload=str(upload_id), reason=str(problem))
            self.waits.put_off(upload_id, at)
            return True
        self.waits.forget(SCANNER)
        self.waits.forget(upload_id)
        with unit_of_work():
            note_scan(upload_id, keys, virus, at=clock.now())
        return True


def note_scan(upload_id: uuid.UUID, keys: Sequence[str], virus: str, *, at: dt.datetime) -> None:
    """Keep what the scanner said of the files under ``keys``, unless there are others by now.

    What holds a virus is deleted; those who sent it and the organisers are told.
    """
    upload = db.session.get(Upload, upload_id, with_for_update={"of": Upload})
    if upload is None or upload.keys != keys:
        return
    upload.scan, upload.scanned_at = (ScanState.INFECTED if virus else ScanState.CLEAN), at
    record("file looked at for viruses", upload, by=None, at=at, found=virus[:80])
    if virus:
        for each in upload.keys:
            discard_after_commit(each)
        _tell(upload, at)


def _tell(upload: Upload, at: dt.datetime) -> None:
    nomination, version = upload.nomination, upload.id.hex[:12]
    what = (upload.name, upload.question.label, base_url())
    letter = emails.virus_found(nomination, *what)
    send_to(people_of(nomination, at, *WRITERS), "virus found", nomination, letter, version, at)
    letter = emails.virus_found_in(nomination, *what)
    organisers = organisers_of(nomination, local(at).date())
    send_to(organisers, "virus found in nomination", nomination, letter, version, at)
