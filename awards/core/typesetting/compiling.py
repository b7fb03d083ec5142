"""One run of the Typst compiler over a prepared folder; also a command, to run it in a process apart."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parents[3]
FONTS = ROOT / "static" / "vendor" / "fonts" / "typst"

# What lies in the folder of a job beside the templates and photos.
VALUES = "values.json"
DOCUMENT = "document.pdf"
PAGES = "page-*.png"
WARNINGS = "warnings.json"

SHARPNESS = 144.0
"""Points to the inch of pages as pictures: sharp on a telephone, and small enough to send."""


class TypesettingError(Exception):
    """A document could not be made at all; the message says why in plain words."""


def compile_document(job: Path, template: str, timestamp: datetime) -> tuple[bytes, list[str]]:
    """Compile as PDF/UA-1; where that is refused, compile a plain tagged PDF and say so."""
    compiler, warnings = _compiler(job, template), []
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=timestamp)
    except typst.TypstError as refused:
        reason = refused.message.removeprefix("PDF/UA-1 error: ")
        warnings.append(f"The document is not up to the accessibility standard for PDF: {reason}.")
        try:
            pdf = compiler.compile(format="pdf", timestamp=timestamp)
        except typst.TypstError as failed:
            raise TypesettingError(f"The document could not be made: {failed.message}.") from failed
    if not isinstance(pdf, bytes):
        raise TypesettingError("The document could not be made: nothing came out.")
    return pdf, [*warnings, *json.loads(compiler.query("<finding>", field="value"))]


def compile_pages(job: Path, template: str) -> list[bytes]:
    """Every page as a picture, to be looked at on a screen."""
    pages = _compiler(job, template).compile(format="png", ppi=SHARPNESS)
    return [page for page in (pages if isinstance(pages, list) else [pages]) if isinstance(page, bytes)]


def _compiler(job: Path, template: str) -> typst.Compiler:
    """One for each document: a compiler must not be shared between threads; the fonts may."""
    return typst.Compiler(
        job / template,
        root=job,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": (job / VALUES).read_text("utf-8")},
    )


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the product, loaded once; never those of the machine."""
    if not any(FONTS.glob("*.ttf")):
        raise TypesettingError("The fonts for documents are missing: run the set-up again.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def main(arguments: list[str]) -> None:
    """Compile the template in a folder and leave the document, the warnings and its pages beside it."""
    folder, template, timestamp, *pictured = arguments
    job = Path(folder)
    pdf, warnings = compile_document(job, template, datetime.fromisoformat(timestamp))
    (job / DOCUMENT).write_bytes(pdf)
    for number, page in enumerate(compile_pages(job, template) if pictured else [], start=1):
        (job / PAGES.replace("*", f"{number:04}")).write_bytes(page)
    (job / WARNINGS).write_text(json.dumps(warnings, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except TypesettingError as failed:
        sys.exit(str(failed))
