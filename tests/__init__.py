"""Tests; the tree mirrors awards/."""
