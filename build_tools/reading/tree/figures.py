"""Figures: a picture alone in its paragraph, and the long description after it."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block, Figure, Picture, Text
from build_tools.reading.tree.ids import take_id
from build_tools.reading.tree.places import Places
from build_tools.reading.tree.reader import Reader

_REFUSED = Picture("", "image/png", 1, 1, b"", SourceSpan(""))
"""Stands for a picture that was refused, so that its figure gives no further issues."""


def image_alone(paragraph: etree._Element) -> etree._Element | None:
    """Return the image that is all a paragraph holds, or None."""
    children = list(paragraph)
    alone = (
        len(children) == 1
        and children[0].tag == "img"
        and not (paragraph.text or "").strip()
        and not (children[0].tail or "").strip()
    )
    return children[0] if alone else None


def figure(reader: Reader, image: etree._Element, span: SourceSpan) -> Block:
    """Return a figure; it stands where its paragraph does."""
    address = image.get("src") or ""
    alt = " ".join((image.get("alt") or "").split())
    place = reader.places.address(address, span)
    if not alt:
        reader.places.fault(
            "MD-030",
            place,
            f"The picture '{address}' has no text alternative.",
            "Say between the square brackets what it shows.",
        )
    picture = reader.picture(address, place) or _REFUSED
    title = " ".join((image.get("title") or "").split())
    caption, name = take_id((Text(title),) if title else (), "figure", place, reader.places)
    return Figure(span=span, id=name, picture=picture, alt=alt, caption=caption)


def describe(
    before: list[Block], description: tuple[Block, ...], span: SourceSpan, places: Places
) -> None:
    """Put a long description, which stands at `span`, into the figure before it."""
    last = before[-1] if before else None
    if not isinstance(last, Figure) or last.description:
        places.fault(
            "MD-034",
            span,
            "A long description stands where no figure is directly before it.",
            "Put it directly after the picture that it describes.",
        )
    elif not description:
        places.fault("MD-009", span, "The description is empty.", "Write it or remove it.")
    else:
        before[-1] = replace(last, description=description)
