"""Who writes, scores and agrees on the sample nomination."""

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.models import Category
from awards.judging.models import CalibrationEntry, Panel
from awards.judging.policy.judges import has_begun
from awards.judging.policy.panels import may_lead_panel
from awards.judging.policy.permissions import JudgingPermission
from awards.judging.states import CalibrationState
from awards.organisations.roles import Role


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
