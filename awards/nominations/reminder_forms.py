"""The form of a reminder."""

from awards.core.forms import Form, HiddenField, IntegerField, LongTextField, MaxCharacters, TextField
from awards.editions.forms.settings import TimeOfDayField
from awards.nominations.forms import VersionForm
from awards.nominations.models import Reminder
from awards.nominations.reminding import ReminderPlan
from awards.nominations.states import ReminderKind

MOST_DAYS = 90


class ReminderForm(VersionForm):
    """When a reminder goes out and what it says."""

    days_before = IntegerField(
        "Days before the deadline",
        required="Enter how many days before the deadline, or 0 for the day itself",
        least=0,
        most=MOST_DAYS,
    )
    time_of_day = TimeOfDayField("Time of day", required="Enter the time of day, like 9am")
    subject = TextField("Subject", required=True, validators=[MaxCharacters(150)])
    body = LongTextField("Text", required=True, validators=[MaxCharacters(5000)], rows=12)

    @classmethod
    def of(cls, plan: ReminderPlan | Reminder) -> "ReminderForm":
        """The form as a plan, or a reminder, fills it."""
        kept = {name: getattr(plan, name) for name in ("days_before", "time_of_day", "subject", "body")}
        version = plan.version if isinstance(plan, Reminder) else 0
        return cls(formdata=None, data=kept | {"version": str(version)})

    def plan(self, kind: ReminderKind) -> ReminderPlan:
        """What was typed."""
        return ReminderPlan(
            kind=kind,
            days_before=self.days_before.data or 0,
            time_of_day=self.time_of_day.data or 0,
            subject=self.subject.data,
            body=self.body.data,
        )


class SwitchForm(Form):
    """Whether a reminder is to go out by itself."""

    active = HiddenField()
