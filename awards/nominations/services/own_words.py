"""What somebody said themselves, or told somebody who noted it, is not theirs to change who nominate them."""

from awards.core.clock import show_date
from awards.core.errors import BrokenRule
from awards.core.text import clean_line
from awards.nominations.consent import agreed_to, is_of_the_team, refused_at
from awards.nominations.consenting import WORDS, Consents
from awards.nominations.models import TeamMember
from awards.nominations.namesakes import find_namesake, folded
from awards.nominations.reading import members_for

ANOTHER = "If this is another person, add them as one more and remove this one."


def refuse_in_their_name(member: TeamMember, name: str, say_as: str, consents: Consents) -> None:
    """Raise BrokenRule for what nobody but the person themselves may say."""
    if member.answered_at:
        _refuse_beside_answer(member, name, say_as, consents)
    elif member.noted_at:
        _refuse_beside_note(member, name, consents)
    namesake = find_namesake(members_for(member.nomination, member.question), name)
    if folded(member.name) != folded(name) and namesake:
        raise BrokenRule(f"{namesake.name} is on the list already. {ANOTHER}", field="name")


def refuse_beside_mailbox(member: TeamMember, name: str, email: str, consents: Consents) -> None:
    """Raise BrokenRule for more than others at the address agreed to, unless the person has answered."""
    email, refused = clean_line(email), refused_at(member.nomination, name, clean_line(email))
    wider = [key for key in consents.beyond(agreed_to(member)) if key in refused]
    if wider and not member.answered_at and is_of_the_team(member):
        raise BrokenRule(
            f"Somebody at {email} said no to “{WORDS[wider[0]]}”. Only {clean_line(name)} can agree to it, "
            "by their own link: ask them by email.",
            field=wider[0],
        )


def _refuse_beside_answer(member: TeamMember, name: str, say_as: str, consents: Consents) -> None:
    answered = f"{member.name} answered themselves on {show_date(member.answered_at)}."
    if (clean_line(name), clean_line(say_as)) != (member.name, member.say_as):
        raise BrokenRule(
            f"{answered} Only they can change how their name is written or said, by their own link. "
            f"{ANOTHER}",
            field="name",
        )
    if wider := consents.beyond(agreed_to(member)):
        raise BrokenRule(
            f"{answered} They did not agree to “{WORDS[wider[0]]}”: only they can change that, "
            "by their own link.",
            field=wider[0],
        )


def _refuse_beside_note(member: TeamMember, name: str, consents: Consents) -> None:
    """Under another name the row would be somebody else, and the no that was noted nobody's.

    That somebody agrees to more by now is noted where the record keeps who noted it.
    """
    noted = f"What {member.name} agreed to was noted on {show_date(member.noted_at)}."
    if folded(name) != folded(member.name):
        raise BrokenRule(f"{noted} {ANOTHER}", field="name")
    if wider := consents.beyond(agreed_to(member)):
        raise BrokenRule(
            f"{noted} They did not agree to “{WORDS[wider[0]]}”. If they do now, note it on the page of the "
            "team.",
            field=wider[0],
        )
