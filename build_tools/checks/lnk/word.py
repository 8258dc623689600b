"""Links in Word documents: bookmarks that are there, addresses that the publication names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.checks.lnk.addresses import outside_fault
from build_tools.formats.docx import NotWord, WordFile, open_word
from build_tools.formats.docx.file import R, W
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication

_TO_BOOKMARKS = ("NOTEREF", "REF", "PAGEREF")


def check_word(
    edition: str,
    publication: Publication,  # noqa: ARG001  (other editions' links need it)
    artefacts: Artefacts,
    known: frozenset[str],
) -> Iterator[Issue]:
    """Follow every link and field of each of its files, and every relationship that leads out."""
    for name, path in artefacts.files_of("word"):
        if name == edition:
            yield from _of_file(artefacts.file(name, path), artefacts.span(name, path), known)


def _of_file(path: Path, span: SourceSpan, known: frozenset[str]) -> Iterator[Issue]:
    try:
        word = open_word(path)
        for code, problem, place in _faults(word, known):
            yield Issue(code, span, problem, place=place)
    except NotWord as error:
        yield Issue("LNK-001", span, str(error))


def _faults(word: WordFile, known: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    parts = ("word/document.xml", word.target("footnotes"))
    bookmarks = {
        one.get(f"{W}name") for part in parts for one in word.xml(part).iter(f"{W}bookmarkStart")
    }
    for part in parts:
        for link in word.xml(part).iter(f"{W}hyperlink"):
            said = "".join(one.text or "" for one in link.iter(f"{W}t"))
            place, name, key = f"at “{said}”", link.get(f"{W}anchor"), link.get(f"{R}id")
            if (name is None) == (key is None):
                yield "LNK-040", "A link leads nowhere, or to two places.", place
            elif name is not None and name not in bookmarks:
                yield "LNK-040", f"A link leads to '{name}', which is not there.", place
            elif key is not None:
                lead = word.lead(part, key)
                if lead is None or not lead.outside:
                    yield "LNK-040", f"A link leads to '{key}', which is no address.", place
        for field in word.xml(part).iter(f"{W}fldSimple"):
            kind, *rest = (field.get(f"{W}instr") or "").split()
            if kind in _TO_BOOKMARKS and not bookmarks.intersection(rest[:1]):
                yield "LNK-040", f"A field ({' '.join([kind, *rest])}) refers to nothing.", ""
    for leads in word.leads.values():
        for lead in leads.values():
            if lead.outside and (fault := outside_fault(lead.target, known)):
                yield "LNK-041", fault, ""
