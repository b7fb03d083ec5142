"""Habits that keep the house readable."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "awards").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_on_top_what_it_is_for_and_is_short(path):
    source = path.read_text()
    assert ast.get_docstring(ast.parse(source)), "has no docstring"
    assert source.count("\n") <= 400, "is longer than 400 lines: make it a folder of nouns"


def test_no_view_touches_the_session():
    offenders = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if "views" in path.relative_to(ROOT).as_posix()
        and re.search(r"db\.session\.(add|commit|delete|scalars)", path.read_text())
    ]
    assert offenders == []


def test_only_the_guard_the_worker_and_units_of_work_commit():
    committing = {
        path.relative_to(ROOT / "awards").as_posix()
        for path in MODULES
        if re.search(r"session(\(\))?\.commit\(", path.read_text())
    }
    assert committing <= {"core/database.py", "core/throttle.py", "core/worker.py", "web/guard.py"}


def test_no_template_switches_escaping_off():
    assert [
        path.name for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text())
    ] == []


def test_no_template_carries_a_style_or_a_handler():
    assert [
        path.name for path in TEMPLATES if re.search(r"<[^>]+\s(style|on[a-z]+)=", path.read_text())
    ] == []


def test_documents_never_evaluate_text():
    documents = sorted((ROOT / "templates/documents").glob("*.typ"))
    assert documents
    assert [path.name for path in documents if re.search(r"\beval\s*\(", path.read_text())] == []


def test_no_test_waits():
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    assert [
        path.name for path in tests if re.search(r"\btime\.sleep\(|[^_]sleep\(\d", path.read_text())
    ] == []
