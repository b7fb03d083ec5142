"""Who may read, write, sign off and check nominations."""

from enum import StrEnum

from awards.accounts.models import Person
from awards.core import clock
from awards.core.access import grants
from awards.core.fences import is_fenced_off
from awards.editions.models import Category, Edition, Question, Section
from awards.editions.states import Stage
from awards.nominations.models import Nomination, Reminder, TeamMember, Upload
from awards.nominations.states import NominationState
from awards.organisations.models import Organisation
from awards.organisations.roles import Role

Part = Nomination | TeamMember | Upload
"""A nomination, or something that belongs to one."""


class NominationPermission(StrEnum):
    """What can be allowed about nominations."""

    HOME = "nomination.home"
    START = "nomination.start"
    PREPARE = "nomination.prepare"
    READ = "nomination.read"
    WRITE = "nomination.write"
    SUBMIT = "nomination.submit"
    WITHDRAW = "nomination.withdraw"
    OPEN_UPLOAD = "nomination.open_upload"
    TAKE_PDF = "nomination.take_pdf"
    KNOW_DEADLINES = "nomination.know_deadlines"
    READ_REMINDERS = "nomination.read_reminders"
    REMIND = "nomination.remind"
    SEE_TEAM = "nomination.see_team"
    NOTE_CONSENT = "nomination.note_consent"
    CONFIRM_PHOTO = "nomination.confirm_photo"
    ASSIST = "nomination.assist"
    START_FOR = "nomination.start_for"
    WRITE_TO = "nomination.write_to"
    LIST = "nomination.list"
    REVIEW = "nomination.review"
    DECIDE = "nomination.decide"


def whole(part: Part) -> Nomination:
    """The nomination that ``part`` is or belongs to."""
    return part if isinstance(part, Nomination) else part.nomination


@grants(NominationPermission.HOME)
def may_nominate(actor: Person) -> bool:
    """Directors and delegates have a home for their nominations."""
    return actor.holds(Role.DIRECTOR, Role.DELEGATE)


@grants(NominationPermission.START)
def may_start(actor: Person, category: Category, organisation: Organisation) -> bool:
    """Those who write for an organisation today start its nominations."""
    return actor.holds_in(organisation.id, Role.DIRECTOR, Role.DELEGATE)


@grants(NominationPermission.PREPARE)
def may_prepare(actor: Person, category: Category) -> bool:
    """The questions are for all who nominate once the form is made, and for the desk, which makes it."""
    nominates = may_nominate(actor) and category.edition.state is not Stage.SET_UP
    return nominates or actor.holds(Role.ORGANISER, Role.AUDITOR)


@grants(NominationPermission.READ)
@grants(NominationPermission.WRITE)
def writes_for(actor: Person, part: Part, of_form: Section | Question | None = None) -> bool:
    """Work belongs to the organisation: whoever holds its post today reads and writes.

    A section or question in the address must be of the nomination's own form.
    """
    nomination = whole(part)
    section = of_form.section if isinstance(of_form, Question) else of_form
    fits = section is None or section.category_id == nomination.category_id
    writes = actor.holds_in(nomination.organisation_id, Role.DIRECTOR, Role.DELEGATE)
    return fits and (writes or assists(actor, nomination))


def assists(actor: Person, nomination: Nomination) -> bool:
    """Whether an organiser writes on the organisation's behalf just now, as it was told."""
    if not may_assist(actor, nomination):
        return False
    return any(each.person_id == actor.id and each.lasts(clock.now()) for each in nomination.assistances)


@grants(NominationPermission.ASSIST)
def may_assist(actor: Person, nomination: Nomination) -> bool:
    """An organiser may help while nominations are written and checked; a conflict beats the role."""
    open_stage = nomination.edition.state in {Stage.NOMINATIONS, Stage.CHECKING}
    return open_stage and actor.holds(Role.ORGANISER) and not is_fenced_off(nomination, actor.id)


