"""The forms of the safeguarding check: an explanation, a mask."""

from awards.core.forms import Form, HiddenField, LongTextField, TextField, TickField
from awards.nominations.masking import INSTEAD
from awards.nominations.services.checks import LONGEST_REASON


class ExplainForm(Form):
    """Why a passage identifies nobody."""

    reason = LongTextField(
        "Why does it identify nobody?",
        description="For example: “Doris is the kiln”, or “This is the name of our building”. Only the "
        "organisers read it.",
        required="Say why it identifies nobody",
        max_words=LONGEST_REASON,
        rows=3,
    )


class MaskForm(Form):
    """A passage that only the organisation and the organisers go on reading."""

    question = HiddenField()
    passage = LongTextField(
        "Words to mask",
        description="Copy them from an answer. They are masked wherever they stand, however they are spelt.",
        required="Write or copy the words to mask",
        rows=2,
    )
    replacement = TextField(
        "What others read instead",
        required="Say what others read instead",
        default=INSTEAD,
        max_characters=200,
    )
    everywhere = TickField("Wherever it stands in this nomination")
