"""Two people in one section: the answers of both are kept, and only what both wrote differs is a clash.

A page carries the version of its section: a sign for every answer that it was made with. What comes back
with the same sign was not touched by whoever had the page.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from awards.nominations.answering import sign_of, version_of

MOST_RESPELLED, MOST_COMPARED = 10, 200
"""Words of one save: of more, nobody looks whether they were only respelled."""
ALIKE = 0.6


@dataclass(frozen=True)
class Merged:
    """The answers of a section with what somebody gave, and the keys of those that both had changed."""

    values: Mapping[str, object]
    clashes: tuple[str, ...] = ()


def signs_in(version: str) -> dict[str, str]:
    """The signs by key. A key that is not there had no answer.

    What is no version has seen nothing, so that whatever it would overwrite is shown first.
    """
    pairs = [pair.partition(":") for pair in version.split()]
    if not all(key and colon and sign for key, colon, sign in pairs):
        return {}
    return {key: sign for key, _, sign in pairs}


def merged(there: Mapping[str, object], given: Mapping[str, object], version: str | None) -> Merged:
    """What is ``there`` with what was ``given`` by somebody whose page had this version; None knows best."""
    values, clashes = dict(there), []
    for key, value in given.items():
        if value == there[key]:
            continue
        base = None if version is None else signs_in(version).get(key, "")
        if base is None or base == sign_of(there[key]):
            values[key] = value
        elif base != sign_of(value):
            clashes.append(key)
    return Merged(values, tuple(clashes))


def version_known(after: Mapping[str, object], given: Mapping[str, object], version: str | None) -> str:
    """The version of a page that gave these answers, now that the section is as it is ``after`` them.

    Where the page shows something else than what is kept, its old sign stays: it has not seen the new answer.
    """
    if version is None:
        return version_of(after)
    known = {key: sign_of(value) for key, value in after.items() if key in given and given[key] == value}
    return _joined(signs_in(version) | known)


def version_told(version: str, seen: Mapping[str, str]) -> str:
    """The version of a page whose reader has since seen other answers, by key and sign."""
    return _joined(signs_in(version) | dict(seen))


def _joined(signs: Mapping[str, str]) -> str:
    return " ".join(f"{key}:{sign}" for key, sign in sorted(signs.items()) if sign)


def changed_since(version: str, values: Mapping[str, object]) -> list[str]:
    """The keys of the answers that are others than a page of this version shows."""
    signs = signs_in(version)
    return [key for key, value in values.items() if sign_of(value) != signs.get(key, "")]


def goes_on(before: object, after: object) -> bool:
    """Whether a text is the same one, worked on: words came to it or were respelled, and none is gone.

    Who empties a box by a slip, pastes over it or takes a sentence out finds the words in the history.
    """
    if not isinstance(before, str):
        return True
    if not isinstance(after, str):
        return False
    lost = Counter(before.split()) - Counter(after.split())
    gained = list((Counter(after.split()) - Counter(before.split())).elements())
    if not lost or lost.total() > MOST_RESPELLED or len(gained) > MOST_COMPARED:
        return not lost
    return all(_respelled(word, gained) for word in lost.elements())


def _respelled(word: str, gained: list[str]) -> bool:
    """Take out of ``gained`` the word that this one has become, finished or with its letters put right."""
    finished = [each for each in gained if each.startswith(word)]
    found = finished or get_close_matches(word, gained, n=1, cutoff=ALIKE)
    if found:
        gained.remove(found[0])
    return bool(found)
