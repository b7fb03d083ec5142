"""A recusal is absolute: no text, file, list, count or total of the nomination, whatever the role."""

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.core.fences import is_fenced_off, open_to
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.conflicts import Tie
from awards.judging.models import Assignment, Conflict, ScoreSheet
from awards.judging.queries import submitted_sheets
from awards.judging.services import declare_conflicts, reopen_sheet, save_sheet, set_conflict
from awards.judging.states import ConflictKind
from awards.nominations.models import Nomination, Upload
from awards.organisations.roles import Role
from tests.factories import make_person, make_sheet, refreshed, saved
from tests.judging.conftest import GOOD

SECRET = "Team Birch"
MARRIED = Tie(ConflictKind.FAMILY_OR_FRIENDS, "They are married.")


@pytest.fixture
def team(judging):
    """The nomination that somebody stands aside from."""
    return judging.nominations[1]


@pytest.fixture
def recuse(judging, team):
    def call(person):
        set_conflict(person, team, "They are married.", by=judging.organiser, at=clock.now())
        db.session.commit()

    return call


def add_upload(nomination, key="challenge", media_type="application/pdf"):
    questions = {q.key: q for section in nomination.category.sections for q in section.questions}
    return saved(
        Upload(
            nomination=nomination,
            question=questions[key],
            storage_key="0" * 32,
            name="evidence.pdf",
            media_type=media_type,
            size=9,
        )
    )


def test_a_recused_judge_finds_no_trace(judging, team, recuse, browser_of):
    browser, task = browser_of(judging.judge), judging.assignment(judging.judge, team)
    upload = add_upload(team)
    address = f"/judging/assignments/{task.id}"
    recuse(judging.judge)
    answers = [browser.get(address), browser.get(f"{address}/files/{upload.id}")]
    answers += [browser.post(address, data={"then": "next"}), browser.post(f"{address}/autosave")]
    assert [answer.status_code for answer in answers] == [404] * 4
    home = browser.get("/judging").text
    assert "Team Alder" in home
    assert SECRET not in home
    assert "0 of 2 submitted" in home


def test_a_submitted_sheet_of_a_recused_judge_is_kept_but_leaves_every_list_and_total(
    judging, team, recuse, browser_of
):
    for person in (judging.judge, judging.other):
        make_sheet(judging.assignment(person, team), 3)
    task = judging.assignment(judging.judge, team)
    recuse(judging.judge)
    assert refreshed(task).sheet is not None
    assert [sheet.judge_id for sheet in submitted_sheets(judging.edition)] == [judging.other.id]
    assert browser_of(judging.judge).get(f"/judging/assignments/{task.id}").status_code == 404
    assert "0 of 2 submitted" in browser_of(judging.judge).get("/judging").text


def test_a_draft_of_a_recused_judge_is_gone_with_its_assignment(judging, team, recuse):
    save_sheet(judging.assignment(judging.judge, team), GOOD, by=judging.judge, at=clock.now())
    recuse(judging.judge)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ScoreSheet)) == 0
    left = sa.select(Assignment).filter_by(person_id=judging.judge.id, nomination_id=team.id)
    assert db.session.scalar(left) is None


def test_neighbours_skip_what_is_stood_aside_from(judging, team, recuse, browser_of):
    recuse(judging.judge)
    first = judging.assignment(judging.judge, judging.nominations[0])
    last = judging.assignment(judging.judge, judging.nominations[2])
    pages = [browser_of(judging.judge).get(f"/judging/assignments/{task.id}").text for task in (first, last)]
    assert sorted(number for page in pages for number in ("1 of 2", "2 of 2") if number in page) == [
        "1 of 2",
        "2 of 2",
    ]
    assert f"/judging/assignments/{last.id}" in pages[0]
    assert f"/judging/assignments/{first.id}" in pages[1]


