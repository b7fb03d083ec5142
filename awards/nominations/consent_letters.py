"""What we write to team members about their consent."""

from awards.nominations.consent import consent_link
from awards.nominations.models import TeamMember

ASKED, ADDRESS_CHANGED = "consent asked", "consent address changed"
"""Kinds of message. The first lets its reader answer: its body is nobody else's business."""
Letter = tuple[str, str]


def consent_asked(member: TeamMember, name: str, base_url: str) -> Letter:
    """Please say what may be shown of you. ``name``: who asks."""
    nomination = member.nomination
    edition, organisation = nomination.edition, nomination.organisation.name
    role = f" as {member.role}" if member.role else ""
    team = f"your team, {nomination.team_name}," if nomination.team_name else "your team"
    return _letter(
        member,
        f"Your team and the {edition.award_name}: may we name you?",
        f"{name} of {organisation} is putting {team} forward for the {edition.award_name} "
        f"({edition.name}) and has named you{role}.",
        "You decide what may be shown of you: your name in the programme and on stage, yourself in the "
        "photo, in social media, in the press. You can also put right how your name is spelled and said.",
        f"Answer here. It takes a minute and needs no account:\n{consent_link(member, base_url)}",
        "You can say no without giving a reason, and you can change your mind at any time with the same "
        "link. The link is yours alone: please do not pass it on.",
        "If you do not know what this is about, or are not the person named, please ignore this message or "
        f"write to {edition.contact}.",
    )


def address_changed(member: TeamMember) -> Letter:
    """To the address from which somebody had answered: it is not theirs here any more."""
    nomination = member.nomination
    return _letter(
        member,
        "Your answer about being named: your address was changed",
        f"{nomination.organisation.name} has changed the email address that we had for you, so the link we "
        "sent you to this address does not work any more. What you answered still holds.",
        f"If that is not as it should be, write to {nomination.edition.contact}.",
    )


def _letter(member: TeamMember, subject: str, *paragraphs: str) -> Letter:
    edition = member.nomination.edition
    text = "\n\n".join([f"Hello {member.name},", *paragraphs])
    return subject, f"{text}\n\n{edition.name} organisers\n{edition.contact}\n"
