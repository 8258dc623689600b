"""The accessible PDF: A4, PDF/UA-1, for screens, screen readers and desk printers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import PRINT_WIDTH, palette_of
from build_tools.rendering.paged import Drawings, Look, lay_out, refused
from build_tools.rendering.paged.fonts import TEXT


class AccessiblePdf:
    """One tagged PDF."""

    name: ClassVar[str] = "pdf"
    kind: ClassVar[str] = "tagged-pdf"
    title: ClassVar[str] = "Accessible PDF"
    use: ClassVar[str] = (
        "A4 pages in the form PDF/UA-1, for reading on a screen, with or without a screen reader, "
        "and for printing at home or at work."
    )
    needs: ClassVar[tuple[str, ...]] = ()
    cost: ClassVar[int] = 46

    def read_settings(self, themes: Path) -> object:
        """Read the brand."""
        return read_brand(themes)

    def refused(self, publication: Publication, themes: Path) -> Iterator[Issue]:
        """Find letters that no typeface has, and a cover without room for its words."""
        yield from refused(publication, themes)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write the PDF; raise `IssuesFound` for what cannot be laid out."""
        brand = read_brand(job.themes)
        # Pages are white, so that a desk printer lays no ink where there is nothing.
        palette = replace(palette_of(brand, "screen"), paper="#FFFFFF", font_family=TEXT)
        look = Look(
            form=self.name, colours=brand.tokens("screen"), draw=Drawings(palette, PRINT_WIDTH).draw
        )
        laid_out = lay_out(publication, job.themes, look)
        entry = f"{publication.name}.pdf"
        laid_out.write(job.folder / entry, variant="pdf/ua-1")
        return Artefact(
            entry=entry,
            files=(ArtefactFile(entry, pages=laid_out.page_count),),
            facts={"pages": laid_out.first_pages},
        )
