"""Pages of the ceremony stage."""

from awards.ceremony.views import documents, items, printed_page, programme, reveal, running_order
from awards.ceremony.views.blueprint import ceremony

__all__ = ["ceremony", "documents", "items", "printed_page", "programme", "reveal", "running_order"]
