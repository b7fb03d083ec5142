"""What the page of who scores what tells to whom: of which round, of which nominations, of which limits."""

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.core.fences import is_fenced_off
from awards.judging.models import Assignment, Conflict
from awards.judging.queries import deeds_visible_to
from awards.judging.rounds import RoundText
from awards.judging.services import change_round, give
from awards.judging.states import ConflictKind
from awards.nominations.states import NominationState
from awards.organisations.roles import Role
from tests.factories import make_category, make_nomination, make_organisation, make_person, saved
from tests.judging.rounds import go_to_final


@pytest.fixture
def drawn(judging):
    """One of two judges scores each team, and the judge has them all."""
    db.session.execute(sa.delete(Assignment).where(Assignment.person_id == judging.other.id))
    judging.panel.current.judges_each = 1
    db.session.commit()
    return judging


@pytest.fixture
def reader(drawn):
    """An organiser who stands aside from nothing yet."""
    return make_person(Role.ORGANISER)


def given(drawn, team):
    give(drawn.panel, team, drawn.other.id, "", by=drawn.organiser, at=clock.now())
    db.session.commit()


def stand_aside(person, nomination):
    saved(Conflict(person=person, nomination=nomination, kind=ConflictKind.DECLARED, reason="Friends"))


def told(reader, panel):
    return [deed.nomination for deed in deeds_visible_to(reader, panel)]


@pytest.mark.both_databases
def test_what_was_done_is_told_of_this_round_only(drawn, reader):
    given(drawn, drawn.nominations[0])
    assert told(reader, drawn.panel) == ["Team Alder"]
    go_to_final(drawn.panel, drawn.nominations, drawn.organiser, judges_each=1)
    assert told(reader, drawn.panel) == []
    given(drawn, drawn.nominations[1])
    assert told(reader, drawn.panel) == ["Team Birch"]


@pytest.mark.both_databases
def test_no_deed_names_what_the_reader_stands_aside_from(drawn, reader):
    for team in drawn.nominations[:2]:
        given(drawn, team)
    stand_aside(reader, drawn.nominations[0])
    assert told(reader, drawn.panel) == ["Team Birch"]


@pytest.mark.parametrize("listed", [True, False])
def test_who_stands_aside_cannot_tell_from_the_page_whether_it_is_shortlisted(
    drawn, reader, listed, browser_of
):
    hidden = drawn.nominations[0]
    stand_aside(reader, hidden)
    chosen = drawn.nominations if listed else drawn.nominations[1:]
    go_to_final(drawn.panel, chosen, drawn.organiser, judges_each=1)
    page = browser_of(reader).get(f"/judging/panels/{drawn.panel.id}/assignment").text
    assert "You stand aside from a nomination in a category that this panel judges" in page
    assert (hidden.team_name in page, 'name="judges_each"' in page) == (False, False)


@pytest.mark.both_databases
@pytest.mark.parametrize("state", [NominationState.ACCEPTED, NominationState.INELIGIBLE])
def test_who_stands_aside_in_a_category_knows_nothing_of_its_draws_in_any_round(drawn, reader, state):
    elsewhere = make_nomination(make_category(drawn.edition), make_organisation(), NominationState.ACCEPTED)
    stand_aside(reader, elsewhere)
    assert not is_fenced_off(drawn.panel.current, reader.id)
    drawn.nominations[0].state, drawn.nominations[0].note = state, "Why."
    stand_aside(reader, drawn.nominations[0])
    assert is_fenced_off(drawn.panel.current, reader.id)


@pytest.mark.parametrize(("most", "warned"), [(2, True), (3, False)])
def test_a_limit_below_what_somebody_has_is_pointed_out(drawn, reader, most, warned, browser_of):
    text = RoundText(name="First round", judges_each=1, most_each=most)
    change_round(drawn.panel.current, text, by=drawn.organiser, at=clock.now())
    db.session.commit()
    page = browser_of(reader).get(f"/judging/panels/{drawn.panel.id}/assignment").text
    assert (f"{drawn.judge.name} has more nominations than the limit" in page) is warned


def test_the_forms_say_where_a_limit_holds(drawn, browser_of):
    seat = next(each for each in drawn.panel.members if each.person_id == drawn.judge.id)
    browser = browser_of(drawn.organiser)
    for address in (f"/judging/members/{seat.id}", f"/judging/panels/{drawn.panel.id}/rounds/1"):
        assert "holds only where judges are drawn" in browser.get(address).text
