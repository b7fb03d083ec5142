"""Words for the chair of a panel: what was said stays as it was, and more is put below it."""

import datetime as dt

from awards.core import clock

_PART = "\n\n"
_AGAIN = f"{_PART}Also, on "
_ANSWER = f"{_PART}The answer was: "


def was_told(flag: str, *, answered: bool, submitted: bool) -> bool:
    """Whether the chair was told, or the words still are the judge's draft, who may write them anew."""
    return bool(flag) and (answered or submitted or _AGAIN in flag)


def told_more(flag: str, answer: str, words: str, at: dt.datetime) -> str:
    """What was said and below it what is new in ``words``; what stands there already is not said again."""
    if flag and words.startswith(f"{_before(flag, answer)}{_AGAIN}"):
        return words  # put below it already, when the changes of a spreadsheet were looked through
    new = words.removeprefix(flag).strip()
    known = not new or flag.startswith(f"{new}{_PART}") or flag.endswith(f": {new}")
    return flag if known else told_again(flag, answer, new, at)


def told_again(flag: str, answer: str, words: str, at: dt.datetime) -> str:
    """What was said, the answer to it, and below it ``words``, with the day."""
    if not flag:
        return words
    day = clock.local(at)
    return f"{_before(flag, answer)}{_AGAIN}{day.day} {day:%B}: {words}"


def _before(flag: str, answer: str) -> str:
    return f"{flag}{_ANSWER}{answer}" if answer else flag
