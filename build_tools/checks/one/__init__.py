"""The one web page stands alone: it asks for nothing, runs nothing, and is as light as promised.

    requests.py     what a browser would load or run by itself
    policy.py       what the page forbids, for the day on which somebody has changed it

What may be in a file, and how large it may be, its edition says in the artefact's facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

import lxml.etree
import lxml.html

from build_tools.checks import Artefacts, Plan
from build_tools.checks.one.policy import policy_fault
from build_tools.checks.one.requests import faces, requests, scripts
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure


class Fault(NamedTuple):
    """A rule that is broken, the line, and what is wrong."""

    code: str
    line: int
    problem: str


class StandsAlone:
    """ONE-001 to ONE-007: each file of the edition has all in itself, and no more than it says."""

    code: ClassVar[str] = "ONE"
    subject: ClassVar[str] = "The one web page asks for nothing, runs no script and is light"
    applies_to: ClassVar[frozenset[str]] = frozenset({"page"})
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Read every file."""
        for edition, path in artefacts.files_of("page"):
            promise = artefacts.made[edition].facts.get(path)
            file = artefacts.file(edition, path)
            data = file.read_bytes() if file.is_file() else None
            for fault in _faults(publication, data, promise):
                span = artefacts.span(edition, path, fault.line)
                yield Issue(fault.code, span, fault.problem)


def _faults(publication: Publication, data: bytes | None, promise: object) -> Iterator[Fault]:
    if data is None:
        yield Fault("ONE-001", 0, "The file is not there.")
        return
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        root: Any = lxml.html.document_fromstring(data.decode().encode(), parser=parser)
    except (ValueError, lxml.etree.LxmlError) as error:
        yield Fault("ONE-001", 0, f"It can't be read: {error}.")
        return
    for line, what in requests(root):
        yield Fault("ONE-003", line, f"It would load something: {what}.")
    for line, what in scripts(root):
        yield Fault("ONE-004", line, f"It would run a script: {what}.")
    if problem := policy_fault(root):
        yield Fault("ONE-005", 0, problem)
    if " ".join(str(publication.stamp).split()) not in " ".join(root.body.text_content().split()):
        yield Fault("ONE-006", 0, f"It does not say '{publication.stamp}'.")
    yield from _against(promise, publication, root, len(data))


def _against(promise: object, publication: Publication, root: Any, size: int) -> Iterator[Fault]:  # noqa: ANN401
    """Compare a file with what its edition has promised of it."""
    most = promise.get("most-bytes") if isinstance(promise, Mapping) else None
    if not isinstance(promise, Mapping) or not isinstance(most, int):
        yield Fault("ONE-002", 0, "Its edition does not say how large it may be.")
        return
    if size > most:
        yield Fault("ONE-002", 0, f"It has {size:,} bytes and may have {most:,}.")
    nodes = [node for section in publication.sections for node in section.nodes()]
    pictures = sum(isinstance(node, Figure) for node in nodes)
    charts = sum(isinstance(node, Chart) for node in nodes)
    yield from _count(promise, "pictures", len(root.findall(".//img")), pictures)
    yield from _count(promise, "charts", len(list(root.iter("svg", "{*}svg"))), charts)
    found = len(faces(root))
    if bool(found) != promise.get("fonts"):
        yield Fault("ONE-007", 0, f"It has {found} fonts; promised: {_words(promise, 'fonts')}.")


def _count(
    promise: Mapping[object, object], what: str, found: int, there_are: int
) -> Iterator[Fault]:
    wanted = there_are if promise.get(what) else 0
    if found != wanted:
        problem = f"It has {found} {what} and should have {wanted}"
        yield Fault("ONE-007", 0, f"{problem}; promised: {_words(promise, what)}.")


def _words(promise: Mapping[object, object], what: str) -> str:
    return "yes" if promise.get(what) else "none"
