"""Tests of awards.results."""
