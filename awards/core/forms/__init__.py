"""Forms: what people type, parsed and explained in plain English. Nothing typed here can crash a page."""

from awards.core.forms.base import Asked, Form, first_text
from awards.core.forms.choices import Choice, ChoiceField, ChoicesField, SelectField, TickField
from awards.core.forms.files import FileField, FilesField, PhotoField
from awards.core.forms.moments import DateField, DateTimeField, DurationField
from awards.core.forms.texts import (
    EmailField,
    HiddenField,
    IntegerField,
    LongTextField,
    PasswordField,
    TextField,
)
from awards.core.forms.validators import MaxCharacters, MaxWords, Required

__all__ = [
    "Asked",
    "Choice",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "DateTimeField",
    "DurationField",
    "EmailField",
    "FileField",
    "FilesField",
    "Form",
    "HiddenField",
    "IntegerField",
    "LongTextField",
    "MaxCharacters",
    "MaxWords",
    "PasswordField",
    "PhotoField",
    "Required",
    "SelectField",
    "TextField",
    "TickField",
    "first_text",
]
