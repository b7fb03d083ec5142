"""What the chair does with the ranking: decide, and seal."""

from playwright.sync_api import expect

from tests.journeys.steps_nominating import Team
from tests.journeys.steps_set_up import group, refused
from tests.journeys.visiting import Visitor

REASON = "Every judge who read it came back to the same page, and the numbers bear them out."
TIE_REASON = "The panel read both answers on difference again and found the second better evidenced."


def open_decision(chair: Visitor, award: str) -> None:
    """From the ranking to the award's own page."""
    chair.open("/")
    chair.follow("Results")
    section = chair.page.get_by_role("region", name=award, exact=True)
    section.get_by_role("link", name="Decide").click()
    chair.look()


def decide(chair: Visitor, award: str, winner: Team) -> None:
    """Name a winner with a reason."""
    open_decision(chair, award)
    group(chair, "Winner").get_by_label(winner.name).check()
    chair.page.get_by_label("Reason for the decision").fill(REASON)
    chair.press("Keep this decision")
    expect(chair.page.get_by_role("alert")).to_contain_text(f"{award}: the decision is kept.")


def decide_tie(chair: Visitor, award: str, tied: tuple[Team, Team], winner: Team, commended: Team) -> None:
    """Two teams share the highest mean: the decision is refused until somebody says how it was made."""
    open_decision(chair, award)
    for team in tied:
        row = chair.page.get_by_role("row").filter(has_text=team.name).first
        expect(row).to_contain_text("Tie: to be decided")
    group(chair, "Winner").get_by_label(winner.name).check()
    group(chair, "Highly commended").get_by_label(commended.name).check()
    chair.page.get_by_label("Reason for the decision").fill(REASON)
    refused(chair, "Keep this decision")
    expect(chair.page.get_by_text("Say how the tie was decided").first).to_be_visible()
    chair.page.get_by_label("How the tie was decided").fill(TIE_REASON)
    chair.press("Keep this decision")
    expect(chair.page.get_by_role("alert")).to_contain_text(f"{award}: the decision is kept.")


def seal(chair: Visitor) -> None:
    """Seal after ticking that the panel has finished; there is no way back."""
    chair.follow("Seal the results")
    refused(chair, "Seal the results")
    chair.page.get_by_label("The panel has finished").check()
    chair.press("Seal the results")
    expect(chair.page.get_by_role("heading", level=1)).to_have_text("The results are sealed")
