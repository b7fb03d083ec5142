"""What a reminder says: the kinds, the places in its text that are filled in, and our usual four."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from awards.nominations.states import ReminderKind

_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")
NINE = 9 * 3600
A_FEW = 6
"""So many missing answers are named."""

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "organisation": "the name of the organisation",
        "team": "the name of the team, or “your team” while it has none",
        "deadline": "the organisation’s own deadline, with the day and UK time",
        "missing": "how many answers are missing, and which",
        "link": "the address of the page where the reader goes on",
    }
)
"""What can stand in braces in a reminder's text."""

IN_SUBJECTS = frozenset({"organisation", "team", "deadline"})
_NOT_FOR: Mapping[ReminderKind, frozenset[str]] = MappingProxyType(
    {
        ReminderKind.NOT_STARTED: frozenset({"team", "missing"}),
        ReminderKind.UNFINISHED: frozenset(),
        ReminderKind.AWAITING_SIGN_OFF: frozenset({"missing"}),
        ReminderKind.UNANSWERED_CONSENTS: frozenset({"missing"}),
    }
)


@dataclass(frozen=True, kw_only=True)
class ReminderPlan:
    """What an organiser decides about a reminder; ``time_of_day`` in seconds from UK midnight."""

    kind: ReminderKind
    days_before: int
    subject: str
    body: str
    time_of_day: int = NINE


KIND_NAMES: Mapping[ReminderKind, str] = MappingProxyType(
    {
        ReminderKind.NOT_STARTED: "Not started",
        ReminderKind.UNFINISHED: "Not finished",
        ReminderKind.AWAITING_SIGN_OFF: "Waiting for the director",
        ReminderKind.UNANSWERED_CONSENTS: "Consents not answered",
    }
)
FOR_WHOM: Mapping[ReminderKind, str] = MappingProxyType(
    {
        ReminderKind.NOT_STARTED: "Directors and delegates of organisations that have no nomination yet",
        ReminderKind.UNFINISHED: "Directors and delegates of those whose nomination is neither submitted "
        "nor waiting to be signed",
        ReminderKind.AWAITING_SIGN_OFF: "Directors who were asked to sign and have not; their delegates get "
        "a copy",
        ReminderKind.UNANSWERED_CONSENTS: "Team members who were asked what may be shown of them and have "
        "not answered",
    }
)


def show_when(days_before: int, time_of_day: int) -> str:
    """For example "7 days before each organisation’s own deadline, at 9am"."""
    hour, minute = time_of_day // 3600, time_of_day % 3600 // 60
    time = f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"
    own = "each organisation’s own deadline"
    if days_before == 0:
        return f"On the day of {own}, at {time}"
    days = "The day" if days_before == 1 else f"{days_before} days"
    return f"{days} before {own}, at {time}"


def places_of(kind: ReminderKind) -> dict[str, str]:
    """The places that mean something in a reminder of this kind, each with what stands there."""
    return {name: meaning for name, meaning in PLACES.items() if name not in _NOT_FOR[kind]}


def subject_problem(kind: ReminderKind, subject: str) -> str:
    """What is wrong with the places in a subject, in a sentence; empty when nothing is."""
    known = [name for name in places_of(kind) if name in IN_SUBJECTS]
    return unknown_place(subject, known)


def body_problem(kind: ReminderKind, body: str) -> str:
    """What is wrong with the places in a text, in a sentence; empty when nothing is."""
    if "{link}" not in body:
        return "Write {link} where the address of the page is to stand"
    return unknown_place(body, list(places_of(kind)))


def unknown_place(text: str, known: list[str]) -> str:
    """What is wrong with a text that has a place in braces which is not known; empty when nothing is."""
    for name in _PLACE.findall(text):
        if name not in known:
            near = get_close_matches(name.strip().casefold(), known, n=1)
            instead = f"{{{near[0]}}}" if near else " or ".join(f"{{{each}}}" for each in known)
            return f"We do not know what to put for {{{name}}} here. Write {instead}"
    return ""


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every place filled in; braces around anything else stay as they are."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


USUAL = (
    ReminderPlan(
        kind=ReminderKind.NOT_STARTED,
        days_before=14,
        subject="{organisation} has not nominated yet",
        body="Every team you are proud of began with somebody who noticed it. {organisation} has not started "
        "a nomination yet, and there is time until {deadline}.\n\n"
        "You can stop at any time, and somebody else of your organisation can go on. Start here:\n{link}",
    ),
    ReminderPlan(
        kind=ReminderKind.UNFINISHED,
        days_before=7,
        subject="The nomination of {team} is not submitted yet",
        body="You have begun to nominate {team} for {organisation}. {missing}\n\nGo on here:\n{link}",
    ),
    ReminderPlan(
        kind=ReminderKind.UNANSWERED_CONSENTS,
        days_before=4,
        subject="{team}: may we name you?",
        body="{organisation} puts {team} forward, and you are in it. We asked you what may be shown of you "
        "and have not heard from you yet. It takes a minute, and no is as good an answer as yes:\n{link}",
    ),
    ReminderPlan(
        kind=ReminderKind.AWAITING_SIGN_OFF,
        days_before=2,
        subject="Waiting for a director’s signature: {team}",
        body="The nomination of {team} for {organisation} is written. A director has to read and submit it. "
        "It takes about ten minutes, on a phone too:\n{link}",
    ),
)
"""A reminder of each kind, in the order in which they go out."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads a reminder, and what it says to them: ``note`` above the text, ``about_link`` below it."""

    name: str
    organisation: str
    team: str = ""
    deadline: str
    grace: str = ""
    missing: str = ""
    link: str
    note: str = ""
    about_link: str = ""


_NOT_SUBMITTED = "NOT SUBMITTED: it counts only when a director of {organisation} submits it."
_STANDING: Mapping[ReminderKind, str] = MappingProxyType(
    {
        ReminderKind.NOT_STARTED: "NOT SUBMITTED: we have nothing from {organisation} yet.",
        ReminderKind.UNFINISHED: _NOT_SUBMITTED,
        ReminderKind.AWAITING_SIGN_OFF: _NOT_SUBMITTED,
        ReminderKind.UNANSWERED_CONSENTS: "The link is yours alone: please do not pass it on. You need no "
        "account, and you can change your mind later.",
    }
)
"""What stands under every reminder of a kind, whatever its text."""


def compose(kind: ReminderKind, subject: str, body: str, reader: Reader, signature: str) -> tuple[str, str]:
    """The subject and the whole body of the message to one reader."""
    values = {name: getattr(reader, name) for name in PLACES} | {"team": reader.team or "your team"}
    closing = "" if kind is ReminderKind.UNANSWERED_CONSENTS else f" Nominations close at {reader.deadline}."
    standing = fill(_STANDING[kind], values) + closing
    paragraphs = [
        f"Hello {reader.name},",
        reader.note,
        fill(body, values).strip(),
        f"{standing} {reader.grace if closing else ''}".strip(),
        reader.about_link,
        signature,
    ]
    return fill(subject, values), "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def show_missing(labels: list[str]) -> str:
    """How many answers are missing, and which, in a sentence."""
    if not labels:
        return "Nothing is missing: a director has to read it and submit it."
    shown = ", ".join(f"“{label}”" for label in labels[:A_FEW])
    more = f" and {len(labels) - A_FEW} more" if len(labels) > A_FEW else ""
    answers = "One answer is" if len(labels) == 1 else f"{len(labels)} answers are"
    return f"{answers} still missing: {shown}{more}."
