"""A judge's way in, and the organiser's pages about a member."""

import datetime as dt

import pytest
import sqlalchemy as sa

from awards.core import clock
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Conflict, PanelMember
from awards.judging.queries import invitation_of
from awards.judging.services import Seat, accept_seat, mark_criteria_read
from awards.judging.states import ConflictKind, SeatState
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import NOW, make_person, make_sheet, saved
from tests.judging.seating import ask, decline, leave, letters, seat_of, to_score


class TestWhatIsAsked:
    """Rounds and dates; how much only when all nominations are in."""

    @pytest.mark.parametrize(
        ("stage", "number"), [(Stage.NOMINATIONS, None), (Stage.CHECKING, 3), (Stage.JUDGING, 3)]
    )
    def test_nobody_is_told_how_many_while_nominations_are_open(self, judging, stage, number):
        member = ask(judging)
        judging.edition.state = stage
        assert invitation_of(member).nominations == number

    def test_what_they_stand_aside_from_is_in_no_count(self, judging):
        member, nomination = ask(judging), judging.nominations[0]
        kind = ConflictKind.DECLARED
        saved(Conflict(person=member.person, nomination=nomination, kind=kind, reason="A friend."))
        assert invitation_of(member).nominations == 2

    @pytest.mark.parametrize(("each", "most", "number"), [(1, None, 1), (3, None, 3), (3, 1, 1)])
    def test_where_nominations_are_shared_out_it_is_a_share(self, judging, each, most, number):
        member = ask(judging, Seat(most=most))  # three judges, three nominations
        judging.panel.current.judges_each = each
        assert invitation_of(member).nominations == number

    def test_a_chair_who_does_not_score_is_given_no_number(self, judging):
        assert invitation_of(seat_of(judging, judging.chair)).nominations is None

    @pytest.mark.parametrize(
        ("number", "words"), [(1, "half an hour"), (3, "1 hour"), (4, "1 hour"), (14, "3½ hours")]
    )
    def test_time_is_said_in_half_hours(self, judging, number, words):
        invitation = invitation_of(seat_of(judging, judging.judge))
        assert type(invitation)(invitation.rounds, number).time == words

    def test_each_round_has_its_time(self, judging):
        judging.panel.current.closes_at = NOW
        assert [each.closes_at for each in invitation_of(ask(judging)).rounds] == [NOW]


