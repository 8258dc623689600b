"""What the one web page adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.formats.furniture.lines import (
    as_lines,
    backs,
    contact_lines,
    cover_line,
    in_language,
    part_line,
    told,
)
from build_tools.formats.furniture.names import (
    COLOPHON,
    CONTENTS,
    COVER,
    LINKS_BACK,
    ORDER,
    SECTIONS,
    SKIP,
    WINDOW,
)
from build_tools.formats.units import normalise
from build_tools.publication import Publication


def of_page(publication: Publication) -> Mapping[str, str]:
    """Return what the one web page adds; a link is told with its words, " → " and its target."""
    record, notice = publication.record, publication.stamp.notice
    cover = (
        ("publisher", record.publisher),
        ("title", record.title),
        ("subtitle", record.subtitle),
        ("lead", record.summary),
        ("notice", notice),
        ("imprint", cover_line(publication, "page")),
        ("stamp", str(replace(publication.stamp, notice=""))),
    )
    about = (
        ("heading", "About this copy"),
        ("paragraph", f"{record.title}. Published by {record.publisher}."),
        ("stamp", str(publication.stamp)),
        *contact_lines(publication, "page", on_paper=False),
    )
    return {
        WINDOW: normalise(record.title),
        SKIP: "Skip to the text → #_text",
        COVER: as_lines(*cover),
        CONTENTS: "\n".join(_page_entries(publication)),
        SECTIONS: "\n".join(
            f"{section.id}\nContents → #_contents" for section in publication.sections
        ),
        COLOPHON: as_lines(*about),
        ORDER: f"{SKIP}, {COVER}, {CONTENTS}, parts, {COLOPHON}",
        **told({LINKS_BACK: backs(publication)}),
    }


def _page_entries(publication: Publication) -> Iterator[str]:
    yield "Contents"
    for part in publication.parts:
        yield f"{normalise(part_line(part))} → #part:{part.id}"
        for section in part.sections:
            title = normalise(section.title)
            words = f"{section.number} {title}".strip()
            yield f"  {words}{in_language(section.lang)} → #{section.id}"
