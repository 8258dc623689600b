"""HTML → pages. WeasyPrint reads nothing but what we hand it, and its warnings are issues."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from build_tools.issues import Issue, IssuesFound, Report, SourceSpan
from build_tools.rendering.paged.private import (
    Document,
    FontConfiguration,
    each_note_once,
    each_number_anew,
    weasyprint,
)
from build_tools.rendering.paged.settling import settle

SCHEME = "tandem:"
ROUNDS = 5
"""Times that pages are made at most: once for nearly all publications. On its side a table may have
a row that is taller than a page, and so on."""
SHARED = "paged"
"""The folder of `themes/` with the style sheets that several looks share."""


class OnlyOurs(weasyprint.URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `tandem:NAME` from memory, and refuses everything else: files and networks."""

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=["tandem"])
        self._files = files

    def fetch(self, url: str, _headers: object = None) -> weasyprint.urls.URLFetcherResponse:
        """Return a file; raise ValueError for any other address."""
        name = url.removeprefix(SCHEME)
        if name == url or name not in self._files:
            raise ValueError("a build reads neither files nor networks")
        media_type, data = self._files[name]
        return weasyprint.urls.URLFetcherResponse(url, data, {"Content-Type": media_type})


def render(
    html: str,
    style_sheets: tuple[str, ...],
    files: Mapping[str, tuple[str, bytes]],
    fonts: FontConfiguration,
    spans: Mapping[str, SourceSpan],
    folder: str = SHARED,
) -> Document:
    """Lay out HTML; `files` are name → media type and data, `spans` the places of drawings.

    Warnings of anything else are of the style sheets in this folder of `themes/`.
    """
    fetcher = OnlyOurs(files)
    with warnings_as_issues(spans, folder), each_note_once(), each_number_anew():
        sheets = [
            weasyprint.CSS(string=sheet, url_fetcher=fetcher, font_config=fonts, base_url=SCHEME)
            for sheet in style_sheets
        ]
        source = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=SCHEME)
        for _ in range(ROUNDS):
            # Without its hints a list would not count from its `start`.
            document = source.render(
                stylesheets=sheets, font_config=fonts, presentational_hints=True
            )
            if not settle(document, source.etree_element):
                break
        return document


@contextmanager
def warnings_as_issues(spans: Mapping[str, SourceSpan], folder: str = SHARED) -> Iterator[None]:
    """Raise `IssuesFound` (PAGE-001) at the end if WeasyPrint warned of anything."""
    log, seen = logging.getLogger("weasyprint"), _Seen()
    handlers, level = log.handlers[:], log.level
    log.handlers[:] = [seen]
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.handlers[:] = handlers
        log.setLevel(level)
    if seen.messages:
        raise IssuesFound(_report(seen.messages, spans, SourceSpan(f"themes/{folder}")))


class _Seen(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _report(messages: list[str], spans: Mapping[str, SourceSpan], other: SourceSpan) -> Report:
    report = Report()
    for message in messages:
        quoted = message.replace('"', "'")
        place = next(
            (span for name, span in spans.items() if f"{SCHEME}{name}'" in quoted),
            other,
        )
        report.add(Issue("PAGE-001", place, f"The paged layout says: {message}"))
    return report
