"""One small print edition for all tests, and faults laid over copies of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from build_tools.checks import Artefacts
from build_tools.checks.pre import TICKET, PrintPreflight
from build_tools.editions import Artefact
from build_tools.issues import Issue
from build_tools.publication import Publication
from tests.editions.print.shop import printed


@pytest.fixture(scope="session")
def finished(once) -> tuple[Publication, Artefact, Path]:
    """A print edition as it leaves the build."""
    return printed(once)


class Proof:
    """A copy of the print edition that a test may spoil."""

    def __init__(self, publication: Publication, made: Artefact, folder: Path) -> None:
        self.publication, self.made, self.folder = publication, made, folder
        self.file = folder / "print" / made.entry
        self.ticket = folder / "print" / TICKET

    def spoil(self, change: Callable[[pikepdf.Pdf], object]) -> None:
        """Change the PDF; the ticket is then made true again of name, size and digest."""
        with pikepdf.open(self.file, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(self.file)
        data = self.file.read_bytes()
        self.say({"bytes": len(data), "sha-256": hashlib.sha256(data).hexdigest()})

    def say(self, facts: dict[str, object]) -> None:
        """Change the ticket."""
        self.ticket.write_text(json.dumps(json.loads(self.ticket.read_text()) | facts))

    def issues(self) -> list[Issue]:
        artefacts = Artefacts(self.folder, {"print": self.made})
        return list(PrintPreflight().run(self.publication, artefacts))

    def codes(self) -> set[str]:
        return {issue.code for issue in self.issues()}


@pytest.fixture
def proof(finished, tmp_path) -> Proof:
    publication, made, folder = finished
    shutil.copytree(folder, tmp_path / "print")
    return Proof(publication, made, tmp_path)
