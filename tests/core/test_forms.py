"""What people type into forms: read, cleaned, or answered with a sentence; never a crash."""

import datetime as dt
import io
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict

from awards.core.errors import BrokenRule
from awards.core.forms import (
    Choice,
    ChoiceField,
    ChoicesField,
    DateField,
    DateTimeField,
    DurationField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    LongTextField,
    PasswordField,
    PhotoField,
    SelectField,
    TextField,
    TickField,
)

HOSTILE = ["\x00", "\ud800", "\x1b[31m", "\u202egnp", "a\x00b", "\ufeff", "\U0010ffff", "x" * 100_000]


class Field(Enum):
    """A professional field, for tests."""

    SOCIAL_WORK = "social-work"
    EDUCATION = "education"


FIELDS = [(Field.SOCIAL_WORK, "Social work"), (Field.EDUCATION, "Education", "Schools and colleges")]


class Everything(Form):
    """One field of each kind."""

    team = TextField("Team name", required="Enter the team name", max_characters=80)
    work = LongTextField("What the team does", max_words=5)
    email = EmailField("Email address")
    password = PasswordField("Password")
    seats = IntegerField("Seats", least=1, most=200)
    field = ChoiceField("Professional field", choices=FIELDS, coerce=Field)
    panel = SelectField("Panel", choices=[("1", "One"), ("2", "Two")], coerce=int)
    consents = ChoicesField("Consents", choices=[("photo", "Photo"), ("press", "Press")])
    agreed = TickField("The team knows and agrees", required="Tick to say that the team knows and agrees")
    born = DateField("The date")
    deadline = DateTimeField("The deadline")
    length = DurationField("Length")
    token = HiddenField("Token")
    paper = FileField("The document", max_megabytes=1)
    photo = PhotoField("The photo")


@pytest.fixture
def app() -> Iterator[Flask]:
    """An application with forms and nothing else."""
    app = Flask("forms")
    app.config.update(SECRET_KEY="for tests", WTF_CSRF_ENABLED=False)
    with app.app_context():
        yield app


def post(app: Flask, /, **answers: Any) -> Any:
    """The form as it is after these answers were posted and looked at."""
    with app.test_request_context(method="POST"):
        bound = Everything(MultiDict({key.replace("__", "-"): value for key, value in answers.items()}))
        bound.validate()
        return bound


def sentences(form: Form) -> list[str]:
    """What the error summary says."""
    return [sentence for sentence, _ in form.problems]


NAMES = [name for name, field in vars(Everything).items() if hasattr(field, "field_class")]
GOOD = {"team": "Front Door", "agreed": "y"}


def test_answers_are_read_into_plain_values(app: Flask) -> None:
    form = post(
        app,
        team="  The\u00a0Front   Door ",
        work="One\r\ntwo",
        email="Jo@Example.org",
        seats="12",
        field="education",
        panel="2",
        consents=["photo", "press"],
        agreed="y",
        born__day="21",
        born__month="10",
        born__year="2022",
        deadline__day="21",
        deadline__month="7",
        deadline__year="2022",
        deadline__time="5pm",
        length="3:30",
    )
    assert form.problems == []
    assert form.team.data == "The Front Door"
    assert form.work.data == "One\ntwo"
    assert form.email.data == "Jo@example.org"
    assert form.seats.data == 12
    assert form.field.data is Field.EDUCATION
    assert form.panel.data == 2
    assert form.consents.data == ["photo", "press"]
    assert form.agreed.data is True
    assert form.born.data == dt.date(2022, 10, 21)
    assert form.deadline.data == dt.datetime(2022, 7, 21, 16, tzinfo=dt.UTC)
    assert form.length.data == 210


def test_an_empty_post_asks_only_for_what_is_needed(app: Flask) -> None:
    assert post(app).problems == [
        ("Enter the team name", "#team"),
        ("Tick to say that the team knows and agrees", "#agreed"),
    ]


def test_an_empty_post_is_a_post(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = Everything(data={"agreed": True})
        assert not form.validate()
        assert form.agreed.data is False


def test_json_is_not_a_form(app: Flask) -> None:
    with app.test_request_context(method="POST", json=[1, 2]):
        assert sentences(form := Everything()) == []
        assert not form.validate()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("team", "x" * 81, "Team name must be 80 characters or fewer"),
        ("team", "🙂" * 41, "Team name must be 80 characters or fewer"),
        ("team", "\u200b\ufeff ", "Enter the team name"),
        (
            "work",
            "one two three four five six",
            "What the team does must be 5 words or fewer. You have written 6.",
        ),
        ("email", "jo", "Enter an email address in the correct format, like name@example.com"),
        ("email", "jo@", "Enter an email address in the correct format, like name@example.com"),
        (
            "email",
            "jo@example.org, al@example.org",
            "Enter an email address in the correct format, like name@example.com",
        ),
        ("email", f"{'x' * 300}@example.org", "Email address must be 254 characters or fewer"),
        ("seats", "twelve", "Seats must be a whole number, like 1"),
        ("seats", "١٢", "Seats must be a whole number, like 1"),
        ("seats", "0", "Seats must be between 1 and 200"),
        ("field", "plumbing", "Professional field: choose one of the answers shown"),
        ("panel", "3", "Panel: choose one of the answers shown"),
        ("panel", "x", "Panel: choose one of the answers shown"),
        ("consents", ["photo", "blood"], "Consents: choose one of the answers shown"),
        ("length", "soon", "Length must be written like 3:30, 3m or 90s"),
        ("password", "x" * 257, "Password must be 256 characters or fewer"),
        ("token", "x" * 501, "Token must be 500 characters or fewer"),
    ],
)
def test_a_wrong_answer_gets_a_sentence(app: Flask, name: str, value: Any, sentence: str) -> None:
    assert sentences(post(app, **{**GOOD, name: value})) == [sentence]


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("30", "2", "2022", "The date must be a real date"),
        ("٣", "2", "2022", "The date must be a real date"),
        ("1", None, "2022", "The date must include a month"),
        (["1", "2"], "2", ["2022", "x"], None),
        ("\x00", "\ud800", "", None),
    ],
)
def test_a_malformed_date_never_crashes(
    app: Flask, day: Any, month: Any, year: Any, sentence: str | None
) -> None:
    boxes = {"born__day": day, "born__month": month, "born__year": year}
    form = post(app, **GOOD, **{key: value for key, value in boxes.items() if value is not None})
    assert sentences(form) == ([sentence] if sentence else [])


