"""Panels and their members, conflicts of interest, rounds and draws, assignments and score sheets."""

from awards.judging.models.assignments import Assignment, Draw
from awards.judging.models.calibration import CalibrationEntry, CalibrationSheet
from awards.judging.models.conflicts import Conflict
from awards.judging.models.panels import (
    Panel,
    PanelMember,
    PanelRound,
    Shortlisting,
    panel_categories,
    shortlisted,
)
from awards.judging.models.sheets import FilledPack, Score, ScoreSheet, SheetVersion

__all__ = [
    "Assignment",
    "CalibrationEntry",
    "CalibrationSheet",
    "Conflict",
    "Draw",
    "FilledPack",
    "Panel",
    "PanelMember",
    "PanelRound",
    "Score",
    "ScoreSheet",
    "SheetVersion",
    "Shortlisting",
    "panel_categories",
    "shortlisted",
]
