"""Tests of awards.accounts."""
