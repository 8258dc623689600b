"""The download page, written last: the only page with facts about finished files."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path, PurePosixPath

from build_tools.editions import Artefact, edition
from build_tools.editions.site.addresses import DOWNLOADS
from build_tools.editions.site.looks import look
from build_tools.editions.site.policy import seal
from build_tools.publication.production import Format

BEGIN, END = "<!-- downloads -->", "<!-- /downloads -->"
"""Around what the template says when there are no downloads."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as the page shows it; `address` is relative to the page."""

    address: str
    size: str
    pages: int | None
    sha256: str

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePosixPath(self.address).name

    @property
    def form(self) -> str:
        """What kind of file it is: "PDF"."""
        return PurePosixPath(self.address).suffix.removeprefix(".").upper()


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition as the page shows it: what it is, its first file and the others.

    `missing` says which files it has in other publications, and why not here.
    """

    name: str
    title: str
    use: str
    entry: Download
    others: tuple[Download, ...]
    missing: tuple[str, ...] = ()


def add_downloads(
    folder: Path,
    themes: Path,
    made: Mapping[str, tuple[Artefact, Path]],
    left_out: Sequence[Format] = (),
) -> None:
    """Put the editions' files below the site's folder and list them on its download page.

    What was `left_out` of a preview is named there, and nothing leads to it.
    """
    offers = [_offer(folder, name, *made[name]) for name in made]
    words = look(themes, "partials/offers.html").render(offers=offers, left_out=left_out)
    page = folder / DOWNLOADS / "index.html"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    page.write_text(seal(before + words + after), encoding="utf-8")


def _offer(folder: Path, name: str, artefact: Artefact, source: Path) -> Offer:
    files = {}
    for file in artefact.files:
        target = folder / DOWNLOADS / name / file.path
        _place(source / file.path, target)
        data = target.read_bytes()
        files[file.path] = Download(
            f"{name}/{file.path}",
            size_words(len(data)),
            file.pages,
            hashlib.sha256(data).hexdigest(),
        )
    entry = files.pop(artefact.entry)
    of = edition(name)
    missing = tuple(starmap(_missing, artefact.left_out.items()))
    return Offer(name, of.title, of.use, entry, tuple(files.values()), missing)


def _missing(path: str, sizes: Mapping[str, int]) -> str:
    would, most = size_words(sizes["bytes"]), size_words(sizes["most-bytes"])
    return f"There is no {path} of this publication: it would have {would}, and {most} is the most."


def _place(source: Path, target: Path) -> None:
    """Make a second name for a file; a copy where the file system has no such names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def size_words(size: int) -> str:
    """Return a size as people read it: "2.1 MB"."""
    for unit, factor in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= factor:
            number = size / factor
            return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"  # noqa: PLR2004
    return f"{size} bytes"
