"""The data says what the publication says, and its files say of each other what is so.

    files ──▶ strict ──▶ publication (schema, ids, pictures) ──▶ whole: every value
                  └────▶ package (tables, cells, keys, links) ──▶ rows: every cell
                                                              └─▶ page: what is documented

What is expected is made from the publication field by field, and shares no code with what wrote
the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.dat.package import (
    DESCRIPTOR,
    Fault,
    Json,
    Table,
    link_faults,
    read_tables,
    resource_faults,
    table_faults,
)
from build_tools.checks.dat.page import page_faults
from build_tools.checks.dat.publication import (
    MOST,
    content_faults,
    id_faults,
    picture_faults,
    picture_paths,
    schema_faults,
)
from build_tools.checks.dat.rows import expected_rows, row_differences
from build_tools.editions import edition
from build_tools.formats.data.strict import read_json
from build_tools.formats.units import Unreadable
from build_tools.issues import Issue
from build_tools.publication import Publication

KIND = "data"
SCHEMA = "publication.schema.json"


class DataHolds:
    """DAT: the JSON keeps to its schema, the tables to theirs, and both to the publication."""

    code: ClassVar[str] = "DAT"
    subject: ClassVar[str] = "The data follows its published schemas and says what the source says"
    applies_to: ClassVar[frozenset[str]] = frozenset({KIND})
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Read every file of the edition, then compare them."""
        for name in artefacts.made:
            if edition(name).kind == KIND:
                for fault in _faults(name, publication, artefacts):
                    span = artefacts.span(name, fault.path)
                    place = f"({fault.place})" if fault.place else ""
                    yield Issue(fault.code, span, fault.problem, place=place)


def _faults(name: str, publication: Publication, artefacts: Artefacts) -> Iterator[Fault]:
    files: dict[str, bytes] = {}
    for path in _paths(name, artefacts):
        try:
            files[path] = artefacts.file(name, path).read_bytes()
        except OSError as error:
            yield Fault("DAT-001", path, f"It can't be read: {error}.")
    whole_path = f"{publication.name}.json"
    read: dict[str, Any] = {}
    for path in (whole_path, SCHEMA, DESCRIPTOR):
        if path not in files:
            yield Fault("DAT-001", path, "It is not among the edition's files.")
            continue
        try:
            read[path] = read_json(files[path])
        except Unreadable as why:
            yield Fault("DAT-002", path, why.problem, f"line {why.line}" if why.line else "")
    if len(read) == 3:  # noqa: PLR2004
        entry = artefacts.made[name].entry
        whole, schema, package = read[whole_path], read[SCHEMA], read[DESCRIPTOR]
        yield from _of_publication(whole_path, whole, schema, files, publication)
        yield from _of_package(package, files, publication)
        yield from _shaped(
            DESCRIPTOR,
            "DAT-008",
            lambda: (
                *_uncounted(files, package, whole, entry),
                *page_faults(entry, files.get(entry, b""), package, schema, publication),
            ),
        )


def _paths(name: str, artefacts: Artefacts) -> list[str]:
    """Return the paths of all files that there are, and that there have to be."""
    folder = artefacts.folder / name
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    there = (path.relative_to(folder).as_posix() for path in found)
    return list(dict.fromkeys([*(path for _, path in artefacts.files_of(KIND)), *there]))


def _of_publication(
    path: str,
    whole: object,
    schema: object,
    files: Mapping[str, bytes],
    publication: Publication,
) -> Iterator[Fault]:
    if not isinstance(whole, dict) or not isinstance(schema, dict):
        yield Fault("DAT-003", path, "The file or its schema is no object.")
        return
    wrong = list(schema_faults(path, whole, SCHEMA, schema))
    yield from wrong
    yield from content_faults(path, whole, publication)
    if not wrong:  # what is below needs the shape that the schema asks for
        yield from id_faults(path, whole)
        yield from picture_faults(whole, files)


def _of_package(
    package: Json,
    files: Mapping[str, bytes],
    publication: Publication,
) -> Iterator[Fault]:
    def found() -> Iterator[Fault]:
        yield from resource_faults(package, publication, files)
        read = list(read_tables(package, files))
        tables = {one.name: one for one in read if isinstance(one, Table)}
        yield from (one for one in read if isinstance(one, Fault))
        for table in tables.values():
            yield from islice(table_faults(table), MOST)
        yield from islice(link_faults(tables), MOST)
        yield from _of_rows(tables, files, publication)

    yield from _shaped(DESCRIPTOR, "DAT-008", found)


def _of_rows(
    tables: Mapping[str, Table], files: Mapping[str, bytes], publication: Publication
) -> Iterator[Fault]:
    """Compare each table's cells with the publication's."""
    said = expected_rows(publication)
    for name, rows in said.items():
        path = f"{name}.csv"
        if table := tables.get(name):
            found = [dict(zip(table.header, row, strict=True)) for row in table.rows]
            for place, problem in islice(row_differences(rows, found), MOST):
                yield Fault("DAT-013", table.path, problem, place)
        elif path not in files:
            yield Fault("DAT-013", path, f"There is no such table; it would have {len(rows)} rows.")
    for name, table in tables.items():
        if name not in said:
            yield Fault("DAT-013", table.path, "The publication has nothing that is in it.")


def _uncounted(
    files: Mapping[str, bytes],
    package: Json,
    whole: Json,
    entry: str,
) -> Iterator[Fault]:
    """Find files that nothing speaks of."""
    known = {resource["path"] for resource in package["resources"]} | picture_paths(whole)
    for path in sorted(files.keys() - known - {entry, SCHEMA, DESCRIPTOR}):
        yield Fault("DAT-008", path, f"'{DESCRIPTOR}' does not name it, and it is no picture.")


def _shaped(path: str, code: str, find: Callable[[], Iterable[Fault]]) -> Iterator[Fault]:
    """Yield faults; a file that is not even shaped as it should be is one more."""
    try:
        yield from find()
    except (LookupError, TypeError, ValueError, AttributeError, re.error) as error:
        yield Fault(code, path, f"It is not as its standard says: {type(error).__name__} {error}.")
