"""Markdown of files and of YAML values → blocks, with the pictures that they show."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication.blocks import Block, Picture
from build_tools.reading.files import ContentFiles, SourceFile
from build_tools.reading.lines import SourceText
from build_tools.reading.metadata import Located
from build_tools.reading.pictures import read_picture
from build_tools.reading.tree import Draft, read_blocks


@dataclass
class TextReader:
    """Reads texts of one content folder; each value and each picture once."""

    files: ContentFiles
    report: Report
    _pictures: dict[str, Picture | None] = field(default_factory=dict)
    _prose: dict[SourceSpan, tuple[Block, ...]] = field(default_factory=dict)

    def read_text(self, source: SourceText) -> Draft:
        """Return the blocks and notes of a section's file."""

        def picture(address: str, span: SourceSpan) -> Picture | None:
            return self._picture(source.file, address, span)

        return read_blocks(source, self.report, picture)

    def read_prose(self, located: Located[Any], loc: tuple[str | int, ...]) -> tuple[Block, ...]:
        """Return the blocks of the value at `loc` of a record."""
        span = located.span(*loc)
        if span not in self._prose:
            value: Any = located.yaml.value
            for step in loc:
                value = value[step]
            file = located.yaml.file
            source = SourceText(file, value, *located.lines(*loc))

            def picture(address: str, span: SourceSpan) -> Picture | None:
                return self._picture(file, address, span)

            self._prose[span] = read_blocks(source, self.report, picture, prose=True).blocks
        return self._prose[span]

    def _picture(self, file: SourceFile, address: str, span: SourceSpan) -> Picture | None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), address))
        if path not in self.files.pictures:
            self.report.add(
                Issue(
                    "LINK-004",
                    span,
                    f"The picture '{address}' is not in the content.",
                    "Put it into the folder 'images' and write its path relative to this file.",
                )
            )
            return None
        if path not in self._pictures:
            data, place = self.files.pictures[path], self.files.span(path)
            self._pictures[path] = read_picture(path, data, place, self.report)
        return self._pictures[path]

    def report_unused_pictures(self) -> None:
        """Report every picture that no text has shown so far."""
        for path in self.files.pictures:
            if path not in self._pictures:
                self.report.add(
                    Issue(
                        "FILE-010",
                        self.files.span(path),
                        "No text shows this picture.",
                        "Show it, or remove the file.",
                    )
                )
