"""The form of the desk."""

from awards.core.forms import Form, HiddenField
from awards.editions.states import Stage


class MoveForm(Form):
    """A move of the edition, from the stage at which its page was shown."""

    move = HiddenField("The move", required="Choose one of the moves on this page.")
    expected = HiddenField("The stage", required="Choose one of the moves on this page.")

    @property
    def stage(self) -> Stage | None:
        """The stage at which the page was shown, or None for a word that is no stage."""
        return next((stage for stage in Stage if stage == self.expected.data), None)
