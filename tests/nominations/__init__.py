"""Tests of awards.nominations."""
