"""Publication → XHTML documents, in reading order: cover, title, parts, sections, colophon.

Each section is a document of its own, so that a reading system opens it at once. Semantics are
said twice, to reading systems (`epub:type`, EPUB 3.3, E.1) and to aids (`role`, DPUB-ARIA 1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path

from markupsafe import Markup

from build_tools.editions.epub import addresses
from build_tools.editions.epub.addresses import FOLDER, FORM, anchor, part_file, section_file
from build_tools.editions.epub.archive import Entry
from build_tools.editions.epub.images import Images
from build_tools.editions.epub.look import fill
from build_tools.editions.epub.marks import PageMarks
from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Chart, Figure, Node, Note, NoteCall
from build_tools.publication.imprint import cover_words, imprint
from build_tools.rendering.html import HtmlWriter

MEDIA_TYPE = "application/xhtml+xml"


def documents(
    publication: Publication, themes: Path, images: Images, marks: PageMarks
) -> tuple[Entry, ...]:
    """Return all documents but the contents; pictures are put into `images` as they are met."""
    return tuple(_Documents(publication, themes, images, marks).all())


def document(path: str, markup: str, *, key: str = "", properties: str = "") -> Entry:
    """Return a document that is read in turn."""
    key = key or path.removesuffix(".xhtml")
    return Entry(f"{FOLDER}/{path}", MEDIA_TYPE, markup.encode(), key, properties, linear=True)


@dataclass(frozen=True, slots=True)
class _Documents:
    publication: Publication
    themes: Path
    images: Images
    marks: PageMarks

    def all(self) -> Iterator[Entry]:
        stamp = replace(self.publication.stamp, notice="")
        yield self._document(addresses.COVER, key="cover")
        record = self.publication.record
        cover = cover_words(record, FORM)
        yield self._document(addresses.TITLE, stamp=stamp, cover_words=cover)
        for part in self.publication.parts:
            yield self._part(part)
            for section in part.sections:
                yield self._section(section)
        yield self._document(addresses.COLOPHON, stamp=stamp, imprint=imprint(record, FORM))

    def _document(self, path: str, template: str = "", key: str = "", **facts: object) -> Entry:
        facts = {"publication": self.publication, "lang": self.publication.lang, **facts}
        markup = fill(self.themes, template or path, **facts)
        return document(path, markup, key=key)

    def _part(self, part: Part) -> Entry:
        path = part_file(self.publication, part)
        mark = Markup(self.marks.at(path, part=part.id))
        return self._document(path, "part.xhtml", part=part, mark=mark)

    def _section(self, section: Section) -> Entry:
        path = section_file(self.publication, section)
        return self._document(
            path,
            "section.xhtml",
            section=section,
            lang=section.lang or self.publication.lang,
            mark=Markup(self.marks.at(path, section=section.id)),
            words=Markup(self._words(section, path)),
        )

    def _words(self, section: Section, path: str) -> str:
        """Return a section's blocks and notes."""

        def picture(node: Figure | Chart) -> str:
            return f'<img src="{self.images.file(node)}" alt="{escape(node.alt)}"/>'

        def mark(node: Node) -> str:
            return self.marks.at(path, section=section.id, block=node.id) if node.id else ""

        writer = HtmlWriter(
            anchor=anchor,
            href=partial(addresses.href, self.publication),
            call=_call,
            picture=picture,
            mark=mark,
            xml=True,
        )
        return writer.blocks(section.blocks) + _notes(writer, section)


# --- Footnotes -------------------------------------------------------------------------


def _call(call: NoteCall) -> str:
    return (
        f'<sup class="call" id="{anchor(f"call-{call.number}-{call.call}")}">'
        f'<a href="#{anchor(f"note-{call.number}")}" epub:type="noteref" role="doc-noteref" '
        f'aria-label="Note {call.number}">{call.number}</a></sup>'
    )


def _notes(writer: HtmlWriter, section: Section) -> str:
    """Return a section's notes: reading systems show each where it is called."""
    if not section.notes:
        return ""
    notes = "".join(_note(writer, note) for note in section.notes)
    return f'<section class="notes" epub:type="footnotes" aria-label="Notes">\n{notes}</section>\n'


def _note(writer: HtmlWriter, note: Note) -> str:
    backs = " ".join(_back(note, call) for call in range(1, note.calls + 1))
    return (
        f'<aside class="note" id="{anchor(f"note-{note.number}")}"{writer.lang(note.lang)} '
        f'epub:type="footnote" role="doc-footnote"><p><span class="number">{note.number}</span> '
        f"{writer.inlines(note.content)} {backs}</p></aside>\n"
    )


def _back(note: Note, call: int) -> str:
    place = "" if call == 1 else f", place {call}"
    return (
        f'<a class="back" href="#{anchor(f"call-{note.number}-{call}")}" role="doc-backlink" '
        f'aria-label="Back to the text {note.number}{place}">↩</a>'
    )
