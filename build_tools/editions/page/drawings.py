"""Pictures and charts inside the page, or their words in their place."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape

from build_tools.publication.blocks import Chart, Figure
from build_tools.rendering.chart import Palette, draw
from build_tools.rendering.renditions import renditions

_TAG = re.compile(r"<(\w+)[^>]*>")
_SAID = {
    "path": re.compile(r' (fill="none"|stroke-width="1"|stroke-linejoin="round")'),
    "rect": re.compile(r' stroke="none"'),
    "svg": re.compile(r' xmlns="[^"]*"'),
    "text": re.compile(r' font-family="inherit"'),
}
"""What every shape of a chart says again: here the style sheet, or HTML itself, says it."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """Writes drawings; `pictures` and `charts` say which are drawn, `small` how large pictures are.

    A picture is one of the lighter copies that the website shows, never the file as it was given.
    """

    palette: Palette
    pictures: bool
    charts: bool
    small: bool = False

    def markup(self, node: Figure | Chart) -> str:
        """Return a drawing with its text alternative, or this alone, to be read."""
        if isinstance(node, Chart):
            return _chart(node, self.palette) if self.charts else _words("Chart", node.alt)
        return _picture(node, small=self.small) if self.pictures else _words("Image", node.alt)


def data_url(media_type: str, data: bytes) -> str:
    """Return bytes as an address for which nobody is asked (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def _picture(node: Figure, *, small: bool) -> str:
    shown = renditions(node.picture)[0 if small else -1]
    return (
        f'<img src="{data_url(shown.media_type, shown.data)}" alt="{escape(node.alt)}" '
        f'width="{shown.width}" height="{shown.height}">'
    )


def _chart(node: Chart, palette: Palette) -> str:
    def shorter(tag: re.Match[str]) -> str:
        return _SAID[tag[1]].sub("", tag[0]) if tag[1] in _SAID else tag[0]

    return _TAG.sub(shorter, draw(node, palette))


def _words(label: str, alternative: str) -> str:
    return f'<p class="alternative"><b>{label}:</b> {escape(alternative, quote=False)}</p>'
