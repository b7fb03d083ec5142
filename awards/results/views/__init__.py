"""Pages of the results stage."""

from awards.results.views import pages, shortlist
from awards.results.views.blueprint import results

__all__ = ["pages", "results", "shortlist"]
