"""What a judge takes away: a score pack on paper, and a spreadsheet to fill in."""

from awards.judging.documents.paper import file_name, make_score_pack
from awards.judging.documents.workbook import score_workbook

__all__ = ["file_name", "make_score_pack", "score_workbook"]
