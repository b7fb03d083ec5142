"""Draws the pictures that stand for team photos in the sample: nobody real is shown."""

import io
import random

from awards.web.sample.figures import Place, draw_figure, dress
from awards.web.sample.scenery import SCENES, start

WIDE, HIGH = 1800, 1200
SHARP = 2
"""Drawn larger by this and made smaller again, so that edges are smooth."""


def draw_team_photo(seed: int, people: int, scene: str = "") -> bytes:
    """A JPEG of so many people before a landscape; the same seed always draws the same picture."""
    chance = random.Random(seed)  # noqa: S311 - a picture, not a secret
    scene = scene or chance.choice(sorted(SCENES))
    canvas = start((WIDE * SHARP, HIGH * SHARP), scene, chance)
    SCENES[scene](canvas)
    for figure in dress(places(people, chance), chance):
        draw_figure(canvas.draw, figure)
    output = io.BytesIO()
    canvas.image.reduce(SHARP).save(output, "JPEG", quality=84)
    return output.getvalue()


def places(people: int, chance: random.Random) -> list[Place]:
    """Where the heads go, the back row first: one row up to five people, then two."""
    front = people // 2 if people > 5 else 0
    back = people - front
    unit = SHARP * min(96.0, WIDE * 0.94 / (3.75 * (max(back, front + 0.6) - 1) + 4.2))
    rows = [(back, HIGH * (0.47 if front else 0.52))]
    if front:
        rows.append((front, HIGH * 0.70))
    aside = unit * 3.75 / 4 if front == back else 0.0
    return [
        Place(
            x + (aside if row else -aside),
            y * SHARP + chance.uniform(-0.38, 0.38) * unit,
            unit * (1.0 if row == 0 else 1.06),
        )
        for row, (count, y) in enumerate(rows)
        for x in _spread(count, unit * 3.75)
    ]


def _spread(count: int, gap: float) -> list[float]:
    """So many places round the middle."""
    first = WIDE * SHARP / 2 - gap * (count - 1) / 2
    return [first + gap * index for index in range(count)]
