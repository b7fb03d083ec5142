"""The form and the field from which all others come."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field
from wtforms.csrf.core import CSRFTokenField

from awards.core.errors import AwardsError
from awards.core.forms.validators import Required

STALE_PAGE = "This page was open for a long time. Nothing you typed is lost: send it again."


def first_text(values: Sequence[Any]) -> str | None:
    """The first text posted under a name. A name may come twice, or with a file, from a hand-made post."""
    return next((value for value in values if isinstance(value, str)), None)


class Asked(Field):
    """A question of a form: how it is drawn, and the sentence when it is left empty.

    ``required`` is False, True (a sentence is made from the label) or the sentence itself.
    """

    component: ClassVar[str] = "text"
    asks: ClassVar[str] = "Enter"
    max_words: int | None = None
    max_characters: int | None = None

    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Any] | None = None,
        *,
        required: bool | str = False,
        **settings: Any,
    ) -> None:
        checks = [*self._checks(), *(validators or [])]
        super().__init__(label, checks, **settings)
        if required:
            made = f"{self.asks} {_lower_first(self.label.text)}"
            self.validators = [Required(required if isinstance(required, str) else made), *checks]

    def _checks(self) -> list[Any]:
        """Give the validators that the field's own settings ask for."""
        return []

    @property
    def shown(self) -> str:
        """What stands in the box: what was typed if it was refused, else the answer."""
        return "" if self.data is None else str(self.data)


def _lower_first(text: str) -> str:
    """Lower the first letter, unless the word is an abbreviation such as "NHS number"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _sentence(field: Field) -> str:
    return STALE_PAGE if isinstance(field, CSRFTokenField) else str(field.errors[0])


def _address(field: Field) -> str | None:
    seen = isinstance(field, Asked) and field.component != "hidden"
    return f"#{field.id}" if seen else None


class Form(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A form whose errors can be listed with the places they belong to."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc] # Flask-WTF has no types
        """Every post is read as a form, even an empty one, and JSON never."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            submitted = bool(request) and request.method in ("POST", "PUT", "PATCH", "DELETE")
            return CombinedMultiDict([request.form, request.files]) if submitted else None

        def get_translations(self, form: Any) -> None:
            """Every sentence is our own."""

    @property
    def problems(self) -> list[tuple[str, str | None]]:
        """Every sentence for the error summary, with the address of the box it is about."""
        fields: list[Field] = list(self)
        found = [(_sentence(f), _address(f)) for f in fields if f.errors]
        return [*found, *((str(sentence), None) for sentence in self.form_errors)]

    def add_error(self, sentence: str, field: str | None = None) -> None:
        """Say what is wrong with one field, or with the whole."""
        if field is not None and field in self:
            self[field].errors = [*self[field].errors, sentence]
        else:
            self.form_errors.append(sentence)

    def refuse(self, error: AwardsError) -> None:
        """Show a rule that the service found broken, beside its field if it names one."""
        self.add_error(error.sentence, error.field)
