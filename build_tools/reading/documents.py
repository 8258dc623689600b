"""Every file's metadata as typed records, each with its places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from build_tools.issues import Issue, Report
from build_tools.publication.records import (
    REGISTER_KINDS,
    SECTION_KINDS,
    PublicationRecord,
    Register,
    SectionRecord,
    StatementRegister,
    is_id,
)
from build_tools.reading.entries import check_entries
from build_tools.reading.files import ContentFiles, SourceFile
from build_tools.reading.lines import SourceText
from build_tools.reading.metadata import Located, read_record
from build_tools.reading.yaml import parse_yaml


@dataclass(frozen=True)
class MarkdownFile:
    """A section's file; what could not be read is None, and was reported."""

    located: Located[SectionRecord] | None
    source: SourceText | None


@dataclass(frozen=True)
class Documents:
    """All files by their paths below `content/`; what could not be read is None."""

    publication: Located[PublicationRecord] | None
    markdown: Mapping[str, MarkdownFile]
    registers: Mapping[str, Located[Register[Any]] | None]

    @cached_property
    def broken(self) -> frozenset[str]:
        """Paths of files whose metadata could not be read: nothing is said about their insides."""
        files = {path for path, file in self.markdown.items() if file.located is None}
        return frozenset(files | {path for path, found in self.registers.items() if found is None})

    @cached_property
    def misplaced(self) -> frozenset[str]:
        """Paths of files that stand where nothing looks; that was reported."""
        deep = {path for path in self.markdown if path.count("/") > 1}
        return frozenset(deep | {p for p in self.registers if not p.startswith("registers/")})


def read_documents(files: ContentFiles, report: Report) -> Documents:
    """Read the metadata of all files; report every fault."""
    others = [path for path in files.texts if path != "publication.yml"]
    lost = files.unreadable - {"publication.yml"}
    return Documents(
        publication=_publication(files, report),
        markdown={
            **{path: _markdown(files, path, report) for path in others if path.endswith(".md")},
            **{path: MarkdownFile(None, None) for path in lost if path.endswith(".md")},
        },
        registers={
            **{path: _register(files, path, report) for path in others if path.endswith(".yml")},
            **{path: None for path in lost if path.endswith(".yml")},
        },
    )


def _publication(files: ContentFiles, report: Report) -> Located[PublicationRecord] | None:
    file = files.texts.get("publication.yml")
    if file is None and "publication.yml" in files.unreadable:
        return None
    if file is None:
        report.add(
            Issue(
                "FILE-007",
                files.span(""),
                "The content has no publication.yml.",
                "Write one; DIALECT.md shows how it begins.",
            )
        )
        return None
    marked = parse_yaml(file, file.text, report)
    return read_record(PublicationRecord, marked, report) if marked else None


def _markdown(files: ContentFiles, path: str, report: Report) -> MarkdownFile:
    file = files.texts[path]
    _check_name(files, path, report)
    found = re.match(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", file.text, re.DOTALL)
    if found is None:
        report.add(_without_metadata(file))
        return MarkdownFile(None, None)
    folder = path.partition("/")[0] if "/" in path else ""
    marked = parse_yaml(file, found[1] or "", report, first_line=2)
    model = SECTION_KINDS.get(folder, SectionRecord)
    located = read_record(model, marked, report) if marked else None
    first = file.text.count("\n", 0, found.end()) + 1
    body = file.text[found.end() :]
    return MarkdownFile(located, SourceText(file, body, first, body.split("\n")))


_KEYS = re.compile(r"[\w-]+:(?:\s|$)|\s+\S|- |#")
"""How a line of metadata begins."""


def _without_metadata(file: SourceFile) -> Issue:
    """Return META-020: there is no metadata, or nothing ends it."""
    first, *others = file.lines
    if first.rstrip() != "---":
        return Issue(
            "META-020",
            file.span(1),
            "The file does not begin with its metadata.",
            "Begin it with a line ---, a line 'title: …' and a line ---.",
        )
    inside = takewhile(_KEYS.match, others)
    last = 1 + sum(1 for _ in inside)
    return Issue(
        "META-020",
        file.span(min(last + 1, len(file.lines))),
        "The metadata begins with a line ---, and no line --- ends it.",
        f"Write a line --- after line {last}, between the metadata and the text.",
    )


def _register(files: ContentFiles, path: str, report: Report) -> Located[Register[Any]] | None:
    file = files.texts[path]
    if not path.startswith("registers/") or path.count("/") > 1:
        report.add(
            Issue(
                "FILE-009",
                files.span(path),
                "YAML files other than publication.yml are registers.",
                "Move the file to the folder 'registers'.",
            )
        )
        return None
    _check_name(files, path, report)
    marked = parse_yaml(file, file.text, report)
    if marked is None:
        return None
    kind = REGISTER_KINDS.get(PurePosixPath(path).stem, StatementRegister)
    located: Located[Any] | None = read_record(kind, marked, report)
    if located is not None:
        check_entries(located, report)
    return located


def _check_name(files: ContentFiles, path: str, report: Report) -> None:
    stem = PurePosixPath(path).stem
    if not is_id(stem) or path.count("/") > 1:
        report.add(
            Issue(
                "FILE-008",
                files.span(path),
                f"The file's path is '{path}'.",
                "Use lower-case words joined by hyphens, and one folder at most.",
            )
        )
