"""The whole text: title page, contents, parts and sections, and what this copy is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.editions.word.addresses import COLOPHON, Bookmarks, bookmark_name, part_name
from build_tools.editions.word.blocks import BlockWriter
from build_tools.editions.word.inlines import InlineWriter, numbered
from build_tools.editions.word.look import INDENT, TERM
from build_tools.editions.word.package import Relationships
from build_tools.editions.word.paragraphs import Setting, paragraph
from build_tools.editions.word.xml import Element, R, run, text, w
from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Reference, Text
from build_tools.publication.imprint import cover_words, imprint

ABOUT = "About this copy"
FORM = "word"
"""The edition's name, by which it has its ISBN."""
_FIELD = r' TOC \o "1-2" \n \h '
"""Headings of two levels, without page numbers (Word alone knows them), each a link."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    number: str
    title: str
    target: str
    lang: str


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """Writes what is not a block."""

    publication: Publication
    relationships: Relationships
    bookmarks: Bookmarks
    inlines: InlineWriter

    @property
    def _setting(self) -> Setting:
        return Setting(self.publication.lang, self.publication.lang)

    def _line(self, style: str, words: str) -> Element:
        return paragraph(self._setting, style, [w("r", text(words))])

    # --- Before the text ---

    def title_page(self) -> Iterator[Element]:
        """Iterate over publisher, title, subtitle, notice and stamp."""
        record, stamp = self.publication.record, self.publication.stamp
        lines = (
            ("Publisher", record.publisher),
            ("Title", record.title),
            ("Subtitle", record.subtitle),
            ("Notice", stamp.notice),
            ("Stamp", cover_words(record, FORM)),
            ("Stamp", self.publication.stamp.without_notice),
        )
        return (self._line(style, words) for style, words in lines if words)

    def contents(self) -> Element:
        """Return the contents as a field that holds its entries already."""
        entries = list(self._entries())
        lines = [self._entry(entry) for entry in entries]
        begin = [
            w("r", w("fldChar", fldCharType="begin")),
            w("r", _instruction(_FIELD)),
            w("r", w("fldChar", fldCharType="separate")),
        ]
        lines[0][1:1] = begin
        lines[-1].append(w("r", w("fldChar", fldCharType="end")))
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        heading = self._line("TOCHeading", "Contents")
        return w("sdt", w("sdtPr", gallery), w("sdtContent", heading, *lines))

    def _entries(self) -> Iterator[Entry]:
        whole = self.publication.lang
        for part in self.publication.parts:
            yield Entry(1, part.label, part.title, part_name(part), whole)
            for section in part.sections:
                name = bookmark_name(Reference(section.id))
                yield Entry(2, section.number, section.title, name, section.lang or whole)
        yield Entry(1, "", ABOUT, COLOPHON, whole)

    def _entry(self, entry: Entry) -> Element:
        setting = Setting(entry.lang, self.publication.lang)
        number = [w("r", text(entry.number), w("tab"))] if entry.number else []
        words = self._words(entry.title, entry.lang)
        link = w("hyperlink", *number, *words, anchor=entry.target, history=1)
        return paragraph(setting, f"TOC{entry.level}", [link])

    # --- Text ---

    def part(self, part: Part) -> Iterator[Element]:
        """Iterate over a part's heading and summary."""
        number = [run(text(f"{part.label}: "), style="Number")] if part.number else []
        words = self.bookmarks.around(part_name(part), [w("r", text(part.title))])
        yield paragraph(self._setting, "Heading1", [*number, *words])
        if part.summary:
            yield self._line("Summary", part.summary)

    def section(self, section: Section, writer: BlockWriter) -> Iterator[Element]:
        """Iterate over a section's heading, summary and blocks."""
        setting = Setting(section.lang or self.publication.lang, self.publication.lang)
        title = self._words(section.title, setting.lang)
        words = self.bookmarks.around(bookmark_name(Reference(section.id)), title)
        left = None if section.number else INDENT
        yield paragraph(setting, "Heading2", [*numbered(section.number), *words], left=left)
        if section.summary:
            yield paragraph(setting, "Summary", self._words(section.summary, setting.lang))
        yield from writer.blocks(section.blocks, setting)

    def _words(self, words: str, lang: str) -> list[Element]:
        return self.inlines.write((Text(words),), lang)

    # --- After the text ---

    def colophon(self) -> Iterator[Element]:
        """Iterate over what this copy is and whom to ask."""
        publication, contact = self.publication, self.publication.contact
        title = self.bookmarks.around(COLOPHON, [w("r", text(ABOUT))])
        yield paragraph(self._setting, "Heading1", title)
        said = f"{publication.title}. Published by {publication.record.publisher}."
        yield self._line("BodyText", said)
        yield self._line("BodyText", publication.stamp.without_notice)
        if publication.stamp.notice:
            yield self._line("BodyText", publication.stamp.notice)
        for name, words, url in (
            *((fact.name, fact.words, fact.url) for fact in imprint(publication.record, FORM)),
            ("Email", contact.email, f"mailto:{contact.email}"),
            ("Phone", contact.phone, ""),
            ("Address", contact.address, ""),
            ("Web", contact.web, contact.web),
        ):
            if words:
                yield self._fact(name, words, url or "")

    def _fact(self, name: str, words: str, url: str) -> Element:
        said = w("r", text(words))
        if url:
            said = w("hyperlink", run(text(words), style="Hyperlink"), history=1)
            said.set(f"{{{R}}}id", self.relationships.outside(url))
        term = run(text(name), w("tab"), style="TermName")
        return paragraph(
            self._setting, "TermWithDefinition", [term, said], left=INDENT + TERM, hanging=TERM
        )


def _instruction(words: str) -> Element:
    element = text(words)
    element.tag = element.tag.removesuffix("t") + "instrText"
    return element
