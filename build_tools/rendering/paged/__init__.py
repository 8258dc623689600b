"""The paged layout that all PDFs share, and the structure tree that we build for it.

    publication ──▶ document ──▶ layout ──▶ structure ──▶ finish
                    HTML         pages      tags          dates, ids

The HTML is the same for every edition. What differs is a `Look`: colours, style sheets,
drawings, what tables have room for, and whether references name pages.

Style sheets use the brand's colours only, as `var(--NAME)` (see `themes/brand.yml`); a look
gives them all, as sRGB or as `device-cmyk()`, none of them transparent.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pikepdf

from build_tools.issues import Issue, IssuesFound, Report
from build_tools.publication import Publication
from build_tools.publication.blocks import Note, Reference
from build_tools.rendering.brand import read_brand
from build_tools.rendering.openings import Opening
from build_tools.rendering.paged import fonts, layout, structure
from build_tools.rendering.paged.cover import cover_issues
from build_tools.rendering.paged.document import COLOPHON, anchor, part_anchor, write_document
from build_tools.rendering.paged.drawings import Drawings
from build_tools.rendering.paged.environment import environment
from build_tools.rendering.paged.finish import write_facts, write_structure
from build_tools.rendering.paged.letters import letters_of, missing_letters
from build_tools.rendering.paged.look import Look
from build_tools.rendering.paged.pictures import Drawing
from build_tools.rendering.paged.private import (
    Document,
    Painted,
    each_font_its_own,
    pydyf,
    require_pinned,
)

__all__ = ["Drawing", "Drawings", "LaidOut", "Look", "lay_out", "refused"]

STYLE_SHEETS = ("pages.css", "text.css", "blocks.css")
"""The style sheets of a look's folder in `themes/`, in order."""
TURNED = "turned.css"
"""The style sheet of tables on their side, the same for all looks."""

Variant = Literal["pdf/ua-1", "pdf/x-4"]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages, laid out and not yet written."""

    publication: Publication
    document: Document
    folder: str
    """Where in `themes/` its style sheets are."""
    form: str = ""
    """The edition's name."""

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)

    @property
    def first_pages(self) -> dict[str, int]:
        """Section id → the number of its first page, from 1."""
        found = self._first_pages()
        return {section.id: found[section.id] for section in self.publication.sections}

    @property
    def openings(self) -> tuple[Opening, ...]:
        """Where each page of the parts begins, in order: see `Opening`.

        A page on which nothing begins has what runs on it. The cover, the contents and what
        follows the last part are not of the publication, and have no opening.
        """
        found = self._first_pages()
        names: dict[int, list[Opening]] = {}
        for name, opening in _openings(self.publication):
            if page := found.get(name):
                names.setdefault(page, []).append(opening)
        openings: list[Opening] = []
        running = Opening(0)
        for page in range(min(names), found[COLOPHON]):
            begun = names.get(page, [running])
            openings.append(replace(begun[0], page=page))
            running = begun[-1]
        return tuple(openings)

    def _first_pages(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, page in enumerate(self.document.pages, start=1):
            for name in page.anchors:
                found.setdefault(name, number)
        return found

    def write(
        self,
        target: Path,
        *,
        variant: Variant,
        finish: Callable[[pikepdf.Pdf], None] = lambda pdf: None,
    ) -> None:
        """Write a tagged PDF without dates of the clock, random ids or login names.

        `finish` may change the file (boxes, marks, output intent) before it is saved.
        """
        trees: list[structure.Tree] = []

        def build_tree(document: Document, pdf: pydyf.PDF) -> None:
            painted = Painted(document)
            tree = structure.build_tree(painted.source, painted.pieces())
            painted.require_all(tree.spoken | tree.unspoken)
            painted.say_words()
            painted.make_artifacts(tree.unspoken)
            painted.drop_links(tree.spare_links, pdf)
            trees.append(tree)

        Painted.watch(self.document)
        draft = io.BytesIO()
        # Fonts bear the time when they were cut.
        midnight = datetime.datetime.combine(
            self.publication.stamp.date, datetime.time(), datetime.UTC
        )
        epoch = environment("SOURCE_DATE_EPOCH", f"{midnight.timestamp():.0f}")
        with epoch, each_font_its_own(), layout.warnings_as_issues({}, self.folder):
            self.document.write_pdf(draft, finisher=build_tree, pdf_variant=variant, pdf_tags=True)
        with pikepdf.open(draft) as pdf:
            write_structure(pdf, trees[0])
            write_facts(pdf, self.publication, variant, self.form)
            finish(pdf)
            pdf.save(
                target,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )


def _openings(publication: Publication) -> Iterator[tuple[str, Opening]]:
    """Iterate over all that can begin on a page, in reading order, by its anchor.

    Footnotes stand at the foot of the page that calls them: none is the first of a page.
    """
    for part in publication.parts:
        yield part_anchor(part), Opening(0, part=part.id)
        for section in part.sections:
            yield section.id, Opening(0, section=section.id)
            for node in section.nodes():
                if node.id and not isinstance(node, Note):
                    name = anchor(Reference(section.id, node.id))
                    yield name, Opening(0, section=section.id, block=node.id)


def refused(publication: Publication, themes: Path) -> Iterator[Issue]:
    """Find what no paged edition can carry: PAGE-002 and 003."""
    yield from missing_letters(publication, themes)
    measure = fonts.measured(fonts.font_files(read_brand(themes).type))
    yield from cover_issues(publication, measure)


def lay_out(publication: Publication, themes: Path, look: Look) -> LaidOut:
    """Lay out a publication; raise `IssuesFound` when anything cannot be set as written."""
    require_pinned()
    faces = fonts.font_files(read_brand(themes).type, letters_of(publication))
    report = Report()
    report.extend(refused(publication, themes))
    if report.failed:
        raise IssuesFound(report)
    paged = write_document(publication, look, fonts.measured(faces))
    files = {name: ("application/octet-stream", data) for name, data in look.files.items()}
    files |= {face.name: ("font/ttf", face.data) for face in faces}
    files |= {name: (drawing.media_type, drawing.data) for name, drawing in paged.drawings.items()}
    tokens = "".join(f"--{name}: {value};\n" for name, value in look.colours.items())
    sheets = (
        fonts.font_css(faces),
        f":root {{\n{tokens}}}\n",
        *((themes / look.folder / name).read_text(encoding="utf-8") for name in STYLE_SHEETS),
        (themes / layout.SHARED / TURNED).read_text(encoding="utf-8"),
        *look.style_sheets,
    )
    own_fonts = fonts.own_fonts_only()
    document = layout.render(paged.html, sheets, files, own_fonts, paged.spans, look.folder)
    return LaidOut(publication, document, look.folder, look.form)
