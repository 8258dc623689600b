"""What a PDF adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.formats.furniture.lines import (
    as_lines,
    contact_lines,
    cover_line,
    in_language,
    part_number,
)
from build_tools.formats.furniture.names import ABOUT, COLOPHON, CONTENTS, COVER, ORDER
from build_tools.formats.units import normalise
from build_tools.publication import Publication


def of_paged(
    publication: Publication,
    pages: Mapping[str, int],
    form: str,
    *,
    on_paper: bool,
    type_size: float | None = None,
) -> Mapping[str, str]:
    """Return what a PDF adds; `pages` says where in this file a part or section begins.

    A file that promises a type size, in points, says so on its cover.
    """
    record, notice = publication.record, publication.stamp.notice
    stamp = str(replace(publication.stamp, notice=""))
    cover = (
        ("paragraph", record.publisher),
        ("title", record.title),
        ("paragraph", record.subtitle),
        ("paragraph", f"Large print, {type_size:g} point" if type_size else None),
        ("paragraph", notice),
        ("paragraph", cover_line(publication, form)),
        ("paragraph", stamp),
    )
    about = (
        ("heading", ABOUT),
        ("paragraph", f"{record.title}. Published by {record.publisher}."),
        ("paragraph", stamp),
        ("paragraph", notice),
        *contact_lines(publication, form, on_paper=on_paper),
    )
    return {
        COVER: as_lines(*cover),
        CONTENTS: "\n".join(_entries(publication, pages, on_paper=on_paper)),
        COLOPHON: as_lines(*about),
        ORDER: f"{COVER}, {CONTENTS}, parts, {COLOPHON}",
    }


def _entries(
    publication: Publication, pages: Mapping[str, int], *, on_paper: bool
) -> Iterator[str]:
    """Iterate over the contents' lines: number, title, page, and on a screen the target."""

    def entry(number: str, title: str, lang: str, name: str) -> str:
        words = f"{number} {normalise(title)}".lstrip()
        words += f", page {pages.get(name, '?')}{in_language(lang)}"
        return words if on_paper else f"{words} → {name}"

    yield "heading: Contents"
    for part in publication.parts:
        yield entry(part_number(part), part.title, "", f"part:{part.id}")
        for section in part.sections:
            yield f"  {entry(section.number, section.title, section.lang, section.id)}"
