"""Elements → SVG in UTF-8, each element on the line on which it stood in the file.

Line ends inside tags mean nothing, so the lines that issues of an edition name, which reads the
written drawing, are those of the file.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from build_tools.reading.pictures.svg.markup import SVG, XLINK, XML, Drawn, local, space


def written(root: Drawn) -> bytes:
    """Return a whole drawing."""
    writer = _Writer()
    writer.element(root, preserve=False)
    return "".join(writer.pieces).encode()


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._line = 1

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)

    def element(self, element: Drawn, *, preserve: bool) -> None:
        name = local(element.tag)
        preserve = element.get(f"{{{XML}}}space", "preserve" if preserve else "") == "preserve"
        self._add(f"<{name}")
        if not element.line <= self._line:
            self._add("\n" * (element.line - self._line))
            self._line = element.line
        if name == "svg" and len(self.pieces) <= 2:  # noqa: PLR2004  (the root)
            self._add(f' xmlns="{SVG}" xmlns:xlink="{XLINK}"')
        for key, value in element.attrib.items():
            self._add(f" {_PREFIXES.get(space(key), '')}{local(key)}={quoteattr(_flat(value))}")
        if not len(element) and not element.text:
            self._add("/>")
            return
        self._add(">")
        self._words(element.text, preserve=preserve)
        for child in element.inner:
            self.element(child, preserve=preserve)
            self._words(child.tail, preserve=preserve)
        self._add(f"</{name}>")

    def _words(self, words: str | None, *, preserve: bool) -> None:
        if words:
            self._add(escape(re.sub(r"[\n\t\r]", " ", words) if preserve else _flat(words)))


_PREFIXES = {XLINK: "xlink:", XML: "xml:"}


def _flat(words: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", words)
