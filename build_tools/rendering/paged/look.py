"""What makes one paged edition look unlike another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from build_tools.publication.blocks import Chart, Figure
from build_tools.rendering.paged.layout import SHARED
from build_tools.rendering.paged.pictures import Drawing
from build_tools.rendering.paged.tables import Room

POINTS_PER_MM = 72 / 25.4

A4 = Room(size=12, gap=12, width=132 * POINTS_PER_MM, besides=22 * POINTS_PER_MM, wide_gap=6)
"""What `themes/paged/` has room for: its text, and the numbers' margin beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What makes one paged edition look unlike another.

    `colours` has a CSS colour for each token of the brand. `draw` gives a figure's or chart's
    drawing. `folder` is where in `themes/` the style sheets are; `style_sheets` are CSS texts,
    laid over these. `page_references` puts "page 12" after the words of a link inside the
    publication. `room` is what tables have room for; one that needs more is set on its side.
    `label` stands on the cover and says what form of the publication this is. `head_room` is how
    many characters of a section's number and title may stand over its later pages, "continued";
    0: none. `files` are what style sheets may load besides, by name, as `url(tandem:NAME)`:
    profiles, ornaments. `form` is the edition's name, by which it has its ISBN.
    """

    form: str
    colours: Mapping[str, str]
    draw: Callable[[Figure | Chart], Drawing]
    folder: str = SHARED
    style_sheets: tuple[str, ...] = ()
    page_references: bool = False
    room: Room = A4
    label: str = ""
    head_room: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)
