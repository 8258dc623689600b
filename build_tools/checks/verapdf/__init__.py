"""The accessible PDF conforms to PDF/UA-1, as far as the machine-readable rules of veraPDF go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from build_tools.checks import Artefacts
from build_tools.checks.verapdf.validator import Failure, validate
from build_tools.issues import Issue
from build_tools.publication import Publication


class ConformsToPdfUa:
    """UAC-001: a rule of PDF/UA-1 is broken."""

    code: ClassVar[str] = "UAC"
    applies_to: ClassVar[frozenset[str]] = frozenset({"pdf"})

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Validate every PDF of the edition."""
        for file in artefacts.made["pdf"].files:
            if not file.path.endswith(".pdf"):
                continue
            span = artefacts.span("pdf", file.path)
            for result in validate([artefacts.file("pdf", file.path)]):
                for failure in result.failures:
                    yield Issue("UAC-001", span, _problem(failure), place=failure.place)


def _problem(failure: Failure) -> str:
    return f"PDF/UA-1 {failure.rule}: {failure.message}" if failure.rule else failure.message
