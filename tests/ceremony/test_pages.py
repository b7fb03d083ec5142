"""Pages of the ceremony: who may see them, what they say, what they do with odd input, what they cost."""

import io
import re
import uuid

import pytest
from flask import current_app
from pypdf import PdfReader

from awards.ceremony.documents import made_of
from awards.ceremony.models import Item
from awards.ceremony.queries import find_running_order
from awards.ceremony.services import ask_for_document, build_next_document
from awards.ceremony.states import DocumentKind
from awards.core.audit import Event
from awards.core.database import db
from awards.editions.states import Stage
from awards.judging.models import Conflict
from awards.judging.states import ConflictKind
from awards.organisations.roles import Role
from tests.ceremony.evenings import AT, Evening, at, make_evening, planned
from tests.counting import counted_statements
from tests.factories import make_person, saved

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def evening(session) -> Evening:
    return planned(make_evening(Stage.CEREMONY))


@pytest.fixture
def desk(evening, browser_of):
    return browser_of(evening.organiser)


def items_of(evening: Evening) -> list[Item]:
    db.session.expire_all()
    return find_running_order(evening.edition).items


def on(evening: Evening, number: int, act: str = "") -> str:
    return at(evening, f"running-order/items/{items_of(evening)[number - 1].id}{act}")


def version(evening: Evening) -> str:
    db.session.expire_all()
    return str(find_running_order(evening.edition).version)


GOOD = {"kind": "speech", "title": "A speech", "planned": "5:00", "public": "y", "after": "1"}


def test_the_running_order_shows_every_item_with_its_time(evening, desk):
    page = desk.get(at(evening, "running-order")).text
    assert "Team Number 2" in page
    assert "18:45" in page


def test_an_auditor_reads_the_running_order_and_finds_nothing_to_change(evening, browser_of):
    page = browser_of(make_person(Role.AUDITOR)).get(at(evening, "running-order"))
    assert page.status_code == 200
    assert "Save" not in page.text


@pytest.mark.parametrize("path", ["running-order", "documents", "reveal"])
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.JUDGE, Role.ADMINISTRATOR])
def test_others_do_not_see_the_desk_of_the_evening(evening, browser_of, path, role):
    person = make_person(role, organisation=evening.teams[0].organisation)
    assert browser_of(person).get(at(evening, path)).status_code in {403, 404}


def test_a_length_is_changed_in_the_list_and_the_page_stays_at_its_item(evening, desk):
    answer = desk.post(on(evening, 2, "/length"), data={"planned": "8m", "version": version(evening)})
    assert (answer.status_code, items_of(evening)[1].planned) == (303, 480)
    assert answer.location.endswith(f"#item-{items_of(evening)[1].id}")


@pytest.mark.parametrize("typed", ["", "soon", "-3", "0", "25:00:00", "9:00:00", "\0", "３:30"])
def test_a_length_that_cannot_be_kept_is_explained_beside_it(evening, desk, typed):
    answer = desk.post(on(evening, 2, "/length"), data={"planned": typed, "version": version(evening)})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert items_of(evening)[1].planned == 360


def test_a_move_keeps_the_page_at_the_item_that_moved(evening, desk):
    item, path = items_of(evening)[2], on(evening, 3, "/move")
    data = {"direction": "up", "position": "3", "version": version(evening)}
    for answer in [desk.post(path, data=data) for _ in range(2)]:
        assert (answer.status_code, answer.location.split("#")[1]) == (303, f"item-{item.id}")
    assert items_of(evening)[1].id == item.id


@pytest.mark.parametrize("data", [{}, {"direction": "sideways"}, {"direction": "up", "position": "x" * 50}])
def test_a_move_that_makes_no_sense_moves_nothing(evening, desk, data):
    before = [item.id for item in items_of(evening)]
    assert desk.post(on(evening, 3, "/move"), data=data).status_code in {409, 422}
    assert [item.id for item in items_of(evening)] == before


def test_the_second_of_two_people_is_told_and_sees_what_is_there_now(evening, desk):
    seen = version(evening)
    desk.post(on(evening, 2, "/length"), data={"planned": "8m", "version": seen})
    answer = desk.post(on(evening, 3, "/length"), data={"planned": "4m", "version": seen})
    assert answer.status_code == 409
    assert "Somebody else changed the running order" in answer.text
    assert 'value="4m"' in answer.text


