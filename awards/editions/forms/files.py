"""The form with which an entry form is imported."""

from awards.core.forms import FileField, Form
from awards.editions.files import FileSection, WrongFile, parse_form

MOST_SHOWN = 30
"""Mistakes of a file that are told at once: who mends these finds the rest the next time."""


class ImportForm(Form):
    """A file with an entry form; ``sections`` are what it says."""

    file = FileField("File", accept=(".toml",), max_megabytes=1, required="Choose the file to import")
    sections: tuple[FileSection, ...] = ()

    def validate(self, extra_validators: object = None) -> bool:
        """Also read the file; every mistake in it is told with its line."""
        if not super().validate(extra_validators) or self.file.data is None:
            return False
        try:
            self.sections = parse_form(self.file.data.stream.read())
        except WrongFile as wrong:
            self._tell(wrong)
        return not self.problems

    def _tell(self, wrong: WrongFile) -> None:
        problems = wrong.problems
        more = len(problems) - MOST_SHOWN
        self.add_error("The file cannot be imported yet. Mend what the list says and try again", "file")
        for problem in problems[:MOST_SHOWN]:
            self.add_error(str(problem))
        if more > 0:
            self.add_error(f"And {more} more")
