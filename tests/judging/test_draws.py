"""Who scores what, drawn: asked for, made by the worker, looked at, applied, filled up, repeated."""

import datetime as dt
import io
import re
import uuid
import zipfile
from collections import Counter

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask import current_app

from awards.accounts.models import Person, Post
from awards.core import clock
from awards.core.csv_files import File
from awards.core.database import db
from awards.core.errors import Stale, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.assigning.files import Files, read_files
from awards.judging.assigning.writing import files_of, zipped
from awards.judging.models import Assignment, Conflict, Draw, PanelMember
from awards.judging.queries import Wish, find_proposal, panel_readiness, round_problem_of
from awards.judging.services import apply_draw, ask_for_draw, discard_draw, fill_gaps, make_next_draw
from awards.judging.states import ConflictKind, DrawState, SeatState
from awards.organisations.roles import Role
from awards.web.commands import main
from tests.counting import counted_statements
from tests.days import today
from tests.factories import make_category, make_organisation, make_person, make_sheet, refreshed, saved


@pytest.fixture
def drawn(judging):
    """The panel has six judges and seven teams, and nobody scores anything yet: three are to score each."""
    for number in range(4):
        judging.add_nomination(
            make_organisation(name=f"Dale {number} Council"), team_name=f"Team Dale {number}"
        )
    for number in range(4):
        seat(judging, make_person(Role.JUDGE, name=f"Judge {number}"))
    db.session.execute(sa.delete(Assignment))
    judging.panel.current.judges_each = 3
    db.session.commit()
    return judging


def seat(judging, person, **values):
    now = clock.now()
    ready = {"state": SeatState.ACCEPTED, "answered_at": now, "criteria_read_at": now, "declared_at": now}
    return saved(PanelMember(panel=judging.panel, person=person, **ready | values))


def stand_aside(person, nomination):
    kind = ConflictKind.DECLARED
    return saved(Conflict(person=person, nomination=nomination, kind=kind, reason="We are friends."))


def ask(judging, *, seed="2022", judges=3, most=None, **wish):
    wanted = Wish(judges, most, **wish)
    draw = ask_for_draw(judging.panel, wanted, seed, by=judging.organiser, at=clock.now())
    db.session.commit()
    return draw.id


def make(draw_id):
    """The worker makes it; the draw as it is then."""
    assert work()
    return refreshed(db.session.get(Draw, draw_id))


def work():
    """The worker has a session of its own."""
    db.session.commit()
    with current_app.app_context():
        return make_next_draw(clock.now())


def applied(judging, **wish):
    draw = make(ask(judging, **wish))
    apply_draw(draw, by=judging.organiser, at=clock.now())
    db.session.commit()
    return draw


def pairs():
    rows = db.session.execute(sa.select(Assignment.person_id, Assignment.nomination_id))
    return {(row.person_id, row.nomination_id) for row in rows}


def on(nomination):
    return {person for person, which in pairs() if which == nomination.id}


@pytest.mark.both_databases
def test_a_draw_becomes_assignments_once(drawn):
    draw = applied(drawn)
    assert {len(on(team)) for team in drawn.nominations} == {3}
    before = pairs()
    apply_draw(draw, by=drawn.organiser, at=clock.now())
    assert (pairs(), draw.state) == (before, DrawState.APPLIED)


@pytest.mark.both_databases
def test_a_top_up_moves_nothing_but_the_lost_reviews(drawn):
    applied(drawn)
    before, leaver = pairs(), drawn.judge
    db.session.scalars(sa.select(PanelMember).filter_by(person_id=leaver.id)).one().state = SeatState.LEFT
    lost = {pair for pair in before if pair[0] == leaver.id}
    assert lost
    top_up = fill_gaps(drawn.panel, by=drawn.organiser, at=clock.now())
    db.session.commit()
    apply_draw(make(top_up.id), by=drawn.organiser, at=clock.now())
    assert before - lost <= pairs()
    assert {len(on(team)) for team in drawn.nominations} == {3}


@pytest.mark.both_databases
def test_what_is_begun_stays_through_a_draw_from_the_beginning(drawn):
    applied(drawn)
    row = db.session.scalars(sa.select(Assignment)).first()
    make_sheet(row, 3)
    begun = row.person_id, row.nomination_id
    applied(drawn, seed="another", judges=1)
    assert begun in pairs()
    assert len(pairs()) == 7


