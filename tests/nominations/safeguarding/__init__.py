"""Tests of the safeguarding check."""
