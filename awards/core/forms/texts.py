"""Questions answered in words or figures."""

import unicodedata
from typing import Any, ClassVar

from email_validator import EmailNotValidError, validate_email

from awards.core.forms.base import Asked, first_text
from awards.core.forms.validators import MaxCharacters, MaxWords
from awards.core.parsing import parse_number
from awards.core.text import clean_line, clean_text

_NOT_AN_EMAIL = "Enter an email address in the correct format, like name@example.com"


class TextField(Asked):
    """A line of text. It is never None."""

    data: str
    longest: ClassVar[int] = 500  # what is kept at most where the question sets no limit of its own

    def __init__(
        self, *args: Any, max_words: int | None = None, max_characters: int | None = None, **settings: Any
    ) -> None:
        self.max_words = max_words
        self.max_characters = max_characters
        super().__init__(*args, **settings)

    def _checks(self) -> list[Any]:
        words = [MaxWords(self.max_words)] if self.max_words else []
        return [*words, MaxCharacters(self.max_characters or self.longest)]

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = first_text(valuelist)
        if typed is not None:
            self.data = self.clean(typed)

    def clean(self, typed: str) -> str:
        """Put what was typed into the form in which it is kept."""
        return clean_line(typed)


class LongTextField(TextField):
    """Several lines of text."""

    component = "textarea"
    longest = 20_000

    def __init__(self, *args: Any, rows: int = 0, **settings: Any) -> None:
        super().__init__(*args, **settings)
        words = self.max_words or (self.max_characters or 400) // 6
        self.rows = rows or min(max(words // 12, 4), 14)

    def clean(self, typed: str) -> str:
        return clean_text(typed)


class HiddenField(TextField):
    """A value that goes to the page and comes back; it may come back changed."""

    component = "hidden"


class EmailField(TextField):
    """An e-mail address."""

    component = "email"
    longest = 254

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if not valuelist or not self.data or len(self.data) > self.longest:
            return
        try:
            self.data = validate_email(self.data, check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValueError(_NOT_AN_EMAIL) from None


class PasswordField(TextField):
    """A password: kept as typed, blanks and all, and never shown again."""

    component = "password"
    longest = 256

    def clean(self, typed: str) -> str:
        """Make one form of each letter, so that another keyboard's accents are the same password."""
        letters = unicodedata.normalize("NFC", typed.replace("\0", ""))
        return letters.encode("utf-8", "replace").decode("utf-8")

    @property
    def shown(self) -> str:
        return ""


class IntegerField(Asked):
    """A whole number."""

    component = "number"
    data: int | None

    def __init__(
        self, *args: Any, least: int | None = None, most: int | None = None, **settings: Any
    ) -> None:
        self.least = least
        self.most = most
        self.typed: str | None = None
        super().__init__(*args, **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = first_text(valuelist)
        if typed is None:
            return
        self.data = None
        self.typed = clean_line(typed)
        if self.typed:
            self.data = parse_number(self.typed, self.label.text, self.least, self.most)

    @property
    def shown(self) -> str:
        return self.typed if self.typed is not None else super().shown
