"""Questions about days, times and lengths."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from wtforms.utils import unset_value

from awards.core import clock
from awards.core.forms.base import Asked, first_text
from awards.core.parsing import parse_date, parse_duration, parse_time, show_duration
from awards.core.text import clean_line


@dataclass(frozen=True)
class Part:
    """One box of a date."""

    id: str
    label: str
    width: int
    numeric: bool
    shown: str


class DateField(Asked):
    """A day, in three boxes named <name>-day, -month and -year.

    ``names`` is what sentences call it where its label would not read well in them.
    """

    component = "date"
    boxes: ClassVar[dict[str, tuple[str, int]]] = {
        "day": ("Day", 2),
        "month": ("Month", 5),
        "year": ("Year", 4),
    }
    data: Any

    def __init__(self, *args: Any, names: str = "", **settings: Any) -> None:
        self.typed: list[str] | None = None
        super().__init__(*args, **settings)
        self.called = names or self.label.text
        self.id = self.parts_ids[0]  # the box to which the error summary leads

    @property
    def parts_ids(self) -> list[str]:
        """The id and name of each box."""
        return [f"{self.name}-{box}" for box in self.boxes]

    @property
    def parts(self) -> list[Part]:
        """The boxes as they are drawn, with what was typed or what is kept."""
        shown = self.typed or self._split()
        return [
            Part(id, label, width, box != "time", text)
            for id, (box, (label, width)), text in zip(self.parts_ids, self.boxes.items(), shown, strict=True)
        ]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the boxes: a box may be missing from a hand-made post, or come twice."""
        if formdata is not None and any(id in formdata for id in self.parts_ids):
            texts = (first_text(formdata.getlist(id)) for id in self.parts_ids)
            self.typed = [clean_line(text or "") for text in texts]
        super().process(formdata, data, extra_filters)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if self.typed is not None:
            self.data = None
            self.data = self._join(self.typed) if any(self.typed) else None

    def _split(self) -> list[str]:
        day: dt.date | None = self.data
        return ["", "", ""] if day is None else [str(day.day), str(day.month), str(day.year)]

    def _join(self, typed: list[str]) -> Any:
        return parse_date(typed[0], typed[1], typed[2], self.called)


class DateTimeField(DateField):
    """A moment: typed in UK time, kept in UTC."""

    component = "datetime"
    boxes: ClassVar[dict[str, tuple[str, int]]] = {**DateField.boxes, "time": ("Time", 5)}

    def _split(self) -> list[str]:
        moment: dt.datetime | None = self.data
        if moment is None:
            return ["", "", "", ""]
        wall = clock.local(moment)
        return [str(wall.day), str(wall.month), str(wall.year), f"{wall:%H:%M}"]

    def _join(self, typed: list[str]) -> Any:
        day = super()._join(typed)
        time = parse_time(typed[3], self.called)
        return clock.from_local(dt.datetime.combine(day, time))


class DurationField(Asked):
    """A length, kept in seconds."""

    component = "text"
    data: int | None

    def __init__(self, *args: Any, **settings: Any) -> None:
        self.typed: str | None = None
        super().__init__(*args, **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = first_text(valuelist)
        if typed is not None:
            self.data = None
            self.typed = clean_line(typed)
            self.data = parse_duration(self.typed, self.label.text) if self.typed else None

    @property
    def shown(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else show_duration(self.data)
