"""Tests of what is computed from scores alone."""
