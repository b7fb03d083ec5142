"""Forms of the results stage."""

from typing import ClassVar

from awards.core.forms import (
    Choice,
    ChoiceField,
    ChoicesField,
    Form,
    HiddenField,
    LongTextField,
    SelectField,
    TickField,
)
from awards.results.queries import Choice as Shortlist
from awards.results.queries import Contest
from awards.results.queries.decisions import draft_of
from awards.results.queries.tables import MOST_OFFERED
from awards.results.rules import SHORTEST_REASON, DecisionDraft
from awards.results.standing import Entry, Line

NOT_GIVEN = "not-given"
ASK_WINNER = "Choose a winner, or say that the award is not given this year"
ASK_REASON = "Give the reason for the decision"


class DecisionForm(Form):
    """Who receives an award, and why."""

    winner = ChoiceField("Winner", required=ASK_WINNER)
    highly_commended = ChoicesField("Highly commended")
    tie_reason = LongTextField("How the tie was decided", max_words=200, rows=4)
    reason = LongTextField("Reason for the decision", required=ASK_REASON, max_words=300, rows=6)
    version = HiddenField()
    shortest: ClassVar[int] = SHORTEST_REASON

    def offer(self, contest: Contest) -> None:
        """Show those who compete, by rank; leave out what this award does not ask."""
        figures = {line.key: line for line in contest.lines}
        choices = [_choice(entry, figures.get(entry.key)) for entry in contest.offered]
        nobody = Choice(NOT_GIVEN, "Nobody: not given this year", "Then say why in the reason.")
        self.winner.choices = [*choices, nobody]
        if contest.standing.rule.highly_commended:
            most = contest.standing.rule.highly_commended
            self.highly_commended.label.text = f"Highly commended, {most} at most"
            self.highly_commended.choices = choices
        else:
            del self.highly_commended
        if not contest.standing.tied:
            del self.tie_reason

    @property
    def draft(self) -> DecisionDraft:
        """What was chosen, for the service."""
        given = self.winner.data != NOT_GIVEN
        commended = self.highly_commended.data if "highly_commended" in self else []
        return DecisionDraft(
            given=given,
            winners=[self.winner.data] if given else [],
            highly_commended=commended,
            reason=self.reason.data,
            tie_reason=self.tie_reason.data if "tie_reason" in self else "",
        )

    @property
    def seen_version(self) -> int:
        """Of which decision the page was made; what nobody could have seen when it came back changed."""
        return int(self.version.data) if self.version.data.isdecimal() else -1


class LongDecisionForm(DecisionForm):
    """The same where so many compete that they are offered in a list that opens."""

    winner = SelectField("Winner", required=ASK_WINNER)


class ShortlistForm(Form):
    """Who goes on to the next round."""

    chosen = ChoicesField("Who goes on?", required="Choose at least one nomination")
    reason = LongTextField("Why, if not by rank alone", max_words=300, rows=4)
    version = HiddenField()


class SealForm(Form):
    """Sealing asks once more."""

    sure = TickField(
        "The panel has finished. No score and no decision will change after this.",
        required="Tick the box to confirm that the panel has finished",
    )


def _choice(entry: Entry, line: Line | None) -> Choice:
    rank = f"Rank {line.rank}, mean {line.mean}. " if line and line.rank else ""
    return Choice(entry.key, entry.team, f"{rank}{entry.organisation}")


def decision_form(contest: Contest) -> DecisionForm:
    """The form with the decision as it is now, or empty: nothing is proposed in it."""
    kind = LongDecisionForm if len(contest.offered) > MOST_OFFERED else DecisionForm
    form: DecisionForm = kind(data=_kept(contest))
    form.offer(contest)
    return form


def _kept(contest: Contest) -> dict[str, object]:
    if contest.decision is None:
        return {"version": 0}
    draft = draft_of(contest.decision)
    return {
        "winner": draft.winners[0] if draft.winners else NOT_GIVEN,
        "highly_commended": draft.highly_commended,
        "reason": draft.reason,
        "tie_reason": draft.tie_reason,
        "version": contest.decision.version,
    }


def shortlist_form(choice: Shortlist) -> ShortlistForm:
    """The form with those who were chosen, or those whom rank alone lets go on."""
    figures = {line.key: line for line in choice.lines}
    kept = choice.chosen if choice.made else choice.cut.chosen
    reason = choice.made.reason if choice.made else ""
    form = ShortlistForm(data={"chosen": list(kept), "reason": reason, "version": choice.version})
    form.chosen.choices = [_choice(entry, figures.get(entry.key)) for entry in choice.offered]
    return form
