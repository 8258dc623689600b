"""Where the elements of one text stand in its source, and where its faults go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.reading.elements import BLOCKS
from build_tools.reading.lines import WORD, SourceText


@dataclass(frozen=True)
class Places:
    """What all that read one text share: its source, its elements' lines, its report."""

    source: SourceText
    report: Report
    lines: Mapping[etree._Element, int]

    def span(self, element: etree._Element) -> SourceSpan:
        """Return the place of an element: of its first word, for those inside words."""
        line = self.lines[element]
        if element.tag in BLOCKS:
            return self.source.place(line)
        first = WORD.search("".join(map(str, element.itertext())))
        return self.source.place(line, first[0] if first else "")

    def address(self, address: str, span: SourceSpan) -> SourceSpan:
        """Return where an address stands between its round brackets."""
        found = self.source.find(f"]({address}", span.line)
        return replace(found, column=found.column + 2) if found.column else found

    def fault(self, code: str, span: SourceSpan, problem: str, remedy: str) -> None:
        """Report a fault."""
        self.report.add(Issue(code, span, problem, remedy))
