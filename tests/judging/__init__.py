"""Tests of awards.judging."""
