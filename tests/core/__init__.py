"""Tests of awards.core."""
