"""Markdown of files and of YAML values → blocks, with the pictures that they show."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from build_tools.issues import Issue, Report, Severity, SourceSpan
from build_tools.publication.blocks import Block, Picture
from build_tools.reading.files import ContentFiles, SourceFile
from build_tools.reading.lines import SourceText
from build_tools.reading.metadata import Located
from build_tools.reading.pictures import read_picture
from build_tools.reading.pictures.names import find, meant, published, same
from build_tools.reading.tree import Draft, read_blocks


@dataclass
class TextReader:
    """Reads texts of one content folder; each value and each picture once."""

    files: ContentFiles
    report: Report
    _pictures: dict[str, Picture | None] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
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
        folder, pictures = posixpath.dirname(file.path), self.files.pictures
        path = find(address, folder, pictures)
        if path is None:
            near = meant(address, folder, pictures)
            remedy = "Put it into the folder 'images' and write its path relative to this file."
            problem = f"The picture '{address}' is not in the content."
            if near:
                remedy = f"Did you mean '{near}'? Write the address so."
                self._pictures.setdefault(posixpath.normpath(posixpath.join(folder, unquote(near))))
            self.report.add(Issue("LINK-004", span, problem, remedy))
            return None
        if path not in self._pictures:
            place, name = self.files.span(path), published(path)
            other = self._names.setdefault(same(path), path)
            if other != path:
                problem = f"It would be published as '{name}', and so would '{other}'."
                self.report.add(
                    Issue("FILE-016", place, problem, "Give one of the two another name.")
                )
            self._pictures[path] = read_picture(name, pictures[path], place, self.report)
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
                        Severity.WARNING,
                    )
                )
