"""Good passwords, safe addresses to go on to, whose tries count together, and posts in words."""

import ipaddress
import re
from enum import StrEnum

from awards.organisations.roles import Role

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
FEWEST_SIGNS = 5
"""A password of fewer different signs, such as "abababababab", is guessed at once."""

LONGEST_NEXT = 2000
POST_WORDS = {
    Role.DIRECTOR: "a director",
    Role.DELEGATE: "a delegate",
    Role.JUDGE: "a judge",
    Role.CHAIR: "chair of the panel",
    Role.ORGANISER: "an organiser",
    Role.AUDITOR: "an auditor",
    Role.PRESENTER: "a presenter",
    Role.ADMINISTRATOR: "an administrator",
}
POST_TASKS: dict[StrEnum, str] = {
    Role.DIRECTOR: "You choose a team and put it forward. A colleague can write the nomination; you read it "
    "and submit it.",
    Role.DELEGATE: "You write your organisation's nomination, at once or bit by bit. Your director reads it "
    "and submits it.",
    Role.JUDGE: "You read nominations and score them. Those of your own organisation are never shown to you.",
}
"""What is asked of the holder of a post, where an invitation should say it."""

_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*")
_EDGES = re.compile(r"^[^a-z]+|[^a-z]+$")
_REPEATED = re.compile(r"(.+?)\1+")
_LOOK_ALIKES = str.maketrans("013457@$!", "oleastasi")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz 01234567890123456789 qwertyuiopasdfghjklzxcvbnm qwertyuiop asdfghjkl "
    "1qaz2wsx3edc4rfv"
)
_COMMON = frozenset(
    (
        "admin administrator autumn award awards birmingham blackcountry changeme charity children "
        "childrens childrensservices childrenstrust council councils coventry director directors dudley "
        "excellence football hello herefordshire iloveyou judge judges juniper letmein liverpool "
        "localauthority monday monkey nomination nominations organiser passphrase password princess "
        "qwerty safeguarding sandwell secret shropshire socialwork socialworker solihull spring "
        "staffordshire stoke summer sunshine tea teaaward teaawards teamexcellence teamexcellenceaward "
        "teamofexcellence teamoftheyear telford walsall warwickshire welcome westmidlands winter "
        "wolverhampton worcestershire"
    ).split()
)


def password_problem(password: str, *own_words: str) -> str | None:
    """What is wrong with a new password, or None. ``own_words`` are the person's own name and address."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Password must be {SHORTEST_PASSWORD} characters or more"
    if len(password) > LONGEST_PASSWORD:
        return f"Password must be {LONGEST_PASSWORD} characters or fewer"
    if len(set(password)) < FEWEST_SIGNS or _is_common(password.casefold(), own_words):
        return "Password is too easy to guess. Three or four unrelated words make a good one"
    return None


def _is_common(password: str, own_words: tuple[str, ...]) -> bool:
    """Whether a well-known word, a run of keys or the person's own name is all there is to it."""
    known = _COMMON | {_letters(word.casefold()) for word in own_words if len(word) > 3}
    squeezed = re.sub(r"\s", "", password)
    core = _EDGES.sub("", squeezed)
    if any(len(run) > 3 and run in _ROWS for run in (squeezed, squeezed[::-1], core)):
        return True
    return any(_is_known(_letters(text), known) for text in (core, core.translate(_LOOK_ALIKES)))


def _is_known(word: str, known: frozenset[str]) -> bool:
    repeated = _REPEATED.fullmatch(word)
    return word in known or (repeated is not None and repeated[1] in known)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def safe_next(wanted: str | None) -> str | None:
    """``wanted`` if it is the address of a page of this site, else None. Browsers read "/\\\\" as "//"."""
    if wanted is None or len(wanted) > LONGEST_NEXT or not _LOCAL.fullmatch(wanted):
        return None
    return wanted


def network_of(address: str | None) -> str:
    """The network whose tries count together: an IPv4 address, or the /64 that one IPv6 household has."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def post_in_words(role: StrEnum, organisation: str | None) -> str:
    """A post as a sentence says it: "a director, for Walsall Council"."""
    words = POST_WORDS[Role(role)]
    return f"{words}, for {organisation}" if organisation else words


def split_at_links(text: str, base_url: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is an address of this site."""
    ours = re.compile(f'({re.escape(base_url)}/[^\\s<>"]*)')
    return [(piece, number % 2 == 1) for number, piece in enumerate(ours.split(text)) if piece]
