"""The verbs of results: drawing up a shortlist, deciding awards, sealing."""

from awards.results import frozen
from awards.results.services.deciding import decide_award, seal_results
from awards.results.services.shortlisting import choose_shortlist, round_to_choose_for

__all__ = ["choose_shortlist", "decide_award", "round_to_choose_for", "seal_results"]

frozen.install()
