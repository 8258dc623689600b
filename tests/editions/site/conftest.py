"""A site of the publication that has everything, as a release makes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.site import Site
from build_tools.publication import Publication, Section
from build_tools.reading import read

ROOT = Path(__file__).parents[3]
THEMES = ROOT / "themes"


@dataclass(frozen=True)
class BuiltSite:
    publication: Publication
    folder: Path
    artefact: Artefact

    def page(self, path: str = "") -> html.HtmlElement:
        return html.document_fromstring((self.folder / path / "index.html").read_bytes())

    @cached_property
    def pages(self) -> list[tuple[Section, html.HtmlElement]]:
        return [(section, self.page(section.path)) for section in self.publication.sections]


def write_edition(folder: Path, files: dict[str, bytes], pages: int | None = None) -> Artefact:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return Artefact(next(iter(files)), tuple(ArtefactFile(name, pages) for name in files))


def build_site(publication: Publication, folder: Path) -> BuiltSite:
    """Build a site alone, as a preview does."""
    folder.mkdir(parents=True, exist_ok=True)
    return BuiltSite(publication, folder, Site().build(publication, BuildJob(folder, THEMES)))


def build_release(publication: Publication, stage: Path) -> BuiltSite:
    """Build a site among stand-ins for the other editions, and finish it."""
    texts = {f"{publication.name}.txt": b"All words\n"} | {
        f"sections/{section.path}.txt": section.title.encode() for section in publication.sections
    }
    made = {
        "text": (write_edition(stage / "text", texts), stage / "text"),
        "pdf": (write_edition(stage / "pdf", {"a.pdf": b"%" * 2_140_000}, 48), stage / "pdf"),
    }
    folder = stage / "site"
    folder.mkdir(parents=True)
    job = BuildJob(folder, THEMES, {"text": made["text"]})
    site = Site()
    own = site.build(publication, job)
    done = site.finish(publication, job, {"site": (own, folder), **made})
    return BuiltSite(publication, folder, done)


def release_of_everything(publication: Publication, once: Callable) -> BuiltSite:
    """Build it once for all tests; its stage is the folder above the site's."""

    def make(stage: Path) -> Artefact:
        return build_release(publication, stage).artefact

    stage, artefact = once("site-of-everything", make)
    return BuiltSite(publication, stage / "site", artefact)


@pytest.fixture(scope="session")
def everything() -> Publication:
    return read(ROOT / "tests" / "publications" / "everything" / "content")


@pytest.fixture(scope="session")
def release(everything: Publication, once: Callable) -> BuiltSite:
    return release_of_everything(everything, once)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_args) -> None:
        pass


@pytest.fixture
def served(release: BuiltSite, tmp_path: Path) -> Iterator[str]:
    """The address of a server that has the site below /strategy/, and nothing else."""
    (tmp_path / "strategy").symlink_to(release.folder)
    handler = partial(_Silent, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/strategy/"
        server.shutdown()
        thread.join()
