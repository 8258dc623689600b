"""How editions look: Tandem's own files, and over them those of whoever publishes.

    with TemporaryDirectory() as folder:
        themes = lay_over(Path("our-look"), Path(folder))    # a folder that has every file
        with faults_at_their_place(themes):
            ...

Editions read one plain folder and call its files `themes/NAME`. It is made of links, so where a
file really is can be said of each.
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

import jinja2
import tinycss2
from tinycss2.ast import AtRule, Node, ParseError, QualifiedRule

import build_tools
from build_tools.issues import Issue, IssuesFound, Report, SourceSpan, allowed_values

CALLED = "themes"
"""What editions call the folder in issues."""

SETTINGS = "mkdocs.yml"
"""Belongs to Tandem's own look, and is no part of another one."""

ADDED = ("*.svg", "icc/*", "page/*.css", "site/styles/*.css", "site/partials/*.html")
"""Files that a look may have besides those that it changes: a logo, profiles, more styles."""

TEMPLATES = frozenset({".html", ".xhtml", ".xml", ".opf", ".txt", ".conf", ".config"})
_NOTES = frozenset({".md", ""})  # README.md, LICENSE: for people
_MISTAKES = "Mend it, or remove the file: Tandem's own takes its place."


def own_themes() -> Path:
    """Return the look that Tandem brings: of its checkout, or of its installed package."""
    root = Path(build_tools.__file__).parent
    packaged = root / "_themes"
    return packaged if packaged.is_dir() else root.parent / CALLED


def lay_over(overlay: Path, folder: Path) -> Path:
    """Put Tandem's own files, and those of `overlay` over them, into `folder`/themes.

    Raise `IssuesFound` for files of the overlay that nothing reads, or that can't be read:
    THEME-001 (a name), THEME-002 (not text), THEME-003 (style sheets), THEME-004 (templates).
    """
    own = own_themes()
    files = {name: own / name for name in _names(own)}
    settings = own / SETTINGS
    files[SETTINGS] = settings if settings.is_file() else own.with_name(SETTINGS)
    if overlay.resolve() != own.resolve():
        report = Report()
        above = {name: overlay / name for name in _names(overlay)}
        for name, path in above.items():
            report.extend(_faults(name, path, files))
        if report.failed:
            raise IssuesFound(report)
        files |= above
    themes = folder / CALLED
    for name, path in files.items():
        (themes / name).parent.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":  # links would need a privilege; copies don't know their place
            shutil.copyfile(path, themes / name)
        else:
            (themes / name).symlink_to(path.resolve())
    return themes


def shown(path: Path) -> str:
    """Return where a file of the look really is, as people are told."""
    real = path.resolve()
    here = Path.cwd()
    return (real.relative_to(here) if real.is_relative_to(here) else real).as_posix()


def at_its_place(issue: Issue, themes: Path) -> Issue:
    """Return an issue with the real place of the file of the look that it names, if it does."""
    name = issue.span.path.removeprefix(f"{CALLED}/")
    path = themes / name
    if name == issue.span.path or not path.exists():
        return issue
    if path.is_dir():  # one of its files is at fault: ours are tested
        own = own_themes().resolve()
        others = (one for one in sorted(path.iterdir()) if not one.resolve().is_relative_to(own))
        path = next(others, own / name)
    return replace(issue, span=replace(issue.span, path=shown(path)))


@contextmanager
def faults_at_their_place(themes: Path) -> Iterator[None]:
    """Let issues name real files, and make an issue of what breaks in a template that is not ours.

    Raise `IssuesFound` (THEME-004).
    """
    try:
        yield
    except IssuesFound as found:
        report = Report()
        report.extend(at_its_place(issue, themes) for issue in found.report)
        raise IssuesFound(report) from found
    except Exception as error:
        issue = _template_fault(error, themes)
        if issue is None:
            raise
        report = Report()
        report.add(issue)
        raise IssuesFound(report) from error


def _template_fault(error: Exception, themes: Path) -> Issue | None:
    """Return the place in an overlay's template at which an error came up, if it did in one."""
    own = own_themes().resolve()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix in TEMPLATES | {".css"} and path.is_relative_to(themes):
            if path.resolve().is_relative_to(own):
                return None
            span = SourceSpan(shown(path), frame.lineno or 0)
            words = str(error) or type(error).__name__
            return Issue("THEME-004", span, f"The template can't be filled: {words}.", _MISTAKES)
    return None


def _names(folder: Path) -> list[str]:
    """Return the files below a folder, but hidden ones and notes for people."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(parent).relative_to(folder)
        found += [
            (below / name).as_posix()
            for name in sorted(files)
            if not name.startswith(".") and Path(name).suffix not in _NOTES
        ]
    return found


# --- What can be wrong with an overlay's file -------------------------------------------


def _faults(name: str, path: Path, own: Iterable[str]) -> Iterator[Issue]:
    span = SourceSpan(shown(path.parent) + f"/{path.name}")
    known = set(own) - {SETTINGS}
    if name not in known and not any(fnmatch(name, pattern) for pattern in ADDED):
        problem = f"Nothing reads '{name}': Tandem's own look has no file of this name."
        yield Issue("THEME-001", span, problem, allowed_values(name, known))
        return
    try:
        data = path.read_bytes()
        if path.suffix in (".svg", ".icc"):
            return  # the brand and the print edition look at these
        text = data.decode("utf-8-sig")
    except OSError as error:
        problem = f"It can't be read: {error.strerror}."
        yield Issue("THEME-002", span, problem, "Give yourself the right to read it.")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"It is not UTF-8 (byte {data[error.start]:#04x})."
        yield Issue("THEME-002", replace(span, line=line), problem, "Save it again as UTF-8.")
    else:
        try:
            if path.suffix in TEMPLATES or "{{" in text or "{%" in text:
                yield from _syntax_faults(text, span)
            elif path.suffix == ".css":
                yield from _style_faults(text, span)
        except RecursionError:
            problem = "Brackets stand in each other too deep to be read."
            yield Issue("THEME-004", span, problem, _MISTAKES)


_END = "\n.after-all-rules{}"


def _style_faults(text: str, span: SourceSpan) -> Iterator[Issue]:
    """Iterate over what readers of a style sheet, or of those after it, would skip silently."""
    rules = tinycss2.parse_stylesheet(text + _END, skip_comments=True, skip_whitespace=True)
    for node in _errors(rules):
        place = replace(span, line=node.source_line, column=node.source_column)
        words = node.message.rstrip(".")
        if "qualified rule" in words:
            words = "a declaration is written 'name: value;', and a rule 'selector { … }'"
        yield Issue("THEME-003", place, f"This is not CSS: {words}.", _MISTAKES)
    last = rules[-1]
    if not isinstance(last, QualifiedRule) or last.source_line <= text.count("\n") + 1:
        place = replace(span, line=getattr(last, "source_line", 0))
        yield Issue("THEME-003", place, "A bracket, quotation or comment has no end.", _MISTAKES)


def _errors(nodes: Sequence[Node]) -> Iterator[ParseError]:
    for node in nodes:
        if isinstance(node, ParseError):
            yield node
        content = getattr(node, "content", None)
        if isinstance(node, QualifiedRule | AtRule) and content:
            yield from _errors(tinycss2.parse_blocks_contents(content))


def _syntax_faults(text: str, span: SourceSpan) -> Iterator[Issue]:
    try:
        jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        place = replace(span, line=error.lineno)
        yield Issue("THEME-004", place, f"This is no template: {error.message}.", _MISTAKES)
