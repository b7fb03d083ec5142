"""Verbs of the ceremony: plan the evening, build its documents, reveal its awards."""

from awards.ceremony.services.building import ask_for_document, build_next_document
from awards.ceremony.services.planning import (
    add_item,
    change_item,
    change_length,
    generate_running_order,
    move_item,
    remove_item,
)
from awards.ceremony.services.renewing import renew_documents
from awards.ceremony.services.revealing import note_results_taken, reveal_award

__all__ = [
    "add_item",
    "ask_for_document",
    "build_next_document",
    "change_item",
    "change_length",
    "generate_running_order",
    "move_item",
    "note_results_taken",
    "remove_item",
    "renew_documents",
    "reveal_award",
]
