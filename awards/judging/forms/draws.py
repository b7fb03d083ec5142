"""Who scores what: asking for a draw, looking through the list, and moving a nomination by hand."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from awards.core.forms import (
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    SelectField,
    TextField,
    TickField,
)
from awards.judging.models import Draw, PanelRound
from awards.judging.queries import Load, Wish

USUAL_JUDGES = 5
DISCARD = "discard"


class DrawForm(Form):
    """What a draw is asked for."""

    judges_each = IntegerField("Judges for each nomination", required=True, least=1, most=100)
    most_each = IntegerField(
        "Most nominations for one judge",
        least=1,
        most=1000,
        description="Leave empty for no limit. A judge’s own limit, set under Members, goes before it.",
    )
    overall = TickField(
        "One overall winner is chosen over all categories",
        description="Then some judges must score in several categories, so that scores can be compared.",
    )
    keep = TickField(
        "Keep who scores what now, and change as little as possible",
        description="Not ticked, everything that nobody has begun is drawn anew.",
    )
    seed = TextField(
        "Code word",
        max_characters=60,
        description="The draw is made by chance, and chance starts from this word: with it, anybody can "
        "repeat the draw and check it. Leave it empty, and we pick one that nobody can guess.",
    )

    @property
    def wish(self) -> Wish:
        """What was typed."""
        return Wish(self.judges_each.data or 1, self.most_each.data, self.overall.data, self.keep.data)


def draw_form(round_: PanelRound, proposal: Draw | None, *, overall: bool, keep: bool) -> DrawForm:
    """The form for the round, filled with what was asked last or is usual; the seed is left to chance."""
    asked = proposal or round_
    return DrawForm(
        data={
            "judges_each": asked.judges_each or USUAL_JUDGES,
            "most_each": asked.most_each,
            "overall": proposal.overall if proposal else overall,
            "keep": proposal.keep if proposal else keep,
        }
    )


def wished(draw: Draw) -> dict[str, str]:
    """What the form would send to ask for the same again, with another seed."""
    ticked = {name: "y" for name in ("overall", "keep") if getattr(draw, name)}
    most = {} if draw.most_each is None else {"most_each": str(draw.most_each)}
    return {"judges_each": str(draw.judges_each), **most, **ticked}


class GiveForm(Form):
    """Who scores a nomination besides."""

    person = SelectField("Give it to", required="Choose a judge", blank="Choose a judge")
    reason = LongTextField(
        "Why?",
        max_characters=500,
        rows=2,
        description="Needed where it takes somebody over their limit. Kept with the record.",
    )

    def __init__(self, loads: Sequence[Load]) -> None:
        super().__init__()
        self.people = {str(load.person_id): load for load in loads}
        self.person.choices = [(key, _said(load)) for key, load in self.people.items()]


def _said(load: Load) -> str:
    """For example "Ann Smith: 7 of at most 8"."""
    if load.most is None:
        return f"{load.name}: {load.assigned} now"
    full = ", over the limit" if load.is_full else ""
    return f"{load.name}: {load.assigned} of at most {load.most}{full}"


class TakeForm(Form):
    """From whom a nomination is taken."""

    person = HiddenField("Judge", required=True)


class DrawAct(Form):
    """What becomes of a draw that was looked at."""

    act = HiddenField("What to do")


class ListFilter(Form):
    """Which nominations of a long list are shown."""

    class Meta(Form.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    q = TextField("Team or organisation", max_characters=100)
    few = TickField("Only those with too few judges")

    def __init__(self, typed: Mapping[str, str]) -> None:
        super().__init__(formdata=MultiDict(typed))
