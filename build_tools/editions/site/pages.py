"""A section as the words of its page: what a reader reads and what search finds."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from build_tools.editions.site.addresses import picture_file, reference, root
from build_tools.editions.site.matrix import MATRIX, matrix
from build_tools.editions.site.terms import key_terms
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import Chart, Figure, NoteCall
from build_tools.rendering.chart import Palette, draw
from build_tools.rendering.html import HtmlWriter, note_list, number_span, scrolling
from build_tools.rendering.renditions import renditions

SIZES = "(min-width: 64rem) 42rem, 100vw"
"""What the style sheet gives a picture, for the browser to choose by."""


@dataclass(frozen=True, slots=True)
class SectionPage:
    """Writes one section's page."""

    publication: Publication
    section: Section
    palette: Palette

    def html(self) -> str:
        """Return title, lead, blocks and notes."""
        section, writer = self.section, self._writer()
        lead = f'<p class="lead">{escape(section.summary)}</p>\n' if section.summary else ""
        return (
            '<header class="title" id="_main" tabindex="-1">\n'
            f"<h1>{number_span(section.number)}{escape(section.title)}</h1>\n"
            f"{lead}</header>\n"
            f'<div class="body">\n{writer.blocks(section.blocks)}{note_list(writer, section)}</div>'
        )

    def terms(self) -> str:
        """Return the key terms that the section uses, with their definitions."""
        return key_terms(self.publication, self.section, self._writer())

    def _writer(self) -> HtmlWriter:
        section = self.section
        return HtmlWriter(
            anchor=str,
            href=lambda target: reference(self.publication, section, target),
            call=_call,
            picture=self._picture,
            number_links=True,
            frame=matrix if section.id == MATRIX else scrolling,
        )

    def _picture(self, node: Figure | Chart) -> str:
        if isinstance(node, Chart):
            return draw(node, self.palette)
        shown = renditions(node.picture)
        addresses = [escape(root(self.section) + picture_file(node.picture, one)) for one in shown]
        sources = ", ".join(
            f"{address} {one.width}w" for address, one in zip(addresses, shown, strict=True)
        )
        choice = f'srcset="{sources}" sizes="{SIZES}" ' if len(shown) > 1 else ""
        return (
            f'<img src="{addresses[-1]}" {choice}alt="{escape(node.alt)}" '
            f'width="{shown[-1].width}" height="{shown[-1].height}" loading="lazy">'
        )


def _call(call: NoteCall) -> str:
    return (
        f'<sup class="call" id="call-{call.number}-{call.call}"><a href="#note-{call.number}" '
        f'role="doc-noteref" aria-label="Note {call.number}">{call.number}</a></sup>'
    )
