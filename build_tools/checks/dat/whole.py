"""The whole tree and all records → JSON values, field by field, to compare the file with.

Nothing here knows what a block is: whatever fields the publication's types have must be in the
file under their names. So a field that the writer forgets is found.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, cast

from pydantic import BaseModel

from build_tools.publication import MetadataPlace, Publication, Section, Stamp
from build_tools.publication.blocks import (
    Address,
    Cell,
    Definition,
    Item,
    List,
    Note,
    Picture,
    Reference,
    Row,
    Series,
    Text,
)
from build_tools.publication.records import PartialDate

Json = dict[str, Any]

_UNTYPED = (Item, Definition, Row, Cell, Note, Series)
"""What stands in one place only, and says no `type`."""

_NOT_PUBLISHED = {"editions", "language_rules", "spine"}
_IN_THE_STAMP = {"version", "status", "date", "notice"}
_IN_THE_SECTION = {"title", "summary", "id", "language", "numbering"}


def expected(publication: Publication) -> Json:
    """Return what the file has to say, but for `$schema` and `format`."""
    return _Expectation(publication).whole()


@dataclass(frozen=True, slots=True)
class _Expectation:
    publication: Publication

    def whole(self) -> Json:
        publication = self.publication
        record = self.record(publication.record, ("publication", "", ()))
        left_out = _NOT_PUBLISHED | _IN_THE_STAMP
        return {
            **{name: value for name, value in record.items() if name not in left_out},
            "name": publication.name,
            "digest": publication.digest,
            "stamp": {**self.value(publication.stamp), "words": str(publication.stamp)},
            "parts": [
                {
                    **self.fields_of(part),
                    "sections": [self.section(section) for section in part.sections],
                }
                for part in publication.parts
            ],
            "registers": {name: self.register(name) for name in publication.registers},
        }

    def section(self, section: Section) -> Json:
        made = self.fields_of(section)
        made.pop("record")
        if section.record:
            facts = self.record(section.record, ("sections", section.id, ()))
            made["facts"] = {
                name: value for name, value in facts.items() if name not in _IN_THE_SECTION
            }
        return made

    def register(self, name: str) -> Json:
        made = self.record(self.publication.registers[name], ("registers", name, ()))
        made.pop("numbering")
        labels = self.publication.registers[name].labels
        shown = any(section.id == name for section in self.publication.sections)
        if shown:
            made["section"] = name
        for entry in made["entries"]:
            place = Reference(name, entry["id"])
            entry["number"] = self.publication.number(place) if shown else None
            entry["label"] = labels.get(entry["id"])
        return made

    def record(self, record: BaseModel, place: MetadataPlace) -> Json:
        kind, name, loc = place
        return {
            key: self.of_record(getattr(record, key), (kind, name, (*loc, info.alias or key)))
            for key, info in type(record).model_fields.items()
        }

    def of_record(self, value: object, place: MetadataPlace) -> Any:  # noqa: ANN401
        """Return a value of a record; prose is its blocks, and a passage its target."""
        if place in self.publication.prose:
            return self.value(self.publication.prose[place])
        if place in self.publication.passages:
            return self.value(self.publication.passages[place])
        kind, name, loc = place
        if isinstance(value, tuple):
            return [self.of_record(one, (kind, name, (*loc, at))) for at, one in enumerate(value)]
        if isinstance(value, BaseModel):
            return self.record(value, place)
        return self.value(value)

    # --- Values of the tree ---

    def value(self, value: object) -> Any:  # noqa: ANN401, PLR0911  (one for each kind)
        match value:
            case Text(text):
                return text
            case PartialDate():
                return value.iso
            case datetime.date():
                return value.isoformat()
            case Reference():
                number = self.publication.number(value)
                return {"section": value.section, "block": value.block, "number": number}
            case Address(url):
                return {"url": url}
            case tuple():
                return [self.value(one) for one in value]
            case Mapping():
                return {key: self.value(one) for key, one in value.items()}
            case Stamp():
                return self.fields_of(value)
            case Picture():
                digest = hashlib.sha256(value.data).hexdigest()
                return {**self.fields_of(value), "bytes": len(value.data), "sha256": digest}
            case _ if is_dataclass(value):
                return self._node(value)
            case _:
                return value

    def _node(self, node: object) -> Json:
        made = self.fields_of(node)
        if not isinstance(node, _UNTYPED):
            made["type"] = re.sub(r"(?<!^)(?=[A-Z])", "_", type(node).__name__).lower()
        if isinstance(node, List) and not node.ordered:
            made.pop("start")
        if isinstance(node, Note):
            made["number"] = int(node.number)
        return made

    def fields_of(self, holder: object) -> Json:
        return {
            field.name: self.value(getattr(holder, field.name))
            for field in fields(cast(Any, holder))
            if field.name not in ("span", "data")
        }


# --- Comparing -----------------------------------------------------------------------------


def differences(said: object, found: object, at: str = "$") -> Iterator[tuple[str, str]]:
    """Iterate over (place, problem) wherever a value is not what it should be."""
    if isinstance(said, Mapping) and isinstance(found, Mapping):
        for name in (*said, *(name for name in found if name not in said)):
            yield from differences(said.get(name), found.get(name), f"{at}.{name}")
    elif isinstance(said, list) and isinstance(found, list) and len(said) == len(found):
        for place, (one, other) in enumerate(zip(said, found, strict=True)):
            yield from differences(one, other, f"{at}[{place}]")
    elif not (_is_empty(said) and _is_empty(found)) and not _same(said, found):
        yield at, f"The publication says {_shown(said)}; the file says {_shown(found)}."


def _same(said: object, found: object) -> bool:
    numbers = (int, float)
    if isinstance(said, numbers) and isinstance(found, numbers):
        return isinstance(said, bool) == isinstance(found, bool) and said == found
    return type(said) is type(found) and said == found


def _is_empty(value: object) -> bool:
    """Whether a value may be left out."""
    if isinstance(value, Mapping):
        return all(_is_empty(one) for one in value.values())
    return value is None or value is False or value in ("", [])


MOST = 80


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, Mapping):
        return "an object"
    words = "nothing" if value is None else repr(value)
    return f"{words[:MOST]}…" if len(words) > MOST else words
