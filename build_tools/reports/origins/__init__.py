"""Findings over finished files → the lines of the source that the words at fault come from.

    issue in "text/strategy.txt", line 120 ──▶ finished.py ──▶ section, block, words
                                                                       │
    issue in "content/themes/connected.md", line 12  ◀── source.py ◀───┘

An editor can mend what stands in the content, and nothing else. So a check says what is wrong and
where in the finished file, without a remedy unless it knows a better one than these two: where the
words come from the source, they can be changed there; what Tandem writes itself (a cover's labels,
a contents list, a file's metadata) nobody can mend by editing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from build_tools.checks import Artefacts
from build_tools.editions import title_in_sentence
from build_tools.issues import BUILD_AGAIN, Issue, SourceSpan
from build_tools.publication import Publication
from build_tools.reports.origins.source import Source

if TYPE_CHECKING:  # it reads all kinds of files, and most runs find nothing
    from build_tools.reports.origins.finished import Finished

__all__ = ["AGAIN", "CHANGE", "traced"]

AGAIN = (
    f"{BUILD_AGAIN} If it comes back, Tandem's makers want to know: "
    "no line of the content is known to be at fault."
)
"""The remedy for what Tandem writes itself."""

CHANGE = (
    "Write this passage in other words, or without unusual signs. To publish the other formats "
    "without this one, name them under 'editions:' in publication.yml."
)
"""The remedy for what stands in the content."""


def traced(
    issues: Iterable[Issue], publication: Publication, artefacts: Artefacts
) -> Iterator[Issue]:
    """Iterate over issues, each at the source of what is wrong, if that can be told.

    An issue that stands at a source already keeps its place. What is wrong in several files of an
    edition for one reason is one issue. Those of the source alone are given as they are.
    """
    trace = _Trace(publication, artefacts)
    places: dict[Issue, list[str]] = {}
    for issue in issues:
        found = trace.issue(issue)
        places.setdefault(replace(found, place=""), []).append(found.place)
    for issue, (first, *more) in places.items():
        others = f" and {len(more)} more" if more else ""
        yield replace(issue, place=f"{first}{others}".strip())


class _Trace:
    def __init__(self, publication: Publication, artefacts: Artefacts) -> None:
        self._artefacts = artefacts
        self._source = Source(publication)
        self._publication = publication

    @cached_property
    def _finished(self) -> Finished:
        from build_tools.reports.origins.finished import Finished

        return Finished(self._publication, self._artefacts)

    def issue(self, issue: Issue) -> Issue:
        name, _, path = issue.span.path.partition("/")
        if name not in self._artefacts.made or self._source.has_file(issue.span.path):
            return issue if issue.remedy or issue.place == "" else replace(issue, remedy=CHANGE)
        span = self._origin(name, path, issue)
        if span is None:
            return replace(issue, remedy=issue.remedy or AGAIN)
        place = _place(name, path, issue)
        return replace(issue, span=span, place=place, remedy=issue.remedy or CHANGE)

    def _origin(self, name: str, path: str, issue: Issue) -> SourceSpan | None:
        """Return where the words of an issue come from; None for what Tandem writes itself."""
        spot = self._finished.spot(name, path, issue)
        return (
            self._source.saying(spot.words, spot.sections)
            or self._source.numbered(spot.named)
            or self._source.at(spot.section, spot.block)
            or self._source.numbered(spot.number)
        )


def _place(name: str, path: str, issue: Issue) -> str:
    """Return the spot in the finished file: "(plain text: strategy.txt, line 12)"."""
    line = f"line {issue.span.line}" if issue.span.line else ""
    parts = dict.fromkeys([path, line, issue.place.removeprefix("(").removesuffix(")")])
    return f"({title_in_sentence(name)}: {', '.join(filter(None, parts))})"
