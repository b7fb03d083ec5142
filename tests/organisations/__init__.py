"""Tests of awards.organisations."""
