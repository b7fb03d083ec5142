"""Text that people type: cleaned, counted as their browser counts it, shortened and joined."""

import re
import unicodedata
from collections.abc import Iterable

# What JavaScript calls white space. Python's own notion differs: it has U+001C-1F and U+0085, not U+FEFF.
_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_SPACES = re.compile(f"[{_SPACE}]+")
_WORDS = re.compile(f"[^{_SPACE}]+")
# Every sign that means "new line" to some program: Word pastes U+000B, old mainframes U+0085.
_NEW_LINES = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls but tab and newline
    "\ud800-\udfff"  # lone surrogates: cannot be stored as UTF-8
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\u202a-\u202e\u2066-\u2069]"  # bidi overrides and isolates: a text that reads otherwise than it is
)
# Nothing to see, so nothing to keep at either end: a name of these alone is an empty name.
_UNSEEN = f"{_SPACE}\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2800\u3164"
# Letters that have no accent to take off, but a usual spelling in plain letters.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "&": " and ",
    }
)


def clean_text(value: str) -> str:
    """The text as it is kept: one form of each letter, plain newlines, no hidden signs, no blank ends."""
    text = _NEW_LINES.sub("\n", value)
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text))
    return text.strip(_UNSEEN)


def clean_line(value: str) -> str:
    """The text on one line, with single spaces."""
    return _SPACES.sub(" ", clean_text(value))


def count_words(text: str) -> int:
    r"""As many words as the page's own counter shows: matches of JavaScript's /\S+/g."""
    return len(_WORDS.findall(text))


def count_characters(text: str) -> int:
    """As many characters as the page's own counter shows: JavaScript's length, two for an emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


WORDS_SAID_A_MINUTE = 125
"""How fast a host reads aloud on a stage, with names to get right and a room that claps."""


def time_to_say(words: int) -> str:
    """About how long so many words take to read aloud, to five seconds. The page's script says the same."""
    if not words:
        return ""
    seconds = max(5, 5 * int(words * 12 / WORDS_SAID_A_MINUTE + 0.5))
    minutes, rest = divmod(seconds, 60)
    whole = [f"{minutes} minute{'s' * (minutes > 1)}"] if minutes else []
    return " ".join(["about", *whole, *([f"{rest} seconds"] if rest else [])])


def slugify(text: str) -> str:
    """Plain lower-case words with hyphens, for addresses and file names; empty if no plain letter is left."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    unaccented = "".join(c for c in folded if not unicodedata.combining(c) and c not in "'\u2019")
    return re.sub(r"[^a-z0-9]+", "-", unaccented).strip("-")


def join_words(words: Iterable[str], last: str = "and") -> str:
    """A list as it is said: "a, b and c"."""
    *first, end = list(words) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end
