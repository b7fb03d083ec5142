"""Who sets up and leads panels, shares out, follows and gives back: organisers, chairs, deputies."""

from awards.accounts.models import Person
from awards.core.access import grants
from awards.core.fences import is_fenced_off
from awards.editions.models import Edition
from awards.judging.models import Conflict, Draw, Panel, PanelMember, ScoreSheet
from awards.judging.policy.judges import has_begun
from awards.judging.policy.permissions import JudgingPermission
from awards.nominations.models import Nomination
from awards.organisations.roles import Role


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
    """The panel's chair, or the chair's deputy, once they declared their own conflicts."""
    return any(leads_from(actor, member) for member in panel.members)


def leads_from(actor: Person, member: PanelMember) -> bool:
    """Whether this seat is theirs and lets them lead the panel.

    Making somebody chair takes two people, so a chair's seat alone is not enough.
    """
    return member.leads and has_begun(actor, member) and (member.is_deputy or actor.holds(Role.CHAIR))


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
    """Who runs or leads the panel, and stands aside from nothing in its categories.

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


@grants(JudgingPermission.READ_VERSIONS)
def may_read_versions(actor: Person, sheet: ScoreSheet) -> bool:
    """Whoever leads the panel, unless they stand aside from the nomination; organisers do not."""
    return may_lead_panel(actor, sheet.assignment.panel) and not sheet.assignment.is_fenced_from(actor)


@grants(JudgingPermission.ANSWER_FLAG)
def may_answer_flag(actor: Person, sheet: ScoreSheet) -> bool:
    """Whoever leads the panel, but for who stands aside; organisers where nobody of those can."""
    return may_read_versions(actor, sheet) or may_stand_in(actor, sheet)


@grants(JudgingPermission.REOPEN)
def may_reopen(actor: Person, sheet: ScoreSheet) -> bool:
    """The same; but organisers only where the judge has told something, for that may ask for it."""
    return may_answer_flag(actor, sheet) if sheet.flag else may_read_versions(actor, sheet)


def may_stand_in(actor: Person, sheet: ScoreSheet) -> bool:
    """An organiser, where all who lead the panel stand aside from the nomination and they do not."""
    assignment = sheet.assignment
    may_know = actor.id != assignment.person_id and not assignment.is_fenced_from(actor)
    return may_know and actor.holds(Role.ORGANISER) and not leads_who_answer(sheet)


def leads_who_answer(sheet: ScoreSheet) -> list[Person]:
    """Who leads the panel and can answer the judge now: somebody else, who does not stand aside."""
    assignment = sheet.assignment
    return [
        member.person
        for member in assignment.panel.members
        if member.leads
        and member.person_id != assignment.person_id
        and member.person.is_active
        and may_read_versions(member.person, sheet)
    ]


@grants(JudgingPermission.READ_PROGRESS)
def may_read_progress(actor: Person, panel: Panel) -> bool:
    """Organisers and auditors, and whoever leads the panel."""
    return actor.holds(Role.ORGANISER, Role.AUDITOR) or may_lead_panel(actor, panel)


@grants(JudgingPermission.REMIND)
def may_remind(actor: Person, panel: Panel) -> bool:
    """Organisers, and whoever leads the panel."""
    return actor.holds(Role.ORGANISER) or may_lead_panel(actor, panel)
