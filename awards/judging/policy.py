"""Who may do what while nominations are judged. A conflict beats every role."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.core.access import grants
from awards.core.fences import is_fenced_off
from awards.editions.models import Category, Edition
from awards.editions.states import Audience
from awards.judging.models import Assignment, CalibrationEntry, Conflict, Draw, Panel, PanelMember, ScoreSheet
from awards.judging.states import CalibrationState, SeatState
from awards.nominations.models import Nomination, Upload
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
    READ_ROUNDS = "judging.read-rounds"
    READ_ASSIGNMENT = "judging.read-assignment"
    DRAW = "judging.draw"
    APPLY_DRAW = "judging.apply-draw"
    ASSIGN = "judging.assign"
    MOVE_ON = "judging.move-on"
    SEE_WHO_LEAVES = "judging.see-who-leaves"
    LIFT = "judging.lift"
    JUDGE = "judging.judge"
    ANSWER = "judging.answer"
    READ_CRITERIA = "judging.read-criteria"
    DECLARE = "judging.declare"
    SUBMIT_ALL = "judging.submit-all"
    PACK = "judging.pack"
    STAND_ASIDE = "judging.stand-aside"
    SCORE = "judging.score"
    OPEN_FILE = "judging.open-file"
    REOPEN = "judging.reopen"
    READ_PROGRESS = "judging.read-progress"
    REMIND = "judging.remind"
    ANSWER_FLAG = "judging.answer-flag"
    READ_VERSIONS = "judging.read-versions"
    READ_SAMPLE = "judging.read-sample"
    WRITE_SAMPLE = "judging.write-sample"
    CHANGE_SAMPLE = "judging.change-sample"
    SCORE_SAMPLE = "judging.score-sample"
    AGREE_ON_SAMPLE = "judging.agree-on-sample"


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


@grants(JudgingPermission.READ_ROUNDS)
@grants(JudgingPermission.READ_ASSIGNMENT)
def may_read_rounds(actor: Person, panel: Panel) -> bool:
    """Organisers, auditors, and who leads the panel."""
    return may_read_panels(actor, panel.edition) or may_lead_panel(actor, panel)


@grants(JudgingPermission.MOVE_ON)
def may_move_on(actor: Person, panel: Panel) -> bool:
    """Who closes a round and opens the next: organisers, and who leads the panel."""
    return may_change_panel(actor, panel) or may_lead_panel(actor, panel)


@grants(JudgingPermission.DRAW)
def may_draw(actor: Person, panel: Panel) -> bool:
    """Who runs or leads the panel, and stands aside from nothing that it judges in its round.

    Loads, and what could not be met, would tell the others who scores what they must know nothing of.
    """
    return may_move_on(actor, panel) and not is_fenced_off(panel.current, actor.id)


@grants(JudgingPermission.APPLY_DRAW)
def may_apply_draw(actor: Person, panel: Panel, draw: Draw) -> bool:
    """The same, for a draw of the panel's round."""
    return draw.round_id == panel.current.id and may_draw(actor, panel)


@grants(JudgingPermission.ASSIGN)
def may_assign(actor: Person, panel: Panel, _nomination: Nomination) -> bool:
    """The same; whether the panel judges the nomination is looked up."""
    return may_draw(actor, panel)


@grants(JudgingPermission.SEE_WHO_LEAVES)
def may_see_who_leaves(actor: Person, panel: Panel) -> bool:
    """Who leads the panel, organisers and auditors; what they stand aside from themselves is not in it."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) or may_lead_panel(actor, panel)


@grants(JudgingPermission.LIFT)
def may_lift(actor: Person, conflict: Conflict) -> bool:
    """Organisers, but nobody who stands aside from the nomination: least of all whose conflict it is."""
    return actor.holds(Role.ORGANISER) and not is_fenced_off(conflict.nomination, actor.id)


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
@grants(JudgingPermission.PACK)
def has_begun(actor: Person, member: PanelMember) -> bool:
    """Who has declared and still sits on the panel; everybody for themselves."""
    return may_declare(actor, member) and member.declared_at is not None


@grants(JudgingPermission.STAND_ASIDE)
def may_stand_aside(actor: Person, assignment: Assignment) -> bool:
    """The judge to whom the nomination is assigned, whatever else they have still to do."""
    return assignment.person_id == actor.id and has_begun(actor, assignment.member)


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
@grants(JudgingPermission.ANSWER_FLAG)
@grants(JudgingPermission.READ_VERSIONS)
def may_reopen(actor: Person, sheet: ScoreSheet) -> bool:
    """Whoever leads the panel, unless they stand aside from the nomination; organisers do not."""
    return may_lead_panel(actor, sheet.assignment.panel) and not sheet.assignment.is_fenced_from(actor)


@grants(JudgingPermission.READ_SAMPLE)
def may_read_sample(actor: Person, panel: Panel) -> bool:
    """Organisers, auditors and who leads the panel read the panel's samples and who has scored them."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) or may_lead_panel(actor, panel)


@grants(JudgingPermission.WRITE_SAMPLE)
def may_write_sample(actor: Person, panel: Panel, category: Category) -> bool:
    """Organisers write one for each category that the panel judges."""
    return actor.holds(Role.ORGANISER) and category in panel.categories


@grants(JudgingPermission.CHANGE_SAMPLE)
def may_change_sample(actor: Person, _sample: CalibrationEntry) -> bool:
    """Organisers show it to the panel, take it back, remove it."""
    return actor.holds(Role.ORGANISER)


@grants(JudgingPermission.SCORE_SAMPLE)
def may_score_sample(actor: Person, sample: CalibrationEntry) -> bool:
    """Who scores on the panel and has declared, once the sample is shown."""
    shown = sample.state is not CalibrationState.DRAFT
    return shown and any(member.scores and has_begun(actor, member) for member in sample.panel.members)


@grants(JudgingPermission.AGREE_ON_SAMPLE)
def may_agree_on_sample(actor: Person, sample: CalibrationEntry) -> bool:
    """Who leads the panel; what they must have done before is said by the service."""
    return may_lead_panel(actor, sample.panel)


@grants(JudgingPermission.READ_PROGRESS)
def may_read_progress(actor: Person, panel: Panel) -> bool:
    """Organisers and auditors, and whoever leads the panel."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) or may_lead_panel(actor, panel)


@grants(JudgingPermission.REMIND)
def may_remind(actor: Person, panel: Panel) -> bool:
    """Organisers, and whoever leads the panel."""
    return actor.holds(Role.ORGANISER) or may_lead_panel(actor, panel)


def _is_theirs(actor: Person, member: PanelMember) -> bool:
    return is_judge(actor) and member.person_id == actor.id
