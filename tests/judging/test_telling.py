"""What a judge tells the chair is kept, reaches whoever leads the panel, and is said without a name."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.database import db
from awards.core.errors import Stale
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.services import hand_in, reopen_sheet, save_sheet, set_conflict, tell_chair
from awards.judging.states import SeatState, SheetState
from awards.judging.telling import told_again, told_more, was_told
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_person, make_sheet, refreshed, saved
from tests.judging.conftest import GOOD

SITE = "https://tea.example"
FLAG = "A child may be recognised."
OCTOBER = dt.datetime(2022, 10, 3, 23, 30, tzinfo=dt.UTC)  # the 4th in the UK


@pytest.fixture
def task(judging):
    return judging.assignment(judging.judge, judging.nominations[0])


@pytest.fixture
def hand(judging, task):
    def call(flag=FLAG):
        return hand_in(task, replace(GOOD, flag=flag), by=judging.judge, at=clock.now(), base_url=SITE)

    return call


@pytest.fixture
def tell(judging, task):
    def call(words):
        tell_chair(task, words, by=judging.judge, at=clock.now(), base_url=SITE)

    return call


def letters():
    db.session.flush()
    return db.session.scalars(sa.select(Message).filter_by(kind="chair told")).all()


def stands_aside(judging, person):
    set_conflict(person, judging.nominations[0], "A cousin.", by=judging.organiser, at=clock.now())
    db.session.commit()


def test_what_is_told_again_stands_below_with_its_day_of_the_uk():
    assert told_more(FLAG, "", "Please reopen it.", OCTOBER) == (
        f"{FLAG}\n\nAlso, on 4 October: Please reopen it."
    )


def test_the_answer_stays_between():
    said = told_again("One.", "We look.", "Two.", OCTOBER)
    assert said == "One.\n\nThe answer was: We look.\n\nAlso, on 4 October: Two."


@pytest.mark.parametrize("words", ["One.", "Two.", "One.\n\nAlso, on 4 October: Two.", ""])
def test_what_stands_there_is_not_said_again(words):
    said = "One.\n\nAlso, on 4 October: Two."
    assert told_more(said, "", words, OCTOBER) == said


def test_words_are_a_draft_until_they_are_handed_in_or_answered():
    assert not was_told(FLAG, answered=False, submitted=False)
    assert was_told(FLAG, answered=True, submitted=False)
    assert was_told(FLAG, answered=False, submitted=True)
    assert not was_told("", answered=False, submitted=True)


def test_asking_for_the_sheet_keeps_what_was_told_before(hand, tell):
    sheet = hand()
    tell("Please reopen it.")
    assert sheet.flag.startswith(f"{FLAG}\n\nAlso, on ")
    assert sheet.flag.endswith(": Please reopen it.")


@pytest.mark.both_databases
def test_a_sheet_given_back_and_saved_with_an_empty_box_keeps_what_was_told(judging, task, hand):
    sheet = hand()
    reopen_sheet(sheet, "Look again.", by=judging.chair, at=clock.now(), base_url=SITE)
    save_sheet(task, replace(GOOD, comment="Other words"), by=judging.judge, at=clock.now())
    assert (refreshed(sheet).flag, sheet.comment) == (FLAG, "Other words")


def test_what_saves_itself_adds_nothing_half_written_to_what_was_answered(judging, task):
    sheet = make_sheet(task, 3, state=SheetState.DRAFT, submitted_at=None, flag="A chi", flag_answer="Yes?")
    marks = replace(GOOD, flag="A child i")
    with pytest.raises(Stale):
        save_sheet(task, marks, by=judging.judge, at=clock.now(), by_itself=True)
    save_sheet(task, marks, by=judging.judge, at=clock.now())
    assert sheet.flag.startswith("A chi\n\nThe answer was: Yes?\n\nAlso, on ")


def test_the_page_says_that_earlier_words_stay(judging, task, browser_of):
    make_sheet(task, 3, flag=FLAG)
    page = browser_of(judging.judge).get(f"/judging/assignments/{task.id}/tell").text
    assert "What you write now is put below it" in page


@pytest.mark.both_databases
def test_who_leads_is_written_to_when_a_sheet_with_words_is_submitted(judging, hand):
    hand()
    [letter] = letters()
    assert letter.recipient == judging.chair.email
    assert judging.panel.name in letter.body
    assert "child" not in letter.body
    assert judging.nominations[0].team_name not in letter.subject + letter.body


def test_nobody_is_written_to_where_nothing_was_told(hand):
    hand(flag="")
    assert letters() == []


def test_the_same_words_are_written_about_once_and_others_again(hand, tell):
    hand()
    tell(FLAG)
    assert len(letters()) == 1
    tell("Please reopen it.")
    assert len(letters()) == 2


def test_a_draft_that_saves_itself_writes_to_nobody(judging, task):
    save_sheet(task, replace(GOOD, flag=FLAG), by=judging.judge, at=clock.now(), by_itself=True)
    assert letters() == []


def test_who_stands_aside_from_the_nomination_is_not_written_to(judging, hand):
    stands_aside(judging, judging.chair)
    hand()
    assert judging.chair.email not in {letter.recipient for letter in letters()}


def test_the_link_of_the_message_leads_to_the_answer(judging, hand, browser_of):
    hand()
    db.session.commit()
    [letter] = letters()
    path = letter.body.partition(SITE)[2].split()[0]
    assert FLAG in browser_of(judging.chair).get(path).text


# Where nobody who leads the panel can answer


@pytest.fixture
def left(judging, hand):
    """The chair stands aside from the nomination, and so does one of three organisers."""
    stands_aside(judging, judging.chair)
    aside = make_person(Role.ORGANISER)
    stands_aside(judging, aside)
    make_person(Role.AUDITOR)
    hand()
    db.session.commit()
    return aside


@pytest.mark.both_databases
def test_where_all_who_lead_stand_aside_the_organisers_who_do_not_are_written_to(judging, left):
    [letter] = letters()
    assert letter.recipient == judging.organiser.email
    assert "Nobody who leads the panel can answer it" in letter.body
    assert judging.nominations[0].team_name not in letter.subject + letter.body


def test_nobody_is_asked_to_answer_themselves(judging, task, browser_of):
    saved(Post(person=judging.judge, role=Role.ORGANISER, starts_on=dt.date(2019, 1, 1)))
    stands_aside(judging, judging.chair)
    sheet = hand_in(task, replace(GOOD, flag=FLAG), by=judging.judge, at=clock.now(), base_url=SITE)
    db.session.commit()
    assert [letter.recipient for letter in letters()] == [judging.organiser.email]
    assert browser_of(judging.judge).get(f"/judging/sheets/{sheet.id}/flag").status_code == 404


@pytest.mark.both_databases
def test_an_organiser_finds_it_answers_it_and_it_waits_no_more(judging, task, left, browser_of):
    browser, page = browser_of(judging.organiser), f"/editions/{judging.edition.slug}/panel"
    path = f"/judging/sheets/{task.sheet.id}/flag"
    assert path in browser.get(page).text
    read = browser.get(path).text
    assert FLAG in read
    assert page in read
    done = browser.post(path, data={"flag": FLAG, "answer": "We look."})
    assert (done.status_code, done.location) == (303, page)
    assert refreshed(task.sheet).flag_answer == "We look."
    assert path not in browser.get(page).text


def test_where_all_who_lead_stand_aside_an_organiser_reopens_a_sheet_of_which_its_judge_told(
    judging, task, left, browser_of
):
    sheet, browser = task.sheet, browser_of(judging.organiser)
    path, page = f"/judging/sheets/{sheet.id}/reopen", f"/editions/{judging.edition.slug}/panel"
    assert path in browser.get(f"/judging/sheets/{sheet.id}/flag").text
    assert page in browser.get(path).text
    for person in (left, judging.chair, judging.judge, make_person(Role.AUDITOR)):
        assert browser_of(person).post(path, data={"reason": "Why"}).status_code == 404
    done = browser.post(path, data={"reason": "Look again."})
    assert (done.status_code, done.location) == (303, page)
    assert refreshed(sheet).state is SheetState.REOPENED


def test_organisers_reopen_nothing_of_which_no_judge_told_and_read_no_versions(judging, left, browser_of):
    sheet = make_sheet(judging.assignment(judging.other, judging.nominations[0]), 3)
    told = judging.assignment(judging.judge, judging.nominations[0]).sheet
    browser = browser_of(judging.organiser)
    paths = (f"{sheet.id}/reopen", f"{sheet.id}/versions", f"{told.id}/versions", f"{told.id}/reopen")
    assert [browser.get(f"/judging/sheets/{path}").status_code for path in paths] == [404, 404, 404, 200]


def test_who_stands_aside_finds_no_trace_of_it_nor_does_an_auditor(judging, task, left, browser_of):
    auditor = make_person(Role.AUDITOR)
    for person, status in ((left, 404), (judging.chair, 404), (auditor, 404), (judging.organiser, 200)):
        browser = browser_of(person)
        assert browser.get(f"/judging/sheets/{task.sheet.id}/flag").status_code == status
        page = browser.get(f"/editions/{judging.edition.slug}/panel")
        assert (str(task.sheet.id) in page.text) is (status == 200)


@pytest.mark.parametrize("change", ["deputy", "judge is the deputy", "deputy has left", "chair is off"])
def test_organisers_are_asked_only_where_nobody_else_can_answer(judging, task, hand, browser_of, change):
    judge, other, chair = (
        next(each for each in judging.panel.members if each.person_id == person.id)
        for person in (judging.judge, judging.other, judging.chair)
    )
    if change == "chair is off":
        chair.person.disabled_at = clock.now()
    else:
        stands_aside(judging, judging.chair)
        (judge if "judge" in change else other).is_deputy = True
    if change == "deputy has left":
        other.state = SeatState.LEFT
    db.session.commit()
    sheet = hand()
    db.session.commit()
    to = judging.other if change == "deputy" else judging.organiser
    assert [letter.recipient for letter in letters()] == [to.email]
    browser, organiser_answers = browser_of(judging.organiser), to is judging.organiser
    page = browser.get(f"/editions/{judging.edition.slug}/panel").text
    assert (str(sheet.id) in page) is organiser_answers
    answer = browser.get(f"/judging/sheets/{sheet.id}/flag")
    assert (answer.status_code == 200) is organiser_answers


def test_however_many_wait_the_organisers_page_needs_the_same_few_statements(judging, left, browser_of):
    stands_aside(judging, judging.judge)  # and what they told is not asked any more
    for team in judging.nominations[1:]:
        set_conflict(judging.chair, team, "A cousin.", by=judging.organiser, at=clock.now())
        make_sheet(judging.assignment(judging.other, team), 3, flag="Another.")
    browser, page = browser_of(judging.organiser), f"/editions/{judging.edition.slug}/panel"
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(page).text.count("Read and answer<") == 2
    assert len(statements) <= 12


def test_a_chair_who_can_answer_keeps_it_from_organisers(judging, hand, browser_of):
    sheet = hand()
    db.session.commit()
    page = browser_of(judging.organiser).get(f"/editions/{judging.edition.slug}/panel").text
    assert str(sheet.id) not in page
    assert "to answer" not in page


# What the judging page of whoever leads a panel says of it

ONE = "1 judge told you something: answer"


def home(browser_of, person):
    return browser_of(person).get("/judging").text


def test_who_leads_finds_at_the_top_that_a_judge_waits_for_an_answer(judging, hand, browser_of):
    assert "See how far the panel is" in home(browser_of, judging.chair)
    hand()
    db.session.commit()
    page = home(browser_of, judging.chair)
    assert ONE in page
    assert f"/judging/panels/{judging.panel.id}#flags" in page
    assert "See how far the panel is" not in page


def test_two_wishes_of_one_judge_are_one_judge(judging, hand, browser_of):
    hand()
    make_sheet(judging.assignment(judging.judge, judging.nominations[1]), 3, flag="Another.")
    assert ONE in home(browser_of, judging.chair)


@pytest.mark.parametrize("who", ["judge", "other"])
def test_nobody_else_learns_that_a_judge_told_something(judging, hand, browser_of, who):
    hand()
    db.session.commit()
    page = home(browser_of, getattr(judging, who))
    assert "told you something" not in page
    assert "See how far the panel is" not in page


@pytest.mark.parametrize("stage", [Stage.JUDGING, Stage.MODERATION])
def test_the_seat_of_a_chair_whose_post_has_ended_tells_and_leads_to_nothing(
    judging, hand, browser_of, stage
):
    hand()
    [post] = judging.chair.posts
    post.role, judging.edition.state = Role.JUDGE, stage
    db.session.commit()
    page = home(browser_of, judging.chair)
    assert [said in page for said in ("told you something", "How far the panel is", "Go to the results")] == [
        False
    ] * 3


def test_what_is_answered_waits_no_more(judging, task, browser_of):
    make_sheet(task, 3, flag=FLAG, flag_answer="We look.")
    assert "told you something" not in home(browser_of, judging.chair)


@pytest.mark.both_databases
def test_what_is_told_of_a_nomination_they_stand_aside_from_is_not_counted(judging, hand, browser_of):
    hand()
    stands_aside(judging, judging.chair)
    assert "told you something" not in home(browser_of, judging.chair)
