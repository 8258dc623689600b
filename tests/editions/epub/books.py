"""E-books without a print edition: its pages begin where a test says, and no cover is drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock
from zipfile import ZIP_STORED, ZipFile

from build_tools.checks import Artefacts
from build_tools.editions import Artefact, BuildJob
from build_tools.editions.epub import Epub
from build_tools.editions.epub.archive import Entry
from build_tools.formats.epub.pages import Printed
from build_tools.publication import Publication
from build_tools.publication.blocks import Note
from build_tools.rendering.identity import version_id
from build_tools.rendering.openings import Opening
from tests.every_block import EVERY_BLOCK

THEMES = Path(__file__).parents[3] / "themes"

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a49444154789c6360"
    "0000000200014873a7640000000049454e44ae426082"
)
COVER = Entry("EPUB/cover.png", "image/png", PIXEL, "cover-image", properties="cover-image")


def places(publication: Publication) -> Iterator[tuple[Opening, str]]:
    """Iterate over all that a page can begin with, and how parity tells it."""
    for part in publication.parts:
        yield Opening(0, part=part.id), f"part:{part.id}"
        for section in part.sections:
            yield Opening(0, section=section.id), section.id
            for node in section.nodes():
                if node.id and not isinstance(node, Note):
                    opening = Opening(0, section=section.id, block=node.id)
                    yield opening, f"{section.id}#{node.id}"


def pages(publication: Publication) -> dict[int, str]:
    """Return a page for every place, and two for every third, from page 5 on."""
    found: dict[int, str] = {}
    for count, (_, place) in enumerate(places(publication)):
        for _ in range(2 if count % 3 == 0 else 1):
            found[len(found) + 5] = place
    return found


def printed(publication: Publication) -> Artefact:
    """Return what a print edition with these pages would say."""
    openings = {place: opening for opening, place in places(publication)}
    raw = [
        {**openings[place].as_json(), "page": page} for page, place in pages(publication).items()
    ]
    return Artefact("print.pdf", (), {"openings": raw})


def make_book(publication: Publication, folder: Path) -> Artefacts:
    """Write `epub/NAME.epub` below a folder."""
    paper = printed(publication)
    job = BuildJob(folder / "epub", THEMES, {"print": (paper, folder / "print")})
    job.folder.mkdir(parents=True)
    with mock.patch("build_tools.editions.epub.cover_image", lambda *_: COVER):
        made = Epub().build(publication, job)
    return Artefacts(folder, {"print": paper, "epub": made})


def book_of_every_block(once: Callable) -> Artefacts:
    """Return the e-book of `EVERY_BLOCK`, written once for all tests that only read it."""
    folder, made = once("every-block-book", lambda folder: make_book(EVERY_BLOCK, folder).made)
    return Artefacts(folder, made)


@contextmanager
def pages_known(publication: Publication) -> Iterator[None]:
    """Let parity believe that a PDF has these pages."""
    paper = Printed(pages(publication), version_id(publication, "pdf/x-4").urn)
    with mock.patch("build_tools.checks.par.epub.read_printed", lambda *_: paper):
        yield


def contents(data: bytes) -> dict[str, bytes]:
    """Return a container's files, in order."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """Return a container of files."""
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def changed(data: bytes, path: str, change: Callable[[str], str]) -> bytes:
    """Return a container in which one file is another, or is not there."""
    files = contents(data)
    files[path] = change(files[path].decode()).encode()
    return packed(files)
