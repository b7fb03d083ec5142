"""Councils and trusts, their partners and dates."""
