"""What we write to those who nominate when their deadline moves."""

from awards.editions.models import Participant

Letter = tuple[str, str]
"""Subject and body."""


def deadline_moved(participant: Participant, base_url: str) -> Letter:
    """To the directors and delegates: they have longer than all others, or no longer."""
    edition, closes = participant.edition, participant.closes
    name = participant.organisation.name
    if closes.own:
        subject = f"You have longer to nominate: {edition.name}"
        news = f"The organisers have given {name} a later deadline: {closes.words}."
        why = f"The reason, which everybody who nominates can read:\n{participant.deadline_reason}"
    else:
        subject = f"Your deadline is everybody’s again: {edition.name}"
        news = f"The later deadline of {name} does not hold any more. Nominations close at {closes.words}."
        why = ""
    paragraphs = ["Hello,", f"{news} {closes.rule}".strip(), why, f"Go on here:\n{base_url}/nominations"]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return subject, f"{text}\n\n{edition.name} organisers\n{edition.contact}\n"
