"""Pages of the judging stage."""

from awards.judging.views import chair, judges, panels, scoring
from awards.judging.views.blueprint import judging

__all__ = ["chair", "judges", "judging", "panels", "scoring"]
