"""The whole publication as one HTML file, with all that it shows inside.

    settings ──▶ which files                 themes/page.yml
    sections, drawings ──▶ articles          the words
    styles ──▶ one style sheet               themes/page/*.css, brand and fonts
    themes/page/page.html ──▶ the page       title, contents, parts, colophon

A file of this edition asks for nothing: no script, no network, no file beside it.
"""

from __future__ import annotations

from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.page.bounds import too_large
from build_tools.editions.page.document import Page, PageWriter
from build_tools.editions.page.settings import Variant, read_page_settings
from build_tools.issues import IssuesFound, Report
from build_tools.publication import Publication


class OnePage:
    """The edition: one file with everything, and a light one."""

    name: ClassVar[str] = "page"
    kind: ClassVar[str] = "page"
    title: ClassVar[str] = "One web page"
    use: ClassVar[str] = (
        "Everything in one file, for reading without a network: from a memory stick, or from an "
        "email that it is attached to. A light file without pictures is for small mailboxes."
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write each file; raise `IssuesFound` for one that is larger than it may be."""
        settings, located = read_page_settings(job.themes)
        writer, report = PageWriter(publication, job.themes), Report()
        pages: dict[str, tuple[Variant, Page]] = {}
        for place, variant in enumerate(settings.files):
            page = _fitting(writer, variant)
            if page.size > variant.most_bytes:
                span = located.span(("files", place, "most-bytes"))
                report.add(too_large(publication, page, variant, span))
            pages[f"{publication.name}{variant.suffix}.html"] = variant, page
        if report.failed:
            raise IssuesFound(report)
        for path, (_, page) in pages.items():
            (job.folder / path).write_bytes(page.html.encode())
        return Artefact(
            entry=next(iter(pages)),
            files=tuple(map(ArtefactFile, pages)),
            facts={path: _promise(*made) for path, made in pages.items()},
        )


def _fitting(writer: PageWriter, variant: Variant) -> Page:
    """Return a file, without drawn charts where it would be too large with them, if it may."""
    page = writer.write(variant)
    if variant.charts == "if-they-fit" and page.size > variant.most_bytes:
        return writer.write(variant.model_copy(update={"charts": "no"}))
    return page


def _promise(variant: Variant, page: Page) -> dict[str, object]:
    """Return what a file says of itself; the check ONE holds it to that."""
    return {
        "most-bytes": variant.most_bytes,
        "fonts": variant.fonts,
        "pictures": variant.pictures,
        "charts": page.charts,
    }
