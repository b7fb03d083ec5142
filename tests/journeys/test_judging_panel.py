"""Seven judges, each in their own way, three of whom stand aside from something; and one sheet given back."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from playwright.sync_api import expect

from awards.accounts.models import Person
from awards.core.database import db
from awards.editions.models import Edition
from awards.editions.states import Stage
from awards.judging.models import Assignment, ScoreSheet, SheetVersion
from awards.judging.queries import submitted_sheets
from awards.judging.services import add_to_panel
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import (
    NOW,
    make_assignment,
    make_category,
    make_edition,
    make_nomination,
    make_organisation,
    make_panel,
    make_person,
)
from tests.journeys.scene import sign_in
from tests.journeys.visiting import PHONE, Site, Visitor

TEAMS = ("Team Alder", "Team Birch", "Team Cedar")
ON_WITH = re.compile("^(Start|Go on) with")


@dataclass(frozen=True)
class Panel:
    """A panel whose judges are asked, and how to be one of its people."""

    site: Site
    edition: str
    people: dict[str, str]

    def arrive(self, visitor: Visitor, name: str) -> Visitor:
        """Let a window be somebody's."""
        sign_in(self.site, visitor, self.people[name])
        return visitor

    def counted(self) -> set[tuple[str, str]]:
        """Who scored what, as far as it counts."""
        with self.site.app.app_context():
            edition = db.session.scalars(sa.select(Edition).filter_by(slug=self.edition)).one()
            names = dict(db.session.execute(sa.select(Person.id, Person.name)).all())
            teams = {
                each.nomination_id: each.nomination.team_name
                for each in db.session.scalars(sa.select(Assignment))
            }
            found = {
                (names[sheet.judge_id], teams[sheet.nomination_id]) for sheet in submitted_sheets(edition)
            }
            db.session.remove()
        return found


@pytest.fixture
def panel(site: Site) -> Panel:
    """Three teams; a chair, an organiser and seven judges, one of whom works where the first team does."""
    with site.app.app_context():
        edition = make_edition(Stage.JUDGING)
        category = make_category(edition)
        bodies = [make_organisation() for _ in TEAMS]
        for body, name in zip(bodies, TEAMS, strict=True):
            make_nomination(category, body, NominationState.ACCEPTED, team_name=name)
        organiser, chair = make_person(Role.ORGANISER), make_person(Role.CHAIR)
        made = make_panel(category, chair=chair)
        people = {"organiser": organiser.email, "chair": chair.email}
        for number in range(1, 8):
            works_at = bodies[0] if number == 5 else None
            judge = make_person(Role.JUDGE, organisation=works_at, name=f"Judge {number}")
            add_to_panel(made, judge, by=organiser, at=NOW)
            people[judge.name] = judge.email
        db.session.commit()
        panel = Panel(site, edition.slug, people)
        db.session.remove()
    return panel


def begin(judge: Visitor, aside: str = "") -> None:
    """Say yes, read the criteria, promise confidence, and stand aside from a team."""
    judge.open("/judging")
    judge.press("See what is asked, and answer")
    judge.press("Yes, I will judge")
    judge.page.get_by_label("I have read the criteria").check()
    judge.page.get_by_label("I keep to myself").check()
    judge.press("Go on")
    if aside:
        judge.page.get_by_label(f"I stand aside from {aside}").check()
        judge.page.get_by_label(f"What ties you to it? {aside}").select_option(index=1)
        judge.page.get_by_label(f"In a few words, how? {aside}").fill("My sister leads it.")
    judge.press("Declare and go on")


def heading(judge: Visitor) -> str:
    return judge.page.get_by_role("heading", level=1).inner_text()


def give(judge: Visitor, impact: int, teamwork: int) -> None:
    for name, points in (("Impact", impact), ("Teamwork", teamwork)):
        judge.page.get_by_role("group", name=name).get_by_role("radio").nth(points).check()


def score_rest(judge: Visitor, impact: int = 4, teamwork: int = 3) -> None:
    """Score page after page until the list is done."""
    judge.open("/judging")
    judge.page.get_by_role("button", name=ON_WITH).click()
    judge.look()
    while heading(judge) != "Judging":
        give(judge, impact, teamwork)
        judge.press("Submit and go to the next")
    expect(judge.page.get_by_text("You have submitted every score sheet.")).to_be_visible()


def tab_to(judge: Visitor, words: str) -> None:
    """Go on with the Tab key to what says so."""
    said = """() => {
      const here = document.activeElement;
      return [here.innerText, ...[...(here.labels ?? [])].map((label) => label.innerText)].join(" ");
    }"""
    for _ in range(90):
        judge.page.keyboard.press("Tab")
        if words in judge.page.evaluate(said):
            return
    raise AssertionError(f"the keyboard does not reach {words!r} on {judge.page.url}")


def press_key(judge: Visitor, words: str) -> None:
    tab_to(judge, words)
    enter(judge)


def enter(judge: Visitor) -> None:
    with judge.page.expect_navigation():
        judge.page.keyboard.press("Enter")
    judge.look()


def by_keyboard(judge: Visitor) -> None:
    """The whole way from the invitation to the last sheet without a mouse."""
    judge.open("/judging")
    press_key(judge, "See what is asked, and answer")
    press_key(judge, "Yes, I will judge")
    for tick in ("I have read the criteria", "I keep to myself"):
        tab_to(judge, tick)
        judge.page.keyboard.press("Space")
    press_key(judge, "Go on")
    press_key(judge, "Declare and go on")
    press_key(judge, "Start with")
    for _ in TEAMS:
        tab_to(judge, "No evidence")
        for key in "43s":
            judge.page.keyboard.press(key)
        enter(judge)
    assert heading(judge) == "Judging"


