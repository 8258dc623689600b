"""A section of the publication as an article of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from build_tools.editions.page.addresses import fragment
from build_tools.publication import Section
from build_tools.publication.blocks import Chart, Figure, NoteCall, Reference
from build_tools.rendering.html import HtmlWriter, note_list, scrolling
from build_tools.rendering.targets import section_place

SECTION_DEPTH = 2
"""The title is h1, parts are h2, sections h3; a heading of level 2 in a section is h4."""


@dataclass(frozen=True, slots=True)
class SectionWriter:
    """Writes the blocks of sections; `addressed` are those that have an id.

    A number is no link to itself here, as on the site: the page has a thousand, and each would
    be one more stop for the keyboard.
    """

    addressed: frozenset[Reference]
    picture: Callable[[Figure | Chart], str]

    def html(self, section: Section) -> str:
        """Return the blocks and notes of a section."""

        def anchor(block: str) -> str:
            target = Reference(section.id, block)
            return fragment(target) if target in self.addressed else ""

        def call(inline: NoteCall) -> str:
            number = inline.number
            return (
                f'<sup class="call" id="{anchor(f"call-{number}-{inline.call}")}">'
                f'<a href="#{anchor(f"note-{number}")}" role="doc-noteref" '
                f'aria-label="Note {number}">{number}</a></sup>'
            )

        writer = HtmlWriter(
            anchor=anchor,
            href=lambda target: f"#{fragment(target)}",
            call=call,
            picture=self.picture,
            deeper=SECTION_DEPTH,
            link_classes=False,
            frame=scrolling,
        )
        notes = note_list(writer, section, group=f"Notes to {section_place(section)}")
        return writer.blocks(section.blocks) + notes
