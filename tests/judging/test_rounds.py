"""Rounds of a panel: planning them, closing one and opening the next, and what is judged in them."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from awards.accounts.models import Post
from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message
from awards.editions.models import Criterion
from awards.editions.states import Stage
from awards.judging.models import Assignment, PanelRound
from awards.judging.queries import (
    in_round,
    in_the_running,
    judging_readiness,
    reopenings_of,
    rule_criteria,
    shortlists_visible_to,
    submitted_sheets,
    unsubmitted_sheets,
)
from awards.judging.rounds import (
    MOST_ROUNDS,
    RoundText,
    called,
    choice_problem,
    closing_problem,
    cut_at,
    halfway,
    steps_left,
    sure_words,
)
from awards.judging.services import (
    add_round,
    assign_everyone,
    change_round,
    close_round,
    open_round,
    prepare_judging,
    remove_round,
    reopen_round,
    reopen_sheet,
    save_sheet,
    set_conflict,
)
from awards.judging.states import RoundKind
from awards.nominations.models import Nomination
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import SCALE, make_category, make_person, make_sheet, refreshed, saved
from tests.judging.conftest import GOOD
from tests.judging.rounds import go_to_final, list_for, plan_final

HOUR = dt.timedelta(hours=1)
SURE = {"sure": True, "base_url": "http://localhost"}
WHY = "A judge was ill and has three sheets left."


@pytest.fixture
def final(judging):
    return plan_final(judging.panel, judging.organiser)


def judged_now(judging):
    return list(db.session.scalars(sa.select(Nomination).where(in_round(judging.panel))))


def close(judging):
    close_round(judging.panel, judging.panel.round, by=judging.chair, at=clock.now(), **SURE)
    db.session.commit()


def open_again(judging, reason=WHY):
    reopen_round(judging.panel, 1, reason, by=judging.chair, at=clock.now(), base_url="http://localhost")
    db.session.commit()


def told(kind):
    return sorted(db.session.scalars(sa.select(Message.recipient).filter_by(kind=kind)))


def open_(judging, number=2):
    open_round(judging.panel, number, by=judging.chair, at=clock.now(), base_url="http://localhost")
    db.session.commit()


def text(**values):
    return RoundText(**{"name": "Final round", "places": 2} | values)


# Rules


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("First round", "the first round"),
        ("Grand final", "the grand final"),
        ("Presentations", "“Presentations”"),
    ],
)
def test_a_round_is_called_by_its_name(name, said):
    assert called(name) == said


NOON = dt.datetime(2022, 10, 3, 11, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        (-2, "It must close after the first round does, at 11am on Monday 3 October 2022"),
        (-1, "It must close after the first round does, at 11am on Monday 3 October 2022"),
        (0, ""),
        (3, "It must close before “Last” does, at 3pm on Monday 3 October 2022"),
        (9, "It must close before “Last” does, at 3pm on Monday 3 October 2022"),
    ],
)
def test_rounds_close_one_after_the_other(hours, problem):
    first = PanelRound(name="First round", closes_at=NOON - HOUR)
    last = PanelRound(name="Last", closes_at=NOON + 3 * HOUR)
    assert closing_problem(NOON + hours * HOUR, [first], [last], NOON + 9 * HOUR) == problem


@pytest.mark.parametrize(("hours", "fits"), [(1, True), (2, True), (3, False)])
def test_a_round_closes_by_the_end_of_judging(hours, fits):
    assert (not closing_problem(NOON + hours * HOUR, [], [], NOON + 2 * HOUR)) is fits


RANKS = [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


@pytest.mark.parametrize(
    ("waiting", "hours", "words"),
    [
        (0, 0, ""),
        (1, 0, "I close it although 1 score sheet is not submitted"),
        (0, 1, "I close it before the date that judges were told"),
        (2, 1, "I close it although 2 score sheets are not submitted, before the date that judges were told"),
    ],
)
def test_who_closes_early_confirms_what_is_so(waiting, hours, words):
    assert sure_words(waiting, NOON + hours * HOUR, NOON) == words


@pytest.mark.parametrize(("days", "at_day"), [(0, None), (4, 2)])
def test_a_suggested_closing_lies_between(days, at_day):
    suggested = halfway(NOON, NOON + dt.timedelta(days=days))
    assert (suggested and suggested.day) == (at_day and NOON.day + at_day)


@pytest.mark.parametrize(
    ("places", "chosen", "tied"),
    [
        (1, ("a",), ()),
        (2, ("a",), ("b", "c")),
        (3, ("a", "b", "c"), ()),
        (4, ("a", "b", "c", "d"), ()),
        (9, ("a", "b", "c", "d"), ()),
    ],
)
def test_a_ranking_is_cut_at_the_line_but_never_through_a_tie(places, chosen, tied):
    cut = cut_at(RANKS, places)
    assert (cut.chosen, cut.tied) == (chosen, tied)


@pytest.mark.parametrize(
    ("choice", "reason", "field"),
    [
        ({"a"}, "", None),
        ({"a", "b", "c"}, "", None),
        ({"a", "b"}, "", "reason"),
        ({"a", "b"}, "Drawn by lot before the panel.", None),
        ({"a", "d"}, "", "reason"),
        ({"b", "c"}, "", "reason"),
        ({"a", "d"}, "  because  ", "reason"),
        (set(), "A very good reason", "chosen"),
    ],
)
def test_who_departs_from_the_rank_says_why(choice, reason, field):
    problem = choice_problem(cut_at(RANKS, 2), choice, reason)
    assert (problem and problem[0]) == field


def test_where_all_are_tied_the_rank_lets_all_go_on_and_not_none():
    cut = cut_at([("a", 1), ("b", 1)], 1)
    assert [choice_problem(cut, choice, "") is None for choice in ({"a", "b"}, {"a"})] == [True, False]


@pytest.mark.parametrize(
    ("planned", "closed", "steps"),
    [([False], False, 3), ([False], True, 2), ([True], True, 1), ([False, False], False, 6)],
)
def test_the_steps_before_a_panel_are_counted(planned, closed, steps):
    assert steps_left(planned, closed=closed) == steps


# Planning


@pytest.mark.both_databases
def test_a_round_asked_for_twice_is_planned_once(judging):
    made = [plan_final(judging.panel, judging.organiser) for _press in range(2)]
    assert made[0] is made[1]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "First  round"}, "name"),
        ({"places": None}, "places"),
        ({"closes_at": NOON}, "closes_at"),
        ({"closes_at": NOON.replace(year=2999)}, "closes_at"),
    ],
)
def test_a_round_needs_a_name_of_its_own_places_and_a_time_in_order(judging, values, field):
    with pytest.raises(BrokenRule) as refused:
        add_round(judging.panel, text(**values), by=judging.organiser, at=clock.now())
    assert refused.value.field == field


def test_a_panel_has_five_rounds_at_most(judging):
    for number in range(2, MOST_ROUNDS + 1):
        plan_final(judging.panel, judging.organiser, name=f"Round number {number}")
    with pytest.raises(WrongState, match="5 rounds at most"):
        plan_final(judging.panel, judging.organiser, name="One more")


def test_a_later_round_cannot_close_before_the_one_in_force(judging, final):
    soon = clock.now() + HOUR
    change_round(
        judging.panel.current, text(name="First round", closes_at=soon), by=judging.organiser, at=clock.now()
    )
    with pytest.raises(BrokenRule, match="after the first round"):
        change_round(final, text(closes_at=soon - HOUR / 2), by=judging.organiser, at=clock.now())


def test_a_round_changes_until_it_is_over(judging, final):
    change_round(final, text(places=3, kind=RoundKind.PRESENTATION), by=judging.organiser, at=clock.now())
    assert (final.places, final.kind) == (3, RoundKind.PRESENTATION)
    close(judging)
    with pytest.raises(WrongState, match="The first round is over"):
        change_round(judging.panel.current, text(name="Other"), by=judging.organiser, at=clock.now())


def test_how_many_go_on_is_settled_once_a_round_has_begun(judging):
    final = go_to_final(judging.panel, judging.nominations[:2], judging.organiser)
    change_round(final, text(places=9), by=judging.organiser, at=clock.now())
    assert final.places == 2


def test_only_the_last_round_can_be_removed_and_only_before_it_begins(judging, final):
    plan_final(judging.panel, judging.organiser, name="Third round")
    for number, sentence in ((1, "has begun"), (2, "Remove the third round first")):
        with pytest.raises(WrongState, match=sentence):
            remove_round(judging.panel, number, by=judging.organiser, at=clock.now(), base_url="")
    for _press in range(2):
        remove_round(judging.panel, 3, by=judging.organiser, at=clock.now(), base_url="")
    assert [each.number for each in judging.panel.rounds] == [1, 2]


@pytest.mark.both_databases
def test_a_planned_round_given_up_opens_the_closed_one_and_forgets_its_shortlist(judging, final):
    close(judging)
    list_for(final, judging.nominations[:1], judging.organiser)
    remove_round(judging.panel, 2, reason=WHY, by=judging.organiser, at=clock.now(), base_url="")
    db.session.commit()
    assert refreshed(judging.panel).current.closed_at is None


def test_rounds_are_not_planned_once_judging_is_over(judging):
    judging.edition.state = Stage.MODERATION
    with pytest.raises(WrongState, match="rounds stay as they are"):
        plan_final(judging.panel, judging.organiser)


# Moving on


def test_a_single_round_is_not_closed_by_hand(judging):
    with pytest.raises(WrongState, match="No round follows"):
        close(judging)


def test_nothing_is_written_in_a_closed_round(judging, final):
    task = judging.assignment(judging.judge, judging.nominations[0])
    close(judging)
    with pytest.raises(WrongState, match="The first round has closed"):
        save_sheet(task, GOOD, by=judging.judge, at=clock.now())


def test_nothing_is_written_after_the_time_of_the_round(judging, final):
    task = judging.assignment(judging.judge, judging.nominations[0])
    judging.panel.current.closes_at = clock.now() - HOUR
    db.session.commit()
    with pytest.raises(WrongState, match="The first round closed at"):
        save_sheet(task, GOOD, by=judging.judge, at=clock.now())


def test_a_reopened_sheet_is_closed_with_its_round(judging, final):
    task = judging.assignment(judging.judge, judging.nominations[0])
    sheet = make_sheet(task, 3)
    reopen_sheet(sheet, "Look again.", by=judging.chair, at=clock.now(), base_url="")
    close(judging)
    with pytest.raises(WrongState, match="The first round has closed"):
        save_sheet(task, GOOD, by=judging.judge, at=clock.now())


def test_nobody_takes_a_sheet_out_of_the_ranking_of_a_closed_round(judging, final):
    sheet = make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    close(judging)
    with pytest.raises(WrongState, match="its score sheets stay as they are"):
        reopen_sheet(sheet, "Look again.", by=judging.chair, at=clock.now(), base_url="")


def test_who_came_to_work_for_a_team_meanwhile_does_not_get_it_in_the_next_round(judging, final):
    close(judging)
    team = judging.nominations[0]
    list_for(final, [team], judging.organiser)
    post = Post(role=Role.DIRECTOR, organisation=team.organisation, starts_on=dt.date(2022, 1, 1))
    judging.judge.posts.append(post)
    db.session.commit()
    open_(judging)
    scoring = sa.select(Assignment.person_id).filter_by(nomination_id=team.id, round=2)
    assert judging.judge.id not in set(db.session.scalars(scoring))
    assert judging.other.id in set(db.session.scalars(scoring))


def test_a_round_does_not_open_with_nobody_in_it(judging, final):
    close(judging)
    list_for(final, judging.nominations[:1], judging.organiser)
    judging.nominations[0].state, judging.nominations[0].note = NominationState.INELIGIBLE, "Too late."
    db.session.commit()
    with pytest.raises(WrongState, match="Choose first who goes on"):
        open_(judging)


def test_a_round_is_opened_again_while_nobody_was_chosen(judging, final):
    close(judging)
    for _press in range(2):
        open_again(judging)
    save_sheet(
        judging.assignment(judging.judge, judging.nominations[0]), GOOD, by=judging.judge, at=clock.now()
    )


def test_those_with_open_sheets_are_told_of_an_early_closing_and_of_the_opening_again(judging, final):
    for team in judging.nominations:
        make_sheet(judging.assignment(judging.judge, team), 3)
    for _press in range(2):
        close(judging)
    assert told("round closed early") == [judging.other.email]
    open_again(judging)
    assert told("round open again") == [judging.other.email]


def test_an_opening_again_is_kept_with_who_and_why(judging, final):
    close(judging)
    open_again(judging)
    (kept,) = reopenings_of(judging.panel)
    assert (kept.number, kept.who, kept.reason) == (1, judging.chair.name, WHY)


def test_giving_up_the_next_round_opens_a_closed_one_with_a_reason_alone(judging, final):
    close(judging)
    with pytest.raises(BrokenRule, match="why the round is opened again"):
        remove_round(judging.panel, 2, by=judging.organiser, at=clock.now(), base_url="")


def test_a_closing_with_all_in_and_the_date_past_asks_nothing(judging, final):
    for person in (judging.judge, judging.other):
        for team in judging.nominations:
            make_sheet(judging.assignment(person, team), 3)
    judging.panel.current.closes_at = clock.now() - HOUR
    db.session.commit()
    close_round(judging.panel, 1, by=judging.chair, at=clock.now(), base_url="")
    assert judging.panel.current.closed_at


def test_a_round_with_a_shortlist_after_it_stays_closed(judging, final):
    close(judging)
    list_for(final, judging.nominations[:1], judging.organiser)
    with pytest.raises(WrongState, match="The shortlist is chosen"):
        open_again(judging)


def test_the_next_round_waits_for_the_one_before_to_close(judging, final):
    list_for(final, judging.nominations[:1], judging.organiser)
    with pytest.raises(WrongState, match="Close the round first"):
        open_(judging)


def test_the_next_round_waits_for_a_choice_in_every_category(judging, final):
    other = make_category(judging.edition, name="Foster carers")
    judging.panel.categories.append(other)
    judging.category = other
    judging.add_nomination()
    close(judging)
    list_for(final, judging.nominations[:1], judging.organiser)
    with pytest.raises(WrongState, match="Choose first who goes on in Foster carers"):
        open_(judging)


@pytest.mark.both_databases
def test_the_shortlist_is_what_the_next_round_judges(judging):
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser)
    assert set(judged_now(judging)) == set(judging.nominations[:2])


@pytest.mark.both_databases
def test_every_judge_scores_the_shortlist_afresh(judging):
    make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 5)
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser)
    fresh = db.session.scalars(sa.select(Assignment).filter_by(panel_id=judging.panel.id, round=2)).all()
    assert {(each.person_id, each.nomination_id) for each in fresh} == {
        (judge.id, team.id) for judge in (judging.judge, judging.other) for team in judging.nominations[:2]
    }
    assert submitted_sheets(judging.edition) == []


def test_who_stands_aside_gets_nothing_in_the_next_round_either(judging):
    team = judging.nominations[0]
    set_conflict(judging.judge, team, "Related.", by=judging.organiser, at=clock.now())
    go_to_final(judging.panel, [team], judging.organiser)
    judges = sa.select(Assignment.person_id).filter_by(nomination_id=team.id, round=2)
    assert list(db.session.scalars(judges)) == [judging.other.id]


def test_a_round_that_is_shared_out_waits_for_that(judging):
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser, judges_each=1)
    assert not db.session.scalar(sa.select(sa.func.count()).select_from(Assignment).filter_by(round=2))


def test_a_late_nomination_does_not_slip_past_the_shortlist(judging):
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser)
    judging.add_nomination()
    assert assign_everyone(judging.panel, by=judging.organiser, at=clock.now()) == 0


def test_the_members_are_told_once(judging):
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser, instructions="Ten minutes each.")
    open_(judging)
    told = db.session.scalars(sa.select(Message).filter_by(kind="round opens")).all()
    assert sorted(message.recipient for message in told) == sorted(
        member.person.email for member in judging.panel.members
    )
    assert {"Ten minutes each." in message.body for message in told} == {True}
    assert not any("Team Alder" in message.body + message.subject for message in told)


@pytest.mark.both_databases
def test_other_panels_are_not_cut_by_a_shortlist(judging):
    late = make_category(judging.edition)
    elsewhere = judging.category
    judging.category = late
    free = judging.add_nomination()
    judging.category = elsewhere
    go_to_final(judging.panel, judging.nominations[:1], judging.organiser)
    running = set(db.session.scalars(sa.select(Nomination).where(in_the_running())))
    assert running == {judging.nominations[0], free}


@pytest.mark.both_databases
def test_sheets_not_submitted_are_counted_without_what_the_viewer_stands_aside_from(judging):
    make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    set_conflict(judging.organiser, judging.nominations[1], "Related.", by=judging.chair, at=clock.now())
    assert unsubmitted_sheets(judging.panel) == (5, 6)
    assert unsubmitted_sheets(judging.panel, judging.organiser) == (3, 4)


def test_a_round_with_criteria_of_its_own_is_scored_by_those_alone(judging):
    saved(
        Criterion(
            category=judging.category, position=3, round=2, key="talk", name="Talk", weight=1, scale=SCALE
        )
    )
    assert [c.key for c in rule_criteria(judging.category, 1)] == ["impact", "teamwork"]
    assert [c.key for c in rule_criteria(judging.category, 2)] == ["talk"]
    assert [c.key for c in rule_criteria(judging.category, 3)] == ["talk"]


# The desk


def rows(judging):
    return {ready.sentence: (ready.done, ready.needed) for ready in judging_readiness(judging.edition)}


@pytest.mark.both_databases
def test_the_desk_says_what_is_still_to_come(judging, final):
    name = judging.panel.name
    sentence = (
        f"The first round of “{name}” is open, and the final round is planned: 3 more steps "
        "under “Rounds” of the panel. Take them there, or remove the planned round."
    )
    assert rows(judging)[sentence] == (False, True)
    close(judging)
    list_for(final, judging.nominations[:2], judging.organiser)
    assert rows(judging)[sentence.replace("is open", "has closed").replace("3 more steps", "1 more step")]
    open_(judging)
    assert rows(judging)[f"“{name}” is in its last round, the final round."] == (True, True)


def test_the_desk_counts_the_sheets_of_the_round(judging):
    make_sheet(judging.assignment(judging.judge, judging.nominations[2]), 3)
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser)
    assert "0 of 4 score sheets are submitted." in rows(judging)
    assert "2 nominations have fewer than 3 judges." in rows(judging)


def test_one_round_is_not_worth_a_row(judging):
    assert not any("round" in sentence for sentence in rows(judging))


# Pages


@pytest.fixture
def page(judging):
    return f"/judging/panels/{judging.panel.id}/rounds"


FORM = {"name": "Final round", "kind": "presentation", "places": "2", "instructions": "Ten minutes each."}


def test_an_organiser_plans_changes_and_removes_a_round(judging, browser_of, page):
    browser = browser_of(judging.organiser)
    assert browser.post(f"{page}/new", data=FORM).status_code == 303
    assert browser.post(f"{page}/2", data=FORM | {"places": "3"}).status_code == 303
    shown = browser.get(page).text
    assert "3 of each category" in shown
    assert "Ten minutes each." in shown
    assert browser.post(f"{page}/2/remove").status_code == 303
    assert "Final round" not in browser.get(page).text.replace("The round is removed", "")


def test_what_is_wrong_with_a_round_stands_beside_it_and_nothing_typed_is_lost(judging, browser_of, page):
    answer = browser_of(judging.organiser).post(f"{page}/new", data=FORM | {"name": "First round"})
    assert answer.status_code == 422
    assert "There is a round of this name already" in answer.text
    assert "Ten minutes each." in answer.text


def test_the_pages_of_one_panel_are_marked_in_the_navigation(judging, browser_of, page):
    for person, room in ((judging.organiser, "Panel"), (judging.chair, "Judging")):
        shown = browser_of(person).get(page).text.partition("<main")[0]
        [marked] = re.findall(r"<a[^>]*aria-current.*?</a>", shown, re.DOTALL)
        assert f">{room}<" in marked


def test_who_cannot_plan_a_round_is_not_told_to(judging, browser_of, page):
    plan, ask = "plan another round:", "which the organisers can plan"
    for person, said in ((judging.organiser, [True, False]), (judging.chair, [False, True])):
        shown = browser_of(person).get(page).text
        assert [words in shown for words in (plan, ask)] == said


def test_who_cannot_change_a_closing_time_is_told_who_can(judging, final, browser_of, page):
    give, ask = "give one of them another date", "ask the organisers for another date"
    for person, said in ((judging.organiser, [True, False]), (judging.chair, [False, True])):
        shown = browser_of(person).get(page).text
        assert [words in shown for words in (give, ask)] == said


def test_the_chair_closes_and_opens_again(judging, final, browser_of, page):
    browser = browser_of(judging.chair)
    assert "6 of 6 score sheets are not submitted" in browser.get(page).text
    assert browser.post(f"{page}/1/close", data={"sure": "y"}).status_code == 303
    assert "Choose the shortlist" in browser.get(page).text
    assert browser.post(f"{page}/1/reopen", data={"reason": WHY}).status_code == 303
    shown = browser.get(page).text
    assert "Close this round" in shown
    assert WHY in shown


def test_closing_early_asks_first_and_says_what_is_open(judging, final, browser_of, page):
    answer = browser_of(judging.chair).post(f"{page}/1/close")
    assert answer.status_code == 422
    assert "although 6 score sheets are not submitted, before the date that judges were told" in answer.text
    assert refreshed(judging.panel).current.closed_at is None


def test_the_page_says_where_the_next_round_is_left_no_time(judging, final, browser_of, page):
    browser, sentence = browser_of(judging.organiser), "closes at the same moment"
    assert sentence in browser.get(page).text
    judging.panel.current.closes_at = clock.now() + HOUR
    db.session.commit()
    assert sentence not in browser.get(page).text


def test_a_round_is_opened_again_with_a_reason_alone(judging, final, browser_of, page):
    close(judging)
    browser = browser_of(judging.chair)
    assert "has been able to see its scores" in browser.get(page).text
    answer = browser.post(f"{page}/1/reopen", data={"reason": "  Why not "})
    assert answer.status_code == 422
    assert "Say in at least 10 characters why" in answer.text


def test_a_judge_reads_one_sentence_about_a_closed_round(judging, final, browser_of):
    save_sheet(
        judging.assignment(judging.judge, judging.nominations[0]), GOOD, by=judging.judge, at=clock.now()
    )
    make_sheet(judging.assignment(judging.judge, judging.nominations[1]), 3)
    close(judging)
    home = browser_of(judging.judge).get("/judging").text
    assert home.count("not submitted") == 1
    assert "2 of your 3 score sheets were not submitted" in home
    assert "Nothing more is asked" not in home


def test_planning_a_round_leaves_the_date_that_judges_read(judging, final, browser_of, page):
    assert judging.panel.rounds[0].closes_at == judging.edition.judging_closes_at
    remove_round(judging.panel, 2, by=judging.organiser, at=clock.now(), base_url="")
    assert judging.panel.rounds[0].closes_at is None


def test_the_planning_page_says_when_rounds_close_and_where_that_is_changed(judging, browser_of, page):
    first = judging.panel.rounds[0]
    first.closes_at = clock.now() + HOUR
    db.session.commit()
    late = FORM | {
        "closes_at-day": "1",
        "closes_at-month": "1",
        "closes_at-year": "2999",
        "closes_at-time": "12:00",
    }
    browser = browser_of(judging.organiser)
    for answer in (browser.get(f"{page}/new"), browser.post(f"{page}/new", data=late)):
        assert f"The first round closes at <strong>{clock.show_moment(first.closes_at)}" in answer.text
        assert "for example at 12pm" in answer.text
        assert f"/editions/{judging.edition.slug}/set-up/timetable" in answer.text


def test_judges_are_told_that_the_teams_present_and_until_when(judging, browser_of):
    present = RoundKind.PRESENTATION
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser, kind=present)
    task = db.session.scalar(sa.select(Assignment).filter_by(person_id=judging.judge.id, round=2))
    browser, until = browser_of(judging.judge), clock.show_moment(judging.edition.judging_closes_at)
    for path in ("/judging", f"/judging/assignments/{task.id}"):
        shown = browser.get(path).text
        assert "the teams present to you" in shown
        assert f"or afterwards until {until}" in shown


def test_the_chair_opens_the_next_round(judging, final, browser_of, page):
    close(judging)
    list_for(final, judging.nominations[:2], judging.organiser)
    browser = browser_of(judging.chair)
    assert "Open the next round" in browser.get(page).text
    assert browser.post(f"{page}/2/open").status_code == 303
    assert refreshed(judging.panel).round == 2


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("judge", "", 404),
        ("judge", "/1/close", 404),
        ("chair", "/new", 404),
        ("chair", "/2/remove", 404),
        ("auditor", "/1/close", 404),
        ("auditor", "", 200),
        ("chair", "", 200),
        ("organiser", "/9", 404),
    ],
)
def test_who_may_do_what(judging, final, browser_of, page, who, address, status):
    person = make_person(Role.AUDITOR) if who == "auditor" else getattr(judging, who)
    browser = browser_of(person)
    ask = browser.post if address.endswith(("close", "remove")) else browser.get
    assert ask(page + address).status_code == status


def test_a_judge_reads_what_happens_and_scores_afresh(judging, browser_of):
    make_sheet(judging.assignment(judging.judge, judging.nominations[2]), 5)
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser, instructions="Ten minutes each.")
    browser = browser_of(judging.judge)
    home = browser.get("/judging").text
    assert "Ten minutes each." in home
    assert "0 of 2 submitted" in home
    assert "Team Cedar" not in home
    task = db.session.scalar(sa.select(Assignment).filter_by(person_id=judging.judge.id, round=2))
    assert "Ten minutes each." in browser.get(f"/judging/assignments/{task.id}").text


def test_the_page_needs_few_statements(judging, final, browser_of, page):
    browser = browser_of(judging.organiser)
    browser.get(page)
    with counted_statements() as statements:
        browser.get(page)
    assert len(statements) <= 12


def test_preparing_again_in_the_final_adds_nothing(judging):
    go_to_final(judging.panel, judging.nominations[:2], judging.organiser)
    assert prepare_judging(judging.edition, by=judging.organiser, at=clock.now()) == 0


@pytest.mark.both_databases
def test_a_shortlist_can_be_read_later_but_not_with_a_gap_in_it(judging):
    go_to_final(judging.panel, judging.nominations[:2], judging.chair)
    set_conflict(judging.organiser, judging.nominations[2], "Related.", by=judging.chair, at=clock.now())
    (found,) = shortlists_visible_to(judging.chair, judging.panel)
    assert (found.number, found.teams, found.chosen_by) == (
        2,
        ["Team Alder", "Team Birch"],
        judging.chair.name,
    )
    assert shortlists_visible_to(judging.organiser, judging.panel) == []
