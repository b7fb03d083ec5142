"""The guests' programme as a page, and the photos in it."""

import io
import uuid

import pytest
from PIL import Image

from awards.core import storage
from awards.editions.models import Question
from awards.editions.states import Audience, QuestionKind, Stage
from awards.nominations.models import Nomination, Upload
from tests.ceremony.evenings import at, make_evening, planned
from tests.factories import saved

pytestmark = pytest.mark.usefixtures("session")


def test_guests_read_the_programme(session, client):
    evening = planned(make_evening())
    page = client.get(at(evening, "programme"))
    assert page.status_code == 200
    for words in (
        "Good evening.",
        "Named 1",
        "Because of 2.",
        "Cherry Ross",
        "Our teams",
        "Best in early help",
    ):
        assert words in page.text
    for secret in ("Unnamed", "judges-only", "Strike the set", "Director 1"):
        assert secret not in page.text


@pytest.mark.parametrize("stage", [Stage.SET_UP, Stage.JUDGING, Stage.MODERATION])
def test_before_sealing_there_is_no_programme_to_read(session, client, stage):
    evening = make_evening(stage)
    page = client.get(at(evening, "programme"))
    assert (page.status_code, "not published yet" in page.text) == (404, True)
    assert "Team Number" not in page.text


def with_photo(team: Nomination, audience: Audience = Audience.PROGRAMME) -> Upload:
    picture = io.BytesIO()
    Image.new("RGB", (1800, 1200), "teal").save(picture, "JPEG")
    section = team.category.sections[0]
    question = Question(
        section=section,
        position=9,
        key=f"photo-{uuid.uuid4().hex[:6]}",
        kind=QuestionKind.PHOTO,
        audience=audience,
    )
    question.label = "Photo"
    facts = {"name": "team.jpg", "media_type": "image/jpeg", "size": len(picture.getvalue())}
    return saved(
        Upload(
            nomination=team,
            question=question,
            storage_key=storage.store(picture.getvalue()),
            width=1800,
            height=1200,
            description="A team in a garden",
            **facts,
        )
    )


def test_a_teams_photo_is_shown_smaller_and_with_its_description(session, client):
    evening = make_evening()
    photo = with_photo(evening.teams[0])
    assert 'alt="A team in a garden"' in client.get(at(evening, "programme")).text
    answer = client.get(at(evening, f"programme/photos/{photo.id}"))
    assert Image.open(io.BytesIO(answer.data)).size == (1280, 853)
    assert (answer.cache_control.private, answer.cache_control.max_age) == (True, 600)


def test_a_photo_that_is_not_public_is_not_found(session, client):
    early, late = make_evening(Stage.MODERATION), make_evening()
    private = with_photo(late.teams[0], Audience.JUDGES)
    for evening, photo in [
        (early, with_photo(early.teams[0])),
        (early, with_photo(late.teams[0])),
        (late, private),
    ]:
        assert client.get(at(evening, f"programme/photos/{photo.id}")).status_code == 404
