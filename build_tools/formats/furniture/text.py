"""What the plain text adds."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.formats.furniture.lines import (
    front_matter,
    imprint_said,
    in_language,
    other_language,
)
from build_tools.formats.furniture.names import CONTENTS
from build_tools.formats.units import normalise
from build_tools.publication import Publication

SEARCH = "To go to a part or section, search for ++ and the start of its line here, such as"


def of_text(publication: Publication) -> Mapping[str, str]:
    """Return what the plain text adds: its front matter with the contents."""
    record = publication.record
    stamp = str(publication.stamp)
    facts = imprint_said(publication)
    front = front_matter(
        record.title, record.subtitle, record.publisher, stamp, *facts, record.summary
    )
    contents = []
    for part in publication.parts:
        contents.append(f"{f'Part {part.number}'.rstrip()}: {normalise(part.title)}")
        for section in part.sections:
            lang = in_language(other_language(section.lang, publication.lang))
            number = section.number
            number += f"{':' if number.startswith('Annex') else '.'} " if number else ""
            contents.append(f"{number}{normalise(section.title)}{lang}")
    numbers = [each.number for each in publication.sections if each.number]
    number = publication.parts[0].number
    example = numbers[0] if numbers else f"Part {number}".rstrip()
    return {
        **front,
        "heading of the contents": "Contents",
        "sentence on how to search": f"{SEARCH} ++{example}.",
        CONTENTS: "\n".join(contents),
    }


def of_section_text(publication: Publication) -> Mapping[str, str]:
    """Return what a section's own file adds: title and stamp."""
    return front_matter(publication.title, str(publication.stamp))
