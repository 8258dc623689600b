"""Publication → its tables: parts and sections, registers, and the lists that belong to them.

A cell holds one value. A list that belongs to a table's rows is a table of its own, and its name
has an underscore: `commitments_measures`. A table without rows is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from build_tools.editions.data import columns
from build_tools.editions.data.columns import HEAD, ID, LISTS, NUMBER, POSITION, ListOf, entry_of
from build_tools.editions.data.plain import plain_words
from build_tools.editions.data.tables import Cell, Field, Link, Table
from build_tools.issues import Issue
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import Address, Reference
from build_tools.publication.records import (
    Entry,
    Loc,
    Measure,
    PartialDate,
    Record,
    Register,
    SectionRecord,
    Statement,
    WorkshopRecord,
)

Cells = tuple[Cell, ...]


def tables(publication: Publication) -> tuple[Table, ...]:
    """Return every table that has a row."""
    maker = _Maker(publication)
    every = (*maker.spine(), *maker.vocabularies(), *maker.kinds(), *maker.registers())
    filled = [table for table in every if table.rows]
    there = {table.name for table in filled}
    return tuple(_without_lost_links(table, there) for table in filled)


def taken_names(publication: Publication, made: Iterable[Table]) -> Iterator[Issue]:
    """Find the tables that have the name of one before them."""
    names = set[str]()
    for table in made:
        if table.name in names:
            name = table.name.partition("_")[0]
            place = publication.place("registers", name, "title")
            if name not in publication.registers:
                inside = (one.span for one in publication.sections if one.folder == name)
                place = next(inside, publication.parts[0].span)
            problem = f"Two tables of the data would be called '{table.name}'."
            remedy = f"Give the register or folder '{name}' another name."
            yield Issue("DAT-020", place, problem, remedy)
        names.add(table.name)


def _without_lost_links(table: Table, there: Collection[str]) -> Table:
    """Drop links to tables without rows: no cell has a value of theirs."""
    return replace(table, links=tuple(link for link in table.links if link.table in there))


@dataclass(frozen=True, slots=True)
class _Holder:
    """A row's record: the table, the id in it, and where the record's values stand."""

    table: str
    id: str
    record: Any
    kind: str
    name: str
    loc: Loc = ()


@dataclass(frozen=True, slots=True)
class _Maker:
    publication: Publication

    # --- Parts, sections, vocabularies ---

    def spine(self) -> Iterator[Table]:
        """Yield parts and sections, with the lists that any section may have."""
        parts = self.publication.parts
        yield Table(
            name="parts",
            title="Parts",
            meaning="The parts of the publication.",
            fields=columns.PART,
            rows=tuple(
                (part.id, part.number or None, part.title, part.summary or None) for part in parts
            ),
        )
        yield Table(
            name="sections",
            title="Sections",
            meaning="Every section, in reading order.",
            fields=columns.SECTION,
            links=(Link(("part",), "parts"),),
            rows=tuple(
                (
                    section.id,
                    section.number or None,
                    part.id,
                    section.title,
                    section.kind,
                    section.folder or None,
                    section.path,
                    section.summary or None,
                    section.lang or None,
                    section.record.basis if section.record else None,
                    section.record.taster if section.record else None,
                )
                for part in parts
                for section in part.sections
            ),
        )
        holders = self._sections("sections", SectionRecord)
        yield from self._common(holders)
        yield from (self._named_list(holders, one) for one in columns.OF_SECTIONS)

    def _sections(self, table: str, kind: type[SectionRecord]) -> list[_Holder]:
        return [
            _Holder(table, section.id, section.record, "sections", section.id)
            for section in self.publication.sections
            if isinstance(section.record, kind)
        ]

    def vocabularies(self) -> Iterator[Table]:
        """Yield all vocabularies in one table, and each folder that is one in its own."""
        folders: dict[str, list[Section]] = {}
        for section in self.publication.sections:
            if section.folder and type(section.record) is SectionRecord:
                folders.setdefault(section.folder, []).append(section)
        words: list[Cells] = [
            (folder, section.id, section.title)
            for folder, sections in folders.items()
            for section in sections
        ]
        for name, register in self.publication.registers.items():
            words += [
                (name, entry.id, entry.title)
                for entry in register.entries
                if isinstance(entry, Statement)
            ]
        yield Table(
            name="vocabularies",
            title="Vocabularies",
            meaning="What anything can be about: the entries of every vocabulary.",
            fields=columns.VOCABULARY,
            key=("vocabulary", "id"),
            rows=tuple(words),
        )
        for folder, sections in folders.items():
            yield Table(
                name=folder,
                title=folder.replace("-", " ").capitalize(),
                meaning="A vocabulary of sections.",
                fields=HEAD,
                links=(Link(("id",), "sections"),),
                rows=tuple(map(_head, sections)),
            )

    # --- Kinds of sections ---

    def kinds(self) -> Iterator[Table]:
        """Yield case studies, the consultation, updates and toolkits, with their lists."""
        sections = {section.id: section for section in self.publication.sections}
        for name, (kind, title, meaning, fields) in columns.KINDS.items():
            holders = self._sections(name, kind)
            yield Table(
                name=name,
                title=title,
                meaning=meaning,
                fields=(*HEAD, *fields),
                links=(Link(("id",), "sections"),),
                rows=tuple(
                    (*_head(sections[holder.id]), *self._values(holder, fields))
                    for holder in holders
                ),
            )
            yield from self._lists(holders)
        yield self._heard(self._sections("consultation", WorkshopRecord))

    def _heard(self, workshops: Sequence[_Holder]) -> Table:
        return Table(
            name="consultation_heard",
            title="What was heard",
            meaning="The points that were made in workshops, and what became of them.",
            fields=columns.HEARD,
            key=("consultation_id", "id"),
            links=(
                Link(("consultation_id",), "consultation"),
                Link(("where_section",), "sections"),
            ),
            rows=tuple(
                (
                    workshop.id,
                    place + 1,
                    heard.id,
                    self._value(workshop, ("heard", place, "point"), heard.point),
                    heard.response,
                    *self._where(workshop, ("heard", place, "where")),
                    self._value(workshop, ("heard", place, "reason"), heard.reason),
                )
                for workshop in workshops
                for place, heard in enumerate(workshop.record.heard)
            ),
        )

    def _where(self, workshop: _Holder, loc: Loc) -> Cells:
        match self.publication.passages.get((workshop.kind, workshop.name, loc)):
            case Reference(section, block) as target:
                return section, block or None, self.publication.number(target) or None, None
            case Address(url):
                return None, None, None, url
            case _:
                return None, None, None, None

    # --- Registers ---

    def registers(self) -> Iterator[Table]:
        """Yield each register with its lists."""
        for name, register in self.publication.registers.items():
            holders = [
                _Holder(name, entry.id, entry, "registers", name, ("entries", place))
                for place, entry in enumerate(register.entries)
            ]
            fields = columns.ENTRIES[type(register.entries[0])]
            labels = register.labels
            owned = any(field.name == "owner" for field in fields)
            links = [Link(("owner",), "partners")] if owned else []
            links += [Link(("group",), f"{name}_groups")] if register.groups else []
            yield Table(
                name=name,
                title=register.title,
                meaning=register.summary or f"The register “{register.title}”.",
                fields=(ID, NUMBER, *fields, columns.LABEL, columns.GROUP),
                links=tuple(links),
                rows=tuple(
                    (
                        holder.id,
                        self._number(holder),
                        *self._values(holder, fields),
                        labels.get(holder.id),
                        holder.record.group,
                    )
                    for holder in holders
                ),
            )
            yield self._groups(name, register)
            yield from self._common(holders)
            yield from self._lists(holders)
            if isinstance(register.entries[0], Measure):
                yield self._measured(holders)

    def _groups(self, name: str, register: Register[Entry]) -> Table:
        holders = [
            _Holder(f"{name}_groups", group.id, group, "registers", name, ("groups", place))
            for place, group in enumerate(register.groups)
        ]
        return Table(
            name=f"{name}_groups",
            title=f"{register.title}: groups",
            meaning="Groups of entries, in reading order.",
            fields=(ID, *columns.GROUPS),
            rows=tuple((holder.id, *self._values(holder, columns.GROUPS)) for holder in holders),
        )

    def _number(self, holder: _Holder) -> Cell:
        """Return an entry's number, if its register is shown."""
        shown = any(section.id == holder.table for section in self.publication.sections)
        number = self.publication.number(Reference(holder.table, holder.id)) if shown else ""
        return number or None

    def _measured(self, holders: Sequence[_Holder]) -> Table:
        measure = entry_of("measures")
        return Table(
            name="measures_values",
            title="Values of measures",
            meaning="Every value of every measure.",
            fields=(measure, *columns.VALUES),
            key=(measure.name, "series_position", "label_position"),
            links=(Link((measure.name,), "measures"),),
            rows=tuple(
                (holder.id, row, series.name, place, label, value)
                for holder in holders
                for row, series in enumerate(holder.record.series, 1)
                for place, (label, value) in enumerate(
                    zip(holder.record.labels, series.values, strict=True), 1
                )
            ),
        )

    # --- Lists ---

    def _common(self, holders: Sequence[_Holder]) -> Iterator[Table]:
        """Yield what anything may have: what it is about, and what it rests on."""

        def touched(holder: _Holder) -> Iterator[Cells]:
            touches = getattr(holder.record, "touches", {})
            return ((name, entry) for name, entries in touches.items() for entry in entries)

        def cited(holder: _Holder) -> Iterator[Cells]:
            return ((cite.source, cite.passage) for cite in holder.record.cites)

        about = Link(("vocabulary", "entry"), "vocabularies", ("vocabulary", "id"))
        meaning = "What it is about: entries of vocabularies."
        yield self._list(holders, ("touches", meaning), columns.TOUCHES, touched, about)
        source = Link(("source",), "sources")
        yield self._list(holders, ("cites", "What it rests on."), columns.CITES, cited, source)

    def _lists(self, holders: Sequence[_Holder]) -> Iterator[Table]:
        of = LISTS.get(type(holders[0].record), ()) if holders else ()
        return (self._named_list(holders, one) for one in of)

    def _named_list(self, holders: Sequence[_Holder], of: ListOf) -> Table:
        def values(holder: _Holder) -> Iterator[Cells]:
            for place, value in enumerate(getattr(holder.record, of.name)):
                yield (self._value(holder, (of.name, place), value),)

        links = (Link((of.column.name,), of.table),) if of.table else ()
        return self._list(holders, (of.name, of.meaning), (of.column,), values, *links)

    def _list(
        self,
        holders: Sequence[_Holder],
        said: tuple[str, str],
        fields: tuple[Field, ...],
        values: Callable[[_Holder], Iterable[Cells]],
        *links: Link,
    ) -> Table:
        """Return a list of a table's rows, by its name and meaning."""
        table, (name, meaning) = holders[0].table if holders else "", said
        owner = entry_of(table)
        return Table(
            name=f"{table}_{name}",
            title=f"{table}: {name}".replace("-", " ").replace("_", " ").capitalize(),
            meaning=meaning,
            fields=(owner, POSITION, *fields),
            key=(owner.name, POSITION.name),
            links=(Link((owner.name,), table), *links),
            rows=tuple(
                (holder.id, place, *cells)
                for holder in holders
                for place, cells in enumerate(values(holder), 1)
            ),
        )

    # --- Values ---

    def _values(self, holder: _Holder, fields: Iterable[Field]) -> Cells:
        """Return the values of a record that columns are named like."""
        record: Record = holder.record
        return tuple(
            self._value(holder, (field.name,), getattr(record, field.name)) for field in fields
        )

    def _value(self, holder: _Holder, loc: Loc, value: PartialDate | Cell) -> Cell:
        """Return a value: prose as plain words, a date as it was written."""
        blocks = self.publication.prose.get((holder.kind, holder.name, (*holder.loc, *loc)))
        if blocks is not None:
            return plain_words(blocks)
        return value.iso if isinstance(value, PartialDate) else value


def _head(section: Section) -> Cells:
    return section.id, section.number or None, section.title, section.summary or None
