"""Links in tagged PDFs: every destination exists (ISO 32000-2, 12.3.2 and 12.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from build_tools.checks import Artefacts
from build_tools.checks.lnk.addresses import outside_fault
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication


def check_pdf(
    edition: str,
    publication: Publication,  # noqa: ARG001  (other editions' links need it)
    artefacts: Artefacts,
    known: frozenset[str],
) -> Iterator[Issue]:
    """Follow every link annotation, bookmark and named destination of each of its files."""
    for name, path in artefacts.files_of("tagged-pdf"):
        if name == edition:
            yield from _of_file(artefacts.file(name, path), artefacts.span(name, path), known)


def _of_file(path: Path, span: SourceSpan, known: frozenset[str]) -> Iterator[Issue]:
    def issue(code: str, problem: str, page: int = 0) -> Issue:
        place = f"page {page}" if page else ""
        return Issue(code, span, problem, place=place)

    try:
        pdf = pikepdf.open(path)
    except (OSError, pikepdf.PdfError) as error:
        yield issue("LNK-001", f"It can't be read: {error}.")
        return
    with pdf:
        targets = _Targets(pdf)
        for name, destination in targets.named.items():
            if not targets.is_place(destination):
                yield issue("LNK-011", f"The destination '{name}' leads to no page.")
        for title, bookmark in _bookmarks(pdf.Root.get("/Outlines")):
            if code := targets.fault(bookmark, known)[0]:
                yield issue(code, f"The bookmark '{title}' leads nowhere.")
        for number, page in enumerate(pdf.pages, start=1):
            for annotation in page.get("/Annots", ()):
                if annotation.get("/Subtype") == "/Link":
                    code, problem = targets.fault(annotation, known)
                    if code:
                        yield issue(code, problem, number)


class _Targets:
    """What a link of a document can lead to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.objgen for page in pdf.pages}
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        tree = names.get("/Dests")
        modern = pikepdf.NameTree(tree).items() if tree is not None else ()
        self.named: dict[str, Any] = {str(name): value for name, value in modern}
        old = pdf.Root.get("/Dests", pikepdf.Dictionary())
        self.named |= {str(name).removeprefix("/"): value for name, value in old.items()}

    def is_place(self, destination: Any) -> bool:  # noqa: ANN401  (whatever the file holds)
        """Whether an explicit destination is on a page of this document."""
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        return (
            isinstance(destination, pikepdf.Array)
            and len(destination) > 1
            and isinstance(destination[0], pikepdf.Dictionary)
            and destination[0].objgen in self.pages
        )

    def fault(self, link: pikepdf.Object, known: frozenset[str]) -> tuple[str, str]:
        """Return the code and the problem of a link or bookmark; empty when it is sound."""
        action = link.get("/A")
        if action is None:
            return self._fault_inside(link.get("/Dest"))
        match str(action.get("/S")):
            case "/GoTo":
                return self._fault_inside(action.get("/D"))
            case "/URI":
                problem = outside_fault(str(action.get("/URI", "")), known)
                return ("LNK-012", problem) if problem else ("", "")
            case kind:
                return "LNK-013", f"A link does '{kind}'; it may only lead to a place."

    def _fault_inside(self, destination: Any) -> tuple[str, str]:  # noqa: ANN401
        if destination is None:
            return "LNK-013", "A link has no target."
        if isinstance(destination, pikepdf.String | pikepdf.Name):
            name = str(destination).removeprefix("/")
            found = name in self.named
            return ("", "") if found else ("LNK-010", f"A link leads to '{name}'; there is none.")
        if not self.is_place(destination):
            return "LNK-010", "A link leads to no page of this document."
        return "", ""


def _bookmarks(parent: Any) -> Iterator[tuple[str, pikepdf.Object]]:  # noqa: ANN401
    """Iterate over bookmarks in reading order; one that comes twice ends the walk."""
    seen: set[tuple[int, int]] = set()
    waiting = [parent.get("/First")] if parent is not None else []
    while waiting:
        item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield str(item.get("/Title", "")), item
        waiting += [item.get("/Next"), item.get("/First")]
