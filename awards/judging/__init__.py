"""Panels, conflicts, assignments and score sheets."""
