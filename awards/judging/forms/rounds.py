"""The rounds of a panel."""

from collections.abc import Mapping
from typing import Any

from awards.core.forms import (
    ChoiceField,
    DateTimeField,
    Form,
    IntegerField,
    LongTextField,
    TextField,
    TickField,
)
from awards.judging.models import Panel, PanelRound
from awards.judging.rounds import RoundText
from awards.judging.states import RoundKind

USUAL_PLACES = 5
KINDS = [
    (RoundKind.PAPER, "They read the nominations", "At home, in their own time."),
    (
        RoundKind.PRESENTATION,
        "The teams present",
        "In a meeting or by video. Judges score here as they listen.",
    ),
]


SETTLED = ("name", "kind", "judges_each", "most_each", "instructions")
"""What of a round is as it is once it was closed."""


class CloseRoundForm(Form):
    """That somebody means to close a round before all is in, or before its date."""

    sure = TickField("I close it now")

    def __init__(self, words: str, **settings: Any) -> None:
        """Ask in ``words``; nothing is asked where they are empty."""
        super().__init__(**settings)
        self.asks = bool(words)
        if words:
            self.sure.label.text = words


class OpenAgainForm(Form):
    """Why a closed round is opened again."""

    reason = LongTextField(
        "Why is it opened again?",
        max_characters=500,
        rows=2,
        description="Judges with score sheets to submit are sent this, and it is kept. Please name nobody.",
    )


class RoundForm(Form):
    """One round: when it closes, who scores what, what happens in it."""

    name = TextField("Name of the round", required=True, max_characters=60)
    kind = ChoiceField(
        "How do judges come to know the teams?",
        choices=KINDS,
        coerce=RoundKind,
        default=RoundKind.PAPER,
        required="Choose how judges come to know the teams",
    )
    places = IntegerField(
        "How many nominations of each category go on to this round?", required=True, least=1, most=500
    )
    closes_at = DateTimeField("When does the round close?", names="The closing time")
    judges_each = IntegerField("How many judges score each nomination?", least=1, most=100)
    most_each = IntegerField("How many nominations can one judge take at most?", least=1, most=1000)
    instructions = LongTextField("What happens in this round?", max_words=200, rows=4)

    def __init__(self, kept: Mapping[str, object], **settings: Any) -> None:
        """Show what is ``kept``; it holds for what is not asked."""
        super().__init__(data=kept, **settings)
        self.kept = kept

    @property
    def text(self) -> RoundText:
        """What was typed."""
        asked = {name: self[name].data for name in RoundText.__annotations__ if name in self}
        return RoundText(**{**self.kept, **asked})


def round_form(panel: Panel, round_: PanelRound | None = None) -> RoundForm:
    """The form of a round, kept or new; how many go on to one is not asked of a round that has begun.

    Of one that was closed nothing is asked but its closing time; what was typed before it was is kept.
    """
    form = RoundForm(_kept(round_) if round_ else {"name": "Final round", "places": USUAL_PLACES})
    if round_ and round_.number <= panel.round:
        del form.places
    for name in SETTLED if round_ and round_.closed_at and not form.name.raw_data else ():
        del form[name]
    return form


def _kept(round_: PanelRound) -> Mapping[str, object]:
    return {name: getattr(round_, name) for name in RoundText.__annotations__}
