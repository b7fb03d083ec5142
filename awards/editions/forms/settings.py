"""Forms about the edition as a whole: its words, its timetable, who decides and who nominates."""

import re
import uuid
from typing import Any

from awards.core.forms import (
    Asked,
    ChoiceField,
    ChoicesField,
    DateField,
    DateTimeField,
    EmailField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    MaxCharacters,
    TextField,
    first_text,
)
from awards.core.parsing import parse_time
from awards.core.text import clean_line
from awards.editions.facts import Basics
from awards.editions.models import Edition
from awards.editions.rules import MOMENT_NAMES, MOST_GRACE, MOST_PAST_YEARS, Timetable, after_midnight

_LINE = 200
_DAY = 24 * 3600


class TimeOfDayField(Asked):
    """A time on the evening, kept in seconds from midnight."""

    data: int | None

    def __init__(self, *args: Any, **settings: Any) -> None:
        self.typed: str | None = None
        super().__init__(*args, **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = first_text(valuelist)
        if typed is None:
            return
        self.data = None
        self.typed = clean_line(typed)
        if self.typed:
            time = parse_time(self.typed, self.label.text)
            self.data = time.hour * 3600 + time.minute * 60

    @property
    def shown(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else f"{self.data % _DAY // 3600:02}:{self.data % 3600 // 60:02}"


class VersionedForm(Form):
    """A form that remembers which version of the edition its page showed."""

    version = HiddenField("Version")

    @property
    def seen_version(self) -> int:
        """The version that the page showed; 0, which never is, for anything else."""
        typed = self.version.data
        return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0


class BasicsForm(VersionedForm):
    """Names, words and the evening."""

    name = TextField("Name of the edition", required=True, validators=[MaxCharacters(_LINE)])
    award_name = TextField("Name of the award", required=True, validators=[MaxCharacters(_LINE)])
    strapline = TextField("Strapline", validators=[MaxCharacters(_LINE)])
    host = TextField("Host", validators=[MaxCharacters(_LINE)])
    contact = EmailField("E-mail address for questions", required=True)
    venue = TextField("Venue", required=True, validators=[MaxCharacters(_LINE)])
    ceremony_on = DateField("Date of the ceremony", required=True)
    doors_at = TimeOfDayField("Time the doors open", required=True)
    hard_finish_at = TimeOfDayField("Hard finish", required=True)
    chair_name = TextField("Name of the chair", validators=[MaxCharacters(_LINE)])
    chair_role = TextField("Role of the chair", validators=[MaxCharacters(_LINE)])
    welcome = LongTextField("Welcome", max_words=600, rows=10)
    thanks = LongTextField("Thanks", max_words=400, rows=6)

    @classmethod
    def of(cls, edition: Edition) -> "BasicsForm":
        """The form as the edition fills it."""
        kept = {name: getattr(edition, name) for name in Basics.__annotations__}
        paragraphs = {name: "\n\n".join(kept[name]) for name in ("welcome", "thanks")}
        return cls(data=kept | paragraphs | {"version": edition.version})

    @property
    def facts(self) -> Basics:
        """What was typed."""
        typed = {name: self[name].data for name in Basics.__annotations__}
        typed |= {name: _paragraphs(self[name].data) for name in ("welcome", "thanks")}
        typed["hard_finish_at"] = after_midnight(typed["hard_finish_at"], typed["doors_at"])
        return Basics(**typed)


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


class TimetableForm(VersionedForm):
    """The moments of the edition, in UK time, and the grace. An empty box of minutes is none."""

    nominations_open_at = DateTimeField(
        "Nominations open", required="Enter when nominations open", names=MOMENT_NAMES["nominations_open_at"]
    )
    nominations_close_at = DateTimeField(
        "Nominations close",
        required="Enter when nominations close",
        names=MOMENT_NAMES["nominations_close_at"],
    )
    grace_minutes = IntegerField("Minutes of grace after the deadline", least=0, most=MOST_GRACE)
    checking_ends_at = DateTimeField("Checking ends", names=MOMENT_NAMES["checking_ends_at"])
    judging_closes_at = DateTimeField("Judging closes", names=MOMENT_NAMES["judging_closes_at"])
    moderation_at = DateTimeField("Moderation meeting", names=MOMENT_NAMES["moderation_at"])

    @classmethod
    def of(cls, edition: Edition) -> "TimetableForm":
        """The form as the edition fills it."""
        kept = {name: getattr(edition, name) for name in Timetable.__annotations__}
        return cls(data=kept | {"version": edition.version})

    @property
    def facts(self) -> Timetable:
        """What was typed."""
        typed = {name: self[name].data for name in Timetable.__annotations__}
        return Timetable(**typed | {"grace_minutes": self.grace_minutes.data or 0})


class DecidingForm(Form):
    """Whether grave acts take two people, and how long a past post keeps somebody from judging."""

    two_people_decide = ChoiceField(
        "Does making somebody an organiser, administrator, auditor or chair, or lifting a conflict of "
        "interest, take two people?",
        required="Say whether it takes two people",
        choices=[
            ("yes", "Yes, two", "One asks, another confirms. On the server, one is always enough."),
            ("no", "No, one is enough", "For an award that one small office runs."),
        ],
    )
    past_post_years = IntegerField(
        "For how many years after leaving an organisation does a judge stand aside from its nominations?",
        required="Enter a number of years, or 0",
        least=0,
        most=MOST_PAST_YEARS,
        description="With 0, only posts held now count. More years are looked for when judging is prepared "
        "next; what was found before stays until it is lifted.",
    )


class ParticipantsForm(Form):
    """Who nominates."""

    organisations = ChoicesField("Which organisations nominate?", coerce=uuid.UUID)


class DeadlineForm(Form):
    """A later deadline for one organisation."""

    deadline_at = DateTimeField("New deadline", required="Enter the new deadline")
    deadline_reason = TextField(
        "Reason",
        required="Enter the reason, which everybody who nominates can read",
        validators=[MaxCharacters(_LINE)],
        description="Everybody who nominates can read it. Do not name anybody, and keep illness out of it.",
    )
