"""Tests of the draw of judges, which is pure: no database."""
