"""What members do on their panel, and who leads it."""

import pytest
from sqlalchemy.exc import IntegrityError

from awards.core import clock
from awards.core.database import db
from awards.core.errors import BrokenRule
from awards.judging.models import PanelMember
from awards.judging.policy import may_lead_panel
from awards.judging.queries import fields_of
from awards.judging.services import Seat, add_to_panel, change_duties
from awards.judging.states import SeatState
from awards.organisations.roles import Role
from tests.factories import NOW, make_category, make_edition, make_panel, make_person, make_sheet, saved
from tests.judging.seating import acts, ask, leave, seat_of, to_score


class TestDuties:
    """One chair, one deputy; what somebody no longer does is taken from them."""

    @pytest.mark.parametrize("seat", [Seat(is_chair=True), Seat(is_deputy=True)])
    def test_a_panel_has_one_of_each_who_lead(self, judging, seat):
        ask(judging, Seat(is_deputy=True))
        with pytest.raises(BrokenRule) as refusal:
            add_to_panel(
                judging.panel, make_person(Role.JUDGE, Role.CHAIR), seat, by=judging.organiser, at=clock.now()
            )
        assert refusal.value.field == "duty"

    @pytest.mark.both_databases
    @pytest.mark.parametrize("duty", ["is_chair", "is_deputy"])
    def test_the_database_knows_of_one_as_well(self, session, duty):
        panel = make_panel(make_category(make_edition()))
        for _ in range(2):
            panel.members.append(PanelMember(person=make_person(Role.CHAIR), **{duty: True}))
        with pytest.raises(IntegrityError):
            db.session.flush()

    def test_a_chair_who_left_makes_room(self, judging):
        leave(judging, seat_of(judging, judging.chair))
        person = make_person(Role.CHAIR)
        at = clock.now()
        member = add_to_panel(judging.panel, person, Seat(is_chair=True), by=judging.organiser, at=at)
        assert member.is_chair

    def test_a_judge_without_the_post_does_not_chair(self, judging):
        leave(judging, seat_of(judging, judging.chair))
        with pytest.raises(BrokenRule, match="panel chair") as refusal:
            change_duties(
                seat_of(judging, judging.judge), Seat(is_chair=True), by=judging.organiser, at=clock.now()
            )
        assert refusal.value.field == "duty"

    def test_who_no_longer_scores_keeps_what_they_submitted(self, judging):
        member = seat_of(judging, judging.judge)
        member.person.posts[0].role = Role.CHAIR
        leave(judging, seat_of(judging, judging.chair))
        make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
        change_duties(member, Seat(is_chair=True, scores=False), by=judging.organiser, at=clock.now())
        assert [each.nomination for each in to_score(member)] == [judging.nominations[0]]

    def test_the_same_duties_again_change_nothing(self, judging):
        member = seat_of(judging, judging.judge)
        change_duties(member, Seat.of(member), by=judging.organiser, at=clock.now())
        assert "panel member changed" not in acts(member)

    def test_all_duties_are_kept(self, judging):
        member = seat_of(judging, judging.judge)
        seat = Seat(plain_words=True, is_deputy=True, most=5, fields=("early-help",), years_before=2)
        change_duties(member, seat, by=judging.organiser, at=clock.now())
        db.session.commit()
        db.session.expire_all()
        assert Seat.of(member) == seat

    def test_the_fields_are_those_that_nominators_choose_from(self, judging):
        assert fields_of(judging.panel) == {"early-help": "Early help", "education": "Education"}

    def test_who_left_has_no_duties(self, judging):
        member = seat_of(judging, judging.judge)
        leave(judging, member)
        with pytest.raises(BrokenRule, match="not on the panel"):
            change_duties(member, Seat(plain_words=True), by=judging.organiser, at=clock.now())


class TestLeading:
    """The chair by their post, the deputy by their seat; nobody before they declared, nor after they left."""

    @pytest.mark.parametrize(
        ("role", "duty", "state", "declared", "leads"),
        [
            (Role.CHAIR, "is_chair", SeatState.ACCEPTED, True, True),
            (Role.JUDGE, "is_chair", SeatState.ACCEPTED, True, False),
            (Role.JUDGE, "is_deputy", SeatState.ACCEPTED, True, True),
            (Role.ORGANISER, "is_deputy", SeatState.ACCEPTED, True, False),
            (Role.CHAIR, "is_deputy", SeatState.ACCEPTED, True, True),
            (Role.CHAIR, "is_chair", SeatState.ACCEPTED, False, False),
            (Role.CHAIR, "is_chair", SeatState.LEFT, True, False),
            (Role.JUDGE, "is_deputy", SeatState.LEFT, True, False),
            (Role.JUDGE, "scores", SeatState.ACCEPTED, True, False),
        ],
    )
    def test_who_leads(self, session, role, duty, state, declared, leads):
        panel, person = make_panel(make_category(make_edition())), make_person(role)
        member = PanelMember(person=person, state=state, answered_at=NOW, criteria_read_at=NOW)
        member.declared_at = NOW if declared else None
        setattr(member, duty, True)
        panel.members.append(member)
        assert may_lead_panel(person, saved(panel)) is leads
