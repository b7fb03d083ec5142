"""Pages of the set-up: who may see and change them, bad input, deadlines, statements."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from awards.core.database import db
from awards.core.installation import start_sample_clock
from awards.editions.models import Edition
from awards.editions.queries import get_edition
from awards.editions.states import AwardKind, Stage
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    SCALE,
    make_award,
    make_category,
    make_edition,
    make_organisation,
    make_participant,
    make_person,
)

PAGES = ["", "/basics", "/timetable", "/deciding", "/organisations", "/categories", "/awards", "/plan"]


@pytest.fixture
def edition(session: Any) -> Edition:
    """One in set-up, in plain 2022, with a category and an award."""
    edition = make_edition(
        Stage.SET_UP,
        nominations_open_at=dt.datetime(2022, 9, 5, 8, tzinfo=dt.UTC),
        nominations_close_at=dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC),
        judging_closes_at=None,
        plan=[{"key": "doors", "title": "Doors", "kind": "arrival", "length": "45m"}],
    )
    make_award(make_category(edition))
    return edition


@pytest.fixture
def organiser(browser_of: Any) -> FlaskClient:
    """An organiser's browser."""
    browser: FlaskClient = browser_of(make_person(Role.ORGANISER))
    return browser


def post(browser: FlaskClient, edition: Edition, part: str, form: dict[str, Any]) -> TestResponse:
    """What the page of this part answers to the form."""
    return browser.post(f"/editions/{edition.slug}/set-up{part}", data=form)


def basics(**changes: Any) -> dict[str, Any]:
    """The form of the basics, filled in."""
    return {
        "version": 1,
        "name": "TEA 2022",
        "award_name": "Team Excellence Award",
        "contact": "tea@example.org",
        "venue": "Molineux",
        "ceremony_on-day": "21",
        "ceremony_on-month": "10",
        "ceremony_on-year": "2022",
        "doors_at": "18:00",
        "hard_finish_at": "22:30",
    } | changes


def timetable(day: str = "23", month: str = "9", time: str = "17:00", year: str = "2022") -> dict[str, Any]:
    """The form of the timetable, with this moment for the close of nominations."""
    form: dict[str, Any] = {"version": 1}
    for name, parts in {
        "nominations_open_at": ("5", "9", "2021", "09:00"),
        "nominations_close_at": (day, month, year, time),
    }.items():
        form |= dict(zip([f"{name}-{part}" for part in ("day", "month", "year", "time")], parts, strict=True))
    return form


def criterion(**changes: Any) -> dict[str, Any]:
    """The form of a criterion, filled in."""
    scale = {f"scale_{point}": word for point, word in enumerate(SCALE)}
    return {"name": "Teamwork together", "weight": "20", "reason_needed_at": ["0", "5"]} | scale | changes


@pytest.mark.parametrize("part", PAGES)
def test_organisers_and_auditors_read_every_part(edition: Edition, browser_of: Any, part: str) -> None:
    answers = [
        browser_of(make_person(role)).get(f"/editions/{edition.slug}/set-up{part}").status_code
        for role in (Role.ORGANISER, Role.AUDITOR, Role.DIRECTOR, Role.JUDGE)
        if role is not Role.DIRECTOR
    ]
    assert answers == [200, 200, 403]


def test_an_auditor_changes_nothing(edition: Edition, browser_of: Any) -> None:
    auditor = browser_of(make_person(Role.AUDITOR))
    assert post(auditor, edition, "/basics", basics(name="Changed")).status_code == 403
    assert (
        b"<form method"
        not in auditor.get(f"/editions/{edition.slug}/set-up/basics").data.partition(b"<main")[2]
    )


def test_a_deadline_that_passes_while_nominations_are_open_is_not_called_missing(
    edition: Edition, organiser: FlaskClient
) -> None:
    edition.nominations_open_at = dt.datetime(2001, 9, 5, 8, tzinfo=dt.UTC)
    edition.nominations_close_at = dt.datetime(2001, 9, 23, 16, tzinfo=dt.UTC)
    edition.state = Stage.CHECKING
    db.session.commit()
    page = organiser.get(f"/editions/{edition.slug}/set-up").data
    assert b"The deadline for nominations is past" not in page


