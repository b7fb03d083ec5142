"""What was typed to a question that left its page while the page was open."""

import re
from collections.abc import Callable

from flask import request
from wtforms import Field

from awards.nominations.section_forms import SectionForm

TAKEN_OFF = (
    "The organisers took a question off this page or changed it while you were writing, and nothing is saved "
    "yet. You had written: “{}”. Copy it if you need it, then save again."
)
_A_CHOICE = re.compile(r"[a-z0-9-]*")
_NO_WORDS = {"radios", "select", "checkboxes", "checkbox"}


def give_back_left_over(form: SectionForm) -> bool:
    """Say on the form, word for word, what would be lost; whether there is nothing. Choices are no words."""
    lost = [text for _, text in left_over(form) if not _A_CHOICE.fullmatch(text)]
    for text in lost:
        form.add_error(TAKEN_OFF.format(text))
    return not lost


def left_over(form: SectionForm) -> list[tuple[str, str]]:
    """Names and texts that were sent as answers and that no box of the form shows again."""
    boxes = {name: _takes(field) for field in form for name in getattr(field, "parts_ids", [field.name])}
    typed = [(name, text.strip()) for name, text in request.form.items(multi=True) if name.startswith("q-")]
    return [(name, text) for name, text in typed if name not in boxes or not boxes[name](text)]


def _takes(field: Field) -> Callable[[str], bool]:
    """Whether a text can come back in this box: any where one can write, else what can be chosen."""
    if getattr(field, "component", "") not in _NO_WORDS:
        return lambda _text: True
    return {"", "y", *(choice.value for choice in getattr(field, "choices", ()))}.__contains__
