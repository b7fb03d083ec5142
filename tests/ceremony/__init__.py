"""Tests of awards.ceremony."""
