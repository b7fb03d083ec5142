"""Ranking, decisions and sealing."""