def test_nobody_is_given_what_they_stand_aside_from(drawn):
    for team in drawn.nominations[:3]:
        stand_aside(drawn.judge, team)
    applied(drawn)
    assert not {drawn.judge.id} & (on(drawn.nominations[0]) | on(drawn.nominations[1]))


def test_the_worker_finds_conflicts_of_posts_before_it_draws(drawn):
    team = drawn.nominations[0]
    start = today() - dt.timedelta(days=365)
    saved(Post(person=drawn.judge, organisation=team.organisation, role=Role.DIRECTOR, starts_on=start))
    applied(drawn, judges=5)
    assert drawn.judge.id not in on(team)


@pytest.mark.parametrize("change", ["nomination", "member", "conflict", "standing sheet"])
def test_a_draw_is_refused_once_what_decides_it_has_changed(drawn, change):
    applied(drawn)
    draw = make(ask(drawn, seed="two", keep=True))
    row = db.session.scalars(sa.select(Assignment)).first()
    if change == "nomination":
        drawn.add_nomination()
    elif change == "member":
        seat(drawn, make_person(Role.JUDGE))
    elif change == "conflict":
        stand_aside(drawn.judge, drawn.nominations[0])
    else:
        make_sheet(row, 3)
    before = pairs()
    with pytest.raises(Stale):
        apply_draw(draw, by=drawn.organiser, at=clock.now())
    assert pairs() == before


def test_the_same_draw_asked_for_twice_is_one_and_another_takes_its_place(drawn):
    first = ask(drawn)
    assert ask(drawn) == first
    second = ask(drawn, seed="other")
    assert db.session.scalars(sa.select(Draw.id)).all() == [second]


def test_without_a_seed_one_is_made_that_nobody_knew(drawn):
    first = ask(drawn, seed="")
    assert ask(drawn, seed="") == first
    seed = db.session.get(Draw, first).seed
    work()
    assert ask(drawn, seed="") != first
    assert len({seed, db.session.scalars(sa.select(Draw)).one().seed, ""}) == 3


def test_the_same_seed_draws_the_same(drawn):
    first, second = make(ask(drawn)).pairs, make(ask(drawn)).pairs
    assert first == second
    assert make(ask(drawn, seed="other")).pairs != first


def test_what_cannot_be_is_said_by_name(drawn):
    draw = make(ask(drawn, judges=7))
    assert draw.state is DrawState.IMPOSSIBLE
    first, second, *_ = [reason["sentence"] for reason in draw.outcome["reasons"]]
    assert first == "There are only 6 judges on this panel; 7 each cannot be met."
    assert "Judge 0" in second
    with pytest.raises(WrongState):
        apply_draw(draw, by=drawn.organiser, at=clock.now())


def test_one_winner_over_categories_without_common_judges_is_refused(drawn):
    other = make_category(drawn.edition)
    drawn.panel.categories.append(other)
    db.session.commit()
    problem = round_problem_of(drawn.panel, Wish(3, overall=True), today()).problem
    assert problem.overall


@pytest.mark.parametrize("stage", [Stage.NOMINATIONS, Stage.MODERATION, Stage.SEALED])
def test_draws_are_made_while_nominations_are_checked_and_judged(drawn, stage):
    drawn.edition.state = stage
    with pytest.raises(WrongState):
        ask_for_draw(drawn.panel, Wish(3), "2022", by=drawn.organiser, at=clock.now())


def test_a_draw_that_waits_while_judging_closes_is_not_made(drawn):
    waiting = ask(drawn)
    drawn.edition.state = Stage.MODERATION
    db.session.commit()
    assert make(waiting).state is DrawState.IMPOSSIBLE


def test_without_a_draw_that_waits_there_is_no_work(drawn):
    assert work() is False


