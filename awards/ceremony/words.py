"""Words for the kinds of item, of award and of document, and for what is amiss with a printed page."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from awards.ceremony.states import DocumentKind, ItemKind, ResultDocumentKind
from awards.editions.states import AwardKind

ITEM_KINDS: Mapping[ItemKind, str] = MappingProxyType(
    {
        ItemKind.ARRIVAL: "Arrival",
        ItemKind.SEATING: "Seating",
        ItemKind.WELCOME: "Welcome",
        ItemKind.MEAL: "Meal",
        ItemKind.RECOGNITION: "Recognition",
        ItemKind.AWARD: "Award",
        ItemKind.SPEECH: "Speech",
        ItemKind.ENTERTAINMENT: "Music",
        ItemKind.BREAK: "Break",
        ItemKind.CLOSE: "Close",
    }
)

AWARD_KINDS: Mapping[AwardKind, str] = MappingProxyType(
    {
        AwardKind.RECOGNITION: "For every team",
        AwardKind.COMPETITION: "Decided by the judges",
        AwardKind.CHOICE: "The chair’s choice",
    }
)

DOCUMENTS: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.PROGRAMME: "Ceremony programme",
        DocumentKind.RUNNING_ORDER: "Running order for the crew",
    }
)

RESULT_DOCUMENTS: Mapping[ResultDocumentKind, str] = MappingProxyType(
    {
        ResultDocumentKind.WINNER_CARDS: "Winner cards",
        ResultDocumentKind.CERTIFICATES: "Certificates of winners",
    }
)

_RUNS_ON = "runs on to another page."
_STANDARD = "The document is not up to the accessibility standard"
TOO_MUCH = (
    "The words and the names do not fit on one page: they run on to a second one. Shorten the paragraph, or "
    "what stands beside the names."
)


def for_nominators(warnings: Iterable[str]) -> list[str]:
    """What was noticed when a team's page was set in type, for those who can change its words.

    What follows for the file as such is for those who make the whole programme.
    """
    told = (warning for warning in warnings if not warning.startswith(_STANDARD))
    return [TOO_MUCH if warning.endswith(_RUNS_ON) else warning for warning in told]
