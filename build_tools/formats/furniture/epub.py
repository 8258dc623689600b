"""What the e-book adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.formats.furniture.lines import (
    Line,
    as_lines,
    backs,
    contact_lines,
    cover_line,
    in_language,
    part_line,
    section_line,
    told,
)
from build_tools.formats.furniture.names import (
    ABOUT,
    COLOPHON,
    CONTENTS,
    COVER,
    LANDMARKS,
    LINKS_BACK,
    METADATA,
    NAMES,
    ORDER,
    PAGE_LIST,
    PAGES,
    TITLE_PAGE,
)
from build_tools.formats.units import normalise
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, Heading, plain, walk

PAGES_NOTE = "The page numbers in this e-book are those of the print edition of the same version."

WCAG = "WCAG 2.2, level AA"

COMPLIANCE = {
    "partial": "Its publisher declares that it is partially compliant with {}; the accessibility "
    "statement in it says what is not.",
    "none": "Its publisher declares that it is not compliant with {}; the accessibility statement "
    "in it says why.",
    "not-assessed": "Nobody has assessed yet whether it complies with {}.",
    "not-declared": "Nobody has declared whether it complies with {}.",
}


SUBHEADING = 3
"""The level of the last headings in the contents."""


def of_epub(publication: Publication, pages: Mapping[int, str], source: str) -> Mapping[str, str]:
    """Return what the e-book adds; `pages` says before what a page of the print edition begins.

    That is a part ("part:start"), a section ("themes") or a block of it ("themes#why"). `source`
    is what identifies the print edition.
    """
    record, stamp = publication.record, str(replace(publication.stamp, notice=""))
    notice = publication.stamp.notice
    about = (
        ("h1", ABOUT),
        ("p", f"{record.title}. Published by {record.publisher}."),
        ("stamp", stamp),
        ("p", notice),
        (
            "p",
            "The page numbers in this e-book are those of the print edition of the same version.",
        ),
        *(
            line
            for name, words in contact_lines(publication, "epub", on_paper=False)
            for line in ((("dt", name), ("dd", words)) if words else ())
        ),
    )
    title = (
        ("publisher", record.publisher),
        ("h1", record.title),
        ("subtitle", record.subtitle),
        ("notice", notice),
        ("imprint", cover_line(publication, "epub")),
        ("stamp", stamp),
    )
    named = [COVER.capitalize(), record.title, CONTENTS.capitalize()]
    for part in publication.parts:
        named.append(part_line(part))
        named += [section_line(section) for section in part.sections]
    return {
        COVER: f"img: Cover: {normalise(record.title)}",
        TITLE_PAGE: as_lines(*title),
        CONTENTS: "\n".join(_headings(publication)),
        COLOPHON: as_lines(*about),
        ORDER: f"{COVER}, {TITLE_PAGE}, {CONTENTS}, parts, {COLOPHON}",
        NAMES: "\n".join(map(normalise, [*named, ABOUT])),
        LANDMARKS: "\n".join(_landmarks(publication)),
        PAGES: "\n".join(f"{page}: {place}" for page, place in pages.items()),
        PAGE_LIST: "\n".join(_page_list(pages)),
        METADATA: as_lines(*_metadata(publication, source)),
        **told({LINKS_BACK: backs(publication)}),
    }


def _headings(publication: Publication) -> Iterator[str]:
    """Iterate over the lines of an e-book's contents: parts, sections, numbered headings."""
    yield "heading: Contents"
    for part in publication.parts:
        yield f"{normalise(part_line(part))} → part:{part.id}"
        for section in part.sections:
            words = normalise(section_line(section))
            yield f"  {words}{in_language(section.lang)} → {section.id}"
            above: list[int] = []
            for block in section.blocks:
                if isinstance(block, Heading) and block.level <= SUBHEADING:
                    above = [level for level in above if level < block.level]
                    words = normalise(f"{block.number} {plain(block.content)}".strip())
                    depth = "  " * (len(above) + 2)
                    yield f"{depth}{words}{in_language(block.lang)} → {section.id}#{block.id}"
                    above.append(block.level)
    yield f"{ABOUT} → EPUB/about.xhtml"


def _landmarks(publication: Publication) -> Iterator[str]:
    yield "heading: Landmarks"
    yield "cover: Cover → EPUB/cover.xhtml"
    yield "titlepage: Title page → EPUB/title.xhtml"
    yield "toc: Contents → EPUB/contents.xhtml#?contents"
    yield f"bodymatter: Text → part:{publication.parts[0].id}"
    yield f"colophon: {ABOUT} → EPUB/about.xhtml"


def _page_list(pages: Mapping[int, str]) -> Iterator[str]:
    yield "heading: Pages of the print edition"
    for page, place in pages.items():
        yield f"{page} → page {page} in {place.partition('#')[0]}"


def _metadata(publication: Publication, source: str) -> Iterator[Line]:
    """Iterate over what a library shows, and what is claimed in somebody's name."""
    record, declared = publication.record, publication.record.accessibility
    yield "title", record.title
    yield "title", record.subtitle
    langs = (publication.lang, *(section.lang for section in publication.sections))
    yield from (("language", lang) for lang in dict.fromkeys(langs) if lang)
    yield from (("creator", name) for name in record.authors or (record.publisher,))
    yield "publisher", record.publisher
    yield "description", record.summary
    yield "rights", _rights(publication)
    yield "date", publication.stamp.date.isoformat()
    yield "source", source
    yield "dcterms:license", record.licence.address if record.licence else None
    yield "schema:version", publication.stamp.version
    yield "pageBreakSource", source
    yield "schema:accessibilitySummary", _accessibility(publication)
    if declared and declared.compliance == "full":
        yield "dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield "a11y:certifiedBy", declared.declared_by


def _rights(publication: Publication) -> str:
    record = publication.record
    said = [record.copyright] if record.copyright else []
    if record.licence:
        address = f" ({record.licence.address})" if record.licence.address else ""
        said.append(f"Licence: {record.licence.name}{address}")
    return ". ".join(said)


def _accessibility(publication: Publication) -> str:
    """Return what a library says of accessibility: what holds, and what a person has declared."""
    declared = publication.record.accessibility
    drawn = any(
        isinstance(node, Figure | Chart)
        for section in publication.sections
        for node in walk(section.blocks)
    )
    words = (
        "All text can be read aloud and shown in any type, size and colour. Headings, lists, "
        "tables and notes are marked as what they are, and so are changes of language. The page "
        "numbers are those of the print edition. "
    )
    if drawn:
        words += (
            "Each picture and chart has a text alternative; each chart has a table with its "
            "numbers. "
        )
    if declared and declared.compliance == "full":
        return f"{words}It is declared to comply with {WCAG}, by: {declared.declared_by}."
    compliance = declared.compliance if declared else "not-declared"
    return words + COMPLIANCE[compliance].format(WCAG)
