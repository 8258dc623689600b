"""Publication → the rows that every table has to have, column by column.

What a record's columns are is not written down here: every plain field of its type is one. Lists
of it are tables of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.formats.expected import Idiom, expected_blocks
from build_tools.formats.units import normalise
from build_tools.publication import MetadataPlace, Publication, Section
from build_tools.publication.blocks import Address, Block, Reference
from build_tools.publication.records import (
    Measure,
    MustBeGrounded,
    PartialDate,
    Record,
    SectionRecord,
    Statement,
    WorkshopRecord,
)

Row = dict[str, str]
Rows = dict[str, list[Row]]

KINDS = {
    "case-study": "case-studies",
    "workshop": "consultation",
    "update": "updates",
    "toolkit": "toolkits",
}
"""A section's kind → the table that it is a row of."""

COLUMNS = {"places": "place", "outcomes": "text", "reuse": "text", "also": "also"}
"""A list of words → its column; a list of ids has one that is named by their table."""

TABLES = {"informed_by": "consultation"}
"""A list of ids → their table, where it has not the list's own name."""


def expected_rows(publication: Publication) -> Rows:
    """Return the rows of each table, in order, by the table's name."""
    rows: Rows = {}
    writer = _Writer(publication, rows)
    writer.spine()
    writer.registers()
    return {name: found for name, found in rows.items() if found}


