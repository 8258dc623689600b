"""What several checks' tests look at."""

from __future__ import annotations

import shutil

import pytest

from build_tools.checks import Artefacts
from tests.editions.epub.books import book_of_every_block


@pytest.fixture
def book(once, tmp_path) -> Artefacts:
    """The e-book of `EVERY_BLOCK` without its print edition; a test may change it."""
    made = book_of_every_block(once)
    folder = tmp_path / "release"
    shutil.copytree(made.folder, folder)
    return Artefacts(folder, {"epub": made.made["epub"]})
