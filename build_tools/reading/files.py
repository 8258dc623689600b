"""The files of `content/`, read safely: nothing outside it, nothing outsized, text as UTF-8."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from build_tools.issues import Issue, Report, SourceSpan

TEXT_SUFFIXES = frozenset({".md", ".yml"})
PICTURE_SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg"})
TEXT_LIMIT = 1_000_000
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


def read_files(content: Path, report: Report) -> ContentFiles:
    """Read every file of `content`; hidden files are passed over, bad ones reported."""
    shown = content.as_posix()
    texts: dict[str, SourceFile] = {}
    pictures: dict[str, bytes] = {}
    unreadable: set[str] = set()
    if not content.is_dir():
        report.add(
            Issue(
                "FILE-001",
                SourceSpan(shown),
                "There is no such folder.",
                "Name the folder that holds publication.yml with --content.",
            )
        )
        return ContentFiles(shown, texts, pictures)
    for path in _walk(content, content.resolve(), shown, report):
        name = path.relative_to(content).as_posix()
        span = SourceSpan(f"{shown}/{name}")
        suffix = path.suffix.lower()
        if suffix in TEXT_SUFFIXES:
            data = _bytes(path, TEXT_LIMIT, span, report)
            text = None if data is None else _decode(data, span, report)
            if text is None:
                unreadable.add(name)
            else:
                texts[name] = SourceFile(name, span.path, text)
        elif suffix in PICTURE_SUFFIXES:
            data = _bytes(path, PICTURE_LIMIT, span, report)
            if data is not None:
                pictures[name] = data
        else:
            kinds = ", ".join(sorted(TEXT_SUFFIXES | PICTURE_SUFFIXES))
            report.add(
                Issue(
                    "FILE-002",
                    span,
                    f"Files of the kind '{suffix or path.name}' have no place in the content.",
                    f"Allowed: {kinds}. Move or remove the file.",
                )
            )
    return ContentFiles(shown, texts, pictures, frozenset(unreadable))


def _walk(folder: Path, root: Path, shown: str, report: Report) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.startswith("."):
            continue
        if path.is_symlink() and not _inside(path, root):
            name = PurePosixPath(shown, path.relative_to(folder).as_posix())
            report.add(
                Issue(
                    "FILE-003",
                    SourceSpan(str(name)),
                    f"The symbolic link leads out of the content, to '{path.readlink()}'.",
                    "Put the file itself here.",
                )
            )
        elif path.is_dir():
            yield from _walk(path, root, f"{shown}/{path.name}", report)
        elif path.is_file():
            yield path


def _inside(path: Path, root: Path) -> bool:
    """Whether a link leads to a place in the content that does not hold the link itself."""
    target = path.resolve()
    return target.is_relative_to(root) and not path.absolute().is_relative_to(target)


def _bytes(path: Path, limit: int, span: SourceSpan, report: Report) -> bytes | None:
    size = path.stat().st_size
    if size <= limit:
        return path.read_bytes()
    report.add(
        Issue(
            "FILE-004",
            span,
            f"The file has {size:,} bytes; at most {limit:,} are read.",
            "Split the text, or save the picture smaller.",
        )
    )
    return None


def _decode(data: bytes, span: SourceSpan, report: Report) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1252"
        report.add(
            Issue(
                "FILE-005",
                SourceSpan(span.path, line),
                f"The file is not UTF-8 (byte {data[error.start]:#04x}); it may be {guess}.",
                "Save it again with the encoding UTF-8.",
            )
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line_text in enumerate(text.split("\n"), start=1):
        for column, char in enumerate(line_text, start=1):
            if (char < " " and char != "\t") or char in "\x7f\ufffe\uffff\u2028\u2029":
                report.add(
                    Issue(
                        "FILE-006",
                        SourceSpan(span.path, number, column),
                        f"The character U+{ord(char):04X} is not text.",
                        "Delete it.",
                    )
                )
                return None
    return text
