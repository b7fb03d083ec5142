"""Questions answered with files. What is inside is judged by those who take them in, not here."""

import os
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from awards.core.forms.base import Asked
from awards.core.text import clean_line, join_words

MEGABYTE = 1024 * 1024
KINDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP", ".docx": "Word (DOCX)"}
"""What people call a kind of file, where it is not its ending."""


class FileField(Asked):
    """One file, or None. ``accept`` are the endings it may have."""

    component = "file"
    asks = "Choose"
    accept: tuple[str, ...] = (".pdf", ".doc", ".docx", ".odt", ".xlsx", ".pptx", ".jpg", ".jpeg", ".png")
    judged_by_ending = True
    data: Any

    def __init__(
        self, *args: Any, accept: tuple[str, ...] = (), max_megabytes: int = 5, **settings: Any
    ) -> None:
        self.accept = accept or self.accept
        self.max_megabytes = max_megabytes
        super().__init__(*args, **settings)

    def process_data(self, value: Any) -> None:
        self.data = None  # a file that is kept already is shown by the page, not by the box

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = next(iter(_files(valuelist)), None)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and (problem := self.problem_with(self.data)):
            raise ValidationError(f"{self.label.text}: {problem}")

    def problem_with(self, file: FileStorage) -> str:
        """What can be said of a file without looking into it; empty when there is nothing to say."""
        name = clean_line(file.filename or "")
        if self.judged_by_ending and not name.casefold().endswith(self.accept):
            return f"choose a {self.kinds} file. Yours is “{name}”"
        size = file.stream.seek(0, os.SEEK_END)
        file.stream.seek(0)
        if size == 0:
            return "the file you chose is empty"
        if size > self.max_megabytes * MEGABYTE:
            yours = f"Yours has {size / MEGABYTE:.1f} MB: save it smaller and try again"
            return f"the file must be smaller than {self.max_megabytes} MB. {yours}"
        return ""

    @property
    def kinds(self) -> str:
        """The kinds of file that can be chosen, for a sentence."""
        return join_words(sorted({KINDS.get(kind, kind[1:].upper()) for kind in self.accept}), "or")

    @property
    def shown(self) -> str:
        return ""


class PhotoField(FileField):
    """One photograph, or None. Phones name photos as they like: what counts is what is inside."""

    accept = (".jpg", ".jpeg", ".png", ".webp")
    judged_by_ending = False


class FilesField(FileField):
    """Several files at once. Each is judged by itself and by what is inside: one does not spoil the rest."""

    judged_by_ending = False
    data: list[FileStorage]

    def process_data(self, value: Any) -> None:
        self.data = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = _files(valuelist)

    def pre_validate(self, form: Any) -> None:
        """Nothing is wrong with all of them."""


def _files(values: Sequence[Any]) -> list[FileStorage]:
    return [value for value in values if isinstance(value, FileStorage) and value.filename]
