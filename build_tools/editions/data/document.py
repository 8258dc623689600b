"""Publication → the whole JSON document, by the names of `publication.schema.json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from build_tools.editions.data.tree import Json, TreeWriter, filled, number
from build_tools.publication import MetadataPlace, Publication, Section
from build_tools.publication.blocks import Reference
from build_tools.publication.records import Entry, Loc, Record, Register, passages_of, prose_of

FORMAT = "2.0"
"""Of the JSON and the tables together; what a change means is said on the edition's page."""

SCHEMA = "publication.schema.json"

_OF_THE_BUILD = {"editions", "language_rules", "spine"}
_IN_THE_STAMP = {"version", "status", "date", "notice"}
_OF_THE_SECTION = {"title", "summary", "id", "language", "numbering"}


def document(publication: Publication) -> Json:
    """Return the publication as JSON values."""
    writer = _Records(publication)
    stamp, facts = publication.stamp, writer.record(publication.record, ("publication", "", ()))
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "stamp": filled(
            {
                "version": stamp.version,
                "status": stamp.status,
                "date": stamp.date.isoformat(),
                "digest": stamp.digest,
                "notice": stamp.notice,
                "words": str(stamp),
            }
        ),
        "digest": publication.digest,
        **{
            name: value
            for name, value in facts.items()
            if name not in _OF_THE_BUILD | _IN_THE_STAMP
        },
        "name": publication.name,
        "parts": [
            filled(
                {
                    "id": part.id,
                    "number": part.number,
                    "title": part.title,
                    "summary": part.summary,
                    "sections": [writer.section(section) for section in part.sections],
                }
            )
            for part in publication.parts
        ],
        "registers": {
            name: writer.register(name, register)
            for name, register in publication.registers.items()
        },
    }


@dataclass(frozen=True, slots=True)
class _Records:
    publication: Publication

    def section(self, section: Section) -> Json:
        tree = TreeWriter(self.publication)
        facts = {}
        if section.record:
            place = ("sections", section.id, ())
            written = self.record(section.record, place).items()
            facts = {name: value for name, value in written if name not in _OF_THE_SECTION}
        return filled(
            {
                "id": section.id,
                "number": section.number,
                "title": section.title,
                "path": section.path,
                "kind": section.kind,
                "folder": section.folder,
                "summary": section.summary,
                "lang": section.lang,
                "facts": facts,
                "blocks": tree.blocks(section.blocks),
                "notes": [tree.note(note) for note in section.notes],
            }
        )

    def register(self, name: str, register: Register[Entry]) -> Json:
        """Return a register; an entry that stands in a section has the number of its place."""
        written = self.record(register, ("registers", name, ()))
        written.pop("numbering", None)
        shown = name in {section.id for section in self.publication.sections}
        labels = register.labels

        def placed(entry: Json) -> Json:
            own = {key: value for key, value in entry.items() if key not in ("number", "label")}
            place = Reference(name, entry["id"])
            number = self.publication.number(place) if shown else ""
            head = {"id": entry["id"], "number": number, "label": labels.get(entry["id"])}
            return filled({**head, **own})

        section = {"section": name} if shown else {}
        return {**written, **section, "entries": [placed(entry) for entry in written["entries"]]}

    def record(self, record: Record, place: MetadataPlace) -> Json:
        """Return a record's values; prose as blocks, a link to a passage as its target."""
        tree = TreeWriter(self.publication)
        value = _named(record)
        kind, name, before = place
        for loc in prose_of(record):
            blocks = tree.blocks(self.publication.prose[kind, name, (*before, *loc)])
            _put(value, loc, blocks)
        for loc in passages_of(record):
            _put(value, loc, tree.target(self.publication.passages[kind, name, (*before, *loc)]))
        return value


def _named(record: BaseModel) -> Json:
    """Return a record as pydantic writes JSON, with names in snake case and nothing empty."""
    value: Json = _without_empty(record.model_dump(mode="json"))
    return value


def _without_empty(value: Any) -> Any:  # noqa: ANN401  (it is JSON)
    if isinstance(value, dict):
        return filled({name: _without_empty(one) for name, one in value.items()})
    if isinstance(value, list):
        return [_without_empty(one) for one in value]
    return number(value) if isinstance(value, float) else value


def _put(value: Any, loc: Loc, new: object) -> None:  # noqa: ANN401  (it is JSON)
    *before, last = (step.replace("-", "_") if isinstance(step, str) else step for step in loc)
    for step in before:
        value = value[step]
    value[last] = new
