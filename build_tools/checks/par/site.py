"""The finished website → units, from its HTML alone.

    formats/html/home.py       the home page: cover, parts, and contents, which say in which order
                               pages are read
    formats/html/addresses.py  where links lead

Navigation (menus, crumbs, ways to turn) and the site's own pages are not read: they say again
what stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from build_tools.checks import Artefacts, is_own_page
from build_tools.checks.par.proof import Proof, proof
from build_tools.formats.expected import Idiom, expected_reading
from build_tools.formats.furniture import CONTENTS, COVER, FOOT, of_site
from build_tools.formats.html.addresses import HOME, target, target_form
from build_tools.formats.html.article import Article, only_article, parse
from build_tools.formats.html.home import foot_of, read_home
from build_tools.formats.html.words import Gatherer
from build_tools.formats.units import Found, Reading
from build_tools.publication import Publication

__all__ = ["prove"]

IDIOM = Idiom(ids=True, nested=True, kinds=True)


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare the site, as one file, with the publication."""

    def read() -> tuple[Reading, Reading]:
        expected = expected_reading(publication, partial(target_form, publication), IDIOM)
        expected = replace(expected, furniture=of_site(publication))
        return expected, read_site(artefacts.folder / edition)

    yield proof(edition, HOME, read)


def read_site(folder: Path) -> Reading:
    """Read a whole site: the home page, the sections that it lists, and any other section."""
    root = parse(folder, HOME)
    home = read_home(root)
    cover, contents = "\n".join(home.cover), "\n".join(home.contents)
    added = {COVER: cover, CONTENTS: contents, FOOT: foot_of(root, HOME)}
    body: list[Found] = []

    def add(path: str) -> None:
        """Read a section's page; a foot of its own is an addition."""
        page, place = parse(folder, path), f"page {path}"
        if (foot := foot_of(page, path)) != added[FOOT]:
            added[f"foot of the page {path}"] = foot
        reader = Article(place, f"site/{path}", Gatherer(partial(target, path), added))
        body.extend(reader.units(only_article(page, place)))

    listed = {HOME}
    for units, paths in home.parts:
        body += units
        for path in paths:
            listed.add(path)
            add(path)
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        is_rest = path not in listed and is_own_page(path)
        if is_rest and parse(folder, path).find(".//article") is not None:
            add(path)
    return Reading(tuple(body), added)
