"""Reminding judges: those who were chosen, each of their own work, nobody twice on a day."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.audit import Event
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.chasing import (
    USUAL,
    Lack,
    Reader,
    Steps,
    Wording,
    body_problem,
    compose,
    missing_words,
    subject_problem,
)
from awards.judging.models import Assignment
from awards.judging.pace import Work
from awards.judging.queries import REMINDER
from awards.judging.services import remind_judges, set_conflict
from awards.judging.states import SeatState
from awards.organisations.roles import Role
from tests.factories import make_panel, make_person, make_sheet
from tests.judging.seating import ask

SITE = "https://tea.example"
READER = Reader(
    name="Ann",
    edition="TEA 2022",
    panel="The panel",
    missing="Your 3 score sheets are still to be submitted.",
    deadline="5pm on Friday 16 September 2022, UK time (BST)",
    link=f"{SITE}/judging",
)


@pytest.fixture(autouse=True)
def lists_of_last_week(judging):
    """Nobody needs a word about a list that is theirs since today; these are a week old."""
    week_ago = clock.now() - dt.timedelta(days=7)
    db.session.execute(sa.update(Assignment).values(created_at=week_ago))
    db.session.commit()


def seat_of(judging, person):
    return next(member for member in judging.panel.members if member.person_id == person.id)


def remind(judging, *people, by=None, words=USUAL, at=None):
    seats = {seat_of(judging, person).id for person in people}
    by = by or judging.organiser
    sent = remind_judges(judging.panel, words, seats, by=by, at=at or clock.now(), base_url=SITE)
    db.session.commit()
    return sent


def letters():
    some = sa.select(Message).filter_by(kind=REMINDER).order_by(Message.created_at, Message.recipient)
    return db.session.scalars(some).all()


def submit(judging, person, number):
    return make_sheet(judging.assignment(person, judging.nominations[number]), 3)


# What is missing, and how it is said


@pytest.mark.parametrize(
    ("steps", "lack"),
    [
        (Steps(judging=True, answered=False, read=False, declared=False, left=3), Lack.ANSWER),
        (Steps(judging=False, answered=False, read=False, declared=False), Lack.ANSWER),
        (Steps(judging=False, read=False, declared=False), None),
        (Steps(judging=True, read=False, declared=False, left=3), Lack.CRITERIA),
        (Steps(judging=True, declared=False, left=3), Lack.DECLARATION),
        (Steps(judging=True, sampled=False, left=3), Lack.SAMPLE),
        (Steps(judging=True, left=3), Lack.SHEETS),
        (Steps(judging=True), None),
        (Steps(judging=False, left=3), None),
    ],
)
def test_what_somebody_is_reminded_of_is_their_next_step(steps, lack):
    assert steps.lack is lack


@pytest.mark.parametrize(
    ("lack", "work", "words"),
    [
        (Lack.SHEETS, Work(1), "Your score sheet is still to be submitted."),
        (Lack.SHEETS, Work(3), "Your 3 score sheets are still to be submitted."),
        (Lack.SHEETS, Work(3, 2), "Your 3 score sheets are still to be submitted, 2 of them begun."),
        (
            Lack.SHEETS,
            Work(14, 6, 4),
            "You have submitted 4 of your 14 score sheets; 10 are still to be submitted, 2 of them begun.",
        ),
        (
            Lack.SHEETS,
            Work(14, 13, 13),
            "You have submitted 13 of your 14 score sheets; 1 is still to be submitted.",
        ),
    ],
)
def test_sheets_that_wait_are_counted(lack, work, words):
    assert missing_words(lack, "The panel", work) == words


@pytest.mark.parametrize("lack", list(Lack))
def test_every_step_is_asked_for_in_words(lack):
    words = missing_words(lack, "The panel", Work(3))
    assert words.endswith(".")
    assert "{" not in words


def test_who_has_not_answered_is_not_told_of_sheets():
    assert "score sheets" not in missing_words(Lack.ANSWER, "The panel", Work(3))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (USUAL.body, ""),
        ("{missing}", "Write {link} where the address of the page is to stand"),
        ("{link}", "Write {missing} where what the reader has still to do is to stand"),
        ("{missing} {link} {score}", "We do not know what to put for {score} here."),
    ],
)
def test_a_text_needs_its_places_and_no_others(body, problem):
    assert body_problem(body).startswith(problem)
    assert bool(body_problem(body)) is bool(problem)


def test_a_subject_has_no_place_for_what_is_missing():
    assert subject_problem(USUAL.subject) == ""
    assert "{missing}" in subject_problem("{missing}")


def test_the_mail_is_put_together():
    subject, body = compose(Wording("{edition}: a word", "{missing}\n\n{link}"), READER, "Orla")
    assert subject == "TEA 2022: a word"
    assert body == (
        "Hello Ann,\n\n"
        "Your 3 score sheets are still to be submitted.\n\n"
        "https://tea.example/judging\n\n"
        "Scores are needed by 5pm on Friday 16 September 2022, UK time (BST).\n\n"
        "Orla\n"
    )


def test_the_deadline_is_said_once():
    _, body = compose(Wording("", "By {deadline}: {missing} {link}"), READER, "Orla")
    assert body.count("16 September") == 1


# Sending


@pytest.mark.both_databases
def test_each_reads_of_their_own_work_alone(judging):
    submit(judging, judging.judge, 0)
    assert remind(judging, judging.judge, judging.other) == 2
    by_reader = {letter.recipient: letter.body for letter in letters()}
    assert "submitted 1 of your 3" in by_reader[judging.judge.email]
    assert "Your 3 score sheets" in by_reader[judging.other.email]
    assert judging.other.name not in by_reader[judging.judge.email]


@pytest.mark.both_databases
def test_nobody_is_reminded_twice_on_a_day(judging):
    assert [remind(judging, judging.judge) for _ in range(2)] == [1, 0]
    assert len(letters()) == 1


def test_the_next_day_they_can_be_reminded_again(judging):
    at = clock.now()
    remind(judging, judging.judge, at=at)
    assert remind(judging, judging.judge, at=at + dt.timedelta(days=1)) == 1
    assert len(letters()) == 2


def test_only_those_who_were_chosen_hear(judging):
    remind(judging, judging.judge)
    assert [letter.recipient for letter in letters()] == [judging.judge.email]


def test_who_is_done_is_passed_over(judging):
    for number in range(3):
        submit(judging, judging.judge, number)
    assert remind(judging, judging.judge) == 0
    assert letters() == []


def test_it_is_on_record_without_names(judging):
    remind(judging, judging.judge, judging.other)
    event = db.session.scalar(sa.select(Event).filter_by(action="judges reminded"))
    assert (event.actor_id, event.thing_id, event.details) == (
        judging.organiser.id,
        judging.panel.id,
        {"people": 2},
    )


def test_nobody_chosen_is_refused(judging):
    with pytest.raises(BrokenRule) as refused:
        remind(judging)
    assert refused.value.field == "to"


def test_after_the_close_nobody_is_reminded(judging):
    judging.edition.state = Stage.MODERATION
    with pytest.raises(WrongState):
        remind(judging, judging.judge)


def test_seats_of_another_panel_are_passed_over(judging):
    stranger = make_person(Role.JUDGE)
    other = make_panel(judging.category, stranger)
    at = clock.now()
    sent = remind_judges(
        judging.panel, USUAL, {other.members[0].id}, by=judging.organiser, at=at, base_url=SITE
    )
    assert sent == 0


def test_whom_one_may_remind_depends_on_what_one_may_know(judging):
    for number in (1, 2):
        submit(judging, judging.judge, number)
    set_conflict(judging.chair, judging.nominations[0], "A cousin.", by=judging.organiser, at=clock.now())
    assert remind(judging, judging.judge, by=judging.chair) == 0
    assert remind(judging, judging.judge, by=judging.organiser) == 1


def test_the_judge_reads_all_of_their_own_numbers_though_the_sender_knows_of_fewer(judging):
    set_conflict(judging.chair, judging.nominations[0], "A cousin.", by=judging.organiser, at=clock.now())
    remind(judging, judging.judge, by=judging.chair)
    assert "Your 3 score sheets" in letters()[0].body


def test_who_has_not_answered_is_asked_for_an_answer(judging):
    member = seat_of(judging, judging.judge)
    member.state, member.answered_at, member.criteria_read_at, member.declared_at = (
        SeatState.INVITED,
        *[None] * 3,
    )
    judging.edition.state = Stage.CHECKING
    db.session.commit()
    remind(judging, judging.judge)
    assert "have not heard from you yet" in letters()[0].body


# The page


@pytest.fixture
def page(judging):
    return f"/judging/panels/{judging.panel.id}/remind"


def form(judging, *people, **values):
    usual = {"subject": USUAL.subject, "body": USUAL.body}
    return usual | {"to": [str(seat_of(judging, person).id) for person in people]} | values


def test_the_page_shows_who_gets_it_and_how_it_reads_and_sends_nothing(judging, browser_of, page):
    text = browser_of(judging.organiser).get(page).text
    assert judging.judge.name in text
    assert "0 of 3 submitted" in text
    assert f"Hello {judging.judge.name}" in text or f"Hello {judging.other.name}" in text
    assert text.count(" checked") == 2
    assert letters() == []


def test_pressed_twice_it_goes_once(judging, browser_of, page):
    browser = browser_of(judging.chair)
    answers = [browser.post(page, data=form(judging, judging.judge)).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert len(letters()) == 1


def test_who_is_unticked_hears_nothing(judging, browser_of, page):
    browser_of(judging.organiser).post(page, data=form(judging, judging.other))
    assert [letter.recipient for letter in letters()] == [judging.other.email]


def test_the_words_can_be_changed_and_looked_at_first(judging, browser_of, page):
    data = form(judging, judging.judge, body="Dear friend. {missing} {link}", then="preview")
    answer = browser_of(judging.organiser).post(page, data=data)
    assert answer.status_code == 200
    assert "Dear friend. Your 3 score sheets" in answer.text
    assert "Dear friend. {missing} {link}" in answer.text
    assert letters() == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"to": []}, "Choose at least one judge"),
        ({"to": ["on", "\0"]}, "Choose at least one judge"),
        ({"body": "{missing}"}, "Write {link} where the address of the page is to stand"),
        ({"body": ""}, "Enter text"),
        ({"subject": "{team} {link}"}, "We do not know what to put for {team} here"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_a_sentence_and_the_words(
    judging, browser_of, page, values, sentence
):
    data = form(judging, judging.judge) | {"subject": "My subject"} | values
    answer = browser_of(judging.organiser).post(page, data=data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert data["subject"] in answer.text
    assert letters() == []


def test_the_example_of_who_stands_aside_tells_nothing(judging, browser_of, page):
    for number in (0, 1):
        submit(judging, judging.judge, number)
    set_conflict(judging.chair, judging.nominations[0], "A cousin.", by=judging.organiser, at=clock.now())
    db.session.commit()
    data = form(judging, judging.judge, then="preview")
    text = browser_of(judging.chair).post(page, data=data).text
    assert "submitted 1 of your 2 score sheets" in text
    assert "of your 3" not in text


def test_the_outbox_does_not_tell_how_far_a_judge_is(judging, browser_of):
    remind(judging, judging.judge)
    browser = browser_of(judging.organiser)
    text = browser.get(f"/outbox/{letters()[0].id}").text
    assert "A reminder to a judge" in text
    assert "score sheets" not in text


def test_when_somebody_was_last_reminded_stands_on_the_page(judging, browser_of, page):
    remind(judging, judging.judge, at=clock.now() - dt.timedelta(days=2))
    assert (
        f"Last reminded on {clock.show_date(clock.now() - dt.timedelta(days=2))}"
        in browser_of(judging.organiser).get(page).text
    )


def test_where_nobody_is_left_to_remind_the_page_says_so(judging, browser_of, page):
    remind(judging, judging.judge, judging.other)
    text = browser_of(judging.organiser).get(page).text
    assert "have had a reminder today" in text
    assert '<form method="post" novalidate>' not in text


# Who had other mail today, and who cannot sign in yet


def page_of(browser, judging, page="remind"):
    return browser.get(f"/judging/panels/{judging.panel.id}/{page}").text


def test_who_was_invited_today_is_offered_but_not_ticked(judging, browser_of):
    member = ask(judging)
    page = page_of(browser_of(judging.organiser), judging)
    assert "Invited today" in page
    boxes = [line for line in page.splitlines() if 'name="to"' in line]
    assert ["checked" in line for line in boxes if str(member.id) in line] == [False]
    assert sum("checked" in line for line in boxes) == len(boxes) - 1 > 0


def test_who_never_used_their_invitation_is_left_out_with_the_way_to_send_it_again(judging, browser_of):
    member = ask(judging, joined_at=None)
    assert remind(judging, member.person) == 0
    page = page_of(browser_of(judging.organiser), judging)
    assert "have not used their invitation yet" in page and f"/judging/members/{member.id}" in page
    assert f'value="{member.id}"' not in page


def test_when_all_were_reminded_the_progress_says_when_again(judging, browser_of):
    browser = browser_of(judging.organiser)
    assert "Remind 2 judges" in page_of(browser, judging, "progress")
    remind(judging, judging.judge, judging.other)
    page = page_of(browser, judging, "progress")
    assert "Remind 2 judges" not in page and "tomorrow" in page
