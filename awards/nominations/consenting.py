"""Rules of consent: what can be agreed to, until when, and what was widened. Plain values."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, astuple, dataclass
from types import MappingProxyType
from typing import Any

from awards.editions.states import Stage
from awards.nominations.rules import Refusal
from awards.nominations.states import NominationState

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "in_programme": "name in the programme",
        "on_stage": "name on stage",
        "in_photo": "in the photo",
        "in_social_media": "social media",
        "in_press": "press",
    }
)
"""What somebody can agree to, and what it is called in a list."""

NOTED = "consent noted"
"""What the record calls it when others note what somebody told them."""

OUT = frozenset({NominationState.WITHDRAWN, NominationState.INELIGIBLE})
"""States of a nomination of which nothing is shown to anybody."""


@dataclass(frozen=True, slots=True)
class Consents:
    """What somebody agreed to. Nothing is agreed to until they say so."""

    in_programme: bool = False
    on_stage: bool = False
    in_photo: bool = False
    in_social_media: bool = False
    in_press: bool = False

    def __bool__(self) -> bool:
        """Whether anything at all was agreed to."""
        return any(astuple(self))

    @property
    def given(self) -> list[str]:
        """The keys of what was agreed to."""
        return [key for key, yes in asdict(self).items() if yes]

    def without(self, keys: Collection[str]) -> "Consents":
        """This without what is under the ``keys``."""
        return Consents(**{key: key not in keys for key in self.given})

    def beyond(self, other: "Consents") -> list[str]:
        """The keys of what this agrees to and ``other`` does not."""
        return [key for key in self.given if key not in other.given]


NOTHING = Consents()


def why_not_ask(stage: Stage, state: NominationState) -> Refusal | None:
    """Why nobody can be asked for their consent any more, and nobody else can widen it; or None.

    Consents are not part of what is submitted: they stay open after the deadline until the evening is over.
    """
    if state in OUT:
        return Refusal("This nomination takes no part any more: nobody in it is named or shown anywhere.")
    if stage.is_at_least(Stage.PUBLISHED):
        return Refusal("The evening is over. Everybody can still say no to what is shown of them.")
    return None


def why_not_answer(stage: Stage) -> Refusal | None:
    """Why nobody can change their answer any more, not even to say no; or None."""
    if stage.is_at_least(Stage.ARCHIVED):
        return Refusal("This edition is closed. Write to the organisers.")
    return None


def may_be_printed(storage_key: str, confirmed: Any, unwilling: Collection[str]) -> bool:
    """Whether a photo can be shown although these team members, given by id, have not agreed to be in it.

    Nobody can search a picture for a face: somebody must have looked at this very one since, and said that
    it shows none of them.
    """
    if not unwilling:
        return True
    vouched = confirmed if isinstance(confirmed, dict) else {}
    return vouched.get("key") == storage_key and set(unwilling) <= set(vouched.get("without", ()))