def test_a_recused_chair_finds_no_trace(judging, team, recuse, browser_of):
    sheets = [make_sheet(judging.assignment(judging.judge, each), 3) for each in judging.nominations]
    browser, page = browser_of(judging.chair), f"/judging/panels/{judging.panel.id}"
    assert SECRET in browser.get(page).text
    recuse(judging.chair)
    text = browser.get(page).text
    assert "Team Alder" in text
    assert SECRET not in text
    assert "2 of 4 score sheets submitted" in text
    statuses = [browser.get(f"/judging/sheets/{sheet.id}/reopen").status_code for sheet in sheets]
    assert statuses == [200, 404, 200]


def test_a_recused_organiser_finds_no_trace(judging, team, recuse, browser_of):
    recuse(judging.judge)
    browser, page = browser_of(judging.organiser), f"/editions/{judging.edition.slug}/panel"
    assert SECRET in browser.get(f"{page}/conflicts").text
    assert "0 of 3" in browser.get(page).text
    recuse(judging.organiser)
    text = browser.get(page).text + browser.get(f"{page}/conflicts").text
    assert SECRET not in text and judging.judge.name not in browser.get(f"{page}/conflicts").text
    assert "0 of 3" not in text
    form = browser.get(f"{page}/conflicts/new").text
    assert "Team Alder" in form
    assert SECRET not in form


def test_how_many_a_member_stands_aside_from_leaves_out_what_the_organiser_may_not_know(
    judging, team, recuse, browser_of
):
    recuse(judging.judge)
    page = f"/editions/{judging.edition.slug}/panel"
    others = browser_of(make_person(Role.ORGANISER)).get(page).text
    recuse(judging.organiser)
    text = browser_of(judging.organiser).get(page).text
    assert [each.count("None so far") for each in (others, text)] == [2, 3]


def test_a_judge_who_was_found_to_stand_aside_reads_the_organisation_and_no_title(
    judging, team, recuse, browser_of
):
    recuse(judging.judge)
    member = next(each for each in judging.panel.members if each.person is judging.judge)
    page = browser_of(judging.judge).get(f"/judging/panels/{member.id}/declare").text
    assert f"A team of {team.organisation.name}" in page
    assert SECRET not in page


def test_a_recused_organiser_cannot_choose_the_nomination_by_hand(judging, team, recuse, browser_of):
    recuse(judging.organiser)
    form = {"person": judging.judge.id, "nomination": team.id, "reason": "They are married."}
    page = f"/editions/{judging.edition.slug}/panel/conflicts/new"
    assert browser_of(judging.organiser).post(page, data=form).status_code == 422


def test_earlier_stages_are_fenced_too(judging, team, recuse):
    recuse(judging.organiser)
    seen = db.session.scalars(sa.select(Nomination).where(open_to(Nomination, judging.organiser.id))).all()
    assert {nomination.id for nomination in seen} == {judging.nominations[0].id, judging.nominations[2].id}
    assert is_fenced_off(team, judging.organiser.id)
    assert not is_fenced_off(team, judging.judge.id)


def test_files_of_another_nomination_are_not_served(judging, team, browser_of):
    task = judging.assignment(judging.judge, judging.nominations[0])
    address = f"/judging/assignments/{task.id}/files/{add_upload(team).id}"
    assert browser_of(judging.judge).get(address).status_code == 404


def test_another_judges_assignment_is_not_there(judging, browser_of):
    task = judging.assignment(judging.other, judging.nominations[0])
    assert browser_of(judging.judge).get(f"/judging/assignments/{task.id}").status_code == 404


def test_another_judges_scores_show_on_no_page_of_ones_own(judging, browser_of):
    make_sheet(judging.assignment(judging.other, judging.nominations[0]), 5, comment="A canary sang")
    browser = browser_of(judging.judge)
    task = judging.assignment(judging.judge, judging.nominations[0])
    for page in ("/judging", f"/judging/assignments/{task.id}"):
        assert "A canary sang" not in browser.get(page).text
        assert "100.0" not in browser.get(page).text


