"""What the Word document adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from build_tools.formats.furniture.lines import in_language, part_number
from build_tools.formats.furniture.names import COLOPHON, CONTENTS, COVER, FOOT, HEAD, ORDER
from build_tools.formats.furniture.paged import of_paged
from build_tools.formats.units import normalise
from build_tools.publication import Publication


def of_word(publication: Publication, target: Callable[[str], str]) -> Mapping[str, str]:
    """Return what a Word document adds; `target` gives a bookmark's name for an address.

    Addresses are "part:ID", a section's id, and "" for the colophon.
    """
    paged = of_paged(publication, {}, "word", on_paper=False)
    about = "About this copy"

    def entry(number: str, title: str, lang: str, address: str) -> str:
        words = normalise(f"{number} {title}")
        return f"{words}{in_language(lang)} → {target(address)}"

    def entries() -> Iterator[str]:
        yield "heading: Contents"
        for part in publication.parts:
            yield entry(part_number(part), part.title, "", f"part:{part.id}")
            for section in part.sections:
                lang = section.lang if section.lang != publication.lang else ""
                yield f"  {entry(section.number, section.title, lang, section.id)}"
        yield entry("", about, "", "")

    return {
        COVER: paged[COVER],
        CONTENTS: "\n".join(entries()),
        COLOPHON: paged[COLOPHON],
        ORDER: paged[ORDER],
        HEAD: normalise(publication.title),
        FOOT: f"{normalise(str(publication.stamp))} Page ⟨PAGE⟩ of ⟨NUMPAGES⟩",
    }
