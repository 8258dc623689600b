"""Links of the data: those of its page, and the targets in the JSON file.

A target inside names a section, and a block that is in it; a call names a note of its section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.checks import Artefacts
from build_tools.checks.lnk.addresses import outside_fault
from build_tools.checks.lnk.site import check_pages
from build_tools.formats.data.strict import objects, read_json
from build_tools.formats.units import Unreadable
from build_tools.issues import Issue
from build_tools.publication import Publication

Json = dict[str, Any]


def check_data(
    edition: str, publication: Publication, artefacts: Artefacts, known: frozenset[str]
) -> Iterator[Issue]:
    """Follow the links of the page, and each target of the publication."""
    yield from check_pages(edition, artefacts, known)
    path = f"{publication.name}.json"
    span = artefacts.span(edition, path)
    try:
        whole = read_json(artefacts.file(edition, path).read_bytes())
        faults = list(_Targets.of(whole, known).faults(whole, "$", frozenset()))
    except Unreadable as why:
        yield Issue("LNK-001", span, f"It can't be read: {why.problem}")
        return
    except (OSError, LookupError, TypeError, AttributeError) as error:
        yield Issue("LNK-001", span, f"It can't be read: {error}.")
        return
    for code, problem, place in faults:
        yield Issue(code, span, problem, place=f"({place})")


@dataclass(frozen=True, slots=True)
class _Targets:
    """What links can lead to: ids of sections, each with those of its blocks."""

    blocks: dict[str, frozenset[str]]
    known: frozenset[str]

    @classmethod
    def of(cls, whole: Json, known: frozenset[str]) -> _Targets:
        sections = (one for part in whole["parts"] for one in part.get("sections", ()))
        blocks = {
            one["id"]: frozenset(node["id"] for node in objects(one.get("blocks")) if "id" in node)
            for one in sections
        }
        return cls(blocks, known)

    def faults(
        self,
        value: object,
        place: str,
        notes: frozenset[str],
    ) -> Iterator[tuple[str, str, str]]:
        """Iterate over (code, problem, place) below a value; `notes` are those of its section."""
        if isinstance(value, list):
            for at, one in enumerate(value):
                yield from self.faults(one, f"{place}[{at}]", notes)
        if not isinstance(value, dict):
            return
        if "blocks" in value and "path" in value:
            notes = frozenset(note["id"] for note in value.get("notes", ()))
        for name in ("target", "where"):
            if isinstance(value.get(name), dict):
                yield from self.target(value[name], f"{place}.{name}")
        if value.get("type") == "note_call" and value["note"] not in notes:
            yield "LNK-062", f"It calls the note '{value['note']}', which is not there.", place
        for name, one in value.items():
            yield from self.faults(one, f"{place}.{name}", notes)

    def target(self, target: Json, place: str) -> Iterator[tuple[str, str, str]]:
        if url := target.get("url"):
            if problem := outside_fault(url, self.known):
                yield "LNK-060", problem, place
            return
        section, block = target["section"], target.get("block", "")
        if section not in self.blocks:
            yield "LNK-061", f"It leads to '{section}', and no section has that id.", place
        elif block and block not in self.blocks[section]:
            yield "LNK-061", f"It leads to '{block}', which is not in '{section}'.", place
