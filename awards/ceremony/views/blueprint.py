"""The blueprint of the ceremony stage, and what a page answers."""

from flask import Blueprint
from werkzeug.wrappers import Response

from awards.ceremony.policy import CeremonyPermission
from awards.ceremony.words import AWARD_KINDS, DOCUMENTS, ITEM_KINDS

ceremony = Blueprint("ceremony", __name__)
Page = str | tuple[str, int] | Response


@ceremony.context_processor
def _words() -> dict[str, object]:
    return {
        "ITEM_KINDS": ITEM_KINDS,
        "AWARD_KINDS": AWARD_KINDS,
        "DOCUMENTS": DOCUMENTS,
        "CHANGE_EVENING": CeremonyPermission.CHANGE_EVENING,
        "TAKE_RESULTS": CeremonyPermission.TAKE_RESULTS,
        "REVEAL": CeremonyPermission.REVEAL,
    }
