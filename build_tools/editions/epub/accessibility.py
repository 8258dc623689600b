"""What the package document says of accessibility: what is there, and who vouches for more.

The properties of schema.org (EPUB Accessibility 1.1, 2.2) are facts of the file, so they are
found in the tree. Conformance is no such fact: it is stated when a person has declared the
publication to be fully compliant, in that person's name (3.5 and 3.6 there), and only then. In
every other case the summary says what was declared, in words.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, walk

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
GUIDELINES = "WCAG 2.2, level AA"

DECLARED = {
    "partial": f"Its publisher declares that it is partially compliant with {GUIDELINES}; the "
    "accessibility statement in it says what is not.",
    "none": f"Its publisher declares that it is not compliant with {GUIDELINES}; the "
    "accessibility statement in it says why.",
    "not-assessed": f"Nobody has assessed yet whether it complies with {GUIDELINES}.",
}
UNDECLARED = f"Nobody has declared whether it complies with {GUIDELINES}."


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The metadata; `conforms_to` is empty unless a person, `certified_by`, has said so."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    summary: str
    conforms_to: str = ""
    certified_by: str = ""
    certified_on: datetime.date | None = None


def accessibility(publication: Publication) -> Accessibility:
    """Return what holds of a publication."""
    shown = [
        node
        for section in publication.sections
        for node in walk(section.blocks)
        if isinstance(node, Figure | Chart)
    ]
    modes = ("textual", "visual") if shown else ("textual",)
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "pageNavigation",
        "pageBreakMarkers",
        "displayTransformability",
        "ARIA",
        "unlocked",
    ]
    if shown:
        features.append("alternativeText")
    if any(isinstance(node, Chart) or node.description for node in shown):
        features.append("longDescription")
    sufficient = ("textual", "textual,visual") if shown else ("textual",)
    declared = publication.record.accessibility
    said = _summary(publication, pictures=bool(shown))
    if declared and declared.compliance == "full":
        return Accessibility(
            modes,
            sufficient,
            tuple(features),
            said,
            conforms_to=CONFORMANCE,
            certified_by=declared.declared_by,
            certified_on=declared.prepared,
        )
    return Accessibility(modes, sufficient, tuple(features), said)


def _summary(publication: Publication, *, pictures: bool) -> str:
    """Return the words for readers: what is there, and what was declared."""
    words = [
        "All text can be read aloud and shown in any type, size and colour.",
        "Headings, lists, tables and notes are marked as what they are, and so are changes of "
        "language. The page numbers are those of the print edition.",
    ]
    if pictures:
        words.append(
            "Each picture and chart has a text alternative; each chart has a table with its "
            "numbers."
        )
    declared = publication.record.accessibility
    if declared is None:
        words.append(UNDECLARED)
    elif declared.compliance == "full":
        words.append(f"It is declared to comply with {GUIDELINES}, by: {declared.declared_by}.")
    else:
        words.append(DECLARED[declared.compliance])
    return " ".join(words)
