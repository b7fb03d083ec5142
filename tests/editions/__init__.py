"""Tests of awards.editions."""
