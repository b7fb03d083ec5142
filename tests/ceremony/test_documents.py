"""Documents from the data: what is in them, who may have them, and how the worker builds them."""

import datetime as dt

import pytest

from awards.ceremony.documents import (
    programme_sheet,
    recognition_sheet,
    result_sheet,
    running_order_sheet,
)
from awards.ceremony.models import Document
from awards.ceremony.queries import documents_of, find_running_order, last_change
from awards.ceremony.services import (
    ask_for_document,
    build_next_document,
    change_length,
    generate_running_order,
)
from awards.ceremony.states import BuildState, DocumentKind, ResultDocumentKind
from awards.core import storage
from awards.core.database import db
from awards.core.errors import WrongState
from awards.core.storage.places import Away as PlaceAway
from awards.core.typesetting import TypesettingError
from awards.editions.states import Stage
from tests.ceremony.evenings import Evening, make_evening
from tests.counting import counted_statements

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]
AT = dt.datetime(2022, 10, 14, 10, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(minutes=10)
PROGRAMME, CREW = DocumentKind.PROGRAMME, DocumentKind.RUNNING_ORDER


@pytest.fixture
def evening(session) -> Evening:
    evening = make_evening()
    generate_running_order(evening.edition, by=evening.organiser, at=AT)
    db.session.commit()
    return evening


def ask(evening: Evening, kind: DocumentKind = CREW, at: dt.datetime = AT) -> Document:
    document = ask_for_document(evening.edition, kind, by=evening.organiser, at=at)
    db.session.commit()
    return document


def latest(evening: Evening, kind: DocumentKind = CREW) -> Document:
    db.session.expire_all()
    return documents_of(evening.edition)[kind][0]


def test_the_programme_has_teams_in_alphabetical_order_with_those_who_agreed_to_be_named(evening):
    sheet = programme_sheet(evening.edition, version="1", at=AT)
    assert [(team.name, [m.name for m in team.members]) for team in sheet.teams] == [
        ("Team Number 0", ["Named 0"]),
        ("Team Number 1", ["Named 1"]),
        ("Team Number 2", ["Named 2"]),
    ]


def test_the_programme_prints_the_citation_and_nothing_that_judges_were_told(evening):
    sheet = programme_sheet(evening.edition, version="1", at=AT)
    assert sheet.teams[0].citation == "Because of 0."
    assert "judges-only" not in repr(sheet)


@pytest.fixture
def only_of_education(evening):
    """Citation and people are asked of teams in education only; all teams here are in early help."""
    questions = {q.key: q for section in evening.category.sections for q in section.questions}
    for key in ("why-this-team", "members"):
        questions[key].shown_if, questions[key].shown_if_answers = "field", ["education"]
    db.session.commit()
    return questions["field"]


def test_an_answer_to_a_question_not_asked_any_more_is_not_printed(evening, only_of_education):
    team = programme_sheet(evening.edition, version="1", at=AT).teams[0]
    assert (team.citation, team.members, team.field) == ("", (), "Early help")


def test_it_is_printed_again_once_the_question_is_asked_again(evening, only_of_education):
    answer = next(each for each in evening.teams[1].answers if each.question is only_of_education)
    answer.value = "education"
    db.session.commit()
    teams = programme_sheet(evening.edition, version="1", at=AT).teams
    assert [team.citation for team in teams] == ["", "Because of 1.", ""]
    assert [len(team.members) for team in teams] == [0, 1, 0]


def test_what_only_decides_who_is_asked_goes_no_further(evening, only_of_education):
    questions = {q.key: q for section in evening.category.sections for q in section.questions}
    questions["why-this-team"].shown_if = "challenge"
    db.session.commit()
    assert "judges-only" not in repr(programme_sheet(evening.edition, version="1", at=AT))


def test_the_programme_names_the_judges_with_the_chair_first(evening):
    judges = programme_sheet(evening.edition, version="1", at=AT).judges
    assert [judge.name for judge in judges] == ["Cherry Ross", "Judy Gray"]


def test_the_programme_lists_who_is_in_the_running(evening):
    sheet = programme_sheet(evening.edition, version="1", at=AT)
    assert [(award.name, len(award.shortlist)) for award in sheet.awards] == [
        ("Team of Excellence", 0),
        ("Team of the Year", 3),
        ("Best in early help", 3),
    ]


def test_an_award_that_was_decided_not_to_be_given_is_not_in_the_programme(session):
    evening = make_evening(Stage.MODERATION)
    evening.edition.state = Stage.SEALED
    sheet = programme_sheet(evening.edition, version="1", at=AT)
    assert [award.name for award in sheet.awards] == ["Team of Excellence"]


def test_there_is_no_programme_before_sealing(session):
    with pytest.raises(WrongState):
        programme_sheet(make_evening(Stage.MODERATION).edition, version="1", at=AT)


def test_the_sheet_of_the_programme_takes_as_many_statements_for_three_teams_as_for_nine(session):
    counts = []
    for teams in (3, 9):
        edition = make_evening(teams=teams).edition
        db.session.expire_all()
        with counted_statements() as statements:
            programme_sheet(edition, version="1", at=AT)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 9


def test_the_running_order_has_a_row_for_each_item_and_its_warning(evening):
    sheet = running_order_sheet(evening.edition, version="1", at=AT)
    assert [(row.start, row.title) for row in sheet.rows[:2]] == [("18:00", "Doors"), ("18:45", "Welcome")]
    assert sheet.warning is None


def test_winner_cards_name_the_winner_and_are_numbered_in_the_order_of_the_evening(evening):
    sheet = result_sheet(evening.edition, ResultDocumentKind.WINNER_CARDS, at=AT)
    assert [(card.envelope_number, card.award, card.winner) for card in sheet.cards] == [
        ("1", "Team of the Year", "Team Number 0"),
        ("2", "Best in early help", "Team Number 0"),
    ]


def test_certificates_name_winners_and_the_highly_commended(evening):
    sheet = result_sheet(evening.edition, ResultDocumentKind.CERTIFICATES, at=AT)
    assert [(c.team, c.award_line) for c in sheet.certificates] == [
        ("Team Number 0", "Winner, Team of the Year"),
        ("Team Number 1", "Highly commended, Team of the Year"),
        ("Team Number 0", "Winner, Best in early help"),
    ]


def test_every_team_has_a_certificate_that_tells_no_result(evening):
    made = recognition_sheet(evening.edition).certificates
    assert [c.award_line for c in made] == ["Team of Excellence"] * 3


@pytest.mark.parametrize("kind", ResultDocumentKind)
def test_nothing_that_names_winners_is_made_before_sealing(session, kind):
    with pytest.raises(WrongState):
        result_sheet(make_evening(Stage.MODERATION).edition, kind, at=AT)


def test_while_a_document_waits_it_is_the_one_asked_for(evening):
    assert ask(evening).id == ask(evening).id
    assert ask(evening, PROGRAMME).number == 1


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_worker_builds_what_was_asked_for(evening, kind):
    ask(evening, kind)
    assert build_next_document(AT)
    document = latest(evening, kind)
    assert (document.state, document.problem) == (BuildState.READY, "")
    assert storage.fetch(document.storage_key).startswith(b"%PDF-")
    assert document.pages >= 1


def test_without_anything_to_build_the_worker_rests(evening):
    assert not build_next_document(AT)


def test_a_document_that_cannot_be_made_says_why_and_does_not_stop_the_worker(session):
    evening = make_evening()
    ask(evening)
    assert build_next_document(AT)
    assert (latest(evening).state, latest(evening).problem) == (
        BuildState.FAILED,
        "There is no running order yet. Generate one from the plan first.",
    )


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (TypesettingError("The fonts are missing."), "The fonts are missing."),
        (RuntimeError("x"), "Something went"),
    ],
)
def test_trouble_in_typesetting_is_told_in_plain_words(evening, monkeypatch, trouble, told):
    def fail(*_args, **_kwargs):
        raise trouble

    monkeypatch.setattr("awards.ceremony.documents.typeset", fail)
    ask(evening)
    assert build_next_document(AT)
    assert latest(evening).problem.startswith(told)


