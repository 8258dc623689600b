"""Which files a content folder has: no link is followed to a folder, and nothing without end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.issues import Issue, Report, Severity, SourceSpan

DEPTH_LIMIT = 8
"""Folders in folders; text may lie in one, and a hundred would make paths too long to open."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its path below the content folder with forward slashes."""

    path: Path
    name: str


def walk(content: Path, shown: str, report: Report) -> Iterator[Found]:
    """Iterate over the files below `content`, in the order of their names.

    Hidden files are passed over. What can't be read, or is no file, is reported: `shown` is what
    people call the folder.
    """
    yield from _Walk(content.resolve(), shown, report).below(content, "")


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    shown: str
    report: Report

    def below(self, folder: Path, name: str) -> Iterator[Found]:
        try:
            entries = sorted(entry for entry in os.listdir(folder) if not entry.startswith("."))  # noqa: PTH208
        except OSError as error:
            self.report.add(cant_be_read(self._span(name), error))
            return
        for entry in entries:
            inner = f"{name}/{entry}" if name else entry
            if not entry.isprintable():  # nor are the surrogates that stand for other bytes
                problem = (
                    f"'{plain_name(entry)}' has characters that can't be seen, or isn't UTF-8."
                )
                remedy = "Give it a name of lower-case words joined by hyphens."
                self._issue("FILE-011", name, problem, remedy)
                continue
            try:
                yield from self._entry(folder / entry, inner)
            except OSError as error:
                self.report.add(cant_be_read(self._span(inner), error))

    def _entry(self, path: Path, name: str) -> Iterator[Found]:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            if self._is_file_inside(path, name):
                yield Found(path, name)
        elif stat.S_ISREG(kind):
            yield Found(path, name)
        elif not stat.S_ISDIR(kind):
            problem = "This is a pipe, a socket or a device, and is passed over."
            self._issue("FILE-013", name, problem, "Remove it.", Severity.WARNING)
        elif name.count("/") + 1 > DEPTH_LIMIT:
            problem = f"Folders are nested more than {DEPTH_LIMIT} deep."
            self._issue("FILE-008", name, problem, "Move its files up: one folder is enough.")
        else:
            yield from self.below(path, name)

    def _is_file_inside(self, link: Path, name: str) -> bool:
        """Whether a link leads to a file of the content; what else it leads to is reported."""
        leads, remedy = f"The symbolic link to '{plain_name(str(link.readlink()))}' leads", ""
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):  # in a ring it is one or the other, as Python's version is
            problem = f"{leads} nowhere."
        else:
            if not target.is_relative_to(self.root):
                problem, remedy = f"{leads} out of the content.", "Put the file itself here."
            elif target.is_file():
                return True
            else:
                problem = f"{leads} to a folder."
        remedy = remedy or "Put the file itself here, or remove the link."
        self._issue("FILE-003", name, problem, remedy)
        return False

    def _issue(
        self, code: str, name: str, problem: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.report.add(Issue(code, self._span(name), problem, remedy, severity))

    def _span(self, name: str) -> SourceSpan:
        return SourceSpan(f"{self.shown}/{name}" if name else self.shown)


def plain_name(name: str) -> str:
    r"""Return a file's name as a line of text: `caf\xe9.md`, where it is not UTF-8."""
    known = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in known)


def cant_be_read(span: SourceSpan, error: OSError) -> Issue:
    """Return the issue of a file or folder that the system doesn't give."""
    problem = f"It can't be read: {error.strerror or error}."
    return Issue("FILE-012", span, problem, "Give yourself the right to read it, or remove it.")
