"""The files of `content/`, read safely: nothing outside it, nothing outsized, text as UTF-8."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.reading.decoding import decode
from build_tools.reading.strays import is_litter, out_of_place
from build_tools.reading.walk import cant_be_read, walk

TEXT_SUFFIXES = frozenset({".md", ".yml"})
PICTURE_SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg"})
TEXT_LIMIT = 500_000
PICTURE_LIMIT = 20_000_000
"""Bytes; more than any real chapter or picture needs, and too little to do harm."""


@dataclass(frozen=True)
class SourceFile:
    """A text file: `path` below `content/`, `shown` the path that people are told.

    `text` has LF line ends and no byte order mark, whatever the file has.
    """

    path: str
    shown: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))

    def span(self, line: int = 0, column: int = 0) -> SourceSpan:
        """Return a place in this file."""
        return SourceSpan(self.shown, line, column)

    def find(self, words: str, line: int = 1) -> SourceSpan:
        """Return the first place of `words` from `line` on, or that line's start."""
        for number, text in enumerate(self.lines[line - 1 :], start=line):
            column = text.find(words)
            if column >= 0:
                return self.span(number, column + 1)
        return self.span(line)


@dataclass(frozen=True)
class ContentFiles:
    """All files of one `content/` folder; keys are paths below it with forward slashes."""

    shown: str
    texts: Mapping[str, SourceFile]
    pictures: Mapping[str, bytes]
    unreadable: frozenset[str] = frozenset()
    """Text files that were refused, so that nothing more is said of them."""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all files in order of their paths, the same for CRLF and LF."""
        total = hashlib.sha256()
        every = {path: file.text.encode() for path, file in self.texts.items()}
        for path, data in sorted({**every, **self.pictures}.items()):
            total.update(f"{path}\0{len(data)}\0".encode())
            total.update(data)
        return total.hexdigest()

    def span(self, path: str) -> SourceSpan:
        """Return the place of a file as a whole."""
        return SourceSpan(f"{self.shown}/{path}" if path else self.shown)


def read_files(content: Path, report: Report) -> ContentFiles | None:
    """Read every file of `content`; hidden files are passed over, bad ones reported.

    Without a folder to read there is None.
    """
    shown = content.as_posix()
    texts: dict[str, SourceFile] = {}
    pictures: dict[str, bytes] = {}
    unreadable: set[str] = set()
    if not os.access(content, os.R_OK | os.X_OK) or not content.is_dir():
        lacks = "Nobody may read this folder." if content.is_dir() else "There is no such folder."
        report.add(
            Issue(
                "FILE-001",
                SourceSpan(shown),
                lacks,
                "Name the folder that holds publication.yml with --content.",
            )
        )
        return None
    for file in walk(content, shown, report):
        name, suffix = file.name, file.path.suffix.lower()
        if is_litter(name):
            continue
        span = SourceSpan(f"{shown}/{name}")
        if suffix in TEXT_SUFFIXES:
            data = _bytes(file.path, TEXT_LIMIT, span, report)
            text = None if data is None else decode(data, span.path, report)
            if text is None:
                unreadable.add(name)
            else:
                texts[name] = SourceFile(name, span.path, text)
        elif suffix in PICTURE_SUFFIXES:
            data = _bytes(file.path, PICTURE_LIMIT, span, report)
            if data is not None:
                pictures[name] = data
        else:
            report.add(out_of_place(span, suffix or file.path.name))
    return ContentFiles(shown, texts, pictures, frozenset(unreadable))


def _bytes(path: Path, limit: int, span: SourceSpan, report: Report) -> bytes | None:
    try:
        size = path.stat().st_size
        if size <= limit:
            return path.read_bytes()
    except OSError as error:
        report.add(cant_be_read(span, error))
        return None
    report.add(
        Issue(
            "FILE-004",
            span,
            f"The file has {size:,} bytes; at most {limit:,} are read.",
            "Split the text, or save the picture smaller.",
        )
    )
    return None
