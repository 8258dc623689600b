"""Schema and document → what the page says of each object, with an example that was published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.editions.data.tree import Json

SHOWN = 900
"""An example has so many characters at most; a longer one would not be read."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property as the page shows it; `object` is the anchor of what it holds, or empty."""

    name: str
    type: str
    object: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Object:
    """An object of the schema, and one of the publication as an example."""

    anchor: str
    title: str
    meaning: str
    properties: tuple[Property, ...]
    example: str


def objects(schema: Json, document: Json) -> tuple[Object, ...]:
    """Return every object that the schema names, the whole first."""
    examples = _examples(document)
    whole = _object("publication", schema, schema, "")
    named = schema["$defs"].items()
    return (
        whole,
        *(
            _object(name, one, schema, examples.get(name, ""))
            for name, one in named
            if "title" in one and "properties" in one
        ),
    )


def _object(name: str, one: Json, schema: Json, example: str) -> Object:
    needed = one.get("required", ())
    properties = tuple(
        _property(key, value, schema, required=key in needed)
        for key, value in one["properties"].items()
    )
    return Object(f"object-{name}", one["title"], one["description"], properties, example)


def _property(name: str, value: Json, schema: Json, *, required: bool) -> Property:
    words, anchor = _type(value, schema)
    meaning = value.get("description") or _defined(value, schema).get("description", "")
    if "const" in value:
        meaning = f"Always “{value['const']}”."
    return Property(name, words, anchor, required, meaning)


def _defined(value: Json, schema: Json) -> Json:
    found: Json = schema["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
    return found


def _type(value: Json, schema: Json) -> tuple[str, str]:
    """Return a type in words, and the anchor of the object that it names."""
    name = value.get("$ref", "").rpartition("/")[2]
    one = _defined(value, schema)
    if "enum" in one:
        return f"one of: {', '.join(one['enum'])}", ""
    if one.get("type") == "array":
        words, anchor = _type(one["items"], schema) if name != "content" else ("inlines", "")
        return f"list of {words}", anchor
    if name == "block":
        return "blocks", ""
    if "title" in one and "properties" in one:
        return one["title"].lower(), f"object-{name}"
    if "allOf" in one and name:
        return "register", "object-register"
    return str(one.get("type", "string")), ""


# --- Examples -------------------------------------------------------------------------------

_ENTRIES = {
    "glossary": "term",
    "commitments": "commitment",
    "measures": "measure",
    "partners": "partner",
    "decisions": "decision",
    "sources": "source",
}


def _examples(document: Json) -> dict[str, str]:
    """Return the shortest object of each name that has words in it."""
    found: dict[str, str] = {"stamp": _shown(document["stamp"])}
    for name, one in _instances(document):
        shown = _shown(one)
        if len(shown) <= SHOWN and (name not in found or len(shown) < len(found[name])):
            found[name] = shown
    return found


def _instances(document: Json) -> Iterator[tuple[str, Json]]:
    for name, register in document["registers"].items():
        for entry in register["entries"]:
            yield _ENTRIES.get(name, "statement"), entry
    yield from _typed(document["parts"])


def _typed(value: Any) -> Iterator[tuple[str, Json]]:  # noqa: ANN401  (it is JSON)
    if isinstance(value, Mapping):
        if "type" in value:
            yield value["type"], dict(value)
        for one in value.values():
            yield from _typed(one)
    elif isinstance(value, list):
        for one in value:
            yield from _typed(one)


def _shown(one: Json) -> str:
    return json.dumps(one, ensure_ascii=False, indent=2)
