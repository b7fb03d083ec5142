"""The pictures drawn for the sample's teams."""

import io
import random

import pytest
from PIL import Image

from awards.web.sample.photos import HIGH, WIDE, draw_team_photo, places
from awards.web.sample.scenery import SCENES


def test_the_same_seed_draws_the_same_picture() -> None:
    assert draw_team_photo(7, 5) == draw_team_photo(7, 5)


def test_another_seed_draws_another_picture() -> None:
    assert draw_team_photo(7, 5) != draw_team_photo(8, 5)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_every_scene_is_a_jpeg_of_the_right_size_and_not_too_heavy(scene: str) -> None:
    content = draw_team_photo(3, 9, scene)
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == ("JPEG", (WIDE, HIGH))
    assert len(content) <= 150_000


@pytest.mark.parametrize("people", range(1, 13))
def test_everybody_has_a_place_inside_the_picture(people: int) -> None:
    found = places(people, random.Random(people))  # noqa: S311 - a picture, not a secret
    assert len(found) == people
    assert all(place.unit <= place.x / 2 <= WIDE - place.unit / 2 for place in found)
    assert all(0 < place.y / 2 < HIGH for place in found)
