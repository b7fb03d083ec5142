"""Forms of the judging stage."""

from awards.judging.forms.calibration import (
    AgreeForm,
    SampleForm,
    SampleSheetForm,
    ShowForm,
    agree_form,
    sample_form,
    sample_sheet_form,
)
from awards.judging.forms.chasing import FlagForm, RemindForm
from awards.judging.forms.conflicts import (
    ConflictForm,
    DeclareForm,
    LiftAnswerForm,
    LiftForm,
    StandAsideForm,
    declare_form,
)
from awards.judging.forms.draws import (
    DrawForm,
    GiveForm,
)
from awards.judging.forms.panels import MemberForm, PanelForm
from awards.judging.forms.rounds import CloseRoundForm, OpenAgainForm, RoundForm, round_form
from awards.judging.forms.seats import CriteriaForm, DeclineForm, DutiesForm, LeaveForm
from awards.judging.forms.sheets import ReasonForm, SheetForm, TellForm, sheet_form

__all__ = [
    "AgreeForm",
    "CloseRoundForm",
    "ConflictForm",
    "CriteriaForm",
    "DeclareForm",
    "DeclineForm",
    "DrawForm",
    "DutiesForm",
    "FlagForm",
    "GiveForm",
    "LeaveForm",
    "LiftAnswerForm",
    "LiftForm",
    "MemberForm",
    "OpenAgainForm",
    "PanelForm",
    "ReasonForm",
    "RemindForm",
    "RoundForm",
    "SampleForm",
    "SampleSheetForm",
    "SheetForm",
    "ShowForm",
    "StandAsideForm",
    "TellForm",
    "agree_form",
    "declare_form",
    "round_form",
    "sample_form",
    "sample_sheet_form",
    "sheet_form",
]
