"""Where files lie: the same promises of a folder and of an object store, and what each does when it fails."""

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask, current_app

from awards.core import clock, storage
from awards.core.database import db, unit_of_work
from awards.core.errors import NotFound, Unavailable
from awards.core.storage.objects import ObjectStore
from awards.core.storage.places import Bucket, LocalFolder, Place, files_place
from tests.core.object_stores import Fault, Store, object_store

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 40
TWO_DAYS = dt.timedelta(days=2)
QUICK = dt.timedelta(milliseconds=1)
NOBODYS = "0" * 32


@dataclass
class Shelf:
    """A place for files under test, and ways to look behind it."""

    place: Place
    names: Callable[[], set[str]]
    age: Callable[[dt.timedelta], None]
    spoil: Callable[[str], None]


def folder_shelf(root: Path) -> Shelf:
    def age(by: dt.timedelta) -> None:
        for path in root.rglob("*"):
            then = path.stat().st_mtime - by.total_seconds()
            os.utime(path, (then, then))

    def spoil(name: str) -> None:
        (root / name[:2] / name).write_bytes(CONTENT[:100])

    return Shelf(
        LocalFolder(root), lambda: {path.name for path in root.rglob("*") if path.is_file()}, age, spoil
    )


def bucket_of(store: Store) -> Bucket:
    return Bucket("awards", "files", "eu-west-2", store.url, "key", "secret")


def store_shelf(store: Store) -> Shelf:
    def spoil(name: str) -> None:
        kept = f"/awards/files/{name}"
        store.kept[kept] = (CONTENT[:100], store.kept[kept][1])

    return Shelf(
        ObjectStore(bucket_of(store), pause=QUICK),
        lambda: {name.rsplit("/", 1)[1] for name in store.kept},
        store.age,
        spoil,
    )


@contextmanager
def files_in(place: Place) -> Iterator[None]:
    """The application keeps its files there."""
    app = current_app
    usual = app.extensions["files"]
    app.extensions["files"] = place
    try:
        yield
    finally:
        app.extensions["files"] = usual


@pytest.fixture
def store() -> Iterator[Store]:
    with object_store() as running:
        yield running


@pytest.fixture(params=["folder", "object store"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path, app: Flask) -> Iterator[Shelf]:
    """The application's files, in both kinds of place in turn."""
    on_disk = request.param == "folder"
    shelf = folder_shelf(tmp_path) if on_disk else store_shelf(request.getfixturevalue("store"))
    with files_in(shelf.place):
        yield shelf


@pytest.fixture
def failing(store: Store, app: Flask) -> Iterator[Store]:
    """The application's files are in an object store, which a test makes fail."""
    with files_in(ObjectStore(bucket_of(store), pause=QUICK)):
        yield store


def nothing_named(keys: Sequence[str]) -> Collection[str]:
    return []


def test_what_is_stored_is_fetched(shelf):
    assert storage.fetch(storage.store(CONTENT)) == CONTENT


def test_the_same_content_twice_has_two_keys_that_show_nothing_in_common(shelf):
    first, second = storage.store(CONTENT), storage.store(CONTENT)
    assert len(first) == 64 and first[:32] != second[:32] and first[32:] != second[32:]


def test_a_key_tells_its_content(shelf):
    key = storage.store(CONTENT)
    assert storage.holds(key, CONTENT) and not storage.holds(key, CONTENT + b"!")


def test_what_is_not_there_is_not_found(shelf):
    for key in (NOBODYS, NOBODYS * 2, "../../etc/passwd", "", NOBODYS.replace("0", "G"), NOBODYS + "0"):
        with pytest.raises(NotFound):
            storage.fetch(key)


def test_what_is_discarded_is_gone_and_may_be_discarded_again(shelf):
    key = storage.store(CONTENT)
    storage.discard(key)
    storage.discard(key)
    assert shelf.names() == set()


def test_what_is_discarded_after_the_commit_stays_where_there_is_none(shelf, session):
    key = storage.store(CONTENT)
    db.session.execute(db.select(1))
    storage.discard_after_commit(key)
    db.session.rollback()
    db.session.commit()
    assert storage.fetch(key) == CONTENT


def test_what_is_discarded_after_the_commit_is_gone_then_and_not_before(shelf, session):
    key = storage.store(CONTENT)
    with unit_of_work():
        db.session.execute(db.select(1))
        storage.discard_after_commit(key)
        assert shelf.names() == {key}
    assert shelf.names() == set()


def test_a_file_that_was_damaged_is_given_to_nobody(shelf):
    key = storage.store(CONTENT)
    shelf.spoil(key)
    with pytest.raises(Unavailable, match="cannot be read"):
        storage.fetch(key)


def test_a_file_kept_under_an_old_key_is_read_and_compared(shelf):
    shelf.place.put(NOBODYS, CONTENT)
    assert storage.fetch(NOBODYS) == CONTENT
    assert storage.holds(NOBODYS, CONTENT) and not storage.holds(NOBODYS, b"")


def test_the_sweep_takes_what_is_old_and_named_by_no_row(shelf):
    kept, orphan = storage.store(CONTENT), storage.store(CONTENT)
    shelf.age(TWO_DAYS)
    young = storage.store(CONTENT)
    assert storage.sweep(lambda keys: [key for key in keys if key == kept]) == 1
    assert shelf.names() == {kept, young} and orphan not in shelf.names()


def test_the_sweep_asks_about_many_files_in_portions(shelf, monkeypatch):
    monkeypatch.setattr(storage, "AT_ONCE", 2)
    asked: list[int] = []

    def nothing_named(keys: Sequence[str]) -> Collection[str]:
        asked.append(len(keys))
        return []

    for _ in range(5):
        storage.store(b"x")
    shelf.age(TWO_DAYS)
    assert storage.sweep(nothing_named) == 5
    assert asked == [2, 2, 1]


def test_the_sweep_takes_nothing_where_hardly_any_file_has_a_row(shelf):
    for _ in range(storage.MANY):
        storage.store(b"x")
    shelf.age(TWO_DAYS)
    assert storage.sweep(nothing_named) == 0
    assert len(shelf.names()) == storage.MANY


def test_the_sweep_keeps_away_from_what_is_not_ours(shelf):
    names = {"readme.txt", "backup-2022.tar"}
    for name in names:
        shelf.place.put(name, b"x")
    shelf.age(TWO_DAYS)
    assert storage.sweep(nothing_named) == 0
    assert shelf.names() == names


def test_the_sweep_goes_by_the_worlds_clock_and_not_by_that_of_a_sample(shelf):
    storage.store(CONTENT)
    token = clock.offset.set(dt.timedelta(days=400))
    try:
        assert storage.sweep(nothing_named) == 0
    finally:
        clock.offset.reset(token)


# In a folder.


def test_a_write_that_was_cut_leaves_no_file_and_its_remains_are_swept(tmp_path, app):
    shelf = folder_shelf(tmp_path)
    with files_in(shelf.place):
        key = storage.store(CONTENT)
        (tmp_path / key[:2] / f"{key}.part").write_bytes(
            CONTENT[:10]
        )  # as a process that was killed leaves it
        shelf.age(TWO_DAYS)
        assert storage.sweep(lambda keys: keys) == 1
        assert shelf.names() == {key}


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, app):
    (tmp_path / "files").write_text("a file where the folder should be: nothing can be written")
    with files_in(LocalFolder(tmp_path / "files")), pytest.raises(Unavailable, match="was not kept"):
        storage.store(CONTENT)