@dataclass(frozen=True, slots=True)
class _Writer:
    publication: Publication
    rows: Rows

    def put(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def spine(self) -> None:
        for part in self.publication.parts:
            said = {"id": part.id, "number": part.number, "title": part.title}
            self.put("parts", {**said, "summary": part.summary})
            for section in part.sections:
                self.section(section, part.id)

    def section(self, section: Section, part: str) -> None:
        record = section.record
        head = {"id": section.id, "number": section.number, "title": section.title}
        head["summary"] = section.summary
        more = {"part": part, "kind": section.kind, "folder": section.folder}
        more |= {"path": section.path, "lang": section.lang, "basis": "", "taster": ""}
        if record:
            more |= {"basis": record.basis or "", "taster": str(record.taster).lower()}
        self.put("sections", {**head, **more})
        if record is None:
            return
        place = ("sections", section.id, ())
        self.about("sections", section.id, record)
        self.lists("sections", section.id, record, place, ("informed_by",))
        if type(record) is SectionRecord and section.folder:
            self.put(section.folder, head)
            self.put("vocabularies", _word(section.folder, section.id, section.title))
        if table := KINDS.get(section.kind):
            own = [name for name in type(record).model_fields if name not in _OF_ANY_SECTION]
            own += ["basis"] if issubclass(type(record), MustBeGrounded) else []
            self.put(table, {**head, **self.plain(record, place, own)})
            self.lists(table, section.id, record, place, own)
            if isinstance(record, WorkshopRecord):
                self.heard(section.id, record)

    def heard(self, workshop: str, record: WorkshopRecord) -> None:
        for place, point in enumerate(record.heard):
            at: MetadataPlace = ("sections", workshop, ("heard", place))
            target = self.publication.passages.get((*at[:2], (*at[2], "where")))
            row = self.plain(point, at, list(type(point).model_fields))
            row.pop("where")
            where = dict.fromkeys(("section", "block", "number", "url"), "")
            if isinstance(target, Reference):
                where |= {"section": target.section, "block": target.block}
                where["number"] = self.publication.number(target)
            elif isinstance(target, Address):
                where["url"] = target.url
            row |= {f"where_{name}": value for name, value in where.items()}
            head = {"consultation_id": workshop, "position": str(place + 1)}
            self.put("consultation_heard", {**head, **row})

    def registers(self) -> None:
        shown = {section.id for section in self.publication.sections}
        for name, register in self.publication.registers.items():
            for place, entry in enumerate(register.entries):
                at: MetadataPlace = ("registers", name, ("entries", place))
                number = ""
                if name in shown:
                    number = self.publication.number(Reference(name, entry.id))
                fields = list(type(entry).model_fields)
                said = {"number": number, "label": register.labels.get(entry.id, "")}
                self.put(name, {**self.plain(entry, at, fields), **said})
                self.about(name, entry.id, entry)
                self.lists(name, entry.id, entry, at, fields)
                if isinstance(entry, Statement):
                    self.put("vocabularies", _word(name, entry.id, entry.title))
                if isinstance(entry, Measure):
                    self.values(entry)
            for place, group in enumerate(register.groups):
                at = ("registers", name, ("groups", place))
                self.put(f"{name}_groups", self.plain(group, at, list(type(group).model_fields)))

    def values(self, measure: Measure) -> None:
        for row, series in enumerate(measure.series, 1):
            for place, value in enumerate(series.values, 1):
                self.put(
                    "measures_values",
                    {
                        "measures_id": measure.id,
                        "series_position": str(row),
                        "series": series.name,
                        "label_position": str(place),
                        "label": measure.labels[place - 1],
                        "value": repr(value).removesuffix(".0"),
                    },
                )

    # --- What records have ---

    def plain(self, record: Record, place: MetadataPlace, names: Sequence[str]) -> Row:
        """Return the cells of a record's plain fields."""
        row = {}
        for name in names:
            value: Any = getattr(record, name)
            if isinstance(value, str | PartialDate | None):
                row[name] = self.cell(value, _at(place, name))
        return row

    def lists(
        self, table: str, owner: str, record: Record, place: MetadataPlace, names: Iterable[str]
    ) -> None:
        """Put the items of a record's lists of words, prose and ids."""
        for name in names:
            values: Any = getattr(record, name)
            if not isinstance(values, tuple) or not all(isinstance(one, str) for one in values):
                continue
            if isinstance(record, Measure):
                continue  # its labels stand beside the values
            column = COLUMNS.get(name) or f"{_snake(TABLES.get(name, name))}_id"
            for number, value in enumerate(values):
                cell = self.cell(value, _at(place, name, number))
                row = {f"{_snake(table)}_id": owner, "position": str(number + 1), column: cell}
                self.put(f"{table}_{name}", row)

    def about(self, table: str, owner: str, record: Any) -> None:  # noqa: ANN401
        """Put what a record touches and cites."""
        touched = [
            (vocabulary, entry)
            for vocabulary, entries in getattr(record, "touches", {}).items()
            for entry in entries
        ]
        head = f"{_snake(table)}_id"
        for place, (vocabulary, entry) in enumerate(touched, 1):
            row = {head: owner, "position": str(place), "vocabulary": vocabulary, "entry": entry}
            self.put(f"{table}_touches", row)
        for place, cite in enumerate(record.cites, 1):
            row = {head: owner, "position": str(place)}
            self.put(f"{table}_cites", {**row, "source": cite.source, "passage": cite.passage})

    def cell(self, value: str | PartialDate | None, place: MetadataPlace) -> str:
        if (blocks := self.publication.prose.get(place)) is not None:
            return self.words(blocks)
        return value.iso if isinstance(value, PartialDate) else value or ""

    def words(self, blocks: tuple[Block, ...]) -> str:
        """Return prose as lines, one for each unit that has words; an item with its mark."""
        lines = []
        for unit in expected_blocks(blocks, self.publication.lang, lambda _: "", Idiom()):
            mark = unit.label if unit.kind == "item" else ""
            words = re.sub("[⟦⟧]", "", unit.words)  # a cell has no line through words
            lines.append(f"{mark} {words}".strip())
        return "\n".join(line for line in lines if line)


_OF_ANY_SECTION = frozenset(SectionRecord.model_fields)


def _at(place: MetadataPlace, name: str, *more: int) -> MetadataPlace:
    kind, holder, loc = place
    return kind, holder, (*loc, name.replace("_", "-"), *more)


def _word(vocabulary: str, entry: str, title: str) -> Row:
    return {"vocabulary": vocabulary, "id": entry, "title": title}


def _snake(name: str) -> str:
    return name.replace("-", "_")


# --- Comparing -----------------------------------------------------------------------------

MOST = 60


def row_differences(said: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Iterate over (place, problem) wherever rows are not what they should be, in order."""
    if len(said) != len(found):
        yield "", f"It has {len(found)} rows; the publication has {len(said)}."
    for number, (one, other) in enumerate(zip(said, found, strict=False), 2):
        for name in dict.fromkeys((*one, *other)):
            due, there = _lines(one.get(name)), _lines(other.get(name))
            if due != there:
                problem = f"It says {_shown(there)}; the publication says {_shown(due)}."
                yield f"row {number}, column {name}", problem


def _lines(cell: str | None) -> list[str] | None:
    """Return the lines of a cell in the form in which words are compared; None: no column."""
    return None if cell is None else [normalise(line) for line in cell.split("\n")]


def _shown(lines: list[str] | None) -> str:
    if lines is None:
        return "nothing, for it has no such column"
    words = " / ".join(lines)
    return f"“{words[:MOST]}…”" if len(words) > MOST else f"“{words}”"
