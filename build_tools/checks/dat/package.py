"""`datapackage.json` and the tables that it describes: each as it says, none besides.

After the Data Package standard, version 2: Data Package, Data Resource, Table Schema.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.formats.data.strict import read_csv
from build_tools.formats.units import Unreadable
from build_tools.publication import Publication

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file: the rule, the problem, and the place in words."""

    code: str
    path: str
    problem: str
    place: str = ""


DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that could be read: what the descriptor says of it, and its rows as they stand."""

    name: str
    path: str
    schema: Json
    header: list[str]
    rows: list[list[str]]

    def values(self, names: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the values of some columns, row by row; LookupError for a column it has not."""
        places = [self.header.index(name) if name in self.header else -1 for name in names]
        if -1 in places:
            raise LookupError(f"there is no column {names}")
        return [tuple(row[place] for place in places) for row in self.rows]


def resource_faults(
    package: Json, publication: Publication, files: Mapping[str, bytes]
) -> Iterator[Fault]:
    """Compare what the descriptor says of itself and of each file with what there is."""

    def fault(problem: str) -> Fault:
        return Fault("DAT-008", DESCRIPTOR, problem)

    stamp = publication.stamp
    said = {
        "name": publication.name,
        "title": publication.title,
        "version": stamp.version,
        "created": f"{stamp.date.isoformat()}T00:00:00Z",
        "stamp": str(stamp),
        "digest": publication.digest,
    }
    for name, value in said.items():
        if package.get(name) != value:
            yield fault(f"Its {name} is {package.get(name)!r}, not {value!r}.")
    names = [resource["name"] for resource in package["resources"]]
    paths = [resource["path"] for resource in package["resources"]]
    for twice in {one for one in (*names, *paths) if (names + paths).count(one) > 1}:
        yield fault(f"Two resources are '{twice}'.")
    for resource in package["resources"]:
        path = resource["path"]
        if path not in files:
            yield fault(f"It names '{path}', and there is no such file.")
            continue
        digest = f"sha256:{hashlib.sha256(files[path]).hexdigest()}"
        if (resource.get("bytes"), resource.get("hash")) != (len(files[path]), digest):
            yield fault(f"'{path}' has another size or digest than it says.")
        if resource.get("encoding") != "utf-8":
            yield fault(f"It does not say that '{path}' is UTF-8.")


def read_tables(package: Json, files: Mapping[str, bytes]) -> Iterator[Table | Fault]:
    """Iterate over the tables, or why one can't be read."""
    for resource in package["resources"]:
        path = resource["path"]
        if resource.get("type") != "table" or path not in files:
            continue
        try:
            header, *rows = read_csv(files[path])
        except Unreadable as why:
            yield Fault("DAT-007", path, why.problem, why.place)
            continue
        yield Table(resource["name"], path, resource["schema"], header, rows)


# --- Cells ---------------------------------------------------------------------------------

_TYPES: Mapping[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "integer": lambda text: re.fullmatch(r"-?(0|[1-9][0-9]*)", text) is not None,
    "number": lambda text: (
        re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", text) is not None
    ),
    "boolean": lambda text: text in ("true", "false"),
}
"""Type of a column → whether a cell that is not empty has it (Table Schema, Field Types)."""


def table_faults(table: Table) -> Iterator[Fault]:
    """Compare a table with its schema: header, types, constraints, key."""
    fields = table.schema["fields"]
    names = [field["name"] for field in fields]
    if names != table.header:
        problem = f"Its header is {table.header}; its schema has {names}."
        yield Fault("DAT-009", table.path, problem)
        return
    if not table.rows:
        yield Fault("DAT-013", table.path, "It has no row, and should not be there.")
    for place, field in enumerate(fields):
        for number, row in enumerate(table.rows, 2):
            if problem := _cell_problem(row[place], field):
                at = f"row {number}, column {field['name']}"
                yield Fault("DAT-010", table.path, problem, at)
    key = table.schema.get("primaryKey", [])
    if not key or not set(key) <= set(names):
        yield Fault("DAT-011", table.path, "Its schema names no key that it has.")
        return
    seen: dict[tuple[str, ...], int] = {}
    for number, value in enumerate(table.values(key), 2):
        if "" in value or value in seen:
            why = f"that of row {seen[value]} too" if value in seen else "not whole"
            problem = f"The key {' '.join(value)!r} is {why}."
            yield Fault("DAT-011", table.path, problem, f"row {number}")
        seen.setdefault(value, number)


def _cell_problem(text: str, field: Json) -> str:
    constraints = field.get("constraints", {})
    if field.get("type") not in _TYPES:
        return f"'{field.get('type')}' is no type that this format has."
    if not text:
        return "It is empty, and may not be." if constraints.get("required") else ""
    if not _TYPES[field["type"]](text):
        return f"'{text}' is no {field['type']}."
    if constraints.get("enum") and text not in constraints["enum"]:
        return f"'{text}' is none of {', '.join(constraints['enum'])}."
    if not re.fullmatch(constraints.get("pattern", "(?s:.*)"), text):
        return f"'{text}' has not the form that its schema asks for."
    return ""


def link_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Follow each foreign key of each row; an empty one leads nowhere and need not."""
    for table in tables.values():
        for link in table.schema.get("foreignKeys", ()):
            reference = link["reference"]
            target = tables.get(reference["resource"])
            if target is None:
                problem = f"Its schema has a link to '{reference['resource']}', which is not there."
                yield Fault("DAT-012", table.path, problem)
                continue
            try:
                values = table.values(link["fields"])
                known = set(target.values(reference["fields"]))
            except LookupError as error:
                yield Fault("DAT-012", table.path, f"A link of its schema fails: {error}.")
                continue
            for number, value in enumerate(values, 2):
                if any(value) and value not in known:
                    problem = f"{' '.join(value)!r} is not in '{reference['resource']}'."
                    yield Fault("DAT-012", table.path, problem, f"row {number}")
