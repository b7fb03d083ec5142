"""Names on a pasted list that may be in two parts, like “O'Neill, Ciara”: asked about, never guessed."""

import re
from dataclasses import dataclass

from awards.core.text import clean_line
from awards.nominations.safeguarding.first_names import FIRST_NAMES

_PARTICLES = frozenset("al bin da de del den der di dos du el ibn la le mac st ter van von".split())
_PART = re.compile(r"[^\W\d_][\w.'’-]*$")
_LETTERS = frozenset("ba bsc cbe dr esq hons jr ma mba mbe md msc obe phd qc rn sr".split())
"""What stands behind a name and a comma, and is no name."""
_WORK = re.compile(
    r"\b(accountant|artist|baker|builder|chair|chef|cleaner|clerk|consultant|cook|counsellor|designer|developer|"
    r"doctor|driver|engineer|gardener|governor|lawyer|midwife|partner|physio|police|psychiatrist|registrar|"
    r"secretary|solicitor|student|treasurer|trustee|tutor|visitor|volunteer|writer|.{3,}ologist|.{3,}ician)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Split:
    """A name as it stands in two parts, and as it may be meant. ``apart``: the second was read as role."""

    first: str
    second: str
    meant: str
    apart: bool

    @property
    def sentence(self) -> str:
        """What is asked about it."""
        if self.apart:
            return f"“{self.second}” is read as the role of “{self.first}”. Is the name “{self.meant}”?"
        return f"“{self.first}, {self.second}” seems to have the surname first. Is the name “{self.meant}”?"


def find_split(name: str, role: str, *, sure: bool = False) -> Split | None:
    """The name in two parts, if it looks like one. ``sure``: the role is known to be one."""
    first, comma, second = (clean_line(part) for part in name.partition(","))
    if comma:
        return _split(first, second, apart=False) if "," not in second else None
    given = clean_line(role.partition(",")[0])
    return None if sure else _split(first, given, apart=True)


def _split(first: str, second: str, *, apart: bool) -> Split | None:
    known = second.split(maxsplit=1)[0].casefold() in FIRST_NAMES if second else False
    if not (_is_name(first, 3 if known else 1) and _is_name(second, 2)):
        return None
    letters = second.replace(".", "").casefold() in _LETTERS
    short = second.isupper() and len(second) > 1 and not first.isupper()
    if letters or short or (_WORK.search(second) and not known):
        return None
    turned_already = apart and first.casefold() in FIRST_NAMES and not known
    return Split(first, second, f"{first} {second}" if turned_already else f"{second} {first}", apart)


def _is_name(text: str, most: int) -> bool:
    """Up to ``most`` words with a capital, whatever particles are before them."""
    words = [word for word in text.split() if word.casefold() not in _PARTICLES]
    return 0 < len(words) <= most and all(_PART.match(word) and word[0].isupper() for word in words)


def put_together(text: str, split: Split) -> str:
    """The list with this name written as it is meant; the cells beside it stay where they are."""
    first, second = (r"\s+".join(map(re.escape, part.split())) for part in (split.first, split.second))
    apart = re.compile(rf"(?<!\w){first}(?P<sign>[ ]*[,;\t][ ]*|\s+[-–—]\s+){second}(?!\w)")
    return apart.sub(lambda found: split.meant + ("\t" if "\t" in found["sign"] else ""), text)