class TestTheWayIn:
    """A judge's own pages."""

    STEPS = ("ask", "accept", "read", "declare")

    def through(self, judging, last):
        """A member who has come as far as ``last``."""
        member = ask(judging)
        at = clock.now()
        if last in ("no", "left"):
            _ = decline(member) if last == "no" else leave(judging, member)
            return member
        for step in self.STEPS[: self.STEPS.index(last) + 1]:
            if step == "accept":
                accept_seat(member, by=member.person, at=at)
            elif step == "read":
                mark_criteria_read(member, by=member.person, at=at)
            elif step == "declare":
                member.declared_at = at
        db.session.commit()
        return member

    @pytest.mark.parametrize(
        ("last", "seat", "criteria", "declare", "score"),
        [
            ("ask", 200, 404, 404, 404),
            ("accept", 200, 200, 404, 404),
            ("read", 200, 200, 200, 404),
            ("declare", 200, 200, 200, 200),
            ("no", 200, 404, 404, 404),
            ("left", 404, 404, 404, 404),
        ],
    )
    def test_each_page_opens_after_the_one_before(
        self, judging, browser_of, last, seat, criteria, declare, score
    ):
        member = ask(judging)
        nomination = judging.assignment(member.person, judging.nominations[0]).id
        db.session.execute(sa.delete(PanelMember).where(PanelMember.id == member.id))
        db.session.commit()
        member = self.through(judging, last)
        theirs = to_score(member)
        pages = [
            f"/judging/seats/{member.id}",
            f"/judging/seats/{member.id}/criteria",
            f"/judging/panels/{member.id}/declare",
            f"/judging/assignments/{theirs[0].id if theirs else nomination}",
        ]
        browser = browser_of(member.person)
        assert [browser.get(page).status_code for page in pages] == [seat, criteria, declare, score]

    @pytest.mark.parametrize(
        ("last", "said"),
        [
            ("ask", "See what is asked, and answer"),
            ("accept", "Read the criteria</a>"),
            ("read", "Start with the list of teams"),
            ("declare", "0 of 3 submitted"),
            ("no", "Thank you for letting us know"),
            ("left", "Thank you for the time you gave"),
        ],
    )
    def test_the_first_page_has_one_next_step(self, judging, browser_of, last, said):
        text = browser_of(self.through(judging, last).person).get("/judging").text
        everything = [
            "See what is asked, and answer",
            "Read the criteria</a>",
            "Start with the list of teams",
            "0 of 3 submitted",
            "Thank you for letting us know",
            "Thank you for the time you gave",
        ]
        assert [each for each in everything if each in text] == [said]

    @pytest.mark.parametrize("last", ["ask", "accept", "read", "no", "left"])
    def test_no_team_is_named_before_the_list(self, judging, browser_of, last):
        member = self.through(judging, last)
        browser = browser_of(member.person)
        pages = ["/judging", f"/judging/seats/{member.id}", f"/judging/seats/{member.id}/criteria"]
        text = "".join(browser.get(page).text for page in pages)
        assert not any(nomination.team_name in text for nomination in judging.nominations)
        assert "Team Alder" in browser_of(judging.judge).get("/judging").text

    def test_a_seat_is_nobody_elses(self, judging, browser_of):
        member = ask(judging)
        for person in (judging.other, judging.organiser):
            browser, address = browser_of(person), f"/judging/seats/{member.id}"
            assert browser.get(address).status_code == 404
            assert browser.post(f"{address}/accept").status_code == 404
        assert member.state is SeatState.INVITED

    def test_yes_leads_to_the_criteria(self, judging, browser_of):
        member = ask(judging)
        browser, address = browser_of(member.person), f"/judging/seats/{member.id}"
        assert browser.get(f"{address}/accept").status_code == 405
        answers = [browser.post(f"{address}/accept") for _ in range(2)]
        assert [each.headers["Location"] for each in answers] == [f"{address}/criteria"] * 2

    def test_no_can_be_changed_to_yes_on_the_same_page(self, judging, browser_of):
        member = ask(judging)
        browser, address = browser_of(member.person), f"/judging/seats/{member.id}"
        data = {"reason": "I am abroad."}
        assert [browser.post(f"{address}/decline", data=data).status_code for _ in range(2)] == [303, 303]
        assert "I can judge after all" in browser.get(address).text
        assert browser.post(f"{address}/accept").status_code == 303

    def test_a_reason_that_is_too_long_comes_back(self, judging, browser_of):
        member = ask(judging)
        reason = "x" * 501
        answer = browser_of(member.person).post(
            f"/judging/seats/{member.id}/decline", data={"reason": reason}
        )
        assert answer.status_code == 422 and reason in answer.text

    def test_nobody_goes_on_without_reading_the_criteria_and_promising_confidence(self, judging, browser_of):
        member = self.through(judging, "accept")
        browser, address = browser_of(member.person), f"/judging/seats/{member.id}/criteria"
        for one, missing in (("read", "promise confidence"), ("confidential", "have read the criteria")):
            answer = browser.post(address, data={one: "y"})
            assert answer.status_code == 422 and missing in answer.text
        answer = browser.post(address, data={"read": "y", "confidential": "y"})
        assert answer.headers["Location"] == f"/judging/panels/{member.id}/declare"

    def test_a_sample_is_a_step_from_the_start(self, judging, sample, browser_of):
        member = ask(judging)
        browser = browser_of(member.person)
        assert "Score the sample" not in browser.get("/judging").text
        sample.show()
        assert "Score the sample" in browser.get("/judging").text

    @pytest.mark.parametrize(("plain", "said"), [(False, "Look for figures."), (True, "Is it better now?")])
    def test_young_judges_read_plain_words(self, judging, browser_of, plain, said):
        criterion = judging.category.criteria[0]
        criterion.guidance, criterion.plain = "Look for figures.", "Is it better now?"
        member = self.through(judging, "accept")
        member.plain_words = plain
        db.session.commit()
        text = browser_of(member.person).get(f"/judging/seats/{member.id}/criteria").text
        both = ("Look for figures.", "Is it better now?")
        assert [each for each in both if each in text] == [said]
        assert "Outstanding" in text

    @pytest.mark.parametrize("more", [0, 5])
    @pytest.mark.parametrize("page", ["/judging", "/judging/seats/{}", "/judging/seats/{}/criteria"])
    def test_the_pages_need_the_same_few_statements(self, judging, browser_of, page, more):
        member = self.through(judging, "accept")
        for _ in range(more):
            judging.add_nomination()
            ask(judging)
        browser = browser_of(member.person)
        db.session.expire_all()
        with counted_statements() as statements:
            assert browser.get(page.format(member.id)).status_code == 200
        assert len(statements) <= 9


