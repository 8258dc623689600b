"""The finished website → units, from its HTML alone.

    home.py     the home page: cover, parts, and contents that say in which order pages are read
    page.py     each page's `article` → units
    words.py    inlines → words, links, languages, numbers and calls of notes

Navigation (menus, crumbs, ways to turn) and the site's own pages are not read: they say again
what stands elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from build_tools.checks.parity.apparatus import CONTENTS, COVER, FOOT
from build_tools.checks.parity.expected import Idiom
from build_tools.checks.parity.site.home import foot_of, read_home
from build_tools.checks.parity.site.page import Page, parse
from build_tools.checks.parity.site.words import HOME, Gatherer
from build_tools.checks.parity.units import Found, Reading
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

__all__ = ["HOME", "IDIOM", "read_site", "target_form"]

IDIOM = Idiom(ids=True, nested=True, kinds=True)


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target as this reading gives it: "themes/connected/#cover", or the address."""
    if isinstance(target, Address):
        return target.url
    fragment = f"#{target.block}" if target.block else ""
    return f"{publication.section(target.section).path}/{fragment}"


def read_site(folder: Path) -> Reading:
    """Read a whole site: the home page, the sections that it lists, and any other section."""
    root = parse(folder, HOME)
    home = read_home(root)
    cover, contents = "\n".join(home.cover), "\n".join(home.contents)
    added = {COVER: cover, CONTENTS: contents, FOOT: foot_of(root, HOME)}
    body: list[Found] = []

    def add(path: str) -> None:
        """Read a section's page; a foot of its own is an addition."""
        page = parse(folder, path)
        if (foot := foot_of(page, path)) != added[FOOT]:
            added[f"foot of the page {path}"] = foot
        body.extend(Page(path, Gatherer(path, added)).units(page))

    listed = {HOME}
    for units, paths in home.parts:
        body += units
        for path in paths:
            listed.add(path)
            add(path)
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        if path not in listed and parse(folder, path).find(".//article") is not None:
            add(path)
    return Reading(tuple(body), added)
