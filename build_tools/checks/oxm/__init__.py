"""Word documents keep to the schema of Office Open XML, as Word itself reads it.

The schemas and rules are those of Microsoft's Open XML SDK, in Python: the package
`openxml-audit`. Word "repairs" a file that breaks them, or does not open it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar, Literal

from build_tools.checks import Artefacts
from build_tools.issues import Issue, ProgramMissing, SourceSpan
from build_tools.publication import Publication
from build_tools.tools.answers import Answer, answers

PACKAGE = "openxml-audit"


class KeepsToOpenXml:
    """OXM-001: a rule of the schema is broken."""

    code: ClassVar[str] = "OXM"
    subject: ClassVar[str] = "Word documents keep to the schema of Office Open XML"
    applies_to: ClassVar[frozenset[str]] = frozenset({"word"})
    plan: ClassVar[Literal["full"]] = "full"

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with its version."""
        return (f"{PACKAGE} {_version()}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Validate every document; an answer holds as long as file and tool do."""
        return answers(artefacts, "word", (PACKAGE, _version()), _ask)


def _ask(file: Path, span: SourceSpan) -> Answer:
    faults = _faults(file)
    return Answer(tuple(Issue("OXM-001", span, problem, place=place) for problem, place in faults))


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        raise ProgramMissing(
            f"The Python package {PACKAGE}, with Word's schemas, is missing: `make setup-test`."
        ) from None


def _faults(file: Path) -> Iterator[tuple[str, str]]:
    """Iterate over problems and places; a file that can't be read is one."""
    from openxml_audit import FileFormat, OpenXmlValidator

    if not file.is_file():
        yield "The file is not there.", ""
        return
    try:
        answer = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file)
    except Exception as error:  # noqa: BLE001  (whatever it stumbles over, it is no pass)
        yield f"It can't be read: {error}", ""
        return
    for fault in answer.errors:
        yield fault.description, f"({fault.part_uri} {fault.path})".replace(" )", ")")
    if not answer.errors and not answer.is_valid:
        yield "It is not valid.", ""
