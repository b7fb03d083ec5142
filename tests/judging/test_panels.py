"""Setting up panels, and what the organiser and the chair see of them."""

import pytest
import sqlalchemy as sa

from awards.accounts.models import Person
from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule, WrongState
from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.judging.models import Assignment, Conflict, Panel, PanelMember
from awards.judging.services import Seat, add_to_panel, change_panel, make_panel, remove_member
from awards.judging.services.panels import CHAIR
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import make_category, make_edition, make_person, make_sheet, refreshed


@pytest.fixture
def browser(judging, browser_of):
    return browser_of(judging.organiser)


@pytest.fixture
def page(judging):
    return f"/editions/{judging.edition.slug}/panel"


def seat_of(judging, person):
    return db.session.scalar(sa.select(PanelMember).filter_by(panel_id=judging.panel.id, person_id=person.id))


@pytest.mark.both_databases
def test_the_same_panel_asked_for_twice_is_made_once(session):
    category = make_category(make_edition())
    by = make_person(Role.ORGANISER)
    made = [make_panel(category.edition, "The panel", [category], by=by, at=clock.now()) for _ in range(2)]
    assert made[0] is made[1]


@pytest.mark.parametrize(
    ("name", "categories", "field"),
    [("The panel", 1, "name"), ("Another", 0, "categories"), ("Another", 1, "categories")],
)
def test_a_panel_needs_a_name_and_categories_of_its_own(session, name, categories, field):
    edition, by, at = make_edition(), make_person(Role.ORGANISER), clock.now()
    first, second = make_category(edition), make_category(edition)
    make_panel(edition, "The panel", [first], by=by, at=at)
    wanted = [second if name == "The panel" else first][:categories]
    with pytest.raises(BrokenRule) as refusal:
        make_panel(edition, name, wanted, by=by, at=at)
    assert refusal.value.field == field


def test_a_category_is_not_taken_from_judges_who_have_begun(judging):
    other = make_category(judging.edition)
    with pytest.raises(BrokenRule):
        change_panel(judging.panel, "The panel", [other], by=judging.organiser, at=clock.now())


def test_only_those_with_a_post_are_seated(judging):
    guest, judge = make_person(Role.PRESENTER), make_person(Role.JUDGE)
    by, at = judging.organiser, clock.now()
    with pytest.raises(BrokenRule):
        add_to_panel(judging.panel, guest, by=by, at=at)
    with pytest.raises(BrokenRule):
        add_to_panel(judging.panel, judge, CHAIR, by=by, at=at)


def test_seated_twice_one_has_one_seat_and_the_newer_duties(judging):
    person = make_person(Role.JUDGE)
    for plain in (False, True):
        add_to_panel(judging.panel, person, Seat(plain_words=plain), by=judging.organiser, at=clock.now())
    db.session.flush()
    assert seat_of(judging, person).plain_words is True


def test_a_member_who_has_not_begun_can_be_removed(judging):
    person = make_person(Role.JUDGE)
    add_to_panel(judging.panel, person, by=judging.organiser, at=clock.now())
    remove_member(seat_of(judging, person), by=judging.organiser, at=clock.now())
    db.session.flush()
    assert seat_of(judging, person) is None
    assert db.session.scalars(sa.select(Assignment).filter_by(person_id=person.id)).all() == []


def test_a_member_who_has_begun_stays(judging):
    with pytest.raises(WrongState):
        remove_member(seat_of(judging, judging.judge), by=judging.organiser, at=clock.now())


def test_panels_do_not_change_after_judging(judging):
    judging.edition.state = Stage.MODERATION
    with pytest.raises(WrongState):
        add_to_panel(judging.panel, make_person(Role.JUDGE), by=judging.organiser, at=clock.now())


def test_an_organiser_sets_up_a_panel(browser, page, judging):
    category = make_category(judging.edition)
    form = {"name": "Second panel", "categories": category.id}
    assert [browser.post(f"{page}/new", data=form).status_code for _ in range(2)] == [303, 303]
    assert "Second panel" in browser.get(page).text


@pytest.mark.parametrize(
    "form", [{}, {"name": "P"}, {"name": "P", "categories": "nonsense"}, {"name": "x" * 81}]
)
def test_a_panel_with_a_gap_comes_back(browser, page, form):
    answer = browser.post(f"{page}/new", data=form)
    assert answer.status_code == 422
    assert form.get("name", "") in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Panel)) == 1


def test_an_organiser_seats_somebody_known(browser, judging):
    person = make_person(Role.JUDGE, name="Ada Known")
    form = {"person": person.id, "duty": "judge", "plain_words": "y"}
    assert browser.post(f"/judging/panels/{judging.panel.id}/members/new", data=form).status_code == 303
    assert seat_of(judging, person).plain_words is True
    said = browser.get(f"/editions/{judging.edition.slug}/panel").text
    assert "Invited: an email is on its way to Ada Known." in said


def test_a_panel_is_named_and_where_every_category_has_one_the_page_says_so_first(browser, judging):
    new = f"/editions/{judging.edition.slug}/panel/new"
    page = browser.get(new).text
    assert "Every category has a panel already" in page
    assert f"/editions/{judging.edition.slug}/set-up/categories" in page
    assert "Enter the name of the panel" in browser.post(new, data={}).text
    make_category(judging.edition)
    assert "Every category has a panel already" not in browser.get(new).text


def test_chair_is_offered_with_the_way_to_the_post_that_it_needs(browser, judging):
    pages = [f"/judging/members/{seat_of(judging, who).id}" for who in (judging.judge, judging.chair)]
    texts = [browser.get(page).text for page in pages]
    assert [f"/people/{judging.judge.id}" in texts[0], "holds no post as panel chair" in texts[1]] == [
        True,
        False,
    ]


