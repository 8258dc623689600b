"""What makes one paged edition look unlike another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from build_tools.publication.blocks import Chart, Figure, Table
from build_tools.writing.paged.layout import SHARED
from build_tools.writing.paged.pictures import Drawing


def _never(_table: Table) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What makes one paged edition look unlike another.

    `colours` has a CSS colour for each token of the brand. `draw` gives a figure's or chart's
    drawing. `folder` is where in `themes/` the style sheets are; `style_sheets` are CSS texts,
    laid over these. `page_references` puts "page 12" after the words of a link inside the
    publication. `turned` is true for a table whose rows stand as blocks below each other.
    `label` stands on the cover and says what form of the publication this is. `head_room` is how
    many characters of a section's number and title may stand over its later pages, "continued";
    0: none. `files` are what style sheets may load besides, by name, as `url(tandem:NAME)`:
    profiles, ornaments.
    """

    colours: Mapping[str, str]
    draw: Callable[[Figure | Chart], Drawing]
    folder: str = SHARED
    style_sheets: tuple[str, ...] = ()
    page_references: bool = False
    turned: Callable[[Table], bool] = _never
    label: str = ""
    head_room: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)
