"""How a stage says what is ready."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ready:
    """One thing that the next move looks for: a sentence, whether it is so, whether the move needs it.

    ``endpoint`` names the page, of the edition, where it is mended; ``show`` what of its list.
    """

    sentence: str
    done: bool
    needed: bool = True
    endpoint: str = ""
    show: str = ""
