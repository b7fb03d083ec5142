"""Dates, times, lengths and numbers as people type them."""

import datetime as dt

import pytest

from awards.core.parsing import Unclear, parse_date, parse_duration, parse_number, parse_time, show_duration

NONSENSE = ["x", "١٢", "1e3", "-1", "+1", "0x10", "1_000", "½", "²", "1.5", " ", "9" * 50, "\x00", "🙂"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("21", "10", "2022"), dt.date(2022, 10, 21)),
        (("1", "1", "1900"), dt.date(1900, 1, 1)),
        (("01", "02", "2024"), dt.date(2024, 2, 1)),
        (("29", "2", "2024"), dt.date(2024, 2, 29)),
        (("21", "October", "2022"), dt.date(2022, 10, 21)),
        (("21", "oct", "2022"), dt.date(2022, 10, 21)),
        (("3", "SEPT", "2022"), dt.date(2022, 9, 3)),
    ],
)
def test_a_date_is_read_from_its_three_boxes(typed: tuple[str, str, str], day: dt.date) -> None:
    assert parse_date(*typed, "The deadline") == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "10", "2022"), "The deadline must include a day"),
        (("21", "", "2022"), "The deadline must include a month"),
        (("21", "10", ""), "The deadline must include a year"),
        (("21", "", ""), "The deadline must include a month and year"),
        (("30", "2", "2022"), "The deadline must be a real date"),
        (("29", "2", "2023"), "The deadline must be a real date"),
        (("0", "1", "2022"), "The deadline must be a real date"),
        (("1", "13", "2022"), "The deadline must be a real date"),
        (("1", "ju", "2022"), "The deadline must be a real date"),
        (("1", "Smarch", "2022"), "The deadline must be a real date"),
        (("1", "1", "22"), "The deadline must have a year of 4 numbers, like 2026"),
        (("1", "1", "9999"), "The deadline must be a real date"),
        (("1", "1", "20222"), "The deadline must be a real date"),
        (("٢١", "10", "2022"), "The deadline must be a real date"),
        (("21", "１０", "2022"), "The deadline must be a real date"),
    ],
)
def test_a_date_that_cannot_be_read_says_what_is_wrong(typed: tuple[str, str, str], sentence: str) -> None:
    with pytest.raises(Unclear, match=f"^{sentence}$"):
        parse_date(*typed, "The deadline")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("17:00", dt.time(17)),
        ("1700", dt.time(17)),
        ("9:05", dt.time(9, 5)),
        ("5pm", dt.time(17)),
        ("5.30 PM", dt.time(17, 30)),
        ("12am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("midday", dt.time(12)),
        ("Midnight", dt.time(0)),
        ("0:00", dt.time(0)),
        ("23:59", dt.time(23, 59)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, time: dt.time) -> None:
    assert parse_time(typed, "The deadline") == time


@pytest.mark.parametrize("typed", ["", "5", "24:00", "17:60", "13pm", "0am", "17:0", "5 o'clock", *NONSENSE])
def test_a_time_that_cannot_be_read_says_what_to_type(typed: str) -> None:
    with pytest.raises(Unclear, match="^The deadline must have a time, like 17:00 or 5pm$"):
        parse_time(typed, "The deadline")


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("3:30", 210),
        ("0:45", 45),
        ("90:00", 5400),
        ("1:05:00", 3900),
        ("3", 180),
        ("3m", 180),
        ("3 min", 180),
        ("90s", 90),
        ("3m 30s", 210),
        ("3m30s", 210),
        ("1 hour 5 minutes", 3900),
        ("2H", 7200),
        ("0", 0),
        ("24h", 86400),
    ],
)
def test_a_length_is_read_as_people_write_it(typed: str, seconds: int) -> None:
    assert parse_duration(typed, "Length") == seconds


@pytest.mark.parametrize("typed", ["", "3:60", "3:3", ":30", "s", "m", "1d", "three", *NONSENSE])
def test_a_length_that_cannot_be_read_says_what_to_type(typed: str) -> None:
    with pytest.raises(Unclear, match="^Length must be written like 3:30, 3m or 90s$"):
        parse_duration(typed, "Length")


@pytest.mark.parametrize("typed", ["25h", "1441", "24:00:01", "24h 1s"])
def test_a_length_of_more_than_a_day_is_refused(typed: str) -> None:
    with pytest.raises(Unclear, match="^Length must be 24 hours or less$"):
        parse_duration(typed, "Length")


@pytest.mark.parametrize("seconds", [0, 1, 59, 60, 210, 3599, 3600, 3900, 86400])
def test_a_length_that_is_shown_can_be_read_back(seconds: int) -> None:
    assert parse_duration(show_duration(seconds), "Length") == seconds


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_a_number_is_read_in_plain_digits(typed: str, number: int) -> None:
    assert parse_number(typed, "Seats") == number


@pytest.mark.parametrize("typed", ["", "1,000", "1 000", "9999999999", *NONSENSE])
def test_a_number_that_cannot_be_read_says_so(typed: str) -> None:
    with pytest.raises(Unclear, match="^Seats must be a whole number, like 3$"):
        parse_number(typed, "Seats")


@pytest.mark.parametrize(
    ("typed", "least", "most", "sentence"),
    [
        ("0", 1, 200, "Seats must be between 1 and 200"),
        ("201", 1, 200, "Seats must be between 1 and 200"),
        ("0", 1, None, "Seats must be 1 or more"),
        ("201", None, 200, "Seats must be 200 or less"),
    ],
)
def test_a_number_outside_its_limits_names_them(
    typed: str, least: int | None, most: int | None, sentence: str
) -> None:
    with pytest.raises(Unclear, match=f"^{sentence}$"):
        parse_number(typed, "Seats", least, most)