def test_a_part_of_another_edition_is_not_found(edition: Edition, organiser: FlaskClient) -> None:
    other = make_category(make_edition())
    address = f"/editions/{edition.slug}/set-up"
    assert organiser.get(f"{address}/categories/{other.id}").status_code == 404
    assert organiser.get(f"{address}/criteria/{other.criteria[0].id}").status_code == 404
    assert organiser.get(f"{address}/awards/{make_award(other).id}").status_code == 404


def test_basics_are_saved(edition: Edition, organiser: FlaskClient) -> None:
    form = basics(welcome="Good evening.\n\nWelcome all.", hard_finish_at="00:15")
    assert post(organiser, edition, "/basics", form).status_code == 303
    assert (edition.venue, edition.welcome) == ("Molineux", ["Good evening.", "Welcome all."])
    assert edition.hard_finish_at == 24 * 3600 + 900


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter name of the edition"),
        ({"name": "x" * 201}, "Name of the edition must be 200 characters or fewer"),
        ({"contact": "nobody"}, "Enter an email address in the correct format"),
        ({"ceremony_on-month": "13"}, "Date of the ceremony must be a real date"),
        ({"ceremony_on-year": "2021"}, "must be before the doors of the ceremony open"),
        ({"doors_at": "late"}, "Time the doors open must have a time, like 17:00 or 5pm"),
        ({"hard_finish_at": "17:00"}, "The hard finish must be after the doors open"),
    ],
)
def test_bad_basics_come_back_with_a_sentence(
    edition: Edition, organiser: FlaskClient, change: dict[str, str], sentence: str
) -> None:
    answer = post(organiser, edition, "/basics", basics(venue="The Ballroom") | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "The Ballroom" in answer.text
    db.session.refresh(edition)
    assert edition.venue != "The Ballroom"


def test_two_organisers_at_once_see_both_texts(edition: Edition, organiser: FlaskClient) -> None:
    post(organiser, edition, "/basics", basics(venue="The Castle"))
    answer = post(organiser, edition, "/basics", basics(venue="The Ballroom"))
    assert answer.status_code == 409
    assert "The Castle" in answer.text
    assert "The Ballroom" in answer.text


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (("23", "9", "17:00"), dt.datetime(2022, 9, 23, 16, tzinfo=dt.UTC)),
        (("28", "2", "5pm"), dt.datetime(2022, 2, 28, 17, tzinfo=dt.UTC)),
    ],
    ids=["summer", "winter"],
)
def test_deadlines_are_typed_in_uk_time(
    edition: Edition, organiser: FlaskClient, moment: tuple[str, str, str], kept: dt.datetime
) -> None:
    assert post(organiser, edition, "/timetable", timetable(*moment)).status_code == 303
    assert edition.nominations_close_at == kept


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (("27", "3", "01:30"), "The clocks go forward that night and skip this time"),
        (("31", "10", "01:30", "2021"), "The clocks go back that night and show this time twice"),
        (("23", "9", "noonish"), "The date on which nominations close must have a time, like 17:00 or 5pm"),
        (("", "", ""), "Enter when nominations close"),
        (
            ("1", "9", "17:00", "2021"),
            "The date on which nominations close must be after the date on which nominations open",
        ),
        (
            ("22", "10", "17:00"),
            "The date on which nominations close must be before the doors of the ceremony open",
        ),
    ],
)
def test_an_impossible_deadline_is_explained(
    edition: Edition, organiser: FlaskClient, moment: tuple[str, ...], sentence: str
) -> None:
    form = timetable(*moment) if any(moment) else timetable("", "", "", "")
    answer = post(organiser, edition, "/timetable", form)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_organisations_are_ticked(edition: Edition, organiser: FlaskClient) -> None:
    body = make_organisation()
    assert post(organiser, edition, "/organisations", {"organisations": [str(body.id)]}).status_code == 303
    assert [part.organisation for part in edition.participants] == [body]


@pytest.mark.parametrize("value", ["nonsense", str(uuid.UUID(int=5))])
def test_an_organisation_that_is_not_offered_is_refused(
    edition: Edition, organiser: FlaskClient, value: str
) -> None:
    answer = post(organiser, edition, "/organisations", {"organisations": [value]})
    assert answer.status_code == 422
    assert "choose one of the answers shown" in answer.text


