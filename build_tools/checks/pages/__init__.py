"""What pa11y, axe and vnu have in common: each looks at every page of the finished site.

`examine` finds the pages, leaves out those whose answer is known, serves the rest as a reader
gets them, lets the tool look, and makes issues of what it finds. It fails closed: a page that
the tool gave no answer for, or never asked for, or that asks for a file that isn't there, is an
issue. Each check has these rules:

    -001  the tool is certain
    -002  the tool can't decide, and a person has to
    -003  the tool gave no answer of the page, or the page is not whole
    -004  a named exception that nothing needs any more (see `exceptions.yml`)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from build_tools.checks import Artefacts
from build_tools.checks.cache import hash_of
from build_tools.checks.pages.exceptions import EXCEPTIONS, excuse, read_exceptions
from build_tools.checks.pages.served import served
from build_tools.issues import Issue

BUILD_AGAIN = "Build again (tandem build); if it stays, run the tool by hand on this page."
WORDS = frozenset({".html", ".json", ".pdf", ".txt", ".xml", ".gz"})
"""Files of a site that can't change how another page looks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a tool says of a spot on a page. `rule` is the tool's own name of what is broken."""

    rule: str
    problem: str
    remedy: str = ""
    place: str = ""
    line: int = 0
    certain: bool = True


Look = Callable[[Mapping[str, str]], Mapping[str, Iterable[Finding]]]
"""Gets addresses by path, and returns what it found by path; a path without answer is left out."""


def examine(
    code: str, tool: str, look: Look, artefacts: Artefacts, exceptions: Path = EXCEPTIONS
) -> Iterator[Issue]:
    """Let a tool look at every page of the site; `tool` names it, its version and its settings."""
    excused = read_exceptions(exceptions)
    edition = artefacts.made["site"]
    pages = [file.path for file in edition.files if file.path.endswith(".html")]
    if not pages:
        yield Issue(f"{code}-003", artefacts.span("site"), "The site has no page.", BUILD_AGAIN)
        return
    keys = _keys(f"{code} {tool}", artefacts, pages)
    known = {path: artefacts.cache.recall(key) for path, key in keys.items()}
    rest = [path for path in pages if known[path] is None]
    found = {path: issues for path, issues in known.items() if issues is not None}
    for path, (seen, answered) in _look_at(code, rest, look, artefacts).items():
        found[path] = seen
        if answered:
            artefacts.cache.keep(keys[path], seen)
    issues = [issue for path in pages for issue in found[path]]
    markup = "".join(_bytes(artefacts.file("site", path)).decode() for path in pages)
    yield from excuse(code, issues, excused, markup)


def _look_at(
    code: str, paths: list[str], look: Look, artefacts: Artefacts
) -> dict[str, tuple[tuple[Issue, ...], bool]]:
    """Return the issues of each page, and whether they are an answer that may be kept."""
    if not paths:
        return {}
    with served(artefacts.folder / "site") as server:
        answers = look({path: server.address + quote(path) for path in paths})
        given, refused = server.given, server.refused
    result = {}
    for path in paths:
        span = artefacts.span("site", path)
        findings = dict.fromkeys(answers.get(path, ()))
        issues = [_issue(code, artefacts, path, finding) for finding in findings]
        problems = [
            f"The page needs {lost}, which isn't there." for lost in sorted(refused.get(path, ()))
        ]
        if path not in answers or path not in given:
            problems.append(f"{code}: the tool gave no answer for this page.")
        issues += [Issue(f"{code}-003", span, problem, BUILD_AGAIN) for problem in problems]
        result[path] = (tuple(issues), not problems)
    for source in sorted(refused.keys() - set(paths)):  # a style sheet, say
        lost = ", ".join(sorted(refused[source]))
        problem = f"It needs {lost}, which isn't there."
        issue = Issue(f"{code}-003", artefacts.span("site", source), problem, BUILD_AGAIN)
        result[paths[0]] = ((*result[paths[0]][0], issue), False)
    return result


def _issue(code: str, artefacts: Artefacts, path: str, finding: Finding) -> Issue:
    return Issue(
        f"{code}-001" if finding.certain else f"{code}-002",
        artefacts.span("site", path, finding.line),
        f"{finding.rule}: {finding.problem}",
        finding.remedy,
        place=finding.place,
    )


def _keys(tool: str, artefacts: Artefacts, pages: Iterable[str]) -> dict[str, str]:
    """Return for each page a hash of it and of all that it may look like it does by."""
    folder = artefacts.folder / "site"
    parts: list[str | bytes] = [tool]
    for file in sorted(file.path for file in artefacts.made["site"].files):
        if Path(file).suffix not in WORDS:
            parts += [file, _bytes(folder / file)]
    shared = hash_of(*parts)
    return {path: hash_of(shared, path, _bytes(folder / path)) for path in pages}


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
