"""Ids that metadata names, checked against what the content defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication.records import (
    Commitment,
    Grounded,
    SectionRecord,
    WorkshopRecord,
    name_of,
)
from build_tools.reading.metadata import Located, check_ids
from build_tools.reading.outline import Outline, references_of

Known = Mapping[str, str]
"""Ids that are defined, each with what it is called."""

Use = tuple[tuple[str | int, ...], str, str, Known | None]
"""Where an id stands in a record, the id, words for what it names, and the ids that are defined.

None stands for a register that could not be read: nothing is known of its ids.
"""


def check_references(outline: Outline, report: Report) -> None:
    """Report every id in metadata and registers that nothing defines."""
    for located, loc, record in _records(outline):
        for place, value, what, known in _uses(outline, record):
            if known is not None and value not in known:
                report.add(_undefined(located.span(*loc, *place), what, value, known))
    for heading in outline.headings.values():
        if isinstance(heading.record, WorkshopRecord):
            check_ids(heading.located, "heard", "point", report)
    _check_matrix(outline, report)
    _check_finder(outline, report)


def check_headings(outline: Outline, known: Iterable[str], report: Report) -> None:
    """Report every heading that the finder names and no section has; `known` are all ids."""
    ids = frozenset(known)
    finder = outline.publication.record.finder
    for place, role in enumerate(finder.roles if finder and not outline.broken else ()):
        for index, value in enumerate(role.headings):
            if value not in ids:
                loc = ("finder", "roles", place, "headings", index)
                report.add(_undefined(outline.publication.span(*loc), "A heading", value, ids))


def _records(outline: Outline) -> Iterator[tuple[Located[Any], tuple[str | int, ...], Grounded]]:
    for heading in outline.headings.values():
        yield heading.located, (), heading.record
    for name, located in outline.registers.items():
        for index, entry in outline.entries(name):
            yield located, ("entries", index), entry


def _undefined(
    span: SourceSpan, what: str, value: str, known: Iterable[str] | Mapping[str, str]
) -> Issue:
    problem = f"{what} is '{value}', which is not defined."
    return Issue("META-010", span, problem, allowed_values(value, known))


def _uses(outline: Outline, record: Grounded) -> Iterator[Use]:
    for index, cite in enumerate(record.cites):
        yield ("cites", index, "source"), cite.source, "The source", _entries(outline, "sources")
    for register, ids in references_of(record):
        known = _entries(outline, register)
        for index, value in enumerate(ids):
            yield (register, index), value, f"An entry of '{register}'", known
    for vocabulary, ids in getattr(record, "touches", {}).items():
        names = _vocabularies(outline)
        yield ("touches", vocabulary), vocabulary, "The vocabulary", names
        for index, value in enumerate(ids):
            place = ("touches", vocabulary, index)
            yield place, value, f"An entry of '{vocabulary}'", _vocabulary(outline, vocabulary)
    if isinstance(record, SectionRecord):
        workshops = {item.id: item.record.title for item in outline.folder("consultation")}
        known = workshops | _broken_names(outline, "consultation")
        for index, value in enumerate(record.informed_by):
            yield ("informed-by", index), value, "A workshop", known
        for index, value in enumerate(record.readers):
            yield ("readers", index), value, "A reader", _roles(outline)
    if isinstance(record, Commitment) and record.owner:
        yield ("owner",), record.owner, "The owner", _entries(outline, "partners")


def _roles(outline: Outline) -> Known:
    finder = outline.publication.record.finder
    return {role.id: role.name for role in finder.roles} if finder else {}


def _broken_names(outline: Outline, folder: str) -> dict[str, str]:
    paths = map(PurePosixPath, outline.broken)
    return {path.stem: "" for path in paths if str(path.parent) == folder}


def _entries(outline: Outline, register: str) -> Known | None:
    if f"registers/{register}.yml" in outline.broken:
        return None
    return {entry.id: name_of(entry) for _, entry in outline.entries(register)}


def _vocabularies(outline: Outline) -> Known:
    paths = map(PurePosixPath, outline.broken)
    broken = {path.stem if path.suffix == ".yml" else str(path.parent) for path in paths}
    return dict.fromkeys((*outline.vocabularies, *broken), "")


def _vocabulary(outline: Outline, name: str) -> Known | None:
    if name not in outline.vocabularies:
        return None  # said already, or broken
    return {**outline.vocabularies[name], **_broken_names(outline, name)}


def _check_matrix(outline: Outline, report: Report) -> None:
    matrix = outline.publication.record.matrix
    if matrix:
        named = {"rows": matrix.rows, "columns": matrix.columns}
        _check_vocabularies(outline, "matrix", named, report)


def _check_finder(outline: Outline, report: Report) -> None:
    finder = outline.publication.record.finder
    if finder:
        named = {"stages": finder.stages, "interests": finder.interests}
        _check_vocabularies(outline, "finder", named, report)
        located = Located(finder, outline.publication.yaml, ("finder",))
        check_ids(located, "roles", "role", report)


def _check_vocabularies(
    outline: Outline, key: str, named: Mapping[str, str], report: Report
) -> None:
    known = _vocabularies(outline)
    for inner, value in named.items():
        if value not in known:
            span = outline.publication.span(key, inner)
            report.add(_undefined(span, "The vocabulary", value, known))