@pytest.mark.parametrize("who", ["organiser", "chair"])
def test_no_score_shows_to_those_who_follow_the_progress(judging, browser_of, who):
    make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 5, comment="A canary sang")
    pages = {
        "organiser": f"/editions/{judging.edition.slug}/panel",
        "chair": f"/judging/panels/{judging.panel.id}/progress",
    }
    text = browser_of(getattr(judging, who)).get(pages[who]).text
    assert "1 of 3" in text
    assert "A canary sang" not in text
    assert "100.0" not in text


def test_one_can_stand_aside_at_any_time_while_the_panel_works(judging, team):
    judging.edition.state = Stage.MODERATION
    member = next(each for each in judging.panel.members if each.person is judging.judge)
    declare_conflicts(member, {team: MARRIED}, by=judging.judge, at=clock.now())
    assert db.session.scalar(sa.select(Conflict.kind)) is ConflictKind.FAMILY_OR_FRIENDS


def test_a_declaration_needs_a_reason(judging, team):
    member = next(each for each in judging.panel.members if each.person is judging.judge)
    with pytest.raises(BrokenRule):
        declare_conflicts(member, {team: Tie(ConflictKind.DECLARED, " ")}, by=judging.judge, at=clock.now())


def test_the_first_reason_stands(judging, team, recuse):
    recuse(judging.judge)
    set_conflict(judging.judge, team, "Another reason.", by=judging.organiser, at=clock.now())
    assert db.session.scalars(sa.select(Conflict.reason)).all() == ["They are married."]


def test_no_conflict_is_set_after_sealing(judging, team):
    judging.edition.state = Stage.SEALED
    with pytest.raises(WrongState):
        set_conflict(judging.judge, team, "They are married.", by=judging.organiser, at=clock.now())


def test_a_judge_whose_post_has_ended_has_no_pages(judging, browser_of):
    judging.judge.posts[0].ends_on = judging.judge.posts[0].starts_on
    db.session.commit()
    browser, task = browser_of(judging.judge), judging.assignment(judging.judge, judging.nominations[0])
    statuses = [browser.get(page).status_code for page in ("/judging", f"/judging/assignments/{task.id}")]
    assert statuses == [403, 404]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PRESENTER, Role.ADMINISTRATOR, Role.JUDGE, Role.CHAIR])
def test_the_organisers_pages_are_closed_to_others(judging, browser_of, role):
    person = make_person(role, organisation=judging.nominations[0].organisation)
    browser, member = browser_of(person), judging.panel.members[0]
    panel = f"/editions/{judging.edition.slug}/panel"
    pages = [panel, f"{panel}/new", f"{panel}/conflicts/new", f"/judging/panels/{judging.panel.id}/change"]
    pages += [f"/judging/panels/{judging.panel.id}/members/new", f"/judging/members/{member.id}/remove"]
    pages += [f"/judging/panels/{judging.panel.id}", f"/judging/panels/{member.id}/declare"]
    assert [browser.get(page).status_code for page in pages] == [403] * 3 + [404] * 5


def test_the_outbox_keeps_what_a_chair_wrote_about_a_sheet_of_theirs(judging, team, recuse, browser_of):
    sheet = make_sheet(judging.assignment(judging.judge, team), 4)
    reason = "Why a 4 for Team Birch?"
    reopen_sheet(sheet, reason, by=judging.chair, at=clock.now(), base_url="https://awards.example")
    recuse(judging.organiser)
    message = db.session.scalars(sa.select(Message).filter_by(thing_id=sheet.id)).one()
    fenced, other = browser_of(judging.organiser), browser_of(make_person(Role.ORGANISER))
    assert [each.get(f"/outbox/{message.id}").status_code for each in (fenced, other)] == [404, 200]
    assert message.subject not in fenced.get("/outbox").text
