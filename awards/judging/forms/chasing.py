"""Reminding judges, and answering what they put to the chair."""

import re
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from awards.core.forms import ChoicesField, Form, HiddenField, LongTextField, TextField
from awards.judging.chasing import USUAL, Wording
from awards.judging.queries import JudgeProgress

_SEAT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class JudgesField(ChoicesField):
    """Any of those who can be reminded. Who had it, or is done, since the page was opened is passed over."""

    def pre_validate(self, form: Any) -> None:
        """Take every seat: the service knows to whom something can be sent at this moment."""
        self.data = [value for value in self.data or [] if _SEAT.fullmatch(value)]


class RemindForm(Form):
    """Who is reminded, and in what words."""

    to = JudgesField("Who gets it")
    subject = TextField("Subject", required=True, max_characters=150, default=USUAL.subject)
    body = LongTextField("Text", required=True, max_characters=3000, rows=10, default=USUAL.body)

    def __init__(
        self,
        waiting: Sequence[JudgeProgress],
        most: int,
        spared: Collection[uuid.UUID] = (),
        **settings: Any,
    ) -> None:
        """Offer the first of those for whom something waits; at first those are ticked who need a word.

        But not the ``spared`` seats, whose holders had other mail today.
        """
        self.offered = waiting[:most]
        self.more = len(waiting) - len(self.offered)
        first = [str(each.member.id) for each in self.offered if self._first(each, spared)]
        super().__init__(data={"to": first}, **settings)
        self.to.choices = [(str(each.member.id), each.member.person.name) for each in self.offered]

    @staticmethod
    def _first(judge: JudgeProgress, spared: Collection[uuid.UUID]) -> bool:
        return judge.needs_a_word and judge.member.id not in spared

    @property
    def seats(self) -> set[uuid.UUID]:
        """The seats whose holders were ticked."""
        return {uuid.UUID(value) for value in self.to.data or []}

    @property
    def ticked(self) -> list[JudgeProgress]:
        """Those who were ticked, in the order of the page."""
        seats = self.seats
        return [each for each in self.offered if each.member.id in seats]

    @property
    def words(self) -> Wording:
        """What was typed."""
        return Wording(self.subject.data or "", self.body.data or "")


class FlagForm(Form):
    """The answer to a flag; ``flag`` is what was put to the chair as the page showed it."""

    flag = HiddenField()
    answer = LongTextField("Your answer", required="Write an answer", max_characters=1000, rows=3)
