"""The website: a page a section, and below it every other edition to download.

    publication ──▶ pages ──▶ plugin ──▶ engine ──▶ site ──▶ downloads
                    HTML      MkDocs' events        files    written last

Nothing outside this folder, `themes/site/` and `mkdocs.yml` knows MkDocs. Of Material we use the
icons alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.rendering.brand import read_brand


class Site:
    """Builds the site, and finishes it when every other edition is made."""

    name: ClassVar[str] = "site"
    kind: ClassVar[str] = "site"
    title: ClassVar[str] = "Website"
    use: ClassVar[str] = (
        "A page for each section, for phones and large screens, for screen readers and for "
        "searching. It works without JavaScript."
    )
    needs: ClassVar[tuple[str, ...]] = ("text",)  # each page links to its own text

    def read_settings(self, themes: Path) -> object:
        """Read the brand."""
        return read_brand(themes)

    def refused(self, publication: Publication, themes: Path) -> Iterator[Issue]:  # noqa: ARG002
        """Find sections whose address is one of the site's own, and links that miss its pages."""
        from build_tools.editions.site.addresses import lost_addresses, taken_addresses

        yield from taken_addresses(publication)
        yield from lost_addresses(publication)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write all pages."""
        from build_tools.editions.site.engine import generate
        from build_tools.editions.site.plugin import SiteSource

        texts = frozenset(
            file.path for artefact, _ in job.needed.values() for file in artefact.files
        )
        generate(SiteSource(publication, job.themes, texts), job.folder)
        return _artefact(job.folder)

    def finish(
        self,
        publication: Publication,
        job: BuildJob,
        made: Mapping[str, tuple[Artefact, Path]],
    ) -> Artefact:
        """Take the other editions in, and write the page that lists them."""
        from build_tools.editions.site.downloads import add_downloads

        others = {name: edition for name, edition in made.items() if name != self.name}
        add_downloads(job.folder, job.themes, others, publication.production.left_out)
        return _artefact(job.folder)


def _artefact(folder: Path) -> Artefact:
    paths = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    return Artefact("index.html", tuple(map(ArtefactFile, paths)))
