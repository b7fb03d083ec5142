"""While the place where files lie cannot be reached, pages load and nothing that was typed is lost."""

import io

import pytest

from awards.core.storage.objects import ObjectStore
from awards.nominations.models import Upload
from tests.core.object_stores import Fault, object_store
from tests.core.test_storage import QUICK, bucket_of
from tests.nominations.test_files import BY_SCRIPT, crop, hang, photo_page, picture

WORDS = "Nine people laugh."


@pytest.fixture
def store(app):
    """The application keeps its files in an object store."""
    usual = app.extensions["files"]
    with object_store() as running:
        app.extensions["files"] = ObjectStore(bucket_of(running), pause=QUICK)
        yield running
    app.extensions["files"] = usual


def test_photos_are_kept_and_given_by_an_object_store(scene, browser_of, session, store):
    upload = hang(scene, scene.nomination(), picture(2000, 1000))
    crop(scene, upload)
    session.commit()
    assert len(store.kept) == 2
    assert browser_of(scene.director).get(f"/nominations/uploads/{upload.id}").data[:2] == b"\xff\xd8"


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.REFUSES, Fault.CUTS])
def test_a_page_loads_without_its_photo(scene, browser_of, session, store, fault):
    nomination, browser = scene.nomination(), browser_of(scene.director)
    upload = hang(scene, nomination)
    session.commit()
    store.fault = fault
    assert browser.get(photo_page(scene, nomination)).status_code == 200
    assert browser.get(f"/nominations/uploads/{upload.id}").status_code == 503


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.FORGETS, Fault.SPOILS])
def test_a_photo_that_cannot_be_kept_is_not_listed_and_its_description_comes_back(
    scene, browser_of, session, store, fault
):
    page, browser = photo_page(scene, scene.nomination()), browser_of(scene.delegate)
    store.fault = fault
    sent = {"photo": (io.BytesIO(picture()), "team.jpg"), "description": WORDS}
    answer = browser.post(page, data=sent, headers={"Origin": "http://localhost"})
    assert answer.status_code == 503 and "was not kept" in answer.text and WORDS in answer.text
    sent = {"photo": (io.BytesIO(picture()), "team.jpg")}
    assert browser.post(page, data=sent, headers=BY_SCRIPT).status_code == 503
    assert session.query(Upload).count() == 0


def test_a_file_that_is_gone_is_not_found(scene, browser_of, session, store):
    upload = hang(scene, scene.nomination())
    session.commit()
    store.kept.clear()
    assert browser_of(scene.director).get(f"/nominations/uploads/{upload.id}").status_code == 404
