"""The package: whoever follows its lists finds each part, and no other (ISO/IEC 29500-2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.doc.findings import Finding
from build_tools.formats.docx.file import NotWord, R, WordFile

_TYPES = "[Content_Types].xml"
_RISKY = (
    "vbaProject",
    "attachedTemplate",
    "oleObject",
    "package",
    "control",
    "frame",
    "subDocument",
)
"""Kinds of relationships that run or load something."""


def package_findings(word: WordFile) -> Iterator[Finding]:
    """Iterate over parts that are missing, spare, untyped, or named twice."""
    for name, count in Counter(word.names).items():
        if count > 1:
            yield Finding("DOC-002", f"The part '{name}' is there {count} times.")
    for owner in word.leads:
        yield from _relationships(word, owner)
    reached = {lead.target for leads in word.leads.values() for lead in leads.values()}
    for name in word.parts:
        if name not in {_TYPES, *reached, *map(_leads_of, word.leads)}:
            yield Finding("DOC-002", f"Nothing refers to the part '{name}'.")
        if name != _TYPES and name not in word.types:
            yield Finding("DOC-002", f"The part '{name}' has no content type.")
    for name, kind in word.types.items():
        if name not in word.parts:
            yield Finding("DOC-002", f"A content type is given for '{name}', which is not there.")
        elif kind.endswith("xml"):
            yield from _references(word, name)


def _relationships(word: WordFile, owner: str) -> Iterator[Finding]:
    if owner and owner not in word.parts:
        yield Finding("DOC-002", f"There are relationships of '{owner}', which is not there.")
    for key, lead in word.leads[owner].items():
        if not lead.outside and lead.target not in word.parts:
            who = f"'{owner}'" if owner else "The file"
            problem = f"{who} refers to '{lead.target}' ({key}), which is not there."
            yield Finding("DOC-002", problem)
        if lead.kind in _RISKY or (lead.outside and lead.kind != "hyperlink"):
            yield Finding("DOC-015", f"It has a {lead.kind}: '{lead.target}'.")


def _leads_of(owner: str) -> str:
    folder, _, file = owner.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _references(word: WordFile, name: str) -> Iterator[Finding]:
    """Iterate over ids in a part that no relationship of it has."""
    try:
        root = word.xml(name)
    except NotWord as error:
        yield Finding("DOC-002", str(error))
        return
    for element in root.iter("*"):
        for attribute, key in map(_words, element.attrib.items()):
            if attribute.startswith(R) and word.lead(name, key) is None:
                yield Finding("DOC-002", f"'{name}' refers to '{key}', which is no relationship.")


def _words(pair: tuple[object, object]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])
