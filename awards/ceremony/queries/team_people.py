"""Who is in a team, and whose no still holds though they are not on its list any more."""

from dataclasses import dataclass
from typing import Any

from awards.nominations.unnamed import names_unsaid


@dataclass(frozen=True)
class People:
    """Rows of who is in a team; and of everybody, with those who said no and are not on its list any more."""

    there: tuple[Any, ...] = ()
    everybody: tuple[Any, ...] = ()

    def unnamed(self, *, aloud: bool = False) -> list[str]:
        """The names that nobody else reads or, ``aloud``, hears."""
        return names_unsaid((each, each.on_stage if aloud else each.in_programme) for each in self.everybody)

    @property
    def unwilling(self) -> list[str]:
        """The ids of those who must not be seen: a no holds wherever its sayer is named, or is not."""
        there = {each.member_id for each in self.there}
        return [
            str(each.member_id)
            for each in self.everybody
            if not each.in_photo and (each.member_id in there or each.answered_at or each.noted_at)
        ]


NOBODY = People()
