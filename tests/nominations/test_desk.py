"""The organisers' table: what it shows, finds and sorts, what is downloaded, who is written to."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from awards.core.outbox import Message
from awards.editions.states import Stage
from awards.nominations.desk import chosen_rows, desk_rows, director_readiness, recipients_in
from awards.nominations.models import TeamMember
from awards.nominations.progress import progress_in
from awards.nominations.states import NominationState
from awards.nominations.wishes import Wishes, read_wishes
from awards.organisations.roles import Role
from tests.counting import counted_statements
from tests.factories import (
    NOW,
    make_category,
    make_nomination,
    make_organisation,
    make_participant,
    make_person,
    saved,
)


@pytest.fixture
def desk(scene, browser_of):
    """Two more organisations: one that has not started and one that submitted; and an organiser's browser."""
    idle = make_organisation(name="Aardvark Council", short_name="Aardvark", slug="aardvark")
    done = make_organisation(name="Zebra Council", short_name="Zebra", slug="zebra")
    for body in (idle, done):
        make_participant(scene.edition, body)
        make_person(Role.DIRECTOR, organisation=body, email=f"director@{body.slug}.example.org")
    scene.mine = scene.complete(changed_at=NOW, ready_at=NOW)
    scene.theirs = make_nomination(
        scene.category, done, NominationState.SUBMITTED,
        answers={"field": "education", "challenge": "=1+1"}, changed_at=NOW + dt.timedelta(hours=1),
        team_name="Night Owls", open_findings=2,
    )  # fmt: skip
    scene.browser = browser_of(scene.organiser)
    scene.path = f"/editions/{scene.edition.slug}/nominations"
    return scene


def found(desk, **asked):
    rows = chosen_rows(desk_rows(desk.edition, desk.organiser), Wishes(**asked), progress_in(desk.edition))
    return [row.short_name for row in rows]


def test_every_participant_is_listed_whether_it_started_or_not(desk):
    assert found(desk) == ["Aardvark", desk.organisation.short_name, "Zebra"]


@pytest.mark.parametrize(
    ("show", "count"),
    [
        ("", 3), ("not-started", 1), ("draft", 1), ("waiting", 1), ("submitted", 1), ("findings", 1),
        ("accepted", 0), ("consents", 0),
    ],
)  # fmt: skip
def test_each_filter_shows_its_own(desk, show, count):
    assert len(found(desk, show=show)) == count


@pytest.mark.parametrize("search", ["zebra", "night owls", "owls ZEB", "Zebra council"])
def test_organisation_team_and_reference_are_searched_by_every_word(desk, search):
    assert found(desk, search=search) == ["Zebra"]


def test_no_search_order_or_file_tells_what_a_draft_is_called(desk):
    desk.mine.team_name = "Secret Weavers"
    saved(desk.mine)
    assert found(desk, search="secret") == [] and "Secret" not in desk.browser.get(desk.path).text
    workbook = load_workbook(io.BytesIO(desk.browser.get(f"{desk.path}/list.xlsx").data))
    told = [cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row]
    told.append(desk.browser.get(f"{desk.path}/list.csv").text)
    assert not any("Secret" in str(value) for value in told)


@pytest.mark.parametrize(
    "sort", ["organisation", "team", "state", "missing", "findings", "consents", "activity"]
)
def test_the_other_way_round_is_the_reverse_but_for_equals(desk, sort):
    up, down = found(desk, sort=sort), found(desk, sort=sort, descending=True)
    assert sorted(up) == sorted(down) and len(up) == 3
    if sort in {"organisation", "activity", "state"}:
        assert down == up[::-1]


def test_those_with_most_to_explain_come_first_when_asked(desk):
    assert found(desk, sort="findings", descending=True)[0] == "Zebra"


def test_consents_are_counted_for_those_who_were_asked(desk):
    question = desk.question("members")
    for asked, answered in [(NOW, NOW), (NOW, None), (None, None)]:
        saved(TeamMember(nomination=desk.theirs, question=question, position=1, name="A",
                         asked_at=asked, answered_at=answered))  # fmt: skip
    row = next(row for row in desk_rows(desk.edition, desk.organiser) if row.short_name == "Zebra")
    assert (row.asked, row.answered, row.unanswered) == (2, 1, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "x"},
        {"page": "-1"},
        {"sort": "; drop"},
        {"show": "\x7f"},
        {"q": "x" * 5000},
        {"category": "%"},
    ],
)
def test_an_address_that_makes_no_sense_still_shows_a_list(desk, asked):
    assert desk.browser.get(desk.path, query_string=asked).status_code == 200


def test_an_address_leaves_out_what_is_usual():
    assert read_wishes({}).address() == {}
    asked = {"show": "draft", "q": " a  b ", "sort": "team", "descending": "1"}
    assert read_wishes(asked).address(page=2) == {
        "show": "draft", "q": "a b", "sort": "team", "descending": 1, "page": 2,
    }  # fmt: skip


def test_the_table_costs_as_many_statements_for_many_as_for_few(desk):
    with counted_statements() as few:
        desk.browser.get(desk.path)
    for _ in range(5):
        body = make_organisation()
        make_participant(desk.edition, body)
        make_nomination(desk.category, body, answers={"challenge": "Words."})
    with counted_statements() as many:
        desk.browser.get(desk.path)
    assert len(many) == len(few) <= 12