def by_spreadsheet(judge: Visitor, folder) -> None:
    """Take the pack away, fill it in elsewhere, send it back, look, save, submit."""
    judge.open("/judging")
    judge.page.get_by_role("link", name="Work offline").click()
    judge.look()
    with judge.page.expect_download() as download:
        judge.page.get_by_role("link", name="Download the spreadsheet (Excel)").click()
    path = folder / "pack.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    sheet = book["Scores"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, 2 + len(TEAMS)):
        sheet.cell(row, columns["Impact: points from 0 to 5"]).value = 4
        sheet.cell(row, columns["Teamwork: points from 0 to 5"]).value = 2
    book.save(path)
    judge.page.locator("input[type=file]").set_input_files(path)
    judge.press("Look at the changes")
    expect(judge.page.get_by_text("Nothing is saved yet.")).to_be_visible()
    judge.press("Save these changes")
    judge.open("/judging")
    judge.press("Submit all complete drafts (3)")
    judge.press("Submit", exact=False)


def through_a_lost_connection(judge: Visitor) -> None:
    """The line breaks in the middle of a sheet; what was written meanwhile is saved when it is back."""
    begin(judge)
    judge.page.get_by_role("button", name=ON_WITH).click()
    judge.look()
    state = judge.page.locator("[data-save-state]")
    expect(state).to_contain_text("Saves by itself")
    judge.page.context.set_offline(True)
    give(judge, 4, 4)
    expect(state).to_contain_text("Not saved yet: no connection.")
    judge.page.context.set_offline(False)
    expect(state).to_contain_text("All saved at")
    judge.press("Submit and go to the next")
    score_rest(judge)


def test_seven_judges_score_and_what_they_stand_aside_from_is_gone(
    panel: Panel, visitor: Callable[..., Visitor], tmp_path
):
    phone = panel.arrive(visitor(PHONE), "Judge 1")
    begin(phone, aside="Team Cedar")
    assert "Team Cedar" not in phone.text()
    score_rest(phone)
    by_keyboard(panel.arrive(visitor(), "Judge 2"))
    offline = panel.arrive(visitor(), "Judge 3")
    begin(offline)
    by_spreadsheet(offline, tmp_path)
    through_a_lost_connection(panel.arrive(visitor(), "Judge 4"))
    colleague = panel.arrive(visitor(), "Judge 5")
    begin(colleague)
    assert "Team Alder" not in colleague.text()
    score_rest(colleague)
    late = panel.arrive(visitor(), "Judge 6")
    begin(late)
    score_rest(late)
    last = panel.arrive(visitor(), "Judge 7")
    begin(last)
    score_rest(last)

    organiser = panel.arrive(visitor(), "organiser")
    organiser.open(f"/editions/{panel.edition}/panel")
    organiser.press("Record a conflict")
    organiser.page.get_by_label("Who stands aside?").select_option("Judge 6")
    nominations = organiser.page.get_by_label("From which nomination?")
    birch = nominations.locator("option", has_text="Team Birch").get_attribute("value")
    nominations.select_option(birch)
    organiser.page.get_by_label("Why?").fill("Chairs the board of its partner.")
    organiser.page.get_by_role("main").locator("button[type=submit]").click()
    organiser.look()
    late.open("/judging")
    assert "Team Birch" not in late.text()

    chair = panel.arrive(visitor(), "chair")
    give_back(chair, panel)
    last.open("/judging")
    expect(last.page.get_by_text("Open again").first).to_be_visible()
    score_rest(last, impact=3, teamwork=3)

    everything = {(f"Judge {number}", team) for number in range(1, 8) for team in TEAMS}
    aside = {("Judge 1", "Team Cedar"), ("Judge 5", "Team Alder"), ("Judge 6", "Team Birch")}
    assert panel.counted() == everything - aside
    with panel.site.app.app_context():
        versions = sa.select(SheetVersion.number).join(SheetVersion.sheet).join(ScoreSheet.assignment)
        versions = versions.join(Assignment.person).where(Person.name == "Judge 7")
        assert sorted(db.session.scalars(versions)) == [1, 1, 1, 2]
        db.session.remove()


def give_back(chair: Visitor, panel: Panel) -> None:
    """The chair reopens one sheet, and says why."""
    chair.open("/judging")
    chair.page.get_by_role("button", name="See how far the panel is").click()
    chair.look()
    chair.page.get_by_text(re.compile("Judge 7 .3")).click()
    chair.page.get_by_role("link", name=re.compile("Reopen Judge 7.s sheet for Team Birch")).click()
    chair.look()
    chair.page.get_by_label("Why do you reopen it?").fill("The numbers were corrected.")
    chair.page.get_by_role("main").locator("button[type=submit]").click()
    chair.look()


def test_fourteen_nominations_take_at_most_two_page_loads_each(site: Site, visitor: Callable[..., Visitor]):
    with site.app.app_context():
        category = make_category(make_edition(Stage.JUDGING))
        judge = make_person(Role.JUDGE)
        made = make_panel(category, judge)
        for _ in range(14):
            nomination = make_nomination(category, make_organisation(), NominationState.ACCEPTED)
            make_assignment(made, judge, nomination)
        email = judge.email
        db.session.remove()
    one = visitor()
    sign_in(site, one, email)
    one.open("/judging")
    loads: list[str] = []
    one.page.on("domcontentloaded", lambda page: loads.append(page.url))
    one.page.get_by_role("button", name=ON_WITH).click()
    for _ in range(14):
        give(one, 4, 3)
        one.press("Submit and go to the next")
    assert heading(one) == "Judging"
    assert len(loads) <= 2 * 14
