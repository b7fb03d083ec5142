"""What holds for every printed document: accessible, deterministic, in our own fonts."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any, cast

import pytest

from awards.ceremony.sheets import (
    AwardEntry,
    Certificate,
    ProgrammeSheet,
    RunningOrderRow,
    RunningOrderSheet,
    Sheet,
    TeamPage,
)
from awards.ceremony.typesetting import typeset
from awards.core.typesetting import FONTS, TEMPLATES, TypesettingError
from tests.ceremony.sheet_samples import (
    MADE,
    a_programme,
    a_running_order,
    catalog,
    certificates,
    kinds,
    read,
    set_in_type,
    text_of,
    winner_cards,
)

EVERY_SHEET: dict[str, Sheet] = {
    "programme": a_programme(),
    "running order": a_running_order(),
    "winner cards": winner_cards(),
    "certificates": certificates(),
}


@pytest.fixture(params=EVERY_SHEET, ids=lambda name: name)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return EVERY_SHEET[request.param]


def test_every_document_says_that_it_is_in_british_english(sheet: Sheet) -> None:
    assert catalog(set_in_type(sheet))["/Lang"] == "en-GB"


def test_every_document_has_a_title_that_readers_show(sheet: Sheet) -> None:
    made = set_in_type(sheet)
    facts = read(made).metadata
    assert facts is not None
    assert "2022" in (facts.title or "")
    assert catalog(made)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_document_declares_the_accessibility_standard(sheet: Sheet) -> None:
    xmp = catalog(set_in_type(sheet))["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part" in xmp


def test_every_document_has_headings_that_skip_no_level(sheet: Sheet) -> None:
    levels = [int(kind[2]) for kind in kinds(set_in_type(sheet)) if kind in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_same_input_gives_the_same_bytes(sheet: Sheet) -> None:
    assert set_in_type(sheet).pdf == set_in_type(sheet).pdf


def test_another_moment_gives_other_bytes(sheet: Sheet) -> None:
    later = typeset(sheet, timestamp=MADE.replace(hour=16))
    assert later.pdf != set_in_type(sheet).pdf


def test_only_our_own_fonts_are_in_a_document(sheet: Sheet) -> None:
    used = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read(set_in_type(sheet)).pages
        for font in cast("Any", page["/Resources"]).get("/Font", {}).values()
    }
    assert used
    assert all(name.startswith(("Fraunces", "SourceSerif4", "SourceSans3")) for name in used)


@pytest.mark.parametrize("public", [ProgrammeSheet, RunningOrderSheet, AwardEntry, TeamPage, RunningOrderRow])
def test_a_public_sheet_has_no_field_for_a_result(public: type) -> None:
    names = " ".join(field.name for field in fields(public))
    assert not [word for word in ("winner", "commended", "result", "decision", "rank") if word in names]


def test_documents_can_be_made_in_several_threads_at_once() -> None:
    sheets = [certificates(Certificate(f"Team {n}", "Council", "Team of Excellence")) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(set_in_type, sheets))
    assert all(f"Team {n}" in text_of(each) for n, each in enumerate(made))


def test_templates_never_run_data_as_code() -> None:
    assert FONTS.is_dir()
    for template in TEMPLATES.glob("*.typ"):
        assert "eval(" not in template.read_text("utf-8")


def test_a_process_apart_makes_the_same_bytes() -> None:
    apart = typeset(a_programme(), timestamp=MADE, time_limit=60)
    assert apart == typeset(a_programme(), timestamp=MADE)


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TypesettingError, match="within 0.001 seconds"):
        typeset(a_programme(), timestamp=MADE, time_limit=0.001)
