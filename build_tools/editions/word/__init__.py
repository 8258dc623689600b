"""The Word edition: one .docx that people can read, cite, mark up and work on.

    publication ──▶ document, blocks, tables, inlines ──▶ body ─┐
                    footnotes ──▶ notes                         ├──▶ package ──▶ NAME.docx
                    pictures ──▶ PNG, JPEG                      │
    themes/word/ ─▶ look ──▶ styles, lists, header, footer ─────┘

Parts of Office Open XML (ISO/IEC 29500) are written as they are, with lxml: see decision 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.word.addresses import Bookmarks, linked
from build_tools.editions.word.blocks import BlockWriter, settle
from build_tools.editions.word.document import DocumentWriter
from build_tools.editions.word.drawings import picture
from build_tools.editions.word.footnotes import Footnotes
from build_tools.editions.word.inlines import InlineWriter
from build_tools.editions.word.lists import Numbering
from build_tools.editions.word.look import Look
from build_tools.editions.word.package import CORE, MAIN, Package, Relationships, content_type
from build_tools.editions.word.paragraphs import Setting
from build_tools.editions.word.pictures import Pictures
from build_tools.editions.word.properties import CONTENT_TYPE, core_properties
from build_tools.editions.word.xml import Element, serialise, w
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, NoteCall
from build_tools.rendering.brand import read_brand

_TWIPS_PER_INCH = 1440


class WordDocument:
    """The edition: one .docx."""

    name: ClassVar[str] = "word"
    kind: ClassVar[str] = "word"
    title: ClassVar[str] = "Word document"
    use: ClassVar[str] = (
        "The whole text as a .docx file, with headings, lists, tables and footnotes. It is for "
        "people who quote it, comment on it, translate it or read it in a layout of their own."
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def read_settings(self, themes: Path) -> object:
        """Read the brand."""
        return read_brand(themes)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write the document; raise `IssuesFound` when the theme can't be used."""
        entry = f"{publication.name}.docx"
        look = Look(job.themes, read_brand(job.themes), publication)
        _Writing(publication, look).write(job.folder / entry)
        return Artefact(entry=entry, files=(ArtefactFile(entry),))


class _Writing:
    """One document while it is written."""

    def __init__(self, publication: Publication, look: Look) -> None:
        self._publication, self._look = publication, look
        self._package = Package()
        self._relationships, self._of_notes = Relationships(), Relationships()
        self._bookmarks = Bookmarks()
        self._numbering = Numbering(look.part("numbering.xml"))
        width = look.text_width / _TWIPS_PER_INCH
        self._pictures = Pictures(_drawings(publication), look.brand, width)
        self._media: dict[bytes, str] = {}
        self._drawn = 0

    def write(self, path: Path) -> None:
        publication, look, package = self._publication, self._look, self._package
        leads = self._relationships
        styles = look.styles()
        package.add("docProps/core.xml", CONTENT_TYPE, core_properties(publication))
        root, notes = self._document()
        package.add("word/document.xml", MAIN, serialise(root))
        for name, kind, part in (
            ("styles", "styles", styles),
            ("settings", "settings", look.part("settings.xml")),
            ("theme", "theme", look.part("theme.xml")),
            ("fontTable", "fontTable", look.part("fontTable.xml")),
            ("numbering", "numbering", self._numbering.root),
            ("footnotes", "footnotes", notes),
            ("header", "header", look.part("header.xml")),
            ("footer", "footer", look.part("footer.xml")),
        ):
            leads.to_part(kind, f"{name}.xml")
            package.add(f"word/{name}.xml", content_type(kind), serialise(part))
        for data, name in self._media.items():
            package.add(f"word/{name}", "", data)
        package.relate("word/document.xml", leads)
        package.relate("word/footnotes.xml", self._of_notes)
        whole = Relationships()
        whole.to_part("officeDocument", "word/document.xml")
        whole.to_part(CORE, "docProps/core.xml")
        package.relate("", whole)
        package.write(path, publication.stamp.date)

    def _document(self) -> tuple[Element, Element]:
        """Return the roots of text and footnotes."""
        publication = self._publication
        again = frozenset(
            int(note.number)
            for section in publication.sections
            for note in section.notes
            if note.calls > 1
        )
        lang = publication.lang
        inlines = InlineWriter(lang, self._relationships, self._bookmarks, _refer, again)
        in_notes = InlineWriter(lang, self._of_notes, self._bookmarks, _refer)
        footnotes = Footnotes(in_notes.write)
        writer = DocumentWriter(publication, self._relationships, self._bookmarks, inlines)
        targets = linked(publication)
        body = [*writer.title_page(), writer.contents()]
        for part in publication.parts:
            body += writer.part(part)
            for section in part.sections:
                blocks = BlockWriter(
                    section.id,
                    inlines,
                    self._bookmarks,
                    targets,
                    self._numbering,
                    self._draw,
                    self._look,
                )
                body += writer.section(section, blocks)
                footnotes.add(section.notes, Setting(section.lang or lang, lang))
        body += writer.colophon()
        header = self._relationships.to_part("header", "header.xml")
        footer = self._relationships.to_part("footer", "footer.xml")
        page = self._look.part("page.xml", header=header, footer=footer)
        return w("document", w("body", *settle(body), page)), footnotes.root

    def _draw(self, node: Figure | Chart, width: int) -> Element:
        raster = self._pictures.of(node)
        name = f"media/picture-{len(self._media) + 1}.{raster.suffix}"
        name = self._media.setdefault(raster.data, name)
        self._drawn += 1
        lead = self._relationships.to_part("image", name)
        return picture(raster, lead, self._drawn, node.alt, width)


def _drawings(publication: Publication) -> Iterator[Figure | Chart]:
    for section in publication.sections:
        for node in section.nodes():
            if isinstance(node, Figure | Chart):
                yield node


def _refer(call: NoteCall) -> Element:
    return w("footnoteReference", id=call.number)
