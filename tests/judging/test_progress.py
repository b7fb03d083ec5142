"""Who has done what on a panel, and when each will be done; never a score, nothing stood aside from."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.chasing import Lack
from awards.judging.models import Assignment, CalibrationEntry, CalibrationSheet, PanelMember, PanelRound
from awards.judging.pace import Standing
from awards.judging.queries import nominations_progress, panel_progress, submitted_by_day
from awards.judging.services import set_conflict
from awards.judging.states import CalibrationState, SeatState, SheetState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_assignment, make_person, make_sheet, saved


def member_of(judging, person):
    return next(member for member in judging.panel.members if member.person_id == person.id)


def of(judging, person, viewer=None):
    """How far ``person`` is, as the organiser sees it."""
    found = panel_progress(judging.panel, viewer or judging.organiser, clock.now())
    return next(each for each in found.judges if each.member.person_id == person.id)


def ago(days):
    return clock.now() - dt.timedelta(days=days)


@pytest.fixture(autouse=True)
def lists_of_last_week(judging):
    """Nobody needs a word about a list that is theirs since today; these are a week old."""
    given(judging, days_ago=7)


def given(judging, days_ago):
    """Let every list have become its judge's so many days ago."""
    db.session.execute(sa.update(Assignment).values(created_at=clock.now() - dt.timedelta(days=days_ago)))
    db.session.commit()


def submit(judging, person, number, days=0, points=3):
    """Let ``person`` have submitted the sheet on one nomination some days ago."""
    task = judging.assignment(person, judging.nominations[number])
    return make_sheet(task, points, submitted_at=ago(days), saved_at=ago(days))


def fence(judging, person, number=0):
    """Let ``person`` stand aside from one nomination."""
    set_conflict(person, judging.nominations[number], "A cousin.", by=judging.organiser, at=clock.now())
    db.session.commit()


def bodies(browser, judging, *paths):
    """What the pages say, without what is drawn by lot or dated for each answer."""
    by_lot = re.compile(r'nonce="[^"]+"|name="csrf_token" value="[^"]+"')
    return [by_lot.sub("", page_of(browser, judging, what).text) for what in paths]


def page_of(browser, judging, what="progress"):
    return browser.get(f"/judging/panels/{judging.panel.id}/{what}")


@pytest.mark.both_databases
def test_the_numbers_are_those_of_the_sheets(judging):
    submit(judging, judging.judge, 0, days=2)
    submit(judging, judging.judge, 1, days=1)
    task = judging.assignment(judging.judge, judging.nominations[2])
    make_sheet(task, 3, state=SheetState.DRAFT, submitted_at=None)
    work = of(judging, judging.judge).work
    assert (work.assigned, work.begun, work.submitted) == (3, 3, 2)
    assert work.first == clock.local(ago(2)).date()
    assert of(judging, judging.judge).forecast.standing is Standing.ON_TIME


@pytest.mark.both_databases
def test_sheets_are_counted_by_the_day_on_a_uk_calendar(judging):
    late, early = (dt.datetime(2022, 9, 12, hour, 30, tzinfo=dt.UTC) for hour in (22, 23))
    for number, moment in enumerate((late, early)):
        make_sheet(judging.assignment(judging.judge, judging.nominations[number]), 3, submitted_at=moment)
    assert submitted_by_day(judging.panel, judging.organiser) == {
        dt.date(2022, 9, 12): 1,
        dt.date(2022, 9, 13): 1,
    }


@pytest.mark.both_databases
def test_each_nomination_has_its_number_of_sheets_the_fewest_first(judging):
    submit(judging, judging.judge, 0)
    submit(judging, judging.other, 0)
    submit(judging, judging.judge, 1)
    rows, pages = nominations_progress(judging.panel, judging.organiser, 1)
    assert pages == 1
    assert [(row.team, row.submitted, row.assigned) for row in rows] == [
        ("Team Cedar", 0, 2),
        ("Team Birch", 1, 2),
        ("Team Alder", 2, 2),
    ]


def test_a_nomination_that_nobody_scores_stands_in_the_list(judging):
    judging.add_nomination(team_name="Team Dogwood")
    rows, _ = nominations_progress(judging.panel, judging.organiser, 1)
    assert [row.assigned for row in rows if row.team == "Team Dogwood"] == [0]


@pytest.mark.both_databases
def test_what_the_viewer_stands_aside_from_counts_nowhere(judging):
    submit(judging, judging.judge, 0)
    fence(judging, judging.organiser)
    seen = of(judging, judging.judge)
    assert (seen.work.assigned, seen.work.submitted) == (2, 0)
    assert submitted_by_day(judging.panel, judging.organiser) == {}
    rows, _ = nominations_progress(judging.panel, judging.organiser, 1)
    assert [row.team for row in rows] == ["Team Birch", "Team Cedar"]
    assert of(judging, judging.judge, judging.chair).work.assigned == 3


