"""Questions answered with a file. What is inside is judged by the uploads, not here."""

import os
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from awards.core.forms.base import Asked
from awards.core.text import join_words

MEGABYTE = 1024 * 1024
KINDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP", ".docx": "Word (DOCX)"}
"""What people call a kind of file, where it is not its ending."""


class FileField(Asked):
    """One file, or None."""

    component = "file"
    asks = "Choose"
    accept: tuple[str, ...] = (".pdf", ".doc", ".docx", ".odt", ".xlsx", ".pptx", ".jpg", ".jpeg", ".png")
    data: FileStorage | None

    def __init__(
        self, *args: Any, accept: tuple[str, ...] = (), max_megabytes: int = 5, **settings: Any
    ) -> None:
        self.accept = accept or self.accept
        self.max_megabytes = max_megabytes
        super().__init__(*args, **settings)

    def process_data(self, value: Any) -> None:
        self.data = None  # a file that is kept already is shown by the page, not by the box

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = (value for value in valuelist if isinstance(value, FileStorage) and value.filename)
        self.data = next(files, None)

    def pre_validate(self, form: Any) -> None:
        if self.data is None:
            return
        if not (self.data.filename or "").casefold().endswith(self.accept):
            kinds = join_words(sorted({KINDS.get(kind, kind[1:].upper()) for kind in self.accept}), "or")
            raise ValidationError(
                f"{self.label.text}: choose a {kinds} file. Yours is “{self.data.filename}”"
            )
        size = self.data.stream.seek(0, os.SEEK_END)
        self.data.stream.seek(0)
        if size == 0:
            raise ValidationError(f"{self.label.text}: the file you chose is empty")
        if size > self.max_megabytes * MEGABYTE:
            most = f"{self.label.text} must be smaller than {self.max_megabytes} MB"
            raise ValidationError(
                f"{most}. Yours has {size / MEGABYTE:.1f} MB: save it smaller and try again"
            )

    @property
    def shown(self) -> str:
        return ""


class PhotoField(FileField):
    """One photograph, or None."""

    accept = (".jpg", ".jpeg", ".png", ".webp")
