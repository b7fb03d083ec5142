"""Messages to judges: short, warm, plain."""

from awards.core import clock
from awards.editions.models import Edition
from awards.judging.models import Assignment, PanelMember


def judging_opens(member: PanelMember, edition: Edition, base_url: str) -> tuple[str, str]:
    """Subject and body: the nominations are ready to be read."""
    closes = edition.judging_closes_at
    by_when = f"Please submit your scores by {clock.show_moment(closes)}.\n\n" if closes else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"Judging of {edition.name} is open, and the nominations are ready for you.\n\n"
        "First we ask you to look through the names of the teams and tell us from which you must stand "
        "aside. Then you read, score from 0 to 5 and say why. Your work saves by itself, so you can stop "
        "and come back whenever you like.\n\n"
        f"{by_when}"
        f"Start here: {base_url}/judging\n\n"
        f"Thank you for giving your time.\n{edition.host or edition.name}\n"
    )
    return f"{edition.name}: judging is open", body


def sheet_reopened(assignment: Assignment, reason: str, base_url: str) -> tuple[str, str]:
    """Subject and body: the chair asks the judge to look again. The team is named on the page, not here."""
    edition = assignment.nomination.edition
    body = (
        f"Dear {assignment.person.name},\n\n"
        "The chair of your panel has reopened one of your score sheets, with this reason:\n\n"
        f"  {reason}\n\n"
        "It does not count until you submit it again. Your scores and words are all still there.\n\n"
        f"Open it here: {base_url}/judging/assignments/{assignment.id}\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: one of your score sheets is open again", body