def test_the_problem_knows_limits_fields_experience_and_reviews_of_who_left(drawn):
    applied(drawn)
    seats = {member.person_id: member for member in db.session.scalars(sa.select(PanelMember))}
    row = db.session.scalars(sa.select(Assignment)).first()
    make_sheet(row, 3)
    left, stays = (
        seats[row.person_id],
        next(each for each in seats.values() if each.person_id != row.person_id),
    )
    left.state, stays.most, stays.years_before, stays.fields = SeatState.LEFT, 4, 2, ["Early-Help"]
    db.session.commit()
    task = round_problem_of(drawn.panel, Wish(3, 6, keep=True), today())
    judges = {task.people[judge.key]: judge for judge in task.problem.judges}
    assert judges[left.person_id].most == 0
    named = next(judge for judge in judges.values() if judge.experience == 2)
    assert named.most == 4
    assert named.fields == {"early-help"}
    assert {(task.people[judge], task.nominations[entry]) for judge, entry in task.problem.fixed} == {
        (row.person_id, row.nomination_id)
    }


def test_the_problem_takes_as_many_statements_however_many_there_are(drawn):
    def statements():
        with counted_statements() as counted:
            round_problem_of(drawn.panel, Wish(3, keep=True), today())
        return len(counted)

    round_problem_of(drawn.panel, Wish(3), today())
    before = statements()
    for _ in range(5):
        drawn.add_nomination()
        seat(drawn, make_person(Role.JUDGE))
    assert statements() == before <= 7


def test_the_files_say_all_of_the_problem(drawn):
    applied(drawn)
    make_sheet(db.session.scalars(sa.select(Assignment)).first(), 3)
    stand_aside(drawn.judge, drawn.nominations[0])
    problem = round_problem_of(drawn.panel, Wish(3, 6, keep=True), today()).problem
    names = {"conflicts": "conflicts", "keep": "standing", "started": "started"}
    texts = files_of(problem)
    files = {
        role: File(name, texts[f"{name}.csv"].encode())
        for role, name in {"nominations": "nominations", "judges": "judges", **names}.items()
    }
    again, notes = read_files(Files(**files), 3)
    assert (again, notes) == (problem, [])