def test_one_for_each_area_is_chosen_with_a_button(edition: Edition, organiser: FlaskClient) -> None:
    body = make_organisation()
    assert post(organiser, edition, "/organisations/one-for-each-area", {}).status_code == 303
    assert [part.organisation for part in edition.participants] == [body]


def test_a_later_deadline_needs_its_reason(edition: Edition, organiser: FlaskClient) -> None:
    part = make_participant(edition, make_organisation())
    page = f"/organisations/{part.id}/deadline"
    parts = {"deadline_at-day": "25", "deadline_at-month": "9", "deadline_at-year": "2022"}
    form = parts | {"deadline_at-time": "17:00"}
    start_sample_clock(dt.datetime(2022, 9, 20, 9, tzinfo=dt.UTC))
    db.session.commit()
    answer = post(organiser, edition, page, form)
    assert answer.status_code == 422
    assert "Enter the reason, which everybody who nominates can read" in answer.text
    assert post(organiser, edition, page, form | {"deadline_reason": "Away"}).status_code == 303
    assert part.deadline_at == dt.datetime(2022, 9, 25, 16, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter a name"),
        ({"name": "Impact"}, "That name is used already"),
        ({"weight": "0"}, "Weight must be between 1 and 1000"),
        ({"weight": "heavy"}, "Weight must be a whole number"),
        ({"scale_3": ""}, "Enter word for 3"),
        ({"reason_needed_at": ["6"]}, "choose one of the answers shown"),
    ],
)
def test_a_bad_criterion_comes_back_with_a_sentence(
    edition: Edition, organiser: FlaskClient, change: dict[str, Any], sentence: str
) -> None:
    page = f"/categories/{edition.categories[0].id}/criteria/new"
    answer = post(organiser, edition, page, criterion(guidance="Look closely") | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Look closely" in answer.text


def test_a_criterion_is_added_changed_moved_and_removed(edition: Edition, organiser: FlaskClient) -> None:
    category = edition.categories[0]
    page = f"/categories/{category.id}/criteria"
    assert post(organiser, edition, f"{page}/new", criterion()).status_code == 303
    added = category.criteria[-1]
    assert post(organiser, edition, f"/criteria/{added.id}", criterion(weight="30")).status_code == 303
    assert added.weight == 30
    up = {"thing": added.id, "position": added.position, "arrangement": "up"}
    assert post(organiser, edition, f"{page}/arrange", up).status_code == 303
    assert post(organiser, edition, f"{page}/arrange", up).status_code == 303
    assert [c.key for c in category.criteria] == ["impact", "teamwork-together", "teamwork"]
    remove = {"thing": added.id, "position": 2, "arrangement": "remove"}
    assert post(organiser, edition, f"{page}/arrange", remove).status_code == 303
    assert [c.key for c in category.criteria] == ["impact", "teamwork"]


@pytest.mark.parametrize("form", [{}, {"arrangement": "sideways"}, {"thing": "x", "position": "y"}])
def test_an_odd_arrangement_is_refused(
    edition: Edition, organiser: FlaskClient, form: dict[str, str]
) -> None:
    page = f"/categories/{edition.categories[0].id}/criteria/arrange"
    assert post(organiser, edition, page, form).status_code == 422
    assert post(organiser, edition, "/awards/arrange", form).status_code == 422


def test_frozen_criteria_are_shown_and_refused(organiser: FlaskClient) -> None:
    edition = make_edition(Stage.JUDGING)
    category = make_category(edition)
    page = f"/criteria/{category.criteria[0].id}"
    shown = organiser.get(f"/editions/{edition.slug}/set-up{page}")
    assert "Criteria cannot be changed once judging has begun" in shown.text
    answer = post(organiser, edition, page, criterion())
    assert answer.status_code == 409
    assert "Criteria cannot be changed once judging has begun" in answer.text


def test_a_category_is_added_changed_and_removed(edition: Edition, organiser: FlaskClient) -> None:
    first = edition.categories[0]
    form = {"name": "Young team", "max_per_organisation": "2", "form_of": str(first.id)}
    assert post(organiser, edition, "/categories/new", form).status_code == 303
    added = next(category for category in edition.categories if category.name == "Young team")
    assert len(added.sections) == 1
    changed = {"name": "Younger team", "max_per_organisation": "1"}
    assert post(organiser, edition, f"/categories/{added.id}", changed).status_code == 303
    assert added.name == "Younger team"
    assert (
        post(
            organiser, edition, "/categories/remove", {"thing": added.id, "arrangement": "remove"}
        ).status_code
        == 303
    )
    assert edition.categories == [first]


def test_a_bad_category_comes_back_with_a_sentence(edition: Edition, organiser: FlaskClient) -> None:
    answer = post(organiser, edition, "/categories/new", {"name": "Young", "max_per_organisation": "0"})
    assert answer.status_code == 422
    assert "must be between 1 and 100" in answer.text
    assert 'value="Young"' in answer.text


def award_form(edition: Edition, **changes: Any) -> dict[str, Any]:
    """The form of an award, filled in."""
    return {
        "name": "Best in field",
        "kind": "competition",
        "category": str(edition.categories[0].id),
        "limit": "field/education",
        "minimum": "3",
        "highly_commended": "0",
    } | changes


def test_an_award_is_added_and_changed(edition: Edition, organiser: FlaskClient) -> None:
    assert post(organiser, edition, "/awards/new", award_form(edition)).status_code == 303
    award = edition.awards[-1]
    assert (award.kind, award.question, award.answer) == (AwardKind.COMPETITION, "field", "education")
    wider = award_form(edition, limit="", highly_commended="2")
    assert post(organiser, edition, f"/awards/{award.id}", wider).status_code == 303
    assert (award.question, award.answer, award.highly_commended) == ("", "", 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter a name"),
        ({"kind": "lottery"}, "choose one of the answers shown"),
        ({"category": str(uuid.UUID(int=1))}, "choose one of the answers shown"),
        ({"limit": "field/gardening"}, "choose one of the answers shown"),
        ({"minimum": "0"}, "must be between 1 and 1000"),
        ({"kind": "choice", "highly_commended": "1"}, "Only a competition has highly commended places"),
    ],
)
def test_a_bad_award_comes_back_with_a_sentence(
    edition: Edition, organiser: FlaskClient, change: dict[str, str], sentence: str
) -> None:
    answer = post(organiser, edition, "/awards/new", award_form(edition, presenter="A young judge") | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "A young judge" in answer.text


def test_who_decides_is_chosen(edition: Edition, organiser: FlaskClient) -> None:
    chosen = {"two_people_decide": "yes", "past_post_years": "0"}
    assert post(organiser, edition, "/deciding", chosen).status_code == 303
    assert (edition.two_people_decide, edition.past_post_years) == (True, 0)
    for wrong in ({}, {"two_people_decide": "yes"}, chosen | {"past_post_years": "21"}):
        assert post(organiser, edition, "/deciding", wrong).status_code == 422


def test_who_may_only_read_sees_how_long_a_past_post_counts(edition: Edition, browser_of: Any) -> None:
    edition.past_post_years, edition.state = 1, Stage.SEALED
    db.session.commit()
    page = browser_of(make_person(Role.AUDITOR)).get(f"/editions/{edition.slug}/set-up/deciding").text
    assert "or held one in the last year." in page


def test_the_entry_form_is_shown_with_limits_and_readers(edition: Edition, organiser: FlaskClient) -> None:
    page = organiser.get(f"/editions/{edition.slug}/set-up/categories/{edition.categories[0].id}/form").text
    assert "up to 150 words" in page
    assert "Everybody: the programme" in page


@pytest.mark.parametrize("part", PAGES)
def test_a_page_needs_few_statements_however_much_there_is(
    edition: Edition, organiser: FlaskClient, part: str
) -> None:
    address = f"/editions/{edition.slug}/set-up{part}"
    counts = []
    for more in (0, 4):
        for _n in range(more):
            make_participant(edition, make_organisation())
            make_award(make_category(edition))
        db.session.expunge_all()
        with counted_statements() as statements:
            assert organiser.get(address).status_code == 200
        counts.append(len(statements))
        edition = get_edition(address.split("/")[2])
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(("page", "room"), [("", "Desk"), *((f"/set-up{each}", "Set-up") for each in PAGES)])
def test_the_menu_says_in_which_room_a_page_is(
    edition: Edition, organiser: FlaskClient, page: str, room: str
) -> None:
    text = organiser.get(f"/editions/{edition.slug}{page}").text
    assert re.findall(r'aria-current="true">\s*(?:<[^>]+>\s*)*([^<]+)', text) == [room]
