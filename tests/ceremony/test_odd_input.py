"""Odd names, hostile text, broken photos: printed as they are, or reported in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from awards.ceremony.sheets import Certificate, NamedRole, WinnerCard
from tests.ceremony.sheet_samples import (
    CITATION,
    HOSTILE,
    a_programme,
    a_running_order,
    a_team,
    certificates,
    kinds,
    read,
    set_in_type,
    text_of,
    winner_cards,
)


def test_a_photo_without_a_description_is_reported(photo: Path) -> None:
    made = set_in_type(a_programme(a_team(photo=photo.read_bytes)))
    assert any("no description" in warning and "First Door" in warning for warning in made.warnings)


def test_a_photo_that_cannot_be_read_leaves_the_page_without_it(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a picture")
    made = set_in_type(
        a_programme(
            a_team(photo=broken.read_bytes), a_team(name="Next", photo=(tmp_path / "gone.jpg").read_bytes)
        )
    )
    assert sum("cannot be read" in warning for warning in made.warnings) == 2
    assert "/Figure" not in kinds(made)


def test_the_name_of_a_photo_file_is_not_in_the_document(photo: Path) -> None:
    made = set_in_type(a_programme(a_team(photo=photo.read_bytes, photo_description="x")))
    assert b"named-after-someone" not in made.pdf


def test_markup_in_data_is_printed_as_it_is() -> None:
    team = a_team(
        name=HOSTILE, organisation=HOSTILE, citation=HOSTILE, members=(NamedRole(HOSTILE, HOSTILE),)
    )
    made = set_in_type(a_programme(team, venue=HOSTILE, strapline=HOSTILE, welcome=(HOSTILE,)))
    words = text_of(made).replace(" ", "")
    assert words.count(HOSTILE.replace(" ", "")) >= 5
    assert "root:" not in words


def test_markup_in_the_other_documents_is_printed_as_it_is() -> None:
    row = replace(a_running_order().rows[0], title=HOSTILE, notes=HOSTILE, people=HOSTILE)
    card = WinnerCard(award=HOSTILE, winner=HOSTILE, organisation=HOSTILE, envelope_number="#1")
    for made in (
        set_in_type(a_running_order(rows=(row,), warning=HOSTILE)),
        set_in_type(winner_cards(card)),
        set_in_type(certificates(Certificate(HOSTILE, HOSTILE, HOSTILE))),
    ):
        assert "".join(HOSTILE.split())[:30] in text_of(made).replace(" ", "")


@pytest.mark.parametrize(
    "name", ["W" * 120, "Llanfair " * 14, "ਪੰਜਾਬੀ ਪਰਿਵਾਰ ਟੀਮ", "خاندانی مدد ٹیم", "Żółw ☀️ 🎉"]
)
def test_unusual_names_are_set_to_the_standard(name: str) -> None:
    team = a_team(name=name, organisation=name, field=name, members=(NamedRole(name, name),) * 3)
    made = [
        set_in_type(a_programme(team)),
        set_in_type(winner_cards(WinnerCard(name, name, name, "1", name, name))),
        set_in_type(certificates(Certificate(name, name, name))),
    ]
    assert not [warning for each in made for warning in each.warnings if "standard" in warning]


def test_a_word_broken_over_lines_gains_no_hidden_characters() -> None:
    made = set_in_type(a_programme(a_team(citation="abcdefghij" * 20)))
    assert "abcdefghij" * 20 in text_of(made).replace(" ", "")


def test_letters_that_no_font_has_are_reported_and_the_document_is_still_made() -> None:
    made = set_in_type(a_programme(a_team(name="陳 team")))
    assert any("陳 team" in warning and "no font" in warning for warning in made.warnings)
    assert any("accessibility standard" in warning for warning in made.warnings)
    assert len(read(made).pages) % 4 == 0


def test_control_characters_and_direction_overrides_are_left_out() -> None:
    made = set_in_type(a_programme(a_team(citation="An \u202eevil\u202c bell\x07 and nul\x00.")))
    assert "An evil bell and nul." in text_of(made)
    assert not [warning for warning in made.warnings if "standard" in warning]


def test_forty_people_and_a_full_citation_lose_nobody(photo: Path) -> None:
    people = tuple(NamedRole(f"Person Number{n:02}", "family support worker") for n in range(40))
    made = set_in_type(a_programme(a_team(members=people, photo=photo.read_bytes, photo_description="x")))
    words = text_of(made)
    assert [p.name for p in people if p.name not in words] == []


def test_a_page_that_runs_on_is_reported_by_the_name_of_its_team() -> None:
    made = set_in_type(a_programme(a_team(citation=CITATION * 8)))
    assert "The page of “First Door Family Help” runs on to another page." in made.warnings


def test_a_text_far_too_long_is_cut_and_reported() -> None:
    made = set_in_type(a_programme(a_team(citation="word " * 5_000)))
    assert any("was cut" in warning for warning in made.warnings)


def test_a_programme_of_almost_nothing_is_still_a_booklet() -> None:
    empty = replace(
        a_programme(), welcome=(), evening=(), awards=(), teams=(), judges=(), thanks=(), signed=None
    )
    assert len(read(set_in_type(empty)).pages) == 4
