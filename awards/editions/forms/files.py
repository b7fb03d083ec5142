"""The forms with which an entry form is imported, and an edition begun from its file."""

from awards.core.errors import AwardsError
from awards.core.forms import FileField, Form
from awards.editions.files import EditionFile, FileSection, WrongFile, parse_edition, parse_form

MOST_SHOWN = 30
"""Mistakes of a file that are told at once: who mends these finds the rest the next time."""


class ReadingForm(Form):
    """A file that is read as soon as it arrives; every mistake in it is told with its line."""

    file = FileField("File", accept=(".toml",), max_megabytes=1, required="Choose the file to import")

    def read(self, content: bytes) -> None:
        """Keep what the file says, or raise WrongFile."""
        raise NotImplementedError

    def validate(self, extra_validators: object = None) -> bool:
        """Also read the file."""
        if not super().validate(extra_validators) or self.file.data is None:
            return False
        try:
            self.read(self.file.data.stream.read())
        except WrongFile as wrong:
            self._tell(wrong)
        return not self.problems

    def refuse(self, error: AwardsError) -> None:
        """Also tell mistakes that only the database knows of one by one."""
        if isinstance(error, WrongFile):
            self._tell(error)
        else:
            super().refuse(error)

    def _tell(self, wrong: WrongFile) -> None:
        problems = wrong.problems
        more = len(problems) - MOST_SHOWN
        self.add_error("The file cannot be imported yet. Mend what the list says and try again", "file")
        for problem in problems[:MOST_SHOWN]:
            self.add_error(str(problem))
        if more > 0:
            self.add_error(f"And {more} more")


class ImportForm(ReadingForm):
    """A file with an entry form; ``sections`` are what it says."""

    sections: tuple[FileSection, ...] = ()

    def read(self, content: bytes) -> None:
        """Keep the sections."""
        self.sections = parse_form(content)


class EditionFileForm(ReadingForm):
    """A file with a whole edition; ``plan`` is what it says."""

    plan: EditionFile

    def read(self, content: bytes) -> None:
        """Keep the edition."""
        self.plan = parse_edition(content)
