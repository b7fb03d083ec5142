"""A photograph for the printed documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph whose file name must not be printed anywhere."""
    path = tmp_path / "named-after-someone.jpg"
    Image.new("RGB", (300, 200), "teal").save(path)
    return path
