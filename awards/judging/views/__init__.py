"""Pages of the judging stage."""

from awards.judging.views import (
    calibration,
    chair,
    conflicts,
    draws,
    judges,
    members,
    moves,
    packs,
    panels,
    progress,
    rounds,
    samples,
    scoring,
    seats,
)
from awards.judging.views.blueprint import judging

__all__ = [
    "calibration",
    "chair",
    "conflicts",
    "draws",
    "judges",
    "judging",
    "members",
    "moves",
    "packs",
    "panels",
    "progress",
    "rounds",
    "samples",
    "scoring",
    "seats",
]
