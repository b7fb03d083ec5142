"""Questions answered by choosing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from awards.core.forms.base import Asked, first_text


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    text: str
    hint: str = ""


@dataclass(frozen=True)
class Option:
    """A choice as it is drawn."""

    id: str
    value: str
    text: str
    hint: str
    checked: bool


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)


class _ChoosingField(Asked):
    asks = "Select"
    data: Any

    def __init__(
        self, *args: Any, choices: Iterable[Any] = (), coerce: Callable[[str], Any] = str, **settings: Any
    ) -> None:
        self.choices = choices
        self.coerce = coerce
        super().__init__(*args, **settings)

    @property
    def choices(self) -> list[Choice]:
        """What can be chosen. Set it to choices, or to (value, text) or (value, text, hint)."""
        return self._choices

    @choices.setter
    def choices(self, choices: Iterable[Any]) -> None:
        self._choices = [c if isinstance(c, Choice) else Choice(_plain(c[0]), *c[1:]) for c in choices]

    @property
    def chosen(self) -> set[str]:
        """The values that are chosen, as they stand in the page."""
        return set() if self.data in (None, "") else {_plain(self.data)}

    @property
    def options(self) -> list[Option]:
        """The choices as they are drawn; the first has the id that the error summary leads to."""
        ids = (self.id if n == 0 else f"{self.id}-{n + 1}" for n in range(len(self._choices)))
        chosen = self.chosen
        return [
            Option(id, c.value, c.text, c.hint, c.value in chosen)
            for id, c in zip(ids, self._choices, strict=False)
        ]

    def _read(self, value: str) -> Any:
        """Read one posted value; what cannot be read was not offered."""
        try:
            return self.coerce(value)
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{self.label.text}: choose one of the answers shown") from None

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered. The choices may be set after the post was read."""
        if not self.errors and not self.chosen <= {c.value for c in self._choices}:
            self.data = None
            raise ValidationError(f"{self.label.text}: choose one of the answers shown")


class ChoiceField(_ChoosingField):
    """One of a few, all seen at once."""

    component = "radios"

    def process_formdata(self, valuelist: list[Any]) -> None:
        value = first_text(valuelist)
        if value is not None:
            self.data = None
            self.data = self._read(value) if value else None


class SelectField(ChoiceField):
    """One of many, in a list that opens. ``blank`` is what stands there before a choice; "" for none."""

    component: ClassVar[str] = "select"

    def __init__(self, *args: Any, blank: str = "Select one", **settings: Any) -> None:
        self.blank = blank
        super().__init__(*args, **settings)

    @property
    def options(self) -> list[Option]:
        first = [Option("", "", self.blank, "", not self.chosen)] if self.blank else []
        return [*first, *super().options]


class ChoicesField(_ChoosingField):
    """Any of a few. Its answer is a list, in the order of the choices' page."""

    component = "checkboxes"
    data: list[Any]

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        values = dict.fromkeys(value for value in valuelist if isinstance(value, str) and value)
        self.data = []
        self.data = [self._read(value) for value in values]

    @property
    def chosen(self) -> set[str]:
        return {_plain(value) for value in self.data or []}

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        self.data = self.data or []


class TickField(Asked):
    """One box to tick. Its answer is True or False."""

    component = "checkbox"
    asks = "Tick to confirm:"
    data: bool

    def process_data(self, value: Any) -> None:
        self.data = bool(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = first_text(valuelist) not in (None, "", "false", "0")
