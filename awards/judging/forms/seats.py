"""What a member answers, what they do on their panel, and why they cannot go on."""

from collections.abc import Mapping
from typing import Any

from awards.core.forms import ChoiceField, ChoicesField, Form, IntegerField, LongTextField, TickField
from awards.judging.services import Seat

JUDGE, DEPUTY, CHAIR, SCORING_CHAIR = "judge", "deputy", "chair", "scoring-chair"
DUTIES = [
    (JUDGE, "Judge", "Reads and scores."),
    (DEPUTY, "Judge and deputy", "Reads and scores, and leads the panel where the chair cannot."),
    (CHAIR, "Chair", "Leads the meeting and may reopen score sheets. Does not score."),
    (SCORING_CHAIR, "Chair who also scores", "Does both."),
]
MOST, LONGEST_CAREER = 10_000, 50


class DeclineForm(Form):
    """An answer that needs no reason."""

    reason = LongTextField(
        "Is there something the organisers should know?",
        description="You need not say why. Only the organisers and the auditor read this.",
        max_characters=500,
        rows=3,
    )


class CriteriaForm(Form):
    """The member has read them and promises confidence; before that not even the name of a team shows."""

    read = TickField(
        "I have read the criteria and what each point means", required="Tick that you have read the criteria"
    )
    confidential = TickField(
        "I keep to myself what I read, what I score and what the panel says",
        required="Tick to promise confidence",
    )


class LeaveForm(Form):
    """An organiser says that somebody cannot go on."""

    reason = LongTextField(
        "Why can they not go on?",
        required="Enter why they cannot go on",
        description="A few words for the record. Leave out anything about their health or family.",
        max_characters=500,
        rows=3,
    )


class DutyForm(Form):
    """What somebody does on a panel, as little as is needed to ask them."""

    duty = ChoiceField(
        "What will they do?",
        choices=DUTIES,
        default=JUDGE,
        required="Choose what they will do",
        description="A panel has one chair and at most one deputy.",
    )
    plain_words = TickField("Show them plain-language words beside each score, as young judges use")

    @property
    def seat(self) -> Seat:
        """What they do on the panel."""
        return Seat(
            is_chair=self.duty.data in {CHAIR, SCORING_CHAIR},
            is_deputy=self.duty.data == DEPUTY,
            scores=self.duty.data != CHAIR,
            plain_words=self.plain_words.data,
        )


class DutiesForm(DutyForm):
    """All that can be said of a member's duties; ``offered`` are the fields in which teams work."""

    most = IntegerField(
        "Most nominations they can take",
        least=0,
        most=MOST,
        description="Leave it empty if they can take their share. It holds only where judges are drawn; in a "
        "round where everybody scores everything, they get everything.",
    )
    fields = ChoicesField(
        "Which fields suit them?",
        description="A draw prefers nominations in these fields. With none ticked, all suit them.",
    )
    years_before = IntegerField(
        "How many times have they judged before?",
        least=0,
        most=LONGEST_CAREER,
        description="A draw mixes new and experienced judges. Leave it empty if you do not know.",
    )

    def __init__(self, seat: Seat, offered: Mapping[str, str], **settings: Any) -> None:
        saved = {
            "duty": _duty(seat),
            "plain_words": seat.plain_words,
            "most": seat.most,
            "fields": list(seat.fields),
            "years_before": seat.years_before,
        }
        super().__init__(data=saved, **settings)
        self.fields.choices = list(offered.items())
        if not offered:
            del self.fields

    @property
    def seat(self) -> Seat:
        duty = super().seat
        return Seat(
            is_chair=duty.is_chair,
            is_deputy=duty.is_deputy,
            scores=duty.scores,
            plain_words=duty.plain_words,
            most=self.most.data,
            fields=tuple(self.fields.data) if "fields" in self else (),
            years_before=self.years_before.data,
        )


def _duty(seat: Seat) -> str:
    if seat.is_chair:
        return SCORING_CHAIR if seat.scores else CHAIR
    return DEPUTY if seat.is_deputy else JUDGE