class Away:
    """A place for files that cannot be reached."""

    def __getattr__(self, _name):
        def out_of_reach(*_):
            raise PlaceAway("no answer")

        return out_of_reach


@pytest.fixture
def files(app):
    """The place for files; whatever a test puts there is taken away afterwards."""
    usual = app.extensions["files"]
    yield app.extensions
    app.extensions["files"] = usual


def test_while_files_are_away_the_build_says_so_and_is_tried_again_by_itself(evening, files, browser_of):
    usual, files["files"] = files["files"], Away()
    ask(evening)
    assert build_next_document(AT)
    document = latest(evening)
    assert (document.state, document.storage_key) == (BuildState.BUILDING, None)
    page = browser_of(evening.organiser).get(f"/editions/{evening.edition.slug}/documents").text
    assert "This is tried again by itself every five minutes." in page
    files["files"] = usual
    assert build_next_document(LATER)
    assert (latest(evening).state, latest(evening).problem) == (BuildState.READY, "")


def files_kept(app) -> int:
    return len([each for each in app.config["FILES"].rglob("*") if each.is_file()])


def test_a_build_that_is_not_recorded_leaves_no_file(evening, app, monkeypatch):
    before = files_kept(app)

    def fail(*_, **__):
        raise RuntimeError("the database is away")

    ask(evening)
    monkeypatch.setattr("awards.ceremony.services.building.record", fail)
    with pytest.raises(RuntimeError):
        build_next_document(AT)
    assert files_kept(app) == before
    assert (latest(evening).state, latest(evening).storage_key) == (BuildState.BUILDING, None)


def test_a_file_that_was_lost_is_told_in_plain_words(evening, browser_of):
    ask(evening)
    build_next_document(AT)
    document = latest(evening)
    storage.discard(document.storage_key)
    address = f"/editions/{evening.edition.slug}/documents/{document.id}"
    answer = browser_of(evening.organiser).get(address)
    assert answer.status_code == 409 and "a button to make it again" in answer.text


def test_a_build_is_left_to_its_builder_until_the_lease_runs_out(evening):
    document = ask(evening)
    document.state, document.leased_until = BuildState.BUILDING, LATER
    db.session.commit()
    assert not build_next_document(AT)
    assert build_next_document(LATER + dt.timedelta(seconds=1))
    assert latest(evening).state is BuildState.READY


def test_a_change_after_the_build_is_noticed_and_the_build_itself_is_no_change(evening):
    document = ask(evening, at=LATER)
    build_next_document(LATER)
    assert last_change(evening.edition, CREW) < document.created_at
    item = find_running_order(evening.edition).items[1]
    change_length(item, 60, by=evening.organiser, at=LATER + dt.timedelta(minutes=1))
    assert last_change(evening.edition, CREW) > document.created_at