@pytest.mark.parametrize("typed", ["-1", "some"])
def test_a_number_is_asked_for_as_a_question_is_answered(browser, judging, typed):
    page = f"/judging/members/{seat_of(judging, judging.judge).id}"
    answer = browser.post(page, data={"duty": "judge", "years_before": typed})
    assert (answer.status_code, "Enter a whole number, like 2" in answer.text) == (422, True)


def test_an_organiser_invites_somebody_new_who_gets_a_message_and_nominations(browser, judging):
    form = {"name": "Ada New", "email": "ada@example.org", "duty": "judge"}
    address = f"/judging/panels/{judging.panel.id}/members/new"
    assert [browser.post(address, data=form).status_code for _ in range(2)] == [303, 303]
    person = db.session.scalars(sa.select(Person).filter_by(email="ada@example.org")).one()
    assert len(db.session.scalars(sa.select(Assignment).filter_by(person_id=person.id)).all()) == 3
    assert db.session.scalar(sa.select(Message.recipient)) == "ada@example.org"


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ({"duty": "judge"}, ""),
        ({"duty": "judge", "name": "Ada"}, "Ada"),
        ({"duty": "judge", "name": "Ada", "email": "no address"}, "no address"),
        ({"duty": "king", "name": "Ada", "email": "ada@example.org"}, "ada@example.org"),
        ({"duty": "judge", "person": "nobody"}, ""),
    ],
)
def test_a_member_with_a_gap_comes_back(browser, judging, form, kept):
    answer = browser.post(f"/judging/panels/{judging.panel.id}/members/new", data=form)
    assert answer.status_code == 422
    assert kept in answer.text
    assert len(refreshed(judging.panel).members) == 3


def test_an_organiser_removes_a_member_after_asking(browser, judging):
    person = make_person(Role.JUDGE)
    seat = add_to_panel(judging.panel, person, by=judging.organiser, at=clock.now())
    db.session.commit()
    address = f"/judging/members/{seat.id}/remove"
    assert "Remove" in browser.get(address).text
    assert seat_of(judging, person) is not None
    assert browser.post(address).status_code == 303
    assert seat_of(judging, person) is None


def test_the_page_that_removes_says_so_when_somebody_has_begun_by_now(browser, judging):
    seat = seat_of(judging, judging.judge)
    page = browser.get(f"/judging/members/{seat.id}/remove").text
    assert f"/judging/members/{seat.id}/leave" in page
    assert "nothing is lost" not in page


def test_an_organiser_records_a_conflict(browser, page, judging):
    form = {
        "person": judging.judge.id,
        "nomination": judging.nominations[0].id,
        "reason": "They are married.",
    }
    assert [browser.post(f"{page}/conflicts/new", data=form).status_code for _ in range(2)] == [303, 303]
    assert "They are married." in browser.get(f"{page}/conflicts").text
    assert "Set by an organiser" in browser.get(f"{page}/conflicts").text


def test_a_conflict_with_a_gap_comes_back_with_the_words(browser, page, judging):
    answer = browser.post(f"{page}/conflicts/new", data={"reason": "They are married."})
    assert answer.status_code == 422
    assert "Choose who stands aside" in answer.text
    assert "They are married." in answer.text
    assert db.session.scalar(sa.select(Conflict.id)) is None


def test_bringing_up_to_date_picks_up_a_late_nomination(browser, page, judging):
    late = judging.add_nomination()
    assert browser.post(f"{page}/prepare").status_code == 303
    assert judging.assignment(judging.judge, late).person_id == judging.judge.id


def test_an_auditor_reads_and_writes_nothing(judging, page, browser_of):
    browser = browser_of(make_person(Role.AUDITOR))
    text = browser.get(page).text
    assert judging.judge.name in text
    assert "Add a member" not in text
    statuses = [browser.post(f"{page}/{path}").status_code for path in ("new", "prepare", "conflicts/new")]
    assert statuses == [403, 403, 403]


def test_a_chair_reopens_a_sheet_with_a_reason(judging, browser_of):
    sheet = make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    browser, address = browser_of(judging.chair), f"/judging/sheets/{sheet.id}/reopen"
    assert browser.post(address, data={"reason": " "}).status_code == 422
    answers = [browser.post(address, data={"reason": "Look again."}).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert refreshed(sheet).state == "reopened"


@pytest.mark.parametrize("who", ["judge", "other", "organiser"])
def test_only_the_chair_reopens(judging, browser_of, who):
    sheet = make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
    browser = browser_of(getattr(judging, who))
    assert (
        browser.post(f"/judging/sheets/{sheet.id}/reopen", data={"reason": "Look again."}).status_code == 404
    )
    assert refreshed(sheet).state == "submitted"


@pytest.mark.parametrize("more", [0, 4])
def test_the_organisers_page_needs_the_same_few_statements_for_any_number(browser, page, judging, more):
    for nomination in [judging.nominations[0], *(judging.add_nomination() for _ in range(more))]:
        person = make_person(Role.JUDGE, organisation=nomination.organisation)
        add_to_panel(judging.panel, person, by=judging.organiser, at=clock.now())
    judging.prepare()
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(page).status_code == 200
    assert len(statements) <= 12


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_chairs_page_needs_the_same_few_statements_for_any_number(judging, browser_of, sheets):
    for person in (judging.judge, judging.other):
        for nomination in judging.nominations[:sheets]:
            make_sheet(judging.assignment(person, nomination), 3)
    browser = browser_of(judging.chair)
    db.session.expire_all()
    with counted_statements() as statements:
        assert browser.get(f"/judging/panels/{judging.panel.id}").status_code == 200
    assert len(statements) <= 12
