"""What was typed to a question that left its page while the page was open."""

import re

from flask import request

from awards.nominations.section_forms import SectionForm

TAKEN_OFF = (
    "The organisers took a question off this page while you were writing, and nothing is saved yet. "
    "You had written: “{}”. Copy it if you need it, then save again."
)
_A_CHOICE = re.compile(r"[a-z0-9-]*")


def give_back_left_over(form: SectionForm) -> bool:
    """Say on the form, word for word, what would be lost; whether there is nothing. Choices are no words."""
    boxes = {name for field in form for name in (field.name, *getattr(field, "parts_ids", ()))}
    typed = ((name, text.strip()) for name, text in request.form.items(multi=True) if name.startswith("q-"))
    lost = [text for name, text in typed if name not in boxes and not _A_CHOICE.fullmatch(text)]
    for text in lost:
        form.add_error(TAKEN_OFF.format(text))
    return not lost
