"""The whole publication as one HTML file, with all that it shows inside.

    settings ──▶ which files                 themes/page.yml
    sections, drawings ──▶ articles          the words
    styles ──▶ one style sheet               themes/page/*.css, brand and fonts
    themes/page/page.html ──▶ the page       title, contents, parts, colophon

A file of this edition asks for nothing: no script, no network, no file beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from build_tools.editions import LEFT_OUT, Artefact, ArtefactFile, BuildJob
from build_tools.editions.page.bounds import too_large
from build_tools.editions.page.document import Page, PageWriter
from build_tools.editions.page.settings import Variant, read_page_settings
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.rendering.brand import read_brand


class OnePage:
    """The edition: one file with everything, and a light one."""

    name: ClassVar[str] = "page"
    kind: ClassVar[str] = "page"
    title: ClassVar[str] = "One web page"
    use: ClassVar[str] = (
        "Everything in one file, for reading without a network: from a memory stick, or from an "
        "email that it is attached to. Where the words are not too many for it, there is a light "
        "file without pictures, for small mailboxes."
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def read_settings(self, themes: Path) -> object:
        """Read `page.yml` and the brand."""
        return read_page_settings(themes), read_brand(themes)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write each file that is no larger than it may be, or is made all the same."""
        settings, located = read_page_settings(job.themes)
        writer, warnings = PageWriter(publication, job.themes), list[Issue]()
        pages: dict[str, tuple[Variant, Page]] = {}
        left_out: dict[str, object] = {}
        for place, variant in enumerate(settings.files):
            page = _fitting(writer, variant)
            path = f"{publication.name}{variant.suffix}.html"
            if page.size > variant.most_bytes:
                span = located.span(("files", place, "most-bytes"))
                warnings.append(too_large(publication, page, variant, span))
                if variant.if_larger == "leave-out":
                    left_out[path] = {"bytes": page.size, "most-bytes": variant.most_bytes}
                    continue
            pages[path] = variant, page
        for path, (_, page) in pages.items():
            (job.folder / path).write_bytes(page.html.encode())
        return Artefact(
            entry=next(iter(pages)),
            files=tuple(map(ArtefactFile, pages)),
            facts={path: _promise(*made) for path, made in pages.items()}
            | ({LEFT_OUT: left_out} if left_out else {}),
            warnings=tuple(warnings),
        )


def _fitting(writer: PageWriter, variant: Variant) -> Page:
    """Return a file; where it would be too large, without drawn charts or with small pictures."""
    page = writer.write(variant)
    if page.size > variant.most_bytes and variant.charts == "if-they-fit":
        page = writer.write(variant := variant.model_copy(update={"charts": "no"}))
    if page.size > variant.most_bytes and variant.pictures:
        page = writer.write(variant, small=True)
    return page


def _promise(variant: Variant, page: Page) -> dict[str, object]:
    """Return what a file says of itself; the check ONE holds it to that."""
    return {
        "most-bytes": max(variant.most_bytes, page.size),
        "fonts": variant.fonts,
        "pictures": variant.pictures,
        "charts": page.charts,
    }
