"""Where the elements of one text stand in its source, and where its faults go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.reading.lines import SourceText


@dataclass(frozen=True)
class Places:
    """What all that read one text share: its source, its elements' places, its report."""

    source: SourceText
    report: Report
    spans: Mapping[etree._Element, SourceSpan]

    def span(self, element: etree._Element) -> SourceSpan:
        """Return the place of an element, or of the nearest one around it that has a place."""
        while element not in self.spans:
            parent = element.getparent()
            assert parent is not None
            element = parent
        return self.spans[element]

    def address(self, address: str, span: SourceSpan) -> SourceSpan:
        """Return where an address stands between its round brackets."""
        found = self.source.find(f"]({address}", span.line)
        return replace(found, column=found.column + 2) if found.column else found

    def fault(self, code: str, span: SourceSpan, problem: str, remedy: str) -> None:
        """Report a fault."""
        self.report.add(Issue(code, span, problem, remedy))