def test_a_new_file_is_durable_with_the_folders_it_lies_in(tmp_path, monkeypatch):
    synced: list[Path] = []
    true_sync = os.fsync

    def note(descriptor: int) -> None:
        synced.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")))
        true_sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    root = tmp_path / "files"
    LocalFolder(root).put(NOBODYS, CONTENT)
    assert synced == [root, tmp_path, root / "00" / f"{NOBODYS}.part", root / "00"]


# In an object store.


def test_what_is_sent_carries_a_checksum(failing):
    storage.store(CONTENT)
    assert [bool(each) for each in failing.checksums] == [True]


def test_a_busy_store_is_asked_again(failing):
    failing.fault = Fault.BUSY_ONCE
    assert storage.fetch(storage.store(CONTENT)) == CONTENT


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.REFUSES, Fault.FORGETS, Fault.SPOILS, Fault.CUTS])
def test_what_could_not_be_kept_for_certain_does_not_count_as_stored(failing, fault):
    failing.fault = fault
    with pytest.raises(Unavailable, match="was not kept"):
        storage.store(CONTENT)


def test_a_file_that_arrived_although_the_answer_was_lost_is_stored(failing):
    failing.fault = Fault.REPLY_LOST
    assert storage.fetch(storage.store(CONTENT)) == CONTENT


def test_an_answer_that_was_cut_is_read_to_its_end(failing):
    key = storage.store(CONTENT)
    failing.requests.clear()
    failing.fault = Fault.CUTS_ONCE
    assert storage.fetch(key) == CONTENT


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.CUTS, Fault.REFUSES])
def test_a_file_that_cannot_be_had_now_is_not_said_to_be_gone(failing, fault):
    key = storage.store(CONTENT)
    failing.fault = fault
    with pytest.raises(Unavailable, match="cannot be read"):
        storage.fetch(key)


def test_what_cannot_be_deleted_now_is_left_for_the_sweep(failing):
    key = storage.store(CONTENT)
    failing.age(TWO_DAYS)
    failing.fault = Fault.BUSY
    storage.discard(key)
    assert storage.sweep(nothing_named) == 0
    failing.fault = Fault.NONE
    assert storage.sweep(nothing_named) == 1


def test_a_store_that_is_not_there_is_told(app):
    with object_store() as gone:
        place = ObjectStore(bucket_of(gone), pause=QUICK)
    with files_in(place), pytest.raises(Unavailable, match="was not kept"):
        storage.store(CONTENT)


# The setting.


def test_without_the_setting_files_are_in_a_folder():
    assert files_place("", Path("files"), {}) == Path("files")


def test_the_setting_names_a_bucket_and_the_environment_its_keys():
    keys = {"AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "canary", "AWS_REGION": "eu-west-1"}
    place = files_place("s3://awards/tea/2022?endpoint=https://store.example.org", Path(), keys)
    assert place == Bucket("awards", "tea/2022", "eu-west-1", "https://store.example.org", "AKIA", "canary")
    assert "canary" not in repr(place)


@pytest.mark.parametrize(
    "url",
    [
        "files",
        "https://store.example.org/bucket",
        "s3://",
        "s3://bucket?colour=red",
        "s3://bucket?endpoint=ftp://x",
        "s3://[",
        "s3://key:secret@bucket",
    ],
)
def test_a_setting_that_names_no_place_is_refused(url):
    with pytest.raises(ValueError, match="AWARDS_FILES_URL"):
        files_place(url, Path(), {})
