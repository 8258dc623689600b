"""Links in an e-book: each leads to a file of the container, and its fragment to an id in it.

Nothing is loaded from outside (EPUB 3.3, 3.6), every file is in the manifest, and every line of
the manifest is a file (5.6.1).
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile

from build_tools.checks import Artefacts
from build_tools.checks.lnk.addresses import outside_fault
from build_tools.formats.html.references import Markup, Unreadable, Use, read_drawing, styled
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication

CONTAINER = "META-INF/container.xml"
MARKUP = (".xhtml", ".svg", ".opf", ".xml")
UNLISTED = ("mimetype", CONTAINER)
"""What no manifest names."""

Fault = tuple[str, str, int, str]
"""Code, path in the container, line, problem."""


def check_epub(
    edition: str,
    publication: Publication,  # noqa: ARG001  (other editions' links need it)
    artefacts: Artefacts,
    known: frozenset[str],
) -> Iterator[Issue]:
    """Follow every address of every file of the edition's e-books."""
    for name, path in artefacts.files_of("epub"):
        if name == edition:
            span = artefacts.span(name, path)
            try:
                with ZipFile(artefacts.file(name, path)) as archive:
                    yield from _issues(_Container(archive, known).faults(), span)
            except (OSError, BadZipFile, NotImplementedError) as error:
                yield Issue("LNK-001", span, f"It can't be read: {error}.")


def _issues(faults: Iterator[Fault], span: SourceSpan) -> Iterator[Issue]:
    for code, path, line, problem in dict.fromkeys(faults):
        yield Issue(code, span, problem, place=f"{path}:{line}" if line else path)


class _Container:
    """The files of a container; each is read once."""

    def __init__(self, archive: ZipFile, known: frozenset[str]) -> None:
        self.archive, self.known = archive, known
        self.paths = archive.namelist()
        self.read: dict[str, Markup] = {}

    def faults(self) -> Iterator[Fault]:
        for path, times in Counter(self.paths).items():
            if times > 1:
                yield "LNK-034", path, 0, f"The e-book has {times} files of this name."
        for path in dict.fromkeys(self.paths):
            try:
                uses = list(self._uses(path))
            except (Unreadable, ValueError, BadZipFile) as error:
                yield "LNK-001", path, 0, f"It can't be read: {error}."
                continue
            for use in dict.fromkeys(uses):
                code, problem = self._fault(path, use)
                if code:
                    yield code, path, use.line, problem
        yield from self._unlisted()

    def _markup(self, path: str) -> Markup:
        if path not in self.read:
            self.read[path] = read_drawing(self.archive.read(path))
        return self.read[path]

    def _uses(self, path: str) -> Iterator[Use]:
        if path.endswith(MARKUP):
            yield from self._markup(path).uses()
        elif path.endswith(".css"):
            yield from styled(self.archive.read(path).decode())

    def _packages(self) -> list[str]:
        if CONTAINER not in self.paths:
            return []
        try:
            return [str(path) for path in self._markup(CONTAINER).root.xpath("//@full-path")]
        except Unreadable:
            return []  # said once, of the file itself

    def _unlisted(self) -> Iterator[Fault]:
        """Iterate over files that no manifest names, and packages that are not there."""
        packages = self._packages()
        if len(packages) != 1:
            yield "LNK-030", CONTAINER, 0, f"It names {len(packages)} packages, not one."
            return
        (package,) = packages
        if package not in self.paths:
            yield "LNK-030", CONTAINER, 0, f"It names '{package}'; there is no such file."
            return
        listed = {_target(package, use.address) for use in self._safe_uses(package)}
        for path in self.paths:
            if path not in listed and path not in (*UNLISTED, package):
                yield "LNK-034", path, 0, "The manifest does not name this file."

    def _safe_uses(self, path: str) -> list[Use]:
        try:
            return list(self._uses(path))
        except Unreadable:
            return []

    def _fault(self, path: str, use: Use) -> tuple[str, str]:
        """Return the code and the problem of an address; both are empty when it is sound."""
        try:
            parts = urlsplit(use.address)
        except ValueError:
            return "LNK-033", f"It links to '{use.address}', which is no sound address."
        if parts.scheme or parts.netloc:
            if use.loads:
                return "LNK-032", f"It loads '{use.address}' from outside the e-book."
            problem = outside_fault(use.address, self.known)
            return "LNK-033" if problem else "", problem
        target, fragment = _target(path, use.address), unquote(parts.fragment)
        if parts.path.startswith("/") or target not in self.paths:
            return "LNK-030", f"It links to '{use.address}'; the e-book has no such file."
        if fragment and not self._has(target, fragment):
            return "LNK-031", f"It links to '{use.address}'; '{target}' has no id '{fragment}'."
        return "", ""

    def _has(self, path: str, name: str) -> bool:
        """Whether a file has an id; one that can't be read is said once, of the file itself."""
        try:
            return path.endswith(MARKUP) and name in self._markup(path).ids
        except Unreadable:
            return True


def _target(path: str, link: str) -> str:
    """Return the file that a link of a file leads to (RFC 3986, 5.2)."""
    link = unquote(link.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
