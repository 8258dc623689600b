"""What braille adds."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.formats.furniture.lines import front_matter, imprint_said
from build_tools.formats.furniture.names import CONTENTS
from build_tools.formats.units import normalise
from build_tools.publication import Publication


def of_braille(publication: Publication, grade: int) -> Mapping[str, str]:
    """Return what a display's braille file adds: its front matter with the contents."""
    record = publication.record
    front = front_matter(
        *braille_title(publication, grade), record.summary, *braille_contact(publication)
    )
    notes = {f"note {place} of the transcriber": words for place, words in enumerate(BRAILLE, 1)}
    contents = []
    for part in publication.parts:
        contents.append(braille_top("part", part.number, part.title))
        contents += (braille_top("section", each.number, each.title) for each in part.sections)
    return {**front, **notes, "heading of the contents": "Contents", CONTENTS: "\n".join(contents)}


def braille_top(kind: str, number: str, title: str) -> str:
    """Return the line of a part or section: "Section 4: Roads", "Annex A: Terms", "Part: Why"."""
    name = number if number.startswith("Annex") else f"{kind.capitalize()} {number}".rstrip()
    return f"{name}: {normalise(title)}"


def braille_title(publication: Publication, grade: int) -> tuple[str, ...]:
    """Return what a braille title page says first."""
    record = publication.record
    said = (
        record.title,
        record.subtitle,
        record.publisher,
        str(publication.stamp),
        f"In Unified English Braille, grade {grade}.",
        braille_checked(publication),
    )
    return tuple(normalise(words) for words in said if words)


def braille_checked(publication: Publication) -> str:
    """Return whether a braille reader has checked the braille, in words."""
    by = publication.record.braille
    if by is None:
        return (
            "Machine-translated, not proofread. A program wrote this braille from the print, and "
            "no braille reader has checked it. Tell us of any fault that you find."
        )
    day = f"{by.on.day} {by.on:%B %Y}"
    return f"Machine-translated, then checked by {by.checked_by} on {day}."


def braille_contact(publication: Publication) -> tuple[str, ...]:
    """Return how braille says whom to tell of a fault."""
    contact = publication.contact
    told = tuple(map(normalise, imprint_said(publication, "braille")))
    lines = (
        ("Email", contact.email),
        ("Phone", contact.phone),
        ("Address", contact.address),
        ("Web", contact.web),
    )
    return (*told, *(f"{what}: {normalise(words)}" for what, words in lines if words))


BRAILLE = (
    "Words in these signs are not in print. They name what follows, or say where a link or a "
    "footnote leads.",
    "A raised number calls a footnote. Footnotes stand at the end of their section.",
    "A table is written row by row. Each cell has a line of its own: the name of its column, a "
    "colon and the cell.",
    "Pictures and charts are described, and after a chart comes a table of its numbers.",
    "A link to a place in this document says see and its number. Search for the word section and "
    "a number to go there.",
)
"""What the transcriber's notes at the front of the braille say."""
