"""Large print: A4, tagged as PDF/UA-1, a file for each size of type in `themes/large-print.yml`.

    large-print.yml ──▶ sizes ──▶ for each: a look ──▶ laid out ──▶ NAME-large-print-18pt.pdf
                                  tables turned where they are too wide,
                                  words of charts and pictures as large as the text

By clear print's rules: one upright sans serif, ranged left, no hyphens, ink on white paper,
nothing smaller than the size that the file's name promises. The check LRG looks at the finished
files.

Issues: LPE-001 large-print.yml; 002 a value in it; 003 a picture whose words can't be enlarged.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.facts import TYPE_SIZES, TYPEFACES
from build_tools.editions.large_print.drawings import LargeDrawings
from build_tools.editions.large_print.settings import read_large_print_settings
from build_tools.editions.large_print.sizes import Measure
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import palette_of
from build_tools.rendering.paged import LaidOut, Look, lay_out, refused
from build_tools.rendering.paged.fonts import TEXT
from build_tools.rendering.supplements import SUPPLEMENTS

SIZES = "html {{ font-size: {size:g}pt }}\nimg {{ max-height: {tallest:.1f}pt }}\n"


class LargePrint:
    """Tagged PDFs in large type."""

    name: ClassVar[str] = "large-print"
    kind: ClassVar[str] = "tagged-pdf"
    title: ClassVar[str] = "Large print"
    use: ClassVar[str] = (
        "A4 pages in large, clear type, for readers with low vision or tired eyes: to print, or "
        "to read on a screen. The number in a file’s name is the size of its type in points."
    )
    needs: ClassVar[tuple[str, ...]] = ()
    cost: ClassVar[int] = 164

    def read_settings(self, themes: Path) -> object:
        """Read `large-print.yml` and the brand."""
        return read_large_print_settings(themes), read_brand(themes)

    def refused(self, publication: Publication, themes: Path) -> Iterator[Issue]:
        """Find letters and words without a face or room, and drawings that can't be enlarged."""
        yield from refused(publication, themes)
        found: dict[Issue, None] = {}
        for size in read_large_print_settings(themes).sizes:
            found.update(dict.fromkeys(_drawings(themes, Measure(size)).refused(publication)))
        yield from found

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write a PDF for each size; raise `IssuesFound` for what cannot be laid out."""
        files, sizes, pages = [], {}, {}
        for size in read_large_print_settings(job.themes).sizes:
            path = f"{publication.name}-large-print-{size:g}pt.pdf"
            # One after the other: two at once would need the memory of two.
            laid_out = _laid_out(publication, job, Measure(size))
            laid_out.write(job.folder / path, variant="pdf/ua-1")
            files.append(ArtefactFile(path, pages=laid_out.page_count))
            sizes[path] = size
            pages[path] = laid_out.first_pages
            del laid_out
            gc.collect()  # its boxes refer to each other
        facts = {TYPE_SIZES: sizes, TYPEFACES: _typefaces(job), "pages": pages}
        return Artefact(files[0].path, tuple(files), facts)


def _drawings(themes: Path, measure: Measure) -> LargeDrawings:
    found = palette_of(read_brand(themes), "screen")
    return LargeDrawings(
        measure, replace(found, paper="#FFFFFF", muted=found.ink, font_family=TEXT)
    )


def _typefaces(job: BuildJob) -> list[str]:
    """Return the families that words are set in: the brand's, and those for letters it lacks."""
    return [read_brand(job.themes).type.text.family, *(one.family for one in SUPPLEMENTS)]


def _laid_out(publication: Publication, job: BuildJob, measure: Measure) -> LaidOut:
    brand = read_brand(job.themes)
    drawings = _drawings(job.themes, measure)
    drawings.prepare(publication)
    look = Look(
        form=LargePrint.name,
        colours=brand.tokens("screen"),
        draw=drawings.draw,
        folder="large-print",
        style_sheets=(SIZES.format(size=measure.size, tallest=measure.drawing_height),),
        room=measure.room,
        label=f"Large print, {measure.size:g} point",
        head_room=measure.head_room,
    )
    return lay_out(publication, job.themes, look)
