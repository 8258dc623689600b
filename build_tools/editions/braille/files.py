"""Volumes and displays → the bytes of files: BRF and PEF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from build_tools.editions.braille.settings import EmbosserSettings
from build_tools.editions.braille.ueb import SPACE
from build_tools.editions.braille.volumes import Page, Volume
from build_tools.publication import Publication
from build_tools.publication.imprint import rights

_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""North American Braille ASCII: the character of each cell, in the order of their numbers."""
_TO_ASCII = {ord(SPACE) + number: char for number, char in enumerate(_ASCII)}

PEF = "http://www.daisy.org/ns/2008/pef"


def brf_pages(pages: Iterable[Page]) -> bytes:
    """Return pages as BRF: rows end in CR LF, a page in a form feed."""
    return b"".join(_rows(page) + b"\f" for page in pages)


def brf_lines(lines: Iterable[str]) -> bytes:
    """Return a display's lines as BRF, which braille note-takers and screen readers open."""
    return _rows(lines)


def _rows(rows: Iterable[str]) -> bytes:
    return "".join(f"{row.translate(_TO_ASCII).rstrip(' ')}\r\n" for row in rows).encode("ascii")


def pef(publication: Publication, volumes: Sequence[Volume], settings: EmbosserSettings) -> bytes:
    """Return all volumes as Portable Embosser Format 1.0 (2008): metadata and Unicode braille."""
    record, stamp = publication.record, publication.stamp
    facts = {
        "format": "application/x-pef+xml",
        "identifier": f"{publication.name}-{stamp.version}-{stamp.digest}",
        "title": record.title,
        "creator": "; ".join(record.authors) or record.publisher,
        "publisher": record.publisher,
        "date": stamp.date.isoformat(),
        "language": publication.lang,
        "description": str(stamp),
    }
    if words := rights(record):
        facts["rights"] = words
    duplex = str(settings.duplex).lower()
    frame = f'cols="{settings.width}" rows="{settings.height}" rowgap="0" duplex="{duplex}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<pef version="2008-1" xmlns="{PEF}">']
    lines += ["<head>", '<meta xmlns:dc="http://purl.org/dc/elements/1.1/">']
    lines += [f"<dc:{name}>{escape(words)}</dc:{name}>" for name, words in facts.items()]
    lines += ["</meta>", "</head>", "<body>"]
    for volume in volumes:
        lines.append(f"<volume {frame}>")
        for section in volume.sections:
            lines.append("<section>")
            for page in section:
                rows = "".join(f"<row>{row}</row>" for row in page)
                lines.append(f"<page>{rows}</page>")
            lines.append("</section>")
        lines.append("</volume>")
    lines += ["</body>", "</pef>", ""]
    return "\n".join(lines).encode()
