"""Who may do what while nominations are judged. A conflict beats every role."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.models import Edition
from awards.editions.states import Audience
from awards.judging.models import Assignment, Panel, PanelMember, ScoreSheet
from awards.judging.states import SeatState
from awards.nominations.models import Upload
from awards.nominations.reading import asks_for, may_be_seen
from awards.organisations.roles import Role

READ_BY_JUDGES = frozenset({Audience.JUDGES, Audience.PROGRAMME})


class JudgingPermission(StrEnum):
    """What can be asked of the judging stage."""

    READ_PANELS = "judging.read-panels"
    CHANGE_PANELS = "judging.change-panels"
    CHANGE_PANEL = "judging.change-panel"
    CHANGE_MEMBER = "judging.change-member"
    REMOVE_MEMBER = "judging.remove-member"
    LEAD_PANEL = "judging.lead-panel"
    JUDGE = "judging.judge"
    ANSWER = "judging.answer"
    READ_CRITERIA = "judging.read-criteria"
    DECLARE = "judging.declare"
    SUBMIT_ALL = "judging.submit-all"
    SCORE = "judging.score"
    OPEN_FILE = "judging.open-file"
    REOPEN = "judging.reopen"


def is_judge(actor: Person) -> bool:
    """Whether one of the person's posts today is a judge's."""
    return actor.holds(Role.JUDGE, Role.CHAIR)


@grants(JudgingPermission.READ_PANELS)
def may_read_panels(actor: Person, _edition: Edition) -> bool:
    """Organisers, and auditors, who write nothing."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR)


@grants(JudgingPermission.CHANGE_PANELS)
def may_change_panels(actor: Person, _edition: Edition) -> bool:
    """Organisers make panels and keep the record of conflicts."""
    return actor.holds(Role.ORGANISER)


@grants(JudgingPermission.CHANGE_PANEL)
def may_change_panel(actor: Person, _panel: Panel) -> bool:
    """Organisers say who sits on a panel."""
    return actor.holds(Role.ORGANISER)


@grants(JudgingPermission.CHANGE_MEMBER)
@grants(JudgingPermission.REMOVE_MEMBER)
def may_change_member(actor: Person, _member: PanelMember) -> bool:
    """Organisers again."""
    return actor.holds(Role.ORGANISER)


@grants(JudgingPermission.LEAD_PANEL)
def may_lead_panel(actor: Person, panel: Panel) -> bool:
    """The panel's chair, or the chair's deputy, once they declared their own conflicts.

    Making somebody chair takes two people, so a chair's seat alone is not enough.
    """
    return any(
        member.leads and has_begun(actor, member) and (member.is_deputy or actor.holds(Role.CHAIR))
        for member in panel.members
    )


@grants(JudgingPermission.JUDGE)
def may_judge(actor: Person) -> bool:
    """Judges and chairs see what is theirs to do."""
    return is_judge(actor)


@grants(JudgingPermission.ANSWER)
def may_answer(actor: Person, member: PanelMember) -> bool:
    """Everybody answers for themselves; what somebody who has left was asked concerns them no more."""
    return _is_theirs(actor, member) and member.state is not SeatState.LEFT


@grants(JudgingPermission.READ_CRITERIA)
def may_read_criteria(actor: Person, member: PanelMember) -> bool:
    """Who has accepted."""
    return _is_theirs(actor, member) and member.state is SeatState.ACCEPTED


@grants(JudgingPermission.DECLARE)
def may_declare(actor: Person, member: PanelMember) -> bool:
    """Who has accepted and read the criteria; before that not even the name of a team shows."""
    return may_read_criteria(actor, member) and member.criteria_read_at is not None


@grants(JudgingPermission.SUBMIT_ALL)
def has_begun(actor: Person, member: PanelMember) -> bool:
    """Who has declared and still sits on the panel; everybody for themselves."""
    return may_declare(actor, member) and member.declared_at is not None


@grants(JudgingPermission.SCORE)
def may_score(actor: Person, assignment: Assignment) -> bool:
    """The judge to whom the nomination is assigned, once they declared.

    An assignment from which its judge stands aside is never loaded.
    """
    return assignment.person_id == actor.id and has_begun(actor, assignment.member)


@grants(JudgingPermission.OPEN_FILE)
def may_open_file(actor: Person, assignment: Assignment, upload: Upload) -> bool:
    """Photos and documents of the nomination, where they were given for judges or for everybody.

    A photo that may show somebody who did not agree to be in it is kept from judges too.
    """
    same = upload.nomination_id == assignment.nomination_id
    for_judges = same and upload.question.audience in READ_BY_JUDGES and may_score(actor, assignment)
    return for_judges and asks_for(upload.nomination, upload.question) and may_be_seen(upload)


@grants(JudgingPermission.REOPEN)
def may_reopen(actor: Person, sheet: ScoreSheet) -> bool:
    """The panel's chair, unless they stand aside from the nomination."""
    return may_lead_panel(actor, sheet.assignment.panel) and not sheet.assignment.is_fenced_from(actor)


def _is_theirs(actor: Person, member: PanelMember) -> bool:
    return is_judge(actor) and member.person_id == actor.id
