"""What an answer must be, each with its own sentence."""

from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from awards.core.text import count_characters, count_words


class Required:
    """There must be an answer."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, form: Any, field: Field) -> None:
        if field.errors:
            raise StopValidation  # it could not be read, and says so already
        if field.data in (None, "", []) or field.data is False:
            raise StopValidation(self.sentence)


class MaxWords:
    """The answer has at most so many words, as the page counts them."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        written = count_words(field.data or "")
        if written > self.most:
            name = field.label.text
            raise ValidationError(f"{name} must be {self.most} words or fewer. You have written {written}.")


class MaxCharacters:
    """The answer has at most so many characters, as the page counts them."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        if count_characters(field.data or "") > self.most:
            raise ValidationError(f"{field.label.text} must be {self.most} characters or fewer")