@grants(NominationPermission.START_FOR)
def may_start_for(actor: Person, category: Category, organisation: Organisation) -> bool:
    """An organiser starts a nomination for an organisation that asks for it."""
    return actor.holds(Role.ORGANISER)


@grants(NominationPermission.WRITE_TO)
def may_write_to(actor: Person, edition: Edition) -> bool:
    """An organiser writes to those who nominate."""
    return actor.holds(Role.ORGANISER)


@grants(NominationPermission.KNOW_DEADLINES)
def may_know_deadlines(actor: Person, edition: Edition) -> bool:
    """All who nominate see who has longer and why; so does the desk."""
    return actor.holds(Role.DIRECTOR, Role.DELEGATE, Role.ORGANISER, Role.AUDITOR)


@grants(NominationPermission.READ_REMINDERS)
def may_read_reminders(actor: Person, edition: Edition, reminder: Reminder | None = None) -> bool:
    """The desk sees what is written when to whom; who needs a reminder says how far each draft is."""
    return may_list(actor, edition) and (reminder is None or reminder.edition_id == edition.id)


@grants(NominationPermission.REMIND)
def may_remind(actor: Person, edition: Edition, reminder: Reminder | None = None) -> bool:
    """An organiser plans reminders, and sends them."""
    return actor.holds(Role.ORGANISER) and (reminder is None or reminder.edition_id == edition.id)


@grants(NominationPermission.SUBMIT)
@grants(NominationPermission.WITHDRAW)
def signs_for(actor: Person, nomination: Nomination) -> bool:
    """Only a director puts a team forward, or takes it back."""
    return actor.holds_in(nomination.organisation_id, Role.DIRECTOR)


@grants(NominationPermission.LIST)
def may_list(actor: Person, edition: Edition) -> bool:
    """The desk sees who nominates and how far they are; an auditor from checking on."""
    return actor.holds(Role.ORGANISER) or _audits(actor, edition)


@grants(NominationPermission.REVIEW)
def may_review(actor: Person, nomination: Nomination) -> bool:
    """The desk reads what was submitted, never a draft; a conflict beats the role."""
    edition = nomination.edition
    if nomination.submitted_at is None or nomination.state is NominationState.DRAFT:
        return False
    organises = actor.holds(Role.ORGANISER) and edition.state is not Stage.ARCHIVED
    return (organises or _audits(actor, edition)) and not is_fenced_off(nomination, actor.id)


@grants(NominationPermission.DECIDE)
def may_decide(actor: Person, nomination: Nomination) -> bool:
    """An organiser checks; an auditor only reads."""
    return actor.holds(Role.ORGANISER) and may_review(actor, nomination)


@grants(NominationPermission.TAKE_PDF)
def may_take_pdf(actor: Person, nomination: Nomination) -> bool:
    """A nomination on paper is for those who may read it on the screen."""
    return writes_for(actor, nomination) or may_review(actor, nomination)


@grants(NominationPermission.OPEN_UPLOAD)
def may_open(actor: Person, upload: Upload) -> bool:
    """Photos and documents are for those who may read the nomination."""
    return writes_for(actor, upload) or may_review(actor, upload.nomination)


@grants(NominationPermission.SEE_TEAM)
def may_see_team(actor: Person, nomination: Nomination) -> bool:
    """Who has answered about their consent is for those who nominate, and for the desk."""
    return writes_for(actor, nomination) or may_review(actor, nomination)


@grants(NominationPermission.NOTE_CONSENT)
@grants(NominationPermission.CONFIRM_PHOTO)
def may_note_consent(actor: Person, part: Part) -> bool:
    """Those who nominate, and an organiser whom somebody rings to say no."""
    return writes_for(actor, part) or may_decide(actor, whole(part))


def _audits(actor: Person, edition: Edition) -> bool:
    checked = edition.state.is_at_least(Stage.CHECKING) and edition.state is not Stage.ARCHIVED
    return actor.holds(Role.AUDITOR) and checked