def test_an_item_is_changed_on_its_page(evening, desk):
    answer = desk.post(on(evening, 2), data=GOOD | {"version": version(evening)})
    assert (answer.status_code, items_of(evening)[1].title) == (303, "A speech")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Enter a title for the crew"),
        ({"kind": "fireworks"}, "choose one of the answers shown"),
        ({"planned": ""}, "Enter the planned length"),
        ({"shortest": "9:00"}, "Shortest length must not be longer"),
        ({"hard_start": "20:00"}, "Say why this start cannot move"),
        ({"hard_start": "late", "hard_reason": "Bus"}, "Enter a time on the 24-hour clock"),
        ({"hard_start": "17:00", "hard_reason": "Bus"}, "must lie between 18:00 and 22:30"),
        ({"title": "x" * 201}, "200 characters or fewer"),
    ],
)
def test_an_item_that_cannot_be_kept_comes_back_with_what_was_typed(evening, desk, changes, sentence):
    data = GOOD | {"people": "Typed by hand", "version": version(evening)} | changes
    for path in (on(evening, 2), at(evening, "running-order/add")):
        answer = desk.post(path, data=data)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Typed by hand" in answer.text


def test_an_item_of_another_edition_is_not_found(evening, desk):
    other = planned(make_evening())
    assert desk.get(at(evening, f"running-order/items/{items_of(other)[0].id}")).status_code == 404


def test_an_item_added_twice_is_one(evening, desk):
    data = GOOD | {"item_id": str(uuid.uuid4())}
    answers = [desk.post(at(evening, "running-order/add"), data=data) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    assert [item.title for item in items_of(evening)].count("A speech") == 1


def test_an_item_is_taken_out_after_a_question_and_twice_is_once(evening, desk):
    path, count = on(evening, 2, "/remove"), len(items_of(evening))
    assert "Take out “Welcome”?" in desk.get(path).text
    assert len(items_of(evening)) == count
    assert [desk.post(path).status_code for _ in range(2)] == [303, 303]
    assert len(items_of(evening)) == count - 1


def test_generating_again_asks_first(evening, desk):
    assert "are lost" in desk.get(at(evening, "running-order/generate")).text
    desk.post(on(evening, 2, "/length"), data={"planned": "8m", "version": version(evening)})
    answer = desk.post(at(evening, "running-order/generate"), data={"version": version(evening)})
    assert (answer.status_code, items_of(evening)[1].planned) == (303, 360)


def test_a_document_is_asked_for_built_and_fetched(evening, desk):
    for _ in range(2):
        assert desk.post(at(evening, "documents/ask"), data={"kind": "programme"}).status_code == 303
    page, state = at(evening, "documents"), at(evening, "documents/state")
    assert "Being made" in desk.get(page).text
    before = desk.get(state).json
    assert build_next_document(AT)
    assert desk.get(state).json != before
    [path] = re.findall(rf'href="({page}/[0-9a-f-]{{36}})"', desk.get(page).text)
    answer = desk.get(path)
    assert "ceremony-programme-1.pdf" in answer.headers["Content-Disposition"]
    assert "Team Number 1" in "".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.data)).pages)


def test_a_document_that_does_not_exist_cannot_be_asked_for(evening, desk):
    assert desk.post(at(evening, "documents/ask"), data={"kind": "winner-cards"}).status_code == 422


def test_a_document_of_another_edition_is_not_found(evening, desk):
    other = planned(make_evening())
    document = ask_for_document(other.edition, DocumentKind.RUNNING_ORDER, by=other.organiser, at=AT)
    db.session.commit()
    build_next_document(AT)
    assert desk.get(at(evening, f"documents/{document.id}")).status_code == 404
    assert desk.get(at(other, f"documents/{document.id}")).status_code == 200


