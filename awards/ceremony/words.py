"""Words for the kinds of item, of award and of document."""

from collections.abc import Mapping
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
