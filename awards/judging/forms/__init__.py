"""Forms of the judging stage."""

from awards.judging.forms.conflicts import ConflictForm, DeclareForm, declare_form
from awards.judging.forms.panels import MemberForm, PanelForm
from awards.judging.forms.sheets import ReasonForm, SheetForm, sheet_form

__all__ = [
    "ConflictForm",
    "DeclareForm",
    "MemberForm",
    "PanelForm",
    "ReasonForm",
    "SheetForm",
    "declare_form",
    "sheet_form",
]
