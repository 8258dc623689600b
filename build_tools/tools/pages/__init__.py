"""What pa11y, axe and vnu have in common: each looks at every page of an edition of pages.

`examine` finds the pages, leaves out those whose answer is known, serves the rest as a reader
gets them, lets the tool look, and makes issues of what it finds. Each answer is kept as soon as
it is there, with what the page asked for while it was looked at: a run that is interrupted goes
on where it was, and a page is looked at again when it changes or a file that it shows. The
digest of the source, which is on every page and different after every edit, is no change.

It fails closed: a page that the tool gave no answer for, or never asked for, or that asks for a
file that isn't there, is an issue. Each check has these rules:

    -001  the tool is certain
    -002  the tool can't decide, and a person has to
    -003  the tool gave no answer of the page, or the page is not whole
    -004  a named exception that nothing needs any more (see `exceptions.yml`)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from build_tools.editions import edition
from build_tools.issues import BUILD_AGAIN, Issue
from build_tools.publication import Publication
from build_tools.tools.artefacts import Artefacts
from build_tools.tools.cache import hash_of
from build_tools.tools.pages.exceptions import EXCEPTIONS, excuse, read_exceptions
from build_tools.tools.pages.served import Served, served

PAGED = frozenset({"data", "page", "site"})
"""Kinds of editions whose pages a browser opens; the checks apply to these."""

REMEDY = f"{BUILD_AGAIN} If it stays, run the tool by hand on this page."


@dataclass(frozen=True, slots=True)
class Finding:
    """What a tool says of a spot on a page. `rule` is the tool's own name of what is broken."""

    rule: str
    problem: str
    remedy: str = ""
    place: str = ""
    line: int = 0
    certain: bool = True


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why a tool can say nothing of a page."""

    why: str


Look = Callable[[Mapping[str, str]], Iterator[tuple[str, Iterable[Finding] | NoAnswer]]]
"""Gets addresses by path; yields each path with what it found, as soon as it has."""


def examine(
    code: str,
    tool: str,
    look: Look,
    publication: Publication,
    artefacts: Artefacts,
    exceptions: Path = EXCEPTIONS,
) -> Iterator[Issue]:
    """Let a tool look at every page; `tool` names it, its version and its settings."""
    excused = read_exceptions(exceptions)
    sites = [_Site(artefacts, name) for name in artefacts.made if edition(name).kind in PAGED]
    issues = [issue for site in sites for issue in _of_site(code, tool, look, publication, site)]
    markup = "".join(site.bytes_of(path).decode() for site in sites for path in site.pages)
    yield from excuse(code, issues, excused, markup)


def _of_site(
    code: str, tool: str, look: Look, publication: Publication, site: _Site
) -> Iterator[Issue]:
    artefacts = site.artefacts
    if not site.pages:
        span = artefacts.span(site.edition)
        yield Issue(f"{code}-003", span, "The edition has no page.", REMEDY)
        return
    stamp = publication.stamp.digest.encode()
    keys = {
        path: hash_of(f"{code} {tool}", path, site.bytes_of(path).replace(stamp, b""))
        for path in site.pages
    }
    known = {path: artefacts.cache.recall(key, site.digest_of) for path, key in keys.items()}
    found = {path: issues for path, issues in known.items() if issues is not None}
    rest = [path for path in site.pages if path not in found]
    lost: list[Issue] = []
    if rest:
        with served(site.folder) as server:
            for path, answer in _answers(look, rest, server):
                found[path] = tuple(_issues(code, site, path, answer, server))
                read = server.read_for(path)
                if not isinstance(answer, NoAnswer) and read.isdisjoint(server.refused()):
                    files = {file: site.digest_of(file) for file in read - {path}}
                    artefacts.cache.keep(keys[path], found[path], files)
                artefacts.tell(f"{len(found)} of {len(site.pages)} pages")
            lost += _lost(code, site, server, rest)
    yield from (issue for path in site.pages for issue in found[path])
    yield from lost


class _Site:
    """An edition's files, each read once."""

    def __init__(self, artefacts: Artefacts, edition: str) -> None:
        self.artefacts = artefacts
        self.edition = edition
        self.folder = artefacts.folder / edition
        self._files = {file.path for file in artefacts.made[edition].files}
        self._digests: dict[str, str] = {}
        self.pages = artefacts.pages_of(edition)

    def bytes_of(self, path: str) -> bytes:
        """Return a file of the edition; nothing if it isn't there."""
        file = self.folder / path
        return file.read_bytes() if path in self._files and file.is_file() else b""

    def digest_of(self, path: str) -> str:
        """Return the SHA-256 digest of a file of the edition."""
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(self.bytes_of(path)).hexdigest()
        return self._digests[path]


def _answers(
    look: Look, paths: list[str], server: Served
) -> Iterator[tuple[str, Iterable[Finding] | NoAnswer]]:
    """Iterate over the answers for each of these paths, and `NoAnswer` for those without."""
    left = dict.fromkeys(paths)
    for path, answer in look({path: server.address + quote(path) for path in paths}):
        del left[path]
        if server.was_sent(path):
            yield path, answer
        else:
            yield path, NoAnswer("it never asked for the page")
    for path in left:
        yield path, NoAnswer("it passed the page over")


def _issues(
    code: str, site: _Site, path: str, answer: Iterable[Finding] | NoAnswer, server: Served
) -> Iterator[Issue]:
    problems = [
        f"The page needs {lost}, which isn't there."
        for lost in sorted(server.refused().get(path, ()))
    ]
    if isinstance(answer, NoAnswer):
        problems.append(f"{code}: the tool gave no answer for this page: {answer.why}.")
    else:
        for finding in dict.fromkeys(answer):
            yield _issue(code, site, path, finding)
    span = site.artefacts.span(site.edition, path)
    yield from (Issue(f"{code}-003", span, problem, REMEDY) for problem in problems)


def _lost(code: str, site: _Site, server: Served, pages: Iterable[str]) -> Iterator[Issue]:
    """Yield what files other than pages asked for and did not get: a style sheet, say."""
    refused = server.refused()
    for source in sorted(refused.keys() - set(pages)):
        problem = f"It needs {', '.join(sorted(refused[source]))}, which isn't there."
        span = site.artefacts.span(site.edition, source)
        yield Issue(f"{code}-003", span, problem, REMEDY)


def _issue(code: str, site: _Site, path: str, finding: Finding) -> Issue:
    return Issue(
        f"{code}-001" if finding.certain else f"{code}-002",
        site.artefacts.span(site.edition, path, finding.line),
        f"{finding.rule}: {finding.problem}",
        finding.remedy,
        place=finding.place,
    )
