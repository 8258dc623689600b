"""Links inside the site: each leads to a file of the site, and its fragment to an id in it.

All are relative, so that the site works below any address and from a folder; nothing is loaded
from another host, so that no one learns who reads it. Where the publication says where the site
will be, pages, feeds, site map and emails also have whole addresses of its files: these must begin
with that address, and lead to a file and id of the site as the relative ones do.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.checks import Artefacts, is_own_page
from build_tools.checks.lnk.addresses import outside_fault
from build_tools.checks.lnk.downloads import check_downloads
from build_tools.checks.lnk.notices import NOTICES
from build_tools.formats.html.references import (
    Markup,
    Unreadable,
    Use,
    read_drawing,
    read_page,
    styled,
)
from build_tools.issues import Issue
from build_tools.publication import Publication

SEARCH_INDEX = "search_index.json"


def check_site(
    edition: str,
    publication: Publication,
    artefacts: Artefacts,
    known: frozenset[str],
) -> Iterator[Issue]:
    """Follow every address of every page, drawing and style sheet, and of the search's index.

    So it does with what is told to other programs. What the site offers to download is compared
    with the manifest, and not read here.
    """
    yield from check_pages(edition, artefacts, known, publication.record.address or "")
    yield from check_downloads(edition, artefacts)


def check_pages(
    edition: str, artefacts: Artefacts, known: frozenset[str], home: str = ""
) -> Iterator[Issue]:
    """Follow every address of every file of an edition of pages.

    `home` is where they will be, if that is known; it ends in a slash.
    """
    crawler = _Crawler(edition, artefacts, known, home)
    if not any(map(is_own_page, crawler.files)):
        yield crawler.issue("LNK-001", "", 0, "The edition has no page.")
    for path in sorted(crawler.files):
        if is_own_page(path) or not path.startswith("downloads/"):
            yield from crawler.check_file(path)


class _Crawler:
    """The site's files; each is read once."""

    def __init__(
        self, edition: str, artefacts: Artefacts, known: frozenset[str], home: str
    ) -> None:
        self.edition = edition
        self.home = home
        self.artefacts = artefacts
        self.known = known
        self.folder = artefacts.folder / edition
        self.files = frozenset(_files(self.folder))
        self.read: dict[str, Markup] = {}

    def check_file(self, path: str) -> Iterator[Issue]:
        try:
            uses = list(self.uses(path))
        except (Unreadable, OSError, ValueError, LookupError, TypeError) as error:
            yield self.issue("LNK-001", path, 0, f"It can't be read: {error}.")
            return
        for use in dict.fromkeys(uses):
            code, problem = self.fault(path, use)
            if code:
                yield self.issue(code, path, use.line, problem)

    def issue(self, code: str, path: str, line: int, problem: str) -> Issue:
        return Issue(code, self.artefacts.span(self.edition, path, line), problem)

    def markup(self, path: str) -> Markup:
        if path not in self.read:
            read = read_drawing if path.endswith(".svg") else read_page
            self.read[path] = read((self.folder / path).read_bytes())
        return self.read[path]

    def uses(self, path: str) -> Iterator[Use]:
        if path.endswith((".html", ".svg")):
            yield from self.markup(path).uses()
        elif path.endswith(".css"):
            yield from styled((self.folder / path).read_text(encoding="utf-8"))
        elif posixpath.basename(path) == SEARCH_INDEX:
            index = json.loads((self.folder / path).read_text(encoding="utf-8"))
            to_root = "../" * path.count("/")
            for entry in index["docs"]:
                yield Use(to_root + entry["location"], 0, "leads")
        for end, read in NOTICES.items():
            if path.endswith(end):
                yield from read((self.folder / path).read_bytes())

    def fault(self, path: str, use: Use) -> tuple[str, str]:
        """Return the code and the problem of an address; both are empty when it is sound."""
        try:
            parts = urlsplit(use.address)
        except ValueError:
            return "LNK-006", f"It links to '{use.address}', which is no sound address."
        if use.purpose in ("is", "names") or self.is_own(use):
            return self.fault_of_own(path, use)
        if parts.scheme or parts.netloc:
            return self.fault_outside(use)
        if parts.path.startswith("/"):
            return "LNK-004", f"'{use.address}' begins at the host's root; it must be relative."
        return self.fault_inside(use.address, _target(path, parts.path), unquote(parts.fragment))

    def is_own(self, use: Use) -> bool:
        """Whether readers are led below the site's own address, and not by the content."""
        below = bool(self.home) and use.address.startswith(self.home)
        return below and not use.loads and use.address not in self.known

    def fault_outside(self, use: Use) -> tuple[str, str]:
        if use.address.startswith("data:"):
            return "", ""
        if use.loads:
            return "LNK-005", f"It loads '{use.address}' from another host."
        problem = outside_fault(use.address, self.known)
        return "LNK-006" if problem else "", problem

    def fault_of_own(self, path: str, use: Use) -> tuple[str, str]:
        """Return what is wrong with the whole address of something of the site."""
        if not self.home or not use.address.startswith(self.home):
            place = f"'{self.home}'" if self.home else "no place that the publication names"
            return "LNK-080", f"It names '{use.address}' as its own; the site will be at {place}."
        steps, _, fragment = use.address.removeprefix(self.home).partition("#")
        target = _target("index.html", steps)
        if code := self.fault_inside(use.address, target, unquote(fragment))[0]:
            what = "file" if code == "LNK-002" else "place"
            return "LNK-081", f"It names '{use.address}'; the site has no such {what}."
        if use.purpose == "is" and (target != path or fragment):
            return "LNK-082", f"It says that its address is '{use.address}', which is another's."
        return "", ""

    def fault_inside(self, address: str, target: str, fragment: str) -> tuple[str, str]:
        if target.startswith("../"):
            return "LNK-004", f"'{address}' leads out of the site."
        if target not in self.files:
            return "LNK-002", f"It links to '{address}'; the site has no file '{target}'."
        if not fragment:
            return "", ""
        try:
            ids = self.markup(target).ids if target.endswith((".html", ".svg")) else frozenset()
        except Unreadable:
            return "", ""  # said once, of the file itself
        if fragment not in ids:
            return "LNK-003", f"It links to '{address}'; '{target}' has no id '{fragment}'."
        return "", ""


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        yield from ((Path(parent) / name).relative_to(folder).as_posix() for name in names)


def _target(path: str, link: str) -> str:
    """Return the file that a link of a file leads to, as a server answers (RFC 3986, 5.2)."""
    if not link:
        return path
    link = unquote(link)
    if posixpath.basename(link) in ("", ".", ".."):
        link = posixpath.join(link, "index.html")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
