"""Pages of the ceremony stage."""

from awards.ceremony.views import documents, items, programme, reveal, running_order
from awards.ceremony.views.blueprint import ceremony

__all__ = ["ceremony", "documents", "items", "programme", "reveal", "running_order"]
