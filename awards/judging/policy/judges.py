"""What members may do for themselves: answer, read the criteria, declare, score."""

from awards.accounts.models import Person
from awards.core.access import grants
from awards.editions.states import Audience
from awards.judging.models import Assignment, PanelMember
from awards.judging.policy.permissions import JudgingPermission
from awards.judging.states import SeatState
from awards.nominations.models import Upload
from awards.nominations.reading import asks_for, may_be_seen
from awards.organisations.roles import Role

READ_BY_JUDGES = frozenset({Audience.JUDGES, Audience.PROGRAMME})


def is_judge(actor: Person) -> bool:
    """Whether one of the person's posts today is a judge's."""
    return actor.holds(Role.JUDGE, Role.CHAIR)


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


def _is_theirs(actor: Person, member: PanelMember) -> bool:
    return is_judge(actor) and member.person_id == actor.id