def test_who_wrote_only_on_what_the_viewer_stands_aside_from_was_not_active(judging):
    member = member_of(judging, judging.judge)
    was = of(judging, judging.judge).active_on
    submit(judging, judging.judge, 0)
    assert of(judging, judging.judge).active_on > was
    fence(judging, judging.organiser)
    assert of(judging, judging.judge).active_on == was == clock.local(member.declared_at).date()


def test_the_page_of_who_stands_aside_says_the_same_whatever_is_done_there(judging, browser_of, monkeypatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    fence(judging, judging.organiser)
    browser = browser_of(judging.organiser)
    paths = ("progress", "progress/nominations", "remind")
    before = bodies(browser, judging, *paths)
    submit(judging, judging.judge, 0)
    assert bodies(browser, judging, *paths) == before
    submit(judging, judging.judge, 1)
    assert all(one != two for one, two in zip(before, bodies(browser, judging, *paths), strict=True))


@pytest.mark.parametrize(
    ("values", "lack"),
    [
        (
            {
                "state": SeatState.INVITED,
                "answered_at": None,
                "criteria_read_at": None,
                "declared_at": None,
            },
            Lack.ANSWER,
        ),
        ({"criteria_read_at": None, "declared_at": None}, Lack.CRITERIA),
        ({"declared_at": None}, Lack.DECLARATION),
        ({}, Lack.SHEETS),
    ],
)
def test_what_somebody_lacks_is_the_first_step_not_taken(judging, values, lack):
    member = member_of(judging, judging.judge)
    for name, value in values.items():
        setattr(member, name, value)
    db.session.commit()
    assert of(judging, judging.judge).lack is lack


def sample(judging, state=CalibrationState.OPEN):
    values = {"panel": judging.panel, "category": judging.category, "title": "A sample"}
    return saved(CalibrationEntry(**values, state=state))


@pytest.mark.both_databases
def test_an_open_sample_comes_before_the_sheets(judging):
    entry = sample(judging)
    assert of(judging, judging.judge).lack is Lack.SAMPLE
    saved(CalibrationSheet(entry=entry, person=judging.judge, saved_at=ago(0), submitted_at=ago(0)))
    assert of(judging, judging.judge).lack is Lack.SHEETS
    assert of(judging, judging.other).lack is Lack.SAMPLE


def test_a_sample_that_is_not_open_asks_nothing_of_anybody(judging):
    sample(judging, CalibrationState.DRAFT)
    assert of(judging, judging.judge).lack is Lack.SHEETS


def test_who_does_not_score_need_not_score_the_sample(judging):
    sample(judging)
    assert of(judging, judging.chair).lack is None


def test_after_the_close_nothing_is_asked_and_what_was_not_done_stands_there(judging):
    judging.edition.state = Stage.MODERATION
    db.session.commit()
    found = of(judging, judging.judge)
    assert (found.lack, found.words) == (None, "3 not submitted when it closed")


def test_the_own_closing_time_of_a_round_counts(judging):
    judging.panel.current.closes_at = clock.now() + dt.timedelta(days=1)
    db.session.commit()
    assert of(judging, judging.judge).words == "Not begun: 3 a day from now on"


def test_who_left_with_sheets_to_do_stands_there_and_is_not_chased(judging):
    member_of(judging, judging.judge).state = SeatState.LEFT
    db.session.commit()
    found = of(judging, judging.judge)
    assert (found.sits, found.lack, found.needs_a_word) == (False, None, False)


def test_who_needs_a_word_stands_first(judging, browser_of):
    for number, team in enumerate(judging.nominations):
        submit(judging, judging.judge, number, days=number)
        assert team
    page = page_of(browser_of(judging.organiser), judging).text.split("<table")[-1]
    assert page.index(judging.other.name) < page.index(judging.judge.name)


def test_the_summary_says_how_many_how_long_and_who(judging, browser_of):
    submit(judging, judging.judge, 0)
    page = page_of(browser_of(judging.organiser), judging).text
    assert "1 of 6 score sheets submitted; 21 days left; 1 judge needs a word." in page


def test_nobody_needs_a_word_on_the_day_they_got_their_list(judging, browser_of):
    given(judging, days_ago=0)
    page = page_of(browser_of(judging.organiser), judging).text
    assert "0 of 6 score sheets submitted; 21 days left; nobody needs a word." in page


@pytest.mark.parametrize(("days_ago", "led"), [(7, True), (0, False)])
def test_whoever_leads_is_led_to_those_who_need_a_word(judging, browser_of, days_ago, led):
    given(judging, days_ago)
    page = browser_of(judging.chair).get(f"/judging/panels/{judging.panel.id}").text
    assert ("See who needs a word, and remind them" in page) is led


def test_the_drawing_stands_there_as_a_table_as_well(judging, browser_of):
    submit(judging, judging.judge, 0, days=2)
    submit(judging, judging.judge, 1, days=0)
    page = page_of(browser_of(judging.organiser), judging).text
    assert page.count('<rect class="aw-bar__part"') == 2 + 2  # two days with sheets, two judges
    assert page.count("aw-days__table") == 1
    assert clock.show_date(ago(2)) in page
    assert "style=" not in page


def test_no_page_tells_a_score(judging, browser_of):
    sheet = submit(judging, judging.judge, 0, points=4)
    sheet.comment = "A fine team, the finest."
    db.session.commit()
    browser = browser_of(judging.organiser)
    paths = ("progress", "progress/nominations")
    before = bodies(browser, judging, *paths)
    for score in sheet.scores:
        score.points = 1
    db.session.commit()
    assert bodies(browser, judging, *paths) == before
    assert "finest" not in "".join(before)


@pytest.mark.parametrize(
    ("who", "status"),
    [("organiser", 200), ("chair", 200), ("judge", 404), ("other", 404)],
)
@pytest.mark.parametrize("what", ["progress", "progress/nominations", "remind"])
def test_progress_is_for_organisers_and_who_leads_the_panel(judging, browser_of, who, status, what):
    assert page_of(browser_of(getattr(judging, who)), judging, what).status_code == status


def test_the_deputy_reads_it_too(judging, browser_of):
    member_of(judging, judging.judge).is_deputy = True
    db.session.commit()
    assert page_of(browser_of(judging.judge), judging).status_code == 200


def test_an_auditor_reads_and_reminds_nobody(judging, browser_of):
    browser = browser_of(make_person(Role.AUDITOR))
    page = page_of(browser, judging)
    assert page.status_code == 200
    assert "/remind" not in page.text
    assert page_of(browser, judging, "remind").status_code == 404


@pytest.mark.parametrize(("show", "shown"), [("word", ["other"]), ("done", ["judge"]), ("no such", 3)])
def test_the_list_can_be_narrowed(judging, browser_of, show, shown):
    for number in range(3):
        submit(judging, judging.judge, number)
    page = page_of(browser_of(judging.organiser), judging, f"progress?show={show}").text.split('id="judges"')[
        1
    ]
    names = [who for who in ("judge", "other", "chair") if getattr(judging, who).name in page]
    assert names == shown if isinstance(shown, list) else len(names) == shown


def crowd(judging, number):
    """A panel of many: each scores one nomination."""
    ready = {"state": SeatState.ACCEPTED, "answered_at": ago(9), "criteria_read_at": ago(9)}
    for _each in range(number):
        person = make_person(Role.JUDGE)
        saved(PanelMember(panel=judging.panel, person=person, declared_at=ago(9), **ready))
        make_assignment(judging.panel, person, judging.nominations[0])
    db.session.expire_all()


@pytest.mark.parametrize(
    ("people", "what"), [(2, "progress"), (60, "progress"), (60, "remind"), (2, "remind")]
)
def test_a_page_needs_the_same_few_statements_for_any_number(judging, browser_of, people, what):
    crowd(judging, people)
    browser, path = browser_of(judging.organiser), f"/judging/panels/{judging.panel.id}/{what}"
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(path).status_code == 200
    assert len(statements) <= 11


@pytest.mark.parametrize("teams", [3, 12])
def test_the_list_of_nominations_needs_the_same_few_statements(judging, browser_of, teams):
    while len(judging.nominations) < teams:
        judging.add_nomination()
    browser = browser_of(judging.organiser)
    path = f"/judging/panels/{judging.panel.id}/progress/nominations"
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(path).status_code == 200
    assert len(statements) <= 9


def test_a_large_panel_is_shown_by_pages(judging, browser_of):
    crowd(judging, 60)
    browser = browser_of(judging.organiser)
    pages = [page_of(browser, judging, f"progress?page={n}") for n in (1, 2, 99)]
    assert all(len(page.data) < 100_000 for page in pages)
    rows = [page.text.count('scope="row" role="rowheader"') for page in pages]
    assert rows == [50, 13, 13]


def test_sheets_of_an_earlier_round_are_left_out(judging):
    submit(judging, judging.judge, 0)
    judging.panel.rounds.append(PanelRound(number=2, name="Final"))
    judging.panel.round = 2
    db.session.commit()
    assert of(judging, judging.judge).work.assigned == 0
    assert submitted_by_day(judging.panel, judging.organiser) == {}


def test_the_page_of_panels_leaves_it_to_the_progress_to_say_who_needs_a_word(judging, browser_of):
    page = browser_of(judging.organiser).get(f"/editions/{judging.edition.slug}/panel").text
    assert "Judging closes at" in page and "See who needs a word" in page and "not begun;" not in page
    assert f"/judging/panels/{judging.panel.id}/progress" in page
