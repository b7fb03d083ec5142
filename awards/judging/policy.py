"""Who may do what while nominations are judged. A conflict beats every role."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.models import Edition
from awards.editions.states import Audience
from awards.judging.models import Assignment, Panel, PanelMember, ScoreSheet
from awards.nominations.models import Upload
from awards.nominations.reading import asks_for, may_be_seen
from awards.organisations.roles import Role

READ_BY_JUDGES = frozenset({Audience.JUDGES, Audience.PROGRAMME})


class JudgingPermission(StrEnum):
    """What can be asked of the judging stage."""

    READ_PANELS = "judging.read-panels"
    CHANGE_PANELS = "judging.change-panels"
    CHANGE_PANEL = "judging.change-panel"
    REMOVE_MEMBER = "judging.remove-member"
    LEAD_PANEL = "judging.lead-panel"
    JUDGE = "judging.judge"
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


@grants(JudgingPermission.REMOVE_MEMBER)
def may_remove_member(actor: Person, _member: PanelMember) -> bool:
    """Organisers again."""
    return actor.holds(Role.ORGANISER)


@grants(JudgingPermission.LEAD_PANEL)
def may_lead_panel(actor: Person, panel: Panel) -> bool:
    """The panel's chair, once they declared their own conflicts."""
    return actor.holds(Role.CHAIR) and any(
        member.is_chair and member.declared_at is not None
        for member in panel.members
        if member.person_id == actor.id
    )


@grants(JudgingPermission.JUDGE)
def may_judge(actor: Person) -> bool:
    """Judges and chairs see what is theirs to do."""
    return is_judge(actor)


@grants(JudgingPermission.DECLARE)
@grants(JudgingPermission.SUBMIT_ALL)
def sits_here(actor: Person, member: PanelMember) -> bool:
    """Everybody declares and submits for themselves."""
    return is_judge(actor) and member.person_id == actor.id


@grants(JudgingPermission.SCORE)
def may_score(actor: Person, assignment: Assignment) -> bool:
    """The judge to whom the nomination is assigned, once they declared.

    An assignment from which its judge stands aside is never loaded.
    """
    declared = assignment.member.declared_at is not None
    return is_judge(actor) and assignment.person_id == actor.id and declared


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