def test_a_refused_date_is_shown_as_typed_and_leads_to_its_first_box(app: Flask) -> None:
    form = post(app, **GOOD, born__day="30", born__month="2", born__year="2022")
    assert [part.shown for part in form.born.parts] == ["30", "2", "2022"]
    assert form.problems == [("The date must be a real date", "#born-day")]


@pytest.mark.parametrize(
    ("day", "month", "time", "words"),
    [
        ("27", "3", "01:30", "skip this time"),
        ("30", "10", "01:30", "show this time twice"),
        ("30", "10", "", "must have a time"),
        ("30", "10", "25:00", "must have a time"),
    ],
)
def test_a_moment_that_is_not_one_moment_gets_a_sentence(
    app: Flask, day: str, month: str, time: str, words: str
) -> None:
    boxes = {"deadline__day": day, "deadline__month": month, "deadline__year": "2022", "deadline__time": time}
    [sentence] = sentences(post(app, **GOOD, **boxes))
    assert words in sentence


def test_a_kept_moment_is_shown_in_uk_time(app: Flask) -> None:
    with app.test_request_context():
        form = Everything(data={"deadline": dt.datetime(2022, 7, 21, 16, tzinfo=dt.UTC)})
        assert [part.shown for part in form.deadline.parts] == ["21", "7", "2022", "17:00"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_crashes_any_field_or_stays_unfit_to_keep(app: Flask, name: str, value: str) -> None:
    form = post(app, **{**GOOD, name: value})
    assert "\x00" not in str(form[name].data)
    str(form[name].data).encode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_field_posted_twice_or_as_a_file_does_not_crash(app: Flask, name: str) -> None:
    stranger = FileStorage(io.BytesIO(b"x"), filename="x.pdf")
    form = post(app, **{**GOOD, name: [stranger, "a", "b", "a"]})
    assert form[name].shown is not None


def test_a_refused_answer_is_shown_as_it_was_typed(app: Flask) -> None:
    form = post(app, **GOOD, seats="twelve", length="soon", email="jo@")
    assert (form.seats.shown, form.length.shown, form.email.shown) == ("twelve", "soon", "jo@")


def test_a_password_is_kept_as_typed_and_never_shown(app: Flask) -> None:
    form = post(app, **GOOD, password="  two  blanks ")
    assert form.password.data == "  two  blanks "
    assert form.password.shown == ""


def test_choices_may_be_given_after_the_post_was_read(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = Everything(MultiDict({**GOOD, "panel": "7"}))
        form.panel.choices = [Choice("7", "Seven")]
        assert form.validate()


def test_options_know_what_is_chosen_and_where_they_stand(app: Flask) -> None:
    with app.test_request_context():
        form = Everything(data={"field": Field.EDUCATION})
        drawn = [(option.id, option.hint, option.checked) for option in form.field.options]
        assert drawn == [("field", "", False), ("field-2", "Schools and colleges", True)]
        assert [option.value for option in form.panel.options] == ["", "1", "2"]


@pytest.mark.parametrize(
    ("field", "name", "body", "sentence"),
    [
        ("paper", "notes.exe", b"x", "The document: choose a"),
        ("paper", "pdf", b"x", "The document: choose a"),
        ("paper", "notes.pdf", b"", "The document: the file you chose is empty"),
        ("paper", "notes.pdf", b"x" * (1024 * 1024 + 1), "The document: the file must be smaller than 1 MB"),
        ("photo", "team.jpg", b"", "The photo: the file you chose is empty"),
    ],
)
def test_a_file_that_cannot_be_taken_gets_a_sentence(
    app: Flask, field: str, name: str, body: bytes, sentence: str
) -> None:
    form = post(app, **GOOD, **{field: FileStorage(io.BytesIO(body), filename=name)})
    assert [text[: len(sentence)] for text in sentences(form)] == [sentence]


def test_a_file_is_handed_over_from_its_start(app: Flask) -> None:
    form = post(app, **GOOD, paper=FileStorage(io.BytesIO(b"%PDF"), filename="Notes.PDF"))
    assert form.problems == []
    assert form.paper.data.stream.read() == b"%PDF"


def test_a_rule_that_the_service_found_broken_stands_beside_its_field(app: Flask) -> None:
    form = post(app, **GOOD)
    form.refuse(BrokenRule("Another team has this name", field="team"))
    form.refuse(BrokenRule("Nominations closed on 3 March"))
    assert form.problems == [("Another team has this name", "#team"), ("Nominations closed on 3 March", None)]


def test_a_sentence_is_made_from_the_label_where_none_is_given(app: Flask) -> None:
    class Made(Form):
        """Fields that must be answered."""

        name = TextField("Full name", required=True)
        number = TextField("NHS number", required=True)
        field = ChoiceField("Professional field", choices=FIELDS, required=True)

    with app.test_request_context(method="POST"):
        form = Made()
        form.validate()
    assert sentences(form) == ["Enter full name", "Enter NHS number", "Select professional field"]
