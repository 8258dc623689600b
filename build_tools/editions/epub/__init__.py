"""The publication as an e-book: EPUB 3.3, for e-readers, phones and reading programs.

    publication ──▶ documents ─────┐
                    one a section  ├─▶ package ──▶ archive
    print's pages ──▶ page marks ──┘   what is in     one file
    brand ──▶ cover, style sheet       it, and how
    pictures ──▶ images                it serves whom

Readers keep their own type, size, colours and spacing: the style sheet sets none of these. The
pages are those of the print edition, so that a reader in a meeting finds the page that is named.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.epub.archive import write_archive
from build_tools.editions.epub.documents import documents
from build_tools.editions.epub.images import Images
from build_tools.editions.epub.look import cover_image, style_sheet
from build_tools.editions.epub.marks import page_marks
from build_tools.editions.epub.navigation import navigation
from build_tools.editions.epub.package import container, package
from build_tools.publication import Publication
from build_tools.rendering.brand import read_brand


class Epub:
    """One EPUB file."""

    name: ClassVar[str] = "epub"
    kind: ClassVar[str] = "epub"
    title: ClassVar[str] = "E-book (EPUB)"
    use: ClassVar[str] = (
        "For e-readers, phones and reading programs: type, size and colours are the reader’s own, "
        "and it can be read aloud. It has the page numbers of the printed pages."
    )
    needs: ClassVar[tuple[str, ...]] = ("print",)

    def read_settings(self, themes: Path) -> object:
        """Read the brand."""
        return read_brand(themes)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write the file; raise `IssuesFound` for a brand that is wrong."""
        brand = read_brand(job.themes)
        marks = page_marks(job.needed["print"][0])
        images = Images(brand)
        cover, title, *text = documents(publication, job.themes, images, marks)
        marks.require_all()
        entries = (
            cover,
            title,
            navigation(publication, job.themes, marks),
            *text,
            *images.entries(),
            style_sheet(job.themes, brand),
            cover_image(publication, job.themes, brand),
        )
        opening = container(job.themes), package(publication, job.themes, entries)
        file = f"{publication.name}.epub"
        write_archive(job.folder / file, (*opening, *entries), publication.stamp.date)
        return Artefact(entry=file, files=(ArtefactFile(file),))
