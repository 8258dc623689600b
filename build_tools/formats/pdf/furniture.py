"""What a paged edition adds → lines: its cover, its contents and its colophon.

Every element gives a line, whatever it is, so that nothing on these pages goes unread. An entry
of the contents ends with the page number that is drawn there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from build_tools.formats.pdf import Element, Piece, join
from build_tools.formats.pdf.words import tidy

_NAMES = {"H1": "title", "H2": "heading", "P": "paragraph"}
_HOLDERS = frozenset({"Div", "L", "TOC"})

Pages = Mapping[str, int]


def said(section: Element, begins: Pages, leads: Pages) -> str:
    """Return the lines of a section that the edition adds.

    `begins` says on which page an element of this id begins, `leads` to which page a destination
    of this name leads, both from 1. A link gives "→ NAME", and the page too if these differ.
    """
    return "\n".join(_Lines(begins, leads).of(section))


class _Lines:
    def __init__(self, begins: Pages, leads: Pages) -> None:
        self._begins, self._leads = begins, leads

    def of(self, holder: Element, indent: str = "") -> Iterator[str]:
        """Iterate over the lines of what an element holds."""
        if holder.lang:
            yield f"{indent}in {holder.lang}"
        for part in holder.parts:
            if isinstance(part, Piece):
                if part.text.strip():
                    yield f"{indent}words: {tidy(part.text)}"
            elif part.role in _HOLDERS:
                yield from self.of(part, indent)
            elif part.role == "TOCI":
                yield from self._entry(part, indent)
            elif part.role == "LI":
                lang = f" ({part.lang})" if part.lang else ""
                yield indent + ": ".join(map(self._line, part.parts)) + lang
            else:
                yield f"{indent}{_NAMES.get(part.role, part.role)}: {self._line(part)}"

    def _line(self, part: Element | Piece) -> str:
        if isinstance(part, Piece):
            return tidy(part.text)
        return (part.alt or tidy(part.text)) + self._told(part)

    def _entry(self, entry: Element, indent: str) -> Iterator[str]:
        """Yield an entry's number, title and page, and the entries below it."""
        for is_list, parts in groupby(entry.parts, _is_list):
            if is_list:
                for below in parts:
                    yield from self.of(below, indent + "  ") if isinstance(below, Element) else ()
                continue
            own = Element(entry.role, lang=entry.lang, parts=list(parts), links=entry.links)
            pieces = [piece for piece in own.pieces() if piece.text]
            sides = pieces[:1], pieces[1:-1], pieces[1:][-1:]
            number, title, page = (tidy(join(side)) for side in sides)
            yield f"{indent}{f'{number} {title}'.strip()}, page {page}{self._told(own)}"

    def _told(self, element: Element) -> str:
        """Return languages and targets at an element and below."""
        all_elements = (element, *element.all())
        langs = (f" ({one.lang})" for one in all_elements if one.lang)
        names = dict.fromkeys(area.destination for one in all_elements for area in one.links)
        return "".join(langs) + "".join(f" → {self._target(name)}" for name in names)

    def _target(self, name: str) -> str:
        leads, begins = self._leads.get(name), self._begins.get(name)
        return name if leads is None or leads == begins else f"{name} on page {leads}"


def _is_list(part: Element | Piece) -> bool:
    return isinstance(part, Element) and part.role == "TOC"