def test_winner_cards_are_sent_once_recorded_and_never_kept(evening, desk):
    files = set(current_app.config["FILES"].rglob("*"))
    answer = desk.post(at(evening, "documents/results/winner-cards"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    assert "Team Number 0" in PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert set(current_app.config["FILES"].rglob("*")) == files
    assert (
        db.session.query(Event).filter_by(action="winner cards made").one().actor_id == evening.organiser.id
    )


def test_who_stands_aside_from_a_team_gets_nothing_that_names_winners(evening, desk):
    saved(
        Conflict(
            person=evening.organiser, nomination=evening.teams[2], kind=ConflictKind.DECLARED, reason="Kin"
        )
    )
    assert desk.post(at(evening, "documents/results/winner-cards")).status_code == 404
    assert "Documents that name winners" not in desk.get(at(evening, "documents")).text


def test_who_comes_to_stand_aside_while_it_is_made_gets_nothing_either(evening, desk, monkeypatch):
    person, team = evening.organiser.id, evening.teams[2].id

    def slowly(*args, **kwargs):
        saved(Conflict(person_id=person, nomination_id=team, kind=ConflictKind.DECLARED, reason="Kin"))
        return made_of(*args, **kwargs)

    monkeypatch.setattr("awards.ceremony.views.documents.made_of", slowly)
    assert desk.post(at(evening, "documents/results/winner-cards")).status_code == 404


@pytest.mark.parametrize("path", ["results/winner-cards", "results/certificates", "recognition-certificates"])
def test_while_they_are_made_nobody_else_waits(evening, desk, monkeypatch, path):
    held = []

    def watched(*args, **kwargs):
        held.append(db.session().in_transaction())
        return made_of(*args, **kwargs)

    monkeypatch.setattr("awards.ceremony.views.documents.made_of", watched)
    assert desk.post(at(evening, f"documents/{path}")).data.startswith(b"%PDF-")
    assert held == [False]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.JUDGE, Role.DIRECTOR])
def test_others_get_nothing_that_names_winners(evening, browser_of, role):
    person = make_person(role, organisation=evening.teams[0].organisation)
    assert browser_of(person).post(at(evening, "documents/results/certificates")).status_code == 404


def test_documents_that_name_winners_wait_for_the_seal(session, browser_of):
    evening = make_evening(Stage.MODERATION)
    assert (
        browser_of(evening.organiser).post(at(evening, "documents/results/winner-cards")).status_code == 409
    )


def test_a_kind_of_result_document_that_is_not_there_is_not_found(evening, desk):
    assert desk.post(at(evening, "documents/results/envelopes")).status_code == 404


def test_certificates_for_every_team_are_made_at_once(evening, desk):
    answer = desk.post(at(evening, "documents/recognition-certificates"))
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 3


def test_the_winner_is_on_the_page_after_the_press_and_not_before(evening, desk, client):
    before = desk.get(at(evening, "reveal/top")).text
    assert "Reveal Team of the Year now" in before
    assert "Team Number" not in before
    assert [desk.post(at(evening, "reveal/top")).status_code for _ in range(2)] == [303, 303]
    assert "Team Number 0" in desk.get(at(evening, "reveal/top")).text
    assert "Winner" in client.get(at(evening, "programme")).text


def test_reading_the_page_of_an_award_reveals_nothing(evening, desk, client):
    desk.get(at(evening, "reveal/top"))
    assert "The awards so far" not in client.get(at(evening, "programme")).text


def test_an_auditor_does_not_reveal(evening, browser_of):
    auditor = browser_of(make_person(Role.AUDITOR))
    assert auditor.get(at(evening, "reveal")).status_code == 200
    assert auditor.post(at(evening, "reveal/top")).status_code == 403


@pytest.mark.parametrize("key", ["every-team", "no-such-award"])
def test_only_awards_with_a_winner_can_be_revealed(evening, desk, key):
    assert desk.post(at(evening, f"reveal/{key}")).status_code == 404


@pytest.mark.parametrize("path", ["programme", "running-order", "documents", "reveal"])
def test_a_page_takes_as_many_statements_for_one_team_as_for_nine(session, browser_of, path):
    counts = []
    for teams in (2, 9):
        evening = planned(make_evening(Stage.CEREMONY, teams=teams))
        browser = browser_of(evening.organiser)
        with counted_statements() as statements:
            assert browser.get(at(evening, path)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12, statements