class TestTheOrganisersPages:
    """Who answered how, and what can be done about it."""

    @pytest.fixture
    def browser(self, judging, browser_of):
        return browser_of(judging.organiser)

    def test_they_see_every_answer(self, judging, browser):
        ask(judging)
        decline(ask(judging), "I am abroad.")
        leave(judging, seat_of(judging, judging.other))
        text = browser.get(f"/editions/{judging.edition.slug}/panel").text
        for said in (
            "No answer yet",
            "Invited on",
            "Declined",
            "I am abroad.",
            "Left",
            "Is on leave.",
            "Accepted",
        ):
            assert said in text

    def test_they_change_duties(self, judging, browser):
        member = seat_of(judging, judging.judge)
        form = {"duty": "deputy", "most": "4", "fields": ["early-help"], "years_before": "2"}
        address = f"/judging/members/{member.id}"
        assert [browser.post(address, data=form).status_code for _ in range(2)] == [303, 303]
        db.session.refresh(member)
        assert Seat.of(member) == Seat(is_deputy=True, most=4, fields=("early-help",), years_before=2)
        assert 'value="4"' in browser.get(address).text

    @pytest.mark.parametrize(
        ("form", "kept"),
        [
            ({"duty": "judge", "most": "many"}, "many"),
            ({"duty": "chair", "years_before": "3"}, 'value="3"'),
            ({"duty": "judge", "fields": "nonsense"}, "choose one of the answers shown"),
        ],
    )
    def test_a_mistake_comes_back_with_what_was_typed(self, judging, browser, form, kept):
        answer = browser.post(f"/judging/members/{seat_of(judging, judging.judge).id}", data=form)
        assert answer.status_code == 422 and kept in answer.text

    def test_they_ask_again_once_a_day(self, judging, browser):
        member = ask(judging)
        member.invited_at = clock.now() - dt.timedelta(days=2)
        db.session.commit()
        address = f"/judging/members/{member.id}"
        assert "Send the invitation again" in browser.get(address).text
        assert [browser.post(f"{address}/invitation").status_code for _ in range(2)] == [303, 303]
        assert len(letters("judging invitation")) == 2
        assert "You can send it again tomorrow" in browser.get(address).text

    def test_they_are_told_what_goes_before_somebody_leaves(self, judging, browser):
        member = seat_of(judging, judging.judge)
        make_sheet(judging.assignment(judging.judge, judging.nominations[0]), 3)
        address = f"/judging/members/{member.id}/leave"
        text = browser.get(address).text
        assert "<strong>1</strong> score sheet they have submitted stays and counts" in text
        assert "The 2 nominations they have not begun" in text
        assert browser.post(address).status_code == 422
        form = {"reason": "Has moved away."}
        assert [browser.post(address, data=form).status_code for _ in range(2)] == [303, 303]
        assert browser.post(f"/judging/members/{member.id}/return").status_code == 303
        db.session.refresh(member)
        assert member.state is SeatState.INVITED

    def test_an_auditor_changes_nobody(self, judging, browser_of):
        browser = browser_of(make_person(Role.AUDITOR))
        address = f"/judging/members/{seat_of(judging, judging.judge).id}"
        for page in ("", "/leave", "/return", "/invitation", "/remove"):
            assert browser.post(f"{address}{page}", data={"reason": "No."}).status_code == 404
        assert seat_of(judging, judging.judge).has_begun

    @pytest.mark.parametrize("more", [0, 5])
    @pytest.mark.parametrize("page", ["", "/leave", "/remove"])
    def test_the_pages_need_the_same_few_statements(self, judging, browser, page, more):
        member = ask(judging)
        for _ in range(more):
            judging.add_nomination()
            ask(judging)
        db.session.expire_all()
        with counted_statements() as statements:
            assert browser.get(f"/judging/members/{member.id}{page}").status_code == 200
        assert len(statements) <= 8