def test_the_csv_has_every_row_and_runs_nothing(desk):
    answer = desk.browser.get(f"{desk.path}/list.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["Aardvark Council", desk.organisation.name, "Zebra Council"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_workbook_has_the_answers_of_what_was_put_forward_and_of_no_draft(desk):
    book = load_workbook(io.BytesIO(desk.browser.get(f"{desk.path}/list.xlsx").data))
    assert book.sheetnames[0] == "Nominations" and len(book.sheetnames) == 2
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    assert not any(desk.mine.reference == cell.value for cell in cells)


def test_categories_whose_names_begin_alike_have_sheets_of_their_own(desk):
    long = "Practice leadership and partnership of the year"
    desk.category.name = f"{long}, adults"
    other = make_category(desk.edition, key="other-one", name=f"{long}, Children")
    body = desk.theirs.organisation
    make_nomination(other, body, NominationState.SUBMITTED, answers={})
    book = load_workbook(io.BytesIO(desk.browser.get(f"{desk.path}/list.xlsx").data))
    assert book.sheetnames == [
        "Nominations",
        "Answers Practice leadership and",
        "Answers Practice leadership 2",
    ]


def test_the_download_has_what_the_table_was_asked_to_show(desk):
    text = desk.browser.get(f"{desk.path}/list.csv?show=submitted").data.decode()
    assert "Zebra" in text and "Aardvark" not in text


def test_those_chosen_are_written_to_once_however_often_it_is_pressed(desk, session):
    page = desk.browser.get(f"{desk.path}/write?to=zebra&to=aardvark").text
    once = page.partition('name="once" value="')[2].partition('"')[0]
    letter = {"to": ["director"], "subject": "Hello", "text": "A reminder.", "once": once}
    for _ in range(2):
        assert desk.browser.post(f"{desk.path}/write?to=zebra&to=aardvark", data=letter).status_code == 303
    recipients = {message.recipient for message in session.query(Message)}
    assert recipients == {"director@zebra.example.org", "director@aardvark.example.org"}
    assert session.query(Message).count() == 2


def test_the_same_words_go_to_nobody_twice_in_a_day_from_another_page(desk, session):
    letter = {"to": ["director"], "subject": "Hello", "text": "A reminder."}
    first, second = f"{desk.path}/write?to=zebra", f"{desk.path}/write?to=zebra&to=aardvark"
    assert desk.browser.post(first, data=letter | {"once": "a"}).status_code == 303
    again = desk.browser.post(first, data=letter | {"once": "b"})
    assert again.status_code == 422 and "exactly this" in again.text
    assert desk.browser.post(second, data=letter | {"once": "c"}).status_code == 303
    assert sorted(message.recipient for message in session.query(Message)) == [
        "director@aardvark.example.org", "director@zebra.example.org",
    ]  # fmt: skip


def test_all_in_the_list_are_those_that_it_shows(desk):
    page = desk.browser.get(f"{desk.path}/write?all=1&show=submitted").text
    assert "Zebra Council" in page and "Aardvark" not in page


def test_a_letter_without_words_is_shown_again_with_what_was_typed(desk, session):
    answer = desk.browser.post(
        f"{desk.path}/write?to=zebra", data={"to": "director", "subject": "Kept words"}
    )
    assert answer.status_code == 422 and "Kept words" in answer.text and "Write the message" in answer.text
    assert session.query(Message).count() == 0


def test_nobody_chosen_leads_back_to_the_list_with_a_sentence(desk):
    answer = desk.browser.get(f"{desk.path}/write?show=draft", follow_redirects=True)
    assert "choose at least one organisation" in answer.text
    assert answer.request.query_string == b"show=draft"


def test_ended_posts_and_disabled_people_are_not_written_to(desk):
    today = dt.date(2026, 1, 1)
    gone = make_person(Role.DELEGATE, organisation=desk.organisation)
    gone.posts[0].ends_on = today - dt.timedelta(days=1)
    off = make_person(Role.DELEGATE, organisation=desk.organisation, disabled_at=NOW)
    there = {each.email for each in recipients_in({desk.organisation.id}, today)}
    assert {gone.email, off.email}.isdisjoint(there) and desk.director.email in there


def test_an_organisation_is_helped_into_each_category_in_which_it_has_nothing(desk):
    other = make_category(desk.edition, key="other-one", name="Other")
    page = desk.browser.get(desk.path).text
    entered = {body.id for body in (desk.organisation, desk.theirs.organisation)}
    for category in (desk.category, other):
        for part in desk.edition.participants:
            offered = f"/nominations/help/{category.id}/{part.organisation_id}" in page
            assert offered == (category is other or part.organisation_id not in entered)


def test_an_organisation_without_a_director_is_told_on_the_desk(desk, session):
    assert director_readiness(desk.edition) == []
    desk.director.posts[0].ends_on = dt.date(2020, 1, 1)
    session.commit()
    [ready] = director_readiness(desk.edition)
    assert ready.sentence == f"{desk.organisation.name} has no director, so nobody there can submit"
    assert not ready.needed and ready.sentence in desk.browser.get(f"/editions/{desk.edition.slug}").text


def test_an_auditor_reads_the_list_and_writes_to_nobody(desk, browser_of, session):
    desk.edition.state = Stage.CHECKING
    session.commit()
    browser = browser_of(make_person(Role.AUDITOR))
    assert "Write to" not in browser.get(desk.path).text
    assert browser.get(f"{desk.path}/write?to=zebra").status_code == 403
