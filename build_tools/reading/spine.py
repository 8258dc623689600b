"""The spine: which sections there are, in which order, in which part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication.records import (
    PublicationRecord,
    UpdateRecord,
)
from build_tools.reading.documents import Documents, MarkdownFile
from build_tools.reading.metadata import Located

GENERATED_WORDS = ("matrix", "consultation", "formats", "accessibility", "about")
"""Sections without a file; `generated.WORDS` has what stands in them."""


@dataclass(frozen=True)
class SpineEntry:
    """A section to be made: from a file (`path`), a register, or one of the words."""

    part: int
    path: str
    span: SourceSpan

    @property
    def name(self) -> str:
        """The file's name without folder and suffix, or the word."""
        return PurePosixPath(self.path).stem


def read_spine(
    publication: Located[PublicationRecord],
    documents: Documents,
    whole_file: Callable[[str], SourceSpan],
    report: Report,
) -> tuple[SpineEntry, ...]:
    """Return all entries in reading order.

    A file in two places, or in none, is reported.
    """
    entries: list[SpineEntry] = []
    first_places: dict[str, SourceSpan] = {}
    for part_index, part in enumerate(publication.record.spine):
        for index, words in enumerate(part.sections):
            span = publication.span("spine", part_index, "sections", index)
            for path in _paths(words, span, publication.record, documents, report):
                if path in first_places:
                    report.add(
                        Issue(
                            "SPINE-002",
                            span,
                            f"'{path}' is already in the spine, at {first_places[path]}.",
                            "Keep one of the two.",
                        )
                    )
                    continue
                first_places[path] = span
                entries.append(SpineEntry(part_index, path, span))
    for path in sorted({*documents.markdown, *documents.registers}):
        if path not in first_places and path not in documents.misplaced:
            report.add(
                Issue(
                    "SPINE-003",
                    whole_file(path),
                    "Nothing includes this file, so no reader would see it.",
                    f"Add '{path}' to the spine in publication.yml, or remove the file.",
                )
            )
    return tuple(entries)


def _paths(
    words: str,
    span: SourceSpan,
    record: PublicationRecord,
    documents: Documents,
    report: Report,
) -> Iterator[str]:
    markdown, registers = documents.markdown, documents.registers
    if words in GENERATED_WORDS:
        if words == "matrix" and record.matrix is None:
            report.add(
                Issue(
                    "SPINE-004",
                    span,
                    "The spine has a matrix, and nothing says what it crosses.",
                    "Add 'matrix:' with 'rows:' and 'columns:' to publication.yml.",
                )
            )
            return
        yield words
    elif words in markdown or words in registers:
        yield words
    elif words.endswith("/") and (inside := _folder(words, markdown)):
        yield from inside
    else:
        folders = {f"{PurePosixPath(path).parent}/" for path in markdown if "/" in path}
        report.add(
            Issue(
                "SPINE-001",
                span,
                f"The spine names '{words}', which does not exist.",
                allowed_values(words, {*GENERATED_WORDS, *markdown, *registers, *folders}),
            )
        )


def _folder(words: str, markdown: Mapping[str, MarkdownFile]) -> list[str]:
    inside = sorted(path for path in markdown if f"{PurePosixPath(path).parent}/" == words)

    def newest(path: str) -> str:
        located = markdown[path].located
        record = located.record if located else None
        return record.date.iso if isinstance(record, UpdateRecord) else ""

    return sorted(inside, key=newest, reverse=True) if words == "updates/" else inside
