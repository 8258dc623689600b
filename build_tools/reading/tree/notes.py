"""Notes: what the calls in a text lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from build_tools.publication.blocks import Note, Paragraph
from build_tools.reading.tree.reader import Reader

_BACK_LINK = "footnote-backref"


def notes(reader: Reader, holders: Sequence[etree._Element]) -> Iterator[Note]:
    """Yield the notes of a text whose other blocks were read, so that all calls are known."""
    calls = reader.inlines.calls
    places = reader.places
    for item in (item for holder in holders for item in holder.iter("li")):
        name = (item.get("id") or "").removeprefix("fn:")
        span = places.span(item)
        _remove_back_links(item)
        blocks = reader.flow(item)
        if reader.prose:
            places.fault(
                "MD-040",
                span,
                "A footnote stands in a value of a YAML file.",
                "Write it into the text, or use 'cites' for a source.",
            )
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            places.fault(
                "MD-041",
                span,
                f"The footnote '{name}' is not one paragraph.",
                "A note is one paragraph; move longer text into a callout.",
            )
        elif name not in calls:
            places.fault(
                "MD-042",
                places.source.find(f"[^{name}]:"),
                f"Nothing in the text calls the footnote '{name}'.",
                f"Write [^{name}] where it belongs, or remove it.",
            )
        else:
            yield Note(span=span, id=name, content=blocks[0].content, calls=calls[name])


def _remove_back_links(item: etree._Element) -> None:
    """Remove the links from a note to its calls: each edition makes its own."""
    for link in [link for link in item.iter("a") if link.get("class") == _BACK_LINK]:
        parent = link.getparent()
        assert parent is not None
        parent.remove(link)
