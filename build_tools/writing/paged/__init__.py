"""The paged layout that both PDFs share, and the structure tree that we build for it.

    publication ──▶ document ──▶ layout ──▶ structure ──▶ finish
                    HTML         pages      tags          dates, ids

The HTML is the same for every edition. What differs is a `Look`: colours, style sheets that
come after the shared ones of `themes/paged/`, drawings, and whether references name pages.

Style sheets use these colours only, as `var(--NAME)`; a look gives them all, as sRGB or as
`device-cmyk()`, and none of them transparent: `TOKENS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure

if TYPE_CHECKING:
    import pikepdf

TOKENS: Mapping[str, str] = {
    "paper": "the page",
    "ink": "text",
    "muted": "paragraph numbers, running heads, captions; legible on paper and on tint",
    "rule": "thin lines",
    "tint": "a pale ground for callouts and table heads",
    "brand": "headings, links and large flat areas",
    "on-brand": "text on brand",
    "deep": "the cover's and part openers' ground",
    "on-deep": "text on deep",
    "on-deep-muted": "lesser text on deep",
    "accent": "a lively flat colour beside deep; never behind or as text",
}
"""Colour token → what it is for."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it is laid out: a converted photograph, a chart's SVG."""

    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What makes one paged edition look unlike another.

    `colours` has a CSS colour for each of `TOKENS`. `style_sheets` are CSS texts, laid over the
    shared ones. `draw` gives a figure's or chart's drawing. `page_references` puts "page 12"
    after the words of a link inside the publication. `files` are what style sheets may load
    besides, by name, as `url(tandem:NAME)`: profiles, ornaments.
    """

    colours: Mapping[str, str]
    draw: Callable[[Figure | Chart], Drawing]
    style_sheets: tuple[str, ...] = ()
    page_references: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)


class LaidOut:
    """Pages, laid out and not yet written."""

    first_pages: Mapping[str, int]
    """Section or part id → the number of its first page, from 1."""
    page_count: int

    def write(
        self,
        target: Path,
        *,
        variant: Literal["pdf/ua-1", "pdf/x-4"],
        finish: Callable[[pikepdf.Pdf], None] = lambda pdf: None,
    ) -> None:
        """Write a tagged PDF without dates of the clock, random ids or names of people.

        `finish` may change the file (boxes, marks, output intent) before it is saved.
        """
        raise NotImplementedError


def lay_out(publication: Publication, themes: Path, look: Look) -> LaidOut:
    """Lay out a publication; raise `IssuesFound` when anything cannot be set as written."""
    raise NotImplementedError
