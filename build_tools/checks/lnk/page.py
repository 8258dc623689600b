"""Links of the one web page: each leads to an id of the page, or out of it; nothing is loaded.

There is no file beside it, so an address inside is a fragment and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from build_tools.checks import Artefacts
from build_tools.checks.lnk.addresses import outside_fault
from build_tools.formats.html.references import Markup, Unreadable, Use, read_page
from build_tools.issues import Issue
from build_tools.publication import Publication


def check_page(
    edition: str,
    publication: Publication,  # noqa: ARG001  (other editions' links need it)
    artefacts: Artefacts,
    known: frozenset[str],
) -> Iterator[Issue]:
    """Follow every address of every file of the edition."""
    made = artefacts.made[edition]
    for path in dict.fromkeys((made.entry, *(file.path for file in made.files))):
        for code, line, problem in _faults(artefacts, edition, path, known):
            yield Issue(code, artefacts.span(edition, path, line), problem)


def _faults(
    artefacts: Artefacts, edition: str, path: str, known: frozenset[str]
) -> Iterator[tuple[str, int, str]]:
    try:
        markup = read_page(artefacts.file(edition, path).read_bytes())
        uses = list(markup.uses())
    except (Unreadable, OSError, ValueError) as error:
        yield "LNK-001", 0, f"It can't be read: {error}."
        return
    for name, line in _twice(markup):
        yield "LNK-050", line, f"Two elements have the id '{name}'."
    for use in dict.fromkeys(uses):
        code, problem = _fault(use, markup.ids, known)
        if code:
            yield code, use.line, problem


def _twice(markup: Markup) -> Iterator[tuple[str, int]]:
    named = markup.root.xpath("//*[@id]")
    counts = Counter(element.get("id") for element in named)
    for element in named:
        if counts.pop(element.get("id"), 0) > 1:
            yield element.get("id"), element.sourceline or 0


def _fault(use: Use, ids: frozenset[str], known: frozenset[str]) -> tuple[str, str]:
    """Return the code and the problem of an address; both are empty when it is sound."""
    address = use.address
    if address.startswith("#"):
        if unquote(address[1:]) in ids:
            return "", ""
        return "LNK-003", f"It links to '{address}'; the page has no such id."
    if use.loads:
        if address.startswith("data:"):
            return "", ""
        return "LNK-005", f"It loads '{address}', and has to have everything in itself."
    problem = outside_fault(address, known)
    return "LNK-006" if problem else "", problem