def test_anybody_can_repeat_a_draw_from_its_files(drawn, tmp_path, monkeypatch):
    applied(drawn)
    make_sheet(db.session.scalars(sa.select(Assignment)).first(), 3)
    drawn.add_nomination(team_name="=2+3")
    draw = make(ask(drawn, seed="it's later", most=6, keep=True))
    with zipfile.ZipFile(io.BytesIO(zipped(draw.problem))) as archive:
        archive.extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    words = ["assign", "--nominations", "nominations.csv", "--judges", "judges.csv", "--keep", "standing.csv"]
    words += ["--conflicts", "conflicts.csv", "--started", "started.csv", "--per-nomination", "3"]
    done = CliRunner().invoke(main, [*words, "--seed", "it's later", "--out", "again.csv"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "draw.csv").read_bytes()
    assert draw.outcome["sign"] in (tmp_path / "read-me.txt").read_text()


@pytest.fixture
def page(drawn):
    return f"/judging/panels/{drawn.panel.id}/assignment"


def text_of(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_an_organiser_draws_looks_and_applies(drawn, page, browser_of):
    browser = browser_of(drawn.organiser)
    assert "Nobody has drawn yet who scores what" in text_of(browser.get(page))
    asked = {"judges_each": "3", "most_each": "5", "seed": "2022"}
    assert browser.post(f"{page}/draw", data=asked).status_code == 303
    assert "The draw is being made" in text_of(browser.get(page))
    work()
    shown = text_of(browser.get(page))
    assert "Fewest judges on a nomination 3" in shown
    assert "from the code word 2022" in shown
    draw = find_proposal(drawn.panel)
    assert browser.post(f"{page}/draws/{draw.id}/apply").status_code == 303
    assert browser.post(f"{page}/draws/{draw.id}/apply").status_code == 303
    assert len(pairs()) == 21
    assert (refreshed(drawn.panel.current).judges_each, drawn.panel.current.most_each) == (3, 5)
    assert "applied a draw: 21 given, 0 taken away" in text_of(browser.get(page))
    files = browser.get(f"{page}/draws/{draw.id}/files")
    assert zipfile.ZipFile(io.BytesIO(files.data)).testzip() is None


def test_the_page_says_why_some_nominations_have_more_judges_than_were_drawn(drawn, page, browser_of):
    browser, more = browser_of(drawn.organiser), "Some have more: what was begun before the draw"
    applied(drawn)
    assert more not in text_of(browser.get(page))
    for row in db.session.scalars(sa.select(Assignment)):
        make_sheet(row, 3)
    applied(drawn, seed="another", judges=1)
    assert "1 judge for each nomination, as drawn at" in text_of(browser.get(page))
    assert more in text_of(browser.get(page))


@pytest.mark.parametrize("number", ["", "0", "many"])
def test_a_wrong_number_is_said_beside_it_and_the_seed_stays(drawn, page, browser_of, number):
    answer = browser_of(drawn.organiser).post(f"{page}/draw", data={"judges_each": number, "seed": "mine"})
    assert (answer.status_code, find_proposal(drawn.panel)) == (422, None)
    assert "There is a problem" in answer.text
    assert 'value="mine"' in answer.text


def test_a_stale_draw_is_refused_on_the_page_with_the_way_on(drawn, page, browser_of):
    draw = make(ask(drawn))
    drawn.add_nomination()
    answer = browser_of(drawn.organiser).post(f"{page}/draws/{draw.id}/apply")
    assert answer.status_code == 409
    assert "Apply this draw" not in text_of(answer)
    assert "Make a new draw Discard it" in text_of(answer)


def test_a_draw_is_discarded_and_leaves_everything_as_it_was(drawn, page, browser_of):
    applied(drawn)
    draw, before = make(ask(drawn, seed="other")), pairs()
    browser = browser_of(drawn.organiser)
    assert browser.post(f"{page}/draws/{draw.id}/apply", data={"act": "discard"}).status_code == 303
    assert (find_proposal(drawn.panel), pairs()) == (None, before)
    assert "discarded a draw" in text_of(browser.get(page))


def test_what_was_applied_is_not_discarded(drawn):
    draw = applied(drawn)
    with pytest.raises(WrongState):
        discard_draw(draw, by=drawn.organiser, at=clock.now())


@pytest.mark.both_databases
def test_who_has_another_list_after_a_draw_is_told_once_how_many_it_has(drawn):
    draw, at = make(ask(drawn)), clock.now()
    for _ in range(2):
        apply_draw(draw, by=drawn.organiser, at=at, base_url="https://a.example")
    bodies = {each.recipient: each.body for each in db.session.scalars(sa.select(Message))}
    numbers = Counter(person for person, _ in pairs())
    assert bodies.keys() == {db.session.get(Person, person).email for person in numbers}
    for person, number in numbers.items():
        body = bodies[db.session.get(Person, person).email]
        assert f"you now have {number} nomination" in body
    top_up = make(ask(drawn, seed="again", keep=True))
    apply_draw(top_up, by=drawn.organiser, at=at, base_url="https://a.example")
    assert len(db.session.scalars(sa.select(Message)).all()) == len(bodies)


def test_the_page_says_why_there_can_be_no_draw_and_what_helps(drawn, page, browser_of):
    make(ask(drawn, judges=7))
    shown = text_of(browser_of(drawn.organiser).get(page))
    assert "This draw cannot be made" in shown
    assert "inviting another judge" in shown


def test_gaps_are_filled_by_one_button(drawn, page, browser_of):
    applied(drawn)
    drawn.add_nomination()
    browser = browser_of(drawn.organiser)
    assert "1 nomination has fewer judges than 3" in text_of(browser.get(page))
    assert browser.post(f"{page}/fill").status_code == 303
    assert find_proposal(drawn.panel).keep


def test_the_panels_page_says_what_lacks_judges_but_nothing_of_what_its_reader_may_not_know(
    drawn, page, browser_of
):
    applied(drawn)
    browser, panels = browser_of(drawn.organiser), f"/editions/{drawn.edition.slug}/panel"
    assert "fewer judges than" not in browser.get(panels).text
    late = drawn.add_nomination()
    answer = browser.get(panels)
    assert "1 nomination has fewer judges than 3. Fill the gaps" in text_of(answer)
    assert f'href="{page}#gaps"' in answer.text
    stand_aside(drawn.organiser, late)
    assert "fewer judges than" not in browser.get(panels).text


def test_in_a_round_where_everybody_scores_everything_the_page_says_so(judging, browser_of):
    page = f"/judging/panels/{judging.panel.id}/assignment"
    late = judging.add_nomination()
    browser = browser_of(judging.organiser)
    assert "everybody scores everything" in text_of(browser.get(page))
    assert browser.post(f"{page}/renew").status_code == 303
    assert on(late) == {judging.judge.id, judging.other.id}


def test_judges_and_strangers_do_not_see_the_page_and_auditors_only_read(drawn, page, browser_of):
    assert browser_of(drawn.judge).get(page).status_code == 404
    auditor = browser_of(make_person(Role.AUDITOR))
    assert auditor.get(page).status_code == 200
    assert auditor.post(f"{page}/draw", data={"judges_each": "3", "seed": "x"}).status_code == 404


def test_who_stands_aside_from_a_nomination_is_told_nothing_of_its_draw(drawn, page, browser_of):
    hidden = drawn.nominations[0]
    stand_aside(drawn.organiser, hidden)
    draw = applied(drawn)
    waiting = make(ask(drawn, seed="secret-seed"))
    browser = browser_of(drawn.organiser)
    answer = browser.get(page)
    assert "Team Birch" in answer.text
    for told in (hidden.title, hidden.organisation.short_name, "secret-seed", draw.outcome["sign"], 'draw"'):
        assert told not in answer.text
    assert "You stand aside from a nomination in a category that this panel judges" in answer.text
    for way in (f"/draws/{waiting.id}/apply", "/draw", "/fill", f"/{hidden.id}", f"/{hidden.id}/take"):
        assert browser.post(page + way).status_code == 404
    for way in ("/state", f"/draws/{draw.id}/files", f"/{hidden.id}", f"/{drawn.nominations[1].id}"):
        assert browser.get(page + way).status_code == 404


def test_what_a_fenced_reader_sees_does_not_depend_on_who_scores_it(drawn, page, browser_of):
    hidden, reader = drawn.nominations[0], make_person(Role.AUDITOR)
    stand_aside(reader, hidden)
    applied(drawn)
    browser = browser_of(reader)
    before = text_of(browser.get(page))
    assert "Team Birch" in before
    db.session.execute(sa.delete(Assignment).where(Assignment.nomination_id == hidden.id))
    db.session.commit()
    assert text_of(browser.get(page)) == before


def test_a_chair_may_draw_where_the_organiser_stands_aside(drawn, page, browser_of):
    browser = browser_of(drawn.chair)
    asked = {"judges_each": "3", "seed": "2022"}
    assert browser.post(f"{page}/draw", data=asked).status_code == 303


@pytest.mark.parametrize("stage", [Stage.NOMINATIONS, Stage.MODERATION, Stage.SEALED])
def test_once_judging_is_over_the_page_offers_nothing_to_press(drawn, page, browser_of, stage):
    applied(drawn)
    drawn.edition.state = stage
    db.session.commit()
    answer = browser_of(drawn.organiser).get(page)
    assert "can be changed while nominations are checked and judged" in answer.text
    assert f'action="{page}' not in answer.text


def test_a_draw_of_another_panel_is_not_found(drawn, page, browser_of):
    draw = make(ask(drawn))
    elsewhere = f"/judging/panels/{uuid.uuid4()}/assignment/draws/{draw.id}/files"
    assert browser_of(drawn.organiser).get(elsewhere).status_code == 404


def test_the_page_takes_as_many_statements_however_many_there_are(drawn, page, browser_of):
    applied(drawn)
    browser = browser_of(drawn.organiser)

    def statements():
        with counted_statements() as counted:
            assert browser.get(page).status_code == 200
        return len(counted)

    before = statements()
    for _ in range(5):
        drawn.add_nomination()
        seat(drawn, make_person(Role.JUDGE))
    assert statements() <= before
    assert before <= 12


def test_opening_judging_asks_for_a_draw_where_only_some_score_each(drawn):
    def said():
        return {ready.sentence: ready.done for ready in panel_readiness(drawn.edition)}

    name = drawn.panel.name
    assert said()[f"“{name}” has no draw of who scores what yet."] is False
    applied(drawn)
    assert said()[f"It is drawn who scores what in “{name}”."] is True


def test_preparing_judging_leaves_a_drawn_round_alone(drawn):
    assert drawn.prepare() == 0
    assert pairs() == set()
