"""Rules of who competes for an award and of what a decision must say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.nominations.states import NominationState
from awards.results.rules import AwardRule, Candidate, DecisionDraft, Field, award_field, decision_problems

RECOGNITION = AwardRule(name="Team of Excellence", kind="recognition")
OVERALL = AwardRule(name="Team of the Year", kind="competition", highly_commended=2)
CHOICE = AwardRule(name="Chair's special award", kind="choice")
EARLY_HELP = AwardRule(
    name="Best in field: early help",
    kind="competition",
    question="field",
    answer="early-help",
    answer_label="Early help",
    minimum=3,
)
CONTEST = Field(("a", "b", "c", "d"), True)
REASON = "The clearest evidence of change for children."
GOOD = DecisionDraft(winners=["a"], highly_commended=["b", "c"], reason=REASON)


def accepted(key: str, field: str = "education") -> Candidate:
    return Candidate(key, "accepted", {"field": field})


def early_help(count: int) -> list[Candidate]:
    return [accepted(f"e{number}", "early-help") for number in range(count)]


@pytest.mark.parametrize("award", [RECOGNITION, OVERALL, CHOICE])
@pytest.mark.parametrize("state", list(NominationState))
def test_only_accepted_nominations_compete(award: AwardRule, state: NominationState) -> None:
    contest = award_field(award, [accepted("a"), Candidate("b", state)])
    assert ("b" in contest.competing) == (state == NominationState.ACCEPTED)


def test_an_award_for_one_field_is_for_nominations_with_that_answer() -> None:
    contest = award_field(EARLY_HELP, [accepted("x"), *early_help(3)])
    assert contest == Field(("e0", "e1", "e2"), True)


def test_a_nomination_without_the_answer_does_not_compete() -> None:
    assert award_field(EARLY_HELP, [Candidate("a", "accepted")]).competing == ()


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (0, "there is no accepted nomination"),
        (1, "there is 1 accepted nomination"),
        (2, "there are 2 accepted nominations"),
    ],
)
def test_a_field_with_too_few_nominations_has_no_award(count: int, found: str) -> None:
    contest = award_field(EARLY_HELP, early_help(count))
    assert not contest.given
    assert contest.reason == f"Not given this year: {found} in “Early help”, and at least 3 are needed."


@pytest.mark.parametrize("award", [RECOGNITION, OVERALL, CHOICE])
def test_nothing_is_given_where_nobody_was_accepted(award: AwardRule) -> None:
    contest = award_field(award, [Candidate("a", "withdrawn")])
    assert contest == Field((), False, "Not given this year: there is no accepted nomination.")


@pytest.mark.parametrize("award", [replace(RECOGNITION, minimum=3), replace(CHOICE, minimum=3)])
def test_a_minimum_is_for_competitions_only(award: AwardRule) -> None:
    assert award_field(award, [accepted("a")]).given


def test_a_full_decision_has_no_problem() -> None:
    assert decision_problems(OVERALL, CONTEST, GOOD) == []


NO_WINNER = "Choose a winner."
REASON_NEEDED = "Give the reason for the decision, in 10 characters or more."


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(GOOD, winners=[]), NO_WINNER),
        (replace(GOOD, winners=["a", "d"]), "Choose one winner only."),
        (replace(GOOD, highly_commended=["b", "c", "d"]), "Choose at most 2 highly commended nominations."),
        (replace(GOOD, highly_commended=["a"]), "Choose each nomination once only."),
        (replace(GOOD, highly_commended=["b", "b"]), "Choose each nomination once only."),
        (replace(GOOD, winners=["z"]), "Choose only nominations that compete for Team of the Year."),
        (replace(GOOD, highly_commended=["z"]), "Choose only nominations that compete for Team of the Year."),
        (replace(GOOD, reason=""), REASON_NEEDED),
        (replace(GOOD, reason="best"), REASON_NEEDED),
        (replace(GOOD, reason=" \n a . . . \u200b  "), REASON_NEEDED),
        (
            DecisionDraft(given=False, winners=["a"], reason=REASON),
            "Team of the Year is not given, so nobody can receive it.",
        ),
        (DecisionDraft(given=False), REASON_NEEDED),
    ],
)
def test_a_decision_is_refused_with_the_reason(draft: DecisionDraft, problem: str) -> None:
    assert decision_problems(OVERALL, CONTEST, draft) == [problem]


def test_everything_wrong_is_said_at_once() -> None:
    assert decision_problems(OVERALL, CONTEST, DecisionDraft()) == [NO_WINNER, REASON_NEEDED]


@pytest.mark.parametrize(
    ("places", "problem"),
    [
        (0, "Team of the Year has no highly commended places."),
        (1, "Choose at most 1 highly commended nomination."),
    ],
)
def test_no_more_are_highly_commended_than_the_award_has(places: int, problem: str) -> None:
    assert decision_problems(replace(OVERALL, highly_commended=places), CONTEST, GOOD) == [problem]


def test_fewer_may_be_highly_commended() -> None:
    assert decision_problems(OVERALL, CONTEST, replace(GOOD, highly_commended=[])) == []


@pytest.mark.parametrize(
    ("tie_reason", "problems"),
    [
        ("", ["Say how the tie was decided, in 10 characters or more."]),
        ("By vote", ["Say how the tie was decided, in 10 characters or more."]),
        ("The panel voted four to one.", []),
    ],
)
def test_a_tie_is_decided_with_a_reason(tie_reason: str, problems: list[str]) -> None:
    assert (
        decision_problems(OVERALL, CONTEST, replace(GOOD, tie_reason=tie_reason), tied=["a", "b"]) == problems
    )


def test_an_award_may_be_withheld_with_a_reason() -> None:
    withheld = DecisionDraft(given=False, reason="No nomination met the standard.")
    assert decision_problems(OVERALL, CONTEST, withheld, tied=["a", "b"]) == []


def test_recognition_leaves_nothing_to_decide() -> None:
    (problem,) = decision_problems(RECOGNITION, CONTEST, GOOD)
    assert problem == "Team of Excellence goes to every accepted nomination, so there is nothing to decide."


def test_an_award_that_is_not_given_this_year_cannot_be_decided() -> None:
    contest = award_field(EARLY_HELP, early_help(2))
    assert decision_problems(EARLY_HELP, contest, replace(GOOD, winners=["e0"])) == [contest.reason]


def test_the_chair_may_choose_any_accepted_nomination() -> None:
    choice = DecisionDraft(winners=["d"], reason=REASON)
    assert decision_problems(CHOICE, CONTEST, choice) == []


some = st.lists(st.sampled_from("abcdxyz"), max_size=5)


@given(some, some, st.text(max_size=30))
def test_what_passes_names_one_winner_and_only_those_who_compete(
    winners: list[str], commended: list[str], reason: str
) -> None:
    draft = DecisionDraft(winners=winners, highly_commended=commended, reason=reason)
    if not decision_problems(OVERALL, CONTEST, draft):
        assert len(winners) == 1
        assert {*winners, *commended} <= set("abcd")
        assert len(commended) <= 2
