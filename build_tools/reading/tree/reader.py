"""The way through a text's elements, which every kind of block that holds blocks comes back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block, Picture
from build_tools.reading.tree.captions import Captions
from build_tools.reading.tree.inlines import InlineReader
from build_tools.reading.tree.places import Places


@dataclass(frozen=True)
class Reader:
    """Reads the elements of one text.

    `prose` text (a value in YAML) has no headings and no notes; `picture` finds the file of an
    image's address. `make` makes the blocks of one element. It knows every kind of block, and
    they all know the reader, so it is given from outside. It also gets the blocks before, and
    may change the last of them: a description goes into its figure.
    """

    places: Places
    inlines: InlineReader
    prose: bool
    picture: Callable[[str, SourceSpan], Picture | None]
    make: Callable[[Reader, etree._Element, list[Block]], Iterator[Block]]

    def blocks(self, elements: Sequence[etree._Element]) -> tuple[Block, ...]:
        """Return the blocks of neighbouring elements."""
        found: list[Block] = []
        captions = Captions(self.places)
        for element in elements:
            before = [] if captions.waits else found
            for block in self.make(self, element, before):
                found.extend(captions.pair(block))
        captions.end()
        return tuple(found)

    def flow(self, element: etree._Element) -> tuple[Block, ...]:
        """Return the blocks that an element holds."""
        return self.blocks(list(element))
