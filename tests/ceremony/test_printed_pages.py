"""What each printed document of the evening shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from awards.ceremony.sheets import Certificate
from tests.ceremony.sheet_samples import (
    CITATION,
    a_programme,
    a_running_order,
    a_team,
    certificates,
    kinds,
    outline_of,
    read,
    set_in_type,
    size_in_mm,
    tags,
    text_of,
    winner_cards,
)


def test_the_programme_is_a5() -> None:
    assert size_in_mm(set_in_type(a_programme())) == {(148, 210)}


@pytest.mark.parametrize("count", range(1, 6))
def test_the_programme_has_a_multiple_of_four_pages(count: int) -> None:
    teams = tuple(a_team(name=f"Team {number}") for number in range(count))
    assert len(read(set_in_type(a_programme(*teams))).pages) % 4 == 0


def test_pages_added_for_notes_are_reported() -> None:
    made = [
        set_in_type(a_programme(*[a_team(name=f"Team {n}") for n in range(count)])) for count in (1, 2, 3, 4)
    ]
    assert sum(any("for notes" in warning for warning in each.warnings) for each in made) == 3


def test_the_programme_names_every_team_with_its_people_and_words() -> None:
    words = text_of(set_in_type(a_programme()))
    for expected in ("First Door Family Help", "The Lantern", "Siân Tŵyn", "Małgorzata Żak", CITATION[:60]):
        assert expected in words


def test_the_shortlist_says_on_which_page_a_team_is() -> None:
    document = read(set_in_type(a_programme(evening=(), welcome=())))
    awards = next(page for page in document.pages if "Competition".upper() in page.extract_text())
    lantern = next(
        n for n, page in enumerate(document.pages, 1) if n > 4 and "The Lantern" in page.extract_text()
    )
    assert f"The Lantern · Mereside Council {lantern}" in " ".join(awards.extract_text().split())


def test_the_programme_can_be_walked_by_its_outline() -> None:
    titles = outline_of(set_in_type(a_programme()))
    assert titles[-5:] == ["The teams", "First Door Family Help", "The Lantern", "The judges", "With thanks"]


def test_the_timetable_has_header_cells() -> None:
    assert kinds(set_in_type(a_programme())).count("/TH") == 2


def test_a_photo_is_described_and_read_after_the_name_of_its_team(photo: Path) -> None:
    made = set_in_type(
        a_programme(a_team(photo=photo.read_bytes, photo_description="Five people in a kitchen"))
    )
    figures = [n for n, tag in enumerate(tags(made)) if tag["/S"] == "/Figure"]
    assert [str(tags(made)[n]["/Alt"]) for n in figures] == ["Five people in a kitchen"]
    headings_before = [tag for tag in tags(made)[: figures[0]] if tag["/S"] == "/H2"]
    assert len(headings_before) == 2  # the award, then the team


def test_a_team_without_named_people_has_no_list_of_people() -> None:
    assert "THE TEAM FIRST" not in text_of(set_in_type(a_programme(a_team(members=()), awards=()))).upper()


def test_the_running_order_is_a4_on_its_side() -> None:
    assert size_in_mm(set_in_type(a_running_order())) == {(297, 210)}


def test_every_page_of_the_running_order_says_version_time_and_no_winners() -> None:
    pages = [page.extract_text() for page in read(set_in_type(a_running_order())).pages]
    assert len(pages) > 1
    for page in pages:
        assert "Contains no winners" in page
        assert "Version 7 · asked for at 20 October 2022, 15:02" in page


def test_the_running_order_says_when_the_evening_ends() -> None:
    assert "Ends 22:20 · hard finish 22:30" in text_of(set_in_type(a_running_order()))


def test_a_long_web_address_breaks_after_slashes_only() -> None:
    parts = ["https://excellence-awards.example", "editions", "team-excellence-award-2022", "programme"]
    printed = text_of(set_in_type(a_programme(web_address="/".join(parts))))
    assert printed.count("excellence-awards.example/") == 2
    assert printed.count("team-excellence-award-2022/") == 2


def test_the_running_order_warns_on_paper() -> None:
    made = set_in_type(a_running_order(warning="The evening ends at 22:41."))
    assert "Warning. The evening ends at 22:41." in text_of(made)


def test_a_fixed_start_says_so_in_words() -> None:
    row = a_running_order().rows[0]
    assert text_of(set_in_type(a_running_order(rows=(row,)))).count("FIXED") == 2  # the row, the key
    loose = replace(row, is_hard=False)
    assert text_of(set_in_type(a_running_order(rows=(loose,)))).count("FIXED") == 1


def test_every_page_of_the_winner_cards_says_that_it_is_sealed() -> None:
    wordy = replace(winner_cards().cards[0], stage_words="To be read on stage. " * 60)
    made = set_in_type(winner_cards(wordy, winner_cards().cards[0]))
    pages = [page.extract_text() for page in read(made).pages]
    assert len(pages) == 3
    assert all("SEALED: contains a result" in page and "Envelope 5" in page for page in pages)
    assert any("second page" in warning for warning in made.warnings)


def test_the_highly_commended_stand_above_the_winner_as_they_are_read_first() -> None:
    card = text_of(set_in_type(winner_cards()))
    words = ("First, highly commended:", "The Lantern", "then, the winner is", "First Door Family Help")
    places = [card.casefold().index(each.casefold()) for each in words]
    assert places == sorted(places)


def test_the_largest_words_on_a_winner_card_are_the_name_of_the_award() -> None:
    sizes: dict[str, float] = {}

    def note(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        for word in text.split():
            sizes[word] = max(sizes.get(word, 0), abs(size * matrix[3]))

    read(set_in_type(winner_cards())).pages[0].extract_text(visitor_text=note)
    assert sizes["Year"] == max(sizes.values()) > sizes["Family"]


def test_there_is_one_certificate_a_page_on_a4_on_its_side() -> None:
    made = set_in_type(
        certificates(*[Certificate(f"Team {n}", "Council", "Team of Excellence") for n in range(5)])
    )
    assert size_in_mm(made) == {(297, 210)}
    assert [f"Team {n}" in page.extract_text() for n, page in enumerate(read(made).pages)] == [True] * 5
