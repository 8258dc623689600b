"""A small site as a release has it, and a page of it for each template and each kind of content."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.checks import Artefacts
from build_tools.editions import Artefact
from build_tools.reading import read
from tests.editions.site.conftest import ROOT, release_of_everything

OWN = (
    "index.html",
    "404.html",
    "downloads/index.html",
    "search/index.html",
    "find/index.html",
    "find/working-well/open-and-trusted/index.html",
    "case-studies/index.html",
    "a-to-z/index.html",
    "contents/index.html",
    "matrix/index.html",
    "life-stages/ageing-well/index.html",
)
CONTENT = ("<text ", 'class="back"', "<table", '<img src="../images', 'article lang="', "callout")


def build_templates(once: Callable) -> Artefacts:
    """Name one page for each template, of the site of the publication that has everything."""
    publication = read(ROOT / "tests" / "publications" / "everything" / "content")
    built = release_of_everything(publication, once)
    pages = {path: (built.folder / path).read_text() for path in _pages(built.artefact)}
    chosen = list(OWN)
    for markup in CONTENT:
        if not any(markup in pages[path] for path in chosen):
            chosen.append(next(path for path in pages if markup in pages[path]))
    others = [file for file in built.artefact.files if not file.path.endswith(".html")]
    named = [file for file in built.artefact.files if file.path in chosen]
    return Artefacts(built.folder.parent, {"site": Artefact("index.html", (*named, *others))})


def _pages(artefact: Artefact) -> list[str]:
    return [file.path for file in artefact.files if file.path.endswith(".html")]
