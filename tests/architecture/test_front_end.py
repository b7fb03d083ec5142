"""What third-party parts come to the front end, and that GOV.UK's own marks do not."""

import json
import re
from pathlib import Path

import pytest

from awards import assets

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static/vendor"
STYLES = sorted((ROOT / "static/css").glob("*.css"))


def test_the_third_party_parts_are_those_of_the_lock():
    assert assets.is_ready(ROOT)


def test_a_changed_lock_asks_for_new_parts(tmp_path):
    (tmp_path / "static/vendor").mkdir(parents=True)
    (tmp_path / "static/vendor/STAMP").write_text((VENDOR / "STAMP").read_text())
    (tmp_path / "package-lock.json").write_text((ROOT / "package-lock.json").read_text() + "\n")
    assert not assets.is_ready(tmp_path)


def test_nothing_of_gov_uk_that_is_not_ours_to_show_is_served():
    served = [path for path in VENDOR.rglob("*") if path.is_file()]
    assert any(path.suffix == ".woff2" for path in served)
    assert not [
        path.name
        for path in served
        if re.search("crest|crown|favicon|light-94a07e06a1|bold-b542beb274", path.name)
    ]
    assert "GDS Transport" not in (VENDOR / "govuk-frontend.css").read_text()


def test_every_font_comes_with_its_licence():
    for folder in (VENDOR / "fonts", VENDOR / "fonts/typst"):
        families = {path.name.split("-LICENSE")[0].replace("-", "") for path in folder.glob("*-LICENSE.txt")}
        fonts = [
            path.name.lower().replace("-", "")
            for path in folder.iterdir()
            if path.suffix in (".ttf", ".woff2")
        ]
        assert fonts
        assert [name for name in fonts if not name.startswith(tuple(families))] == []


def test_the_locks_name_no_registry():
    for name in ("package-lock.json", "requirements.lock"):
        assert not re.search(
            r'"resolved"|registry\.|--index-url|--extra-index-url|://(?!github\.com/sponsors)',
            (ROOT / name).read_text(),
        )


def test_the_script_asks_for_the_version_that_is_pinned():
    pinned = json.loads((ROOT / "package.json").read_text())["dependencies"]["govuk-frontend"]
    assert f"govuk-frontend.js?v={pinned}" in (ROOT / "static/scripts/start.js").read_text()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_the_pictures_that_a_style_sheet_names_are_there(path):
    pictures = re.findall(r'url\("([^"]+)"\)', path.read_text())
    assert [name for name in pictures if not (path.parent / name).resolve().is_file()] == []


def _luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("ink", "paper"),
        ("bronze", "paper"),
        ("mute", "paper"),
        ("bad", "paper"),
        ("good", "paper"),
        ("bronze", "white"),
        ("paper", "ink"),
        ("gold", "ink"),
        ("ink", "gold"),
        ("ink", "focus"),
        ("white", "bad"),
    ],
)
def test_words_can_be_read_on_their_ground(words, ground):
    css = (ROOT / "static/css/awards.css").read_text()
    colours = {name: value for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css)} | {
        "white": "#ffffff"
    }
    dark, light = sorted((_luminance(colours[words]), _luminance(colours[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
