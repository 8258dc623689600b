"""Outline and texts → the frozen publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication import (
    MetadataPlace,
    Part,
    Publication,
    Section,
    SectionKind,
    Stamp,
)
from build_tools.publication.blocks import Address, Block, Heading, Reference, walk
from build_tools.publication.production import PREVIEW, Produce, Production, UnknownEdition
from build_tools.publication.records import (
    CaseStudyRecord,
    Loc,
    PublicationRecord,
    WorkshopRecord,
    passages_of,
    prose_of,
)
from build_tools.reading.crossreferences import check_headings, check_references
from build_tools.reading.documents import Documents, read_documents
from build_tools.reading.files import ContentFiles
from build_tools.reading.lines import SourceText
from build_tools.reading.links import Targets, place_entries
from build_tools.reading.metadata import Located
from build_tools.reading.numbering import (
    Counter,
    Labels,
    identify_blocks,
    number_blocks,
    number_notes,
)
from build_tools.reading.outline import Outline, SectionOutline, outline_of
from build_tools.reading.sections import WORDS
from build_tools.reading.sections.connections import after_text, before_text
from build_tools.reading.sections.registers import register_blocks
from build_tools.reading.spine import SpineEntry, read_spine
from build_tools.reading.terms import GLOSSARY, KeyTerms
from build_tools.reading.texts import TextReader
from build_tools.reading.tree import Draft

Prose = Mapping[MetadataPlace, tuple[Block, ...]]

KINDS: Mapping[str, SectionKind] = {
    "case-studies": "case-study",
    "consultation": "workshop",
    "updates": "update",
    "toolkits": "toolkit",
}
"""Folder → the kind of its sections; others are plain."""


def assemble(files: ContentFiles, produce: Produce, report: Report) -> Publication | None:
    """Read everything and report every fault; None only without a usable publication.yml.

    A file with broken metadata is left out and nothing is said of links to it, so that one
    fault gives one issue.
    """
    documents = read_documents(files, report)
    reader = TextReader(files, report)
    if documents.publication is None:
        for file in documents.markdown.values():
            if file.source:
                reader.read_text(file.source)
        return None
    spine = read_spine(documents.publication, documents, files.span, report)
    outline = outline_of(
        documents.publication,
        _stamp(documents.publication.record, files.digest),
        _production(documents.publication, produce, report),
        spine=spine,
        documents=documents,
        read_prose=reader.read_prose,
        report=report,
    )
    check_references(outline, report)
    assembly = _Assembly(files, report, documents, reader, outline)
    whole = tuple(entry for entry in spine if entry.path not in documents.broken)
    drafts = {entry.path: assembly.draft(entry) for entry in whole}
    check_headings(outline, _heading_ids(drafts.values()), report)
    prose = assembly.prose()
    for path in documents.markdown.keys() - drafts.keys():  # broken, or in no spine: read it too
        if source := documents.markdown[path].source:
            reader.read_text(source)
    if all(file.source for file in documents.markdown.values()):
        reader.report_unused_pictures()
    return assembly.publication(whole, drafts, prose)


def _production(
    publication: Located[PublicationRecord], produce: Produce, report: Report
) -> Production:
    """Ask what is made; report each edition that there is not."""
    names = publication.record.editions
    try:
        return produce(names)
    except UnknownEdition as error:
        for index, name in enumerate(names):
            if name not in error.known:
                problem = f"An edition is '{name}', and there is none of that name."
                remedy = allowed_values(name, error.known)
                report.add(Issue("META-010", publication.span("editions", index), problem, remedy))
        return PREVIEW


@dataclass(frozen=True)
class _Assembly:
    files: ContentFiles
    report: Report
    documents: Documents
    reader: TextReader
    outline: Outline

    # --- Blocks ---

    def draft(self, entry: SpineEntry) -> Draft:
        """Return a section's blocks with ids; links still as they were written."""
        file = self.documents.markdown.get(entry.path)
        if file and file.source:
            draft = self._file_draft(entry, file.source)
        else:
            draft = Draft(self._generated(entry))
        # Two entries of a register with one id were reported where they stand.
        report = self.report if file else Report()
        return replace(draft, blocks=identify_blocks(draft.blocks, report))

    def _file_draft(self, entry: SpineEntry, source: SourceText) -> Draft:
        draft = self.reader.read_text(source)
        heading = self.outline.by_path[entry.path]
        own = place_entries(draft.blocks, entry.path, self.outline)
        before = self._in_own_words(heading, before_text(self.outline, heading))
        after = self._in_own_words(heading, after_text(self.outline, heading))
        blocks = (*before, *own, *after)
        if not draft.blocks and not isinstance(heading.record, CaseStudyRecord | WorkshopRecord):
            self.report.add(
                Issue(
                    "MD-006",
                    source.file.span(source.first),
                    "The section has a title and no text.",
                    "Write it, or remove the file.",
                )
            )
        return replace(draft, blocks=blocks)

    def _in_own_words(self, heading: SectionOutline, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Mark Tandem's words as the publication's language in a section of another one."""
        lang = self.outline.publication.record.language if heading.record.language else ""
        return tuple(replace(block, lang=lang) if lang else block for block in blocks)

    def _generated(self, entry: SpineEntry) -> tuple[Block, ...]:
        if entry.path in WORDS:
            _, blocks = WORDS[entry.path]
            return tuple(blocks(self.outline, entry.span))
        return register_blocks(self.outline, entry.name)

    # --- Records ---

    def prose(self) -> Prose:
        """Return the blocks of all prose in records; links still as they were written."""
        return {
            (kind, name, loc): self.outline.read_prose(located, loc)
            for kind, name, located in self._records()
            for loc in prose_of(located.record)
        }

    def _records(self) -> Iterator[tuple[str, str, Located[Any]]]:
        yield "publication", "", self.outline.publication
        for name, heading in self.outline.headings.items():
            yield "sections", name, heading.located
        for name, located in self.outline.registers.items():
            yield "registers", name, located

    def _places(self) -> Iterator[tuple[MetadataPlace, SourceSpan]]:
        for kind, name, located in self._records():
            for loc in _leaves(located.yaml.value):
                yield (kind, name, loc), located.span(*loc)

    def _passages(self, targets: Targets) -> Iterator[tuple[MetadataPlace, Reference | Address]]:
        """Iterate over where links to passages lead; the text that has them reports the others."""
        for kind, name, located in self._records():
            for loc in passages_of(located.record):
                address: Any = located.yaml.value
                for step in loc:
                    address = address[step]
                span = located.span(*loc)
                yield (
                    (kind, name, loc),
                    targets.resolve(address, located.yaml.file.path, span, Report()),
                )

    # --- Sections ---

    def publication(
        self, spine: tuple[SpineEntry, ...], drafts: Mapping[str, Draft], prose: Prose
    ) -> Publication:
        """Resolve links, number everything and freeze it."""
        record = self.outline.publication.record
        targets = self._targets(drafts)
        terms = self._key_terms()
        sections: list[list[Section]] = [[] for _ in record.spine]
        counter, labels, notes_before = Counter(), Labels(), 0
        for entry in spine:
            number = counter.section(record.spine[entry.part].numbering, self._numbering(entry))
            draft = drafts[entry.path]
            blocks, notes = targets.resolve_all(draft.blocks, draft.notes, self.report)
            section = self._section(entry, number)
            if section.lang in ("", record.language) and section.id != GLOSSARY:
                blocks = terms.mark(blocks)
            blocks, notes = number_notes(number_blocks(blocks, number), notes, notes_before)
            notes_before += len(notes)
            blocks = labels.put(blocks)
            sections[entry.part].append(replace(section, blocks=blocks, notes=notes))
        return Publication(
            record=record,
            stamp=self.outline.stamp,
            digest=self.files.digest,
            parts=tuple(
                Part(
                    id=part.id,
                    number=counter.part(part.numbering),
                    title=part.part,
                    summary=part.summary or "",
                    span=self.outline.publication.span("spine", index),
                    sections=tuple(sections[index]),
                )
                for index, part in enumerate(record.spine)
            ),
            registers={name: found.record for name, found in self.outline.registers.items()},
            prose={
                place: targets.resolve_all(blocks, (), self.report)[0]
                for place, blocks in prose.items()
            },
            passages=dict(self._passages(targets)),
            places=dict(self._places()),
            production=self.outline.production,
        )

    def _key_terms(self) -> KeyTerms:
        """Return the terms that a definition can be shown for: none without a glossary to see."""
        shown = self.outline.entries(GLOSSARY) if GLOSSARY in self.outline.shown else ()
        return KeyTerms.of(term for _, term in shown)

    def _targets(self, drafts: Mapping[str, Draft]) -> Targets:
        by_path = self.outline.by_path
        sections = {
            path: by_path[path].id if path in by_path else PurePosixPath(path).stem
            for path in drafts
        }
        return Targets(
            sections=sections,
            ids={
                sections[path]: frozenset(node.id for node in walk(draft.blocks) if node.id)
                for path, draft in drafts.items()
            },
            files={file.shown: file for file in self.files.texts.values()},
            unknown=self.documents.broken,
        )

    def _numbering(self, entry: SpineEntry) -> str | None:
        """Return what a section's own metadata says of its number."""
        if heading := self.outline.by_path.get(entry.path):
            return heading.record.numbering
        register = self.outline.registers.get(entry.name)
        return register.record.numbering if register and entry.path not in WORDS else None

    def _section(self, entry: SpineEntry, number: str) -> Section:
        """Return a section without its blocks."""
        heading = self.outline.by_path.get(entry.path)
        if heading is None:
            title, summary = self._generated_title(entry)
            return Section(
                id=entry.name,
                number=number,
                title=title,
                path=entry.name,
                span=entry.span,
                kind="generated",
                summary=summary,
            )
        record = heading.record
        return Section(
            id=heading.id,
            number=number,
            title=record.title,
            path=str(PurePosixPath(entry.path).with_name(heading.id)),
            span=heading.located.span("title"),
            kind=KINDS.get(heading.folder, "section"),
            folder=heading.folder,
            summary=record.summary or "",
            lang=record.language or "",
            record=record,
        )

    def _generated_title(self, entry: SpineEntry) -> tuple[str, str]:
        if entry.path in WORDS:
            title, _ = WORDS[entry.path]
            return title(self.outline), ""
        register = self.outline.registers[entry.name].record
        return register.title, register.summary or ""


def _leaves(value: object, loc: Loc = ()) -> Iterator[Loc]:
    """Iterate over the ways to all single values in a record's YAML."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*loc, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*loc, index))
    else:
        yield loc


def _heading_ids(drafts: Iterable[Draft]) -> Iterator[str]:
    return (block.id for draft in drafts for block in draft.blocks if isinstance(block, Heading))


def _stamp(record: PublicationRecord, digest: str) -> Stamp:
    return Stamp(
        version=record.version,
        status=record.status,
        date=record.date,
        digest=digest[:8],
        notice=record.notice or "",
    )
