"""Panels, standing aside, and score sheets."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.steps_nominating import Team
from tests.journeys.steps_set_up import group, refused
from tests.journeys.visiting import Visitor

VOICE, IMPACT = "Children's voice", "Impact for children and families"


@dataclass(frozen=True)
class Marks:
    """What one judge gives one team; a sentence where the points need one."""

    team: Team
    impact: int
    voice: int
    why: str = ""


def set_up_panel(organiser: Visitor) -> None:
    """A panel for the only category."""
    organiser.follow("Panel")
    organiser.press("Set up a panel")
    organiser.page.get_by_label("Name of the panel").fill("The panel")
    organiser.page.get_by_label("Team of Excellence 2049").check()
    organiser.press("Set up the panel")


def add_member(organiser: Visitor, name: str, email: str, duty: str, plain: bool = False) -> None:
    """Invite somebody new to the panel."""
    organiser.press("Add a member to The panel")
    organiser.page.get_by_label("Their name").fill(name)
    organiser.page.get_by_label("Their email address").fill(email)
    _seat(organiser, name, duty, plain)


def seat_member(organiser: Visitor, name: str, email: str) -> None:
    """Seat somebody who is a judge already."""
    organiser.press("Add a member to The panel")
    organiser.page.get_by_label("Choose somebody who is a judge already").select_option(f"{name} ({email})")
    _seat(organiser, name, "Judge", False)


def _seat(organiser: Visitor, name: str, duty: str, plain: bool) -> None:
    group(organiser, "What will they do?").get_by_label(duty, exact=True).check()
    organiser.page.get_by_label("Show them plain-language words").set_checked(plain)
    organiser.press("Add to the panel")
    expect(organiser.page.get_by_role("alert")).to_contain_text(f"an email is on its way to {name}.")


def answer(judge: Visitor) -> None:
    """Say yes, after reading what is asked; read the criteria and promise confidence, which is asked for."""
    judge.open("/")
    judge.follow("Judging")
    judge.press("See what is asked, and answer")
    expect(judge.page.get_by_role("heading", level=1)).to_have_text("Would you judge?")
    judge.press("Yes, I will judge")
    expect(judge.page.get_by_role("heading", name=IMPACT)).to_be_visible()
    refused(judge, "Go on")
    judge.page.get_by_label("I have read the criteria").check()
    judge.page.get_by_label("I keep to myself what I read").check()
    judge.press("Go on")


def declare(judge: Visitor) -> None:
    """Stand aside from nobody else."""
    answer(judge)
    judge.press("Declare and go on")


def mark(judge: Visitor, marks: Marks) -> None:
    """Read a nomination and fill in its sheet with the keyboard."""
    expect(judge.page.get_by_role("heading", level=1)).to_have_text(marks.team.name)
    assert marks.team.did in judge.text()
    for name, points in ((IMPACT, marks.impact), (VOICE, marks.voice)):
        group(judge, name).get_by_role("radio").first.focus()
        judge.page.keyboard.press("Space")
        for _ in range(points):
            judge.page.keyboard.press("ArrowRight")


def score_all(judge: Visitor, sheets: Sequence[Marks]) -> None:
    """Score page after page, in the judge's own order, without going back to the list."""
    by_name = {marks.team.name: marks for marks in sheets}
    judge.page.get_by_role("button", name="Start with").click()
    judge.look()
    for _ in sheets:
        marks = by_name.pop(judge.page.get_by_role("heading", level=1).inner_text())
        mark(judge, marks)
        if marks.why:
            refused(judge, "Submit and go to the next")
            expect(judge.page.get_by_text("A 0 or a 5 needs a sentence").first).to_be_visible()
            expect(group(judge, IMPACT).get_by_role("radio", name="5")).to_be_checked()
            judge.page.get_by_label(f"Why? {IMPACT}").fill(marks.why)
        judge.press("Submit and go to the next")
    expect(judge.page.get_by_role("heading", level=1)).to_have_text("Judging")
    expect(judge.page.get_by_text(f"{len(sheets)} of {len(sheets)} submitted")).to_be_visible()


def never_sees(judge: Visitor, team: Team, addresses: Sequence[str]) -> None:
    """A recused judge finds no trace of the team, and nothing at its addresses."""
    judge.open("/judging")
    assert team.name not in judge.text()
    for address in addresses:
        answer = judge.page.goto(address)
        assert answer is not None and answer.status == 404
        assert team.name not in judge.text()
