"""Sending a filled-in score pack, and choosing what of it is saved."""

import uuid
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage

from awards.core.errors import BrokenRule
from awards.core.forms import ChoiceField, FileField, Form, HiddenField
from awards.core.workbooks import Reason, Refused, Sheet, read_workbook
from awards.judging.queries.packs import PackChange
from awards.judging.services.packs import Choice

MEGABYTES = 2
KEEP, TAKE = "keep", "take"
AGAIN = "This nomination was saved somewhere else in the meantime. Look at it again and choose."
WHY_NOT = {
    Reason.NO_WORKBOOK: "This is not an Excel workbook (.xlsx). Send the spreadsheet you downloaded here.",
    Reason.OLD_OR_LOCKED: "This spreadsheet is in an old format or needs a password. Save it as an Excel"
    " workbook (.xlsx) without a password, and send that.",
    Reason.BROKEN: "This spreadsheet is damaged. Open it, save it again as an Excel workbook (.xlsx), and"
    " send that.",
    Reason.LARGE: "This spreadsheet has far more in it than the one you downloaded here. Copy what you wrote"
    " into a fresh download, and send that.",
    Reason.MACROS: "This spreadsheet has macros in it. Save it as an Excel workbook (.xlsx), without macros,"
    " and send that.",
}


class WorkbookField(FileField):
    """A spreadsheet, called as people call it."""

    @property
    def kinds(self) -> str:
        return "Excel workbook (.xlsx)"

    def problem_with(self, file: FileStorage) -> str:
        return super().problem_with(file).replace(f"choose a {self.kinds} file", f"choose an {self.kinds}")


class SendPackForm(Form):
    """The spreadsheet, filled in."""

    file = WorkbookField(
        "Your filled-in spreadsheet",
        accept=(".xlsx",),
        max_megabytes=MEGABYTES,
        required="Choose the spreadsheet you filled in",
    )

    def sheets(self) -> list[Sheet]:
        """What stands in it; raise BrokenRule with a sentence for what cannot be read."""
        try:
            return read_workbook(self.file.data.read())
        except Refused as refused:
            raise BrokenRule(WHY_NOT[refused.reason], field="file") from refused


class ChangesForm(Form):
    """What is saved of each nomination; the fields are added by ``changes_form``."""

    changes: Sequence[PackChange] = ()

    @property
    def choices(self) -> dict[uuid.UUID, Choice]:
        """What was chosen, by assignment."""
        return {
            change.id: Choice(change.version, take=f"take-{change.id}" not in self or self._takes(change))
            for change in self.changes
        }

    def _takes(self, change: PackChange) -> bool:
        taken: bool = self[f"take-{change.id}"].data == TAKE
        return taken

    def is_up_to_date(self) -> bool:
        """Say where a sheet is not any more as the page showed it; whether there is no such."""
        for change in self.changes:
            seen = self[f"seen-{change.id}"]
            if seen.data != str(change.version):
                clash = f"take-{change.id}" if f"take-{change.id}" in self else None
                self.add_error(AGAIN, clash)
                seen.data = str(change.version)
        return not self.problems


def changes_form(changes: Sequence[PackChange]) -> ChangesForm:
    """A form with the version that is seen of each nomination, and a choice where two things clash."""
    fields: dict[str, Any] = {"changes": changes}
    for change in changes:
        team = change.task.assignment.nomination.title
        fields[f"seen-{change.id}"] = HiddenField("Version", default=str(change.version))
        if change.clashes:
            fields[f"take-{change.id}"] = ChoiceField(
                f"What should stand for {team}?",
                required=f"Choose what should stand for {team}",
                choices=[(KEEP, "Keep what is saved here"), (TAKE, "Take what the spreadsheet says")],
            )
    form: ChangesForm = type("ChangesForm", (ChangesForm,), fields)()
    return form
