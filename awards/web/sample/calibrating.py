"""The sample's judges score a made-up nomination before any other, and agree what each point means."""

import tomllib
from functools import cache
from typing import Any

from awards.judging.marks import Marks
from awards.judging.models import Panel
from awards.judging.services.calibration import (
    Agreed,
    agree_on_sample,
    show_sample,
    show_spread,
    write_sample,
)
from awards.judging.services.sample_sheets import hand_in_sample_sheet
from awards.web.sample import timeline
from awards.web.sample.cast import Cast
from awards.web.sample.content import HERE


@cache
def made_up() -> dict[str, Any]:
    """The made-up nomination, its points and what was agreed, as the file has them."""
    return tomllib.loads((HERE / "calibration.toml").read_text("utf-8"))


def calibrate(panel: Panel, cast: Cast, *, base_url: str) -> None:
    """Write the sample, let everybody score it, and settle the answer; all before the first nomination."""
    content, at = made_up(), timeline.JUDGING
    category = panel.categories[0]
    title, texts = content["title"], content["texts"]
    sample = write_sample(panel, category, title, texts, by=cast.organiser, at=at)
    show_sample(sample, by=cast.organiser, at=at, base_url=base_url)
    for member in panel.members:
        if member.scores:
            marks = _marks(member.person.email)
            hand_in_sample_sheet(sample, marks, by=member.person, at=at, base_url=base_url)
    show_spread(sample, by=cast.chair, at=at)
    agreed = {each.key: Agreed(**content["agreed"][each.key]) for each in sample.criteria}
    words = content["agreed"]["words"]
    agree_on_sample(sample, agreed, words, by=cast.chair, at=at, base_url=base_url)


def _marks(judge: str) -> Marks:
    given = made_up()["judges"][judge]
    return Marks(scores=given["points"], comments={key: given.get(key, "") for key in given["points"]})
