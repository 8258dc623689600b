"""The addresses outside that a publication names, and what a sound one looks like."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from build_tools.issues import SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Link, content_of, inlines, walk


def addresses(publication: Publication) -> dict[str, SourceSpan]:
    """Return every outside address of text, records and contact, with its first place."""
    found: dict[str, SourceSpan] = {}
    of_text = (node for section in publication.sections for node in section.nodes())
    of_records = (node for blocks in publication.prose.values() for node in walk(blocks))
    for node in (*of_text, *of_records):
        for inline in inlines(content_of(node)):
            if isinstance(inline, Link) and isinstance(inline.target, Address):
                found.setdefault(inline.target.url, node.span)
    contact, place = publication.contact, publication.parts[0].span
    for passage in publication.passages.values():
        if isinstance(passage, Address):
            found.setdefault(passage.url, place)
    if contact.email:
        found.setdefault(f"mailto:{contact.email}", place)
    if contact.phone:
        found.setdefault(f"tel:{''.join(contact.phone.split())}", place)
    licence = publication.record.licence
    if licence and licence.address:
        found.setdefault(licence.address, place)
    if contact.web:
        found.setdefault(contact.web, place)
    return found


_NUMBER = re.compile(r"\+?[\d().-]*\d[\d().-]*(;[A-Za-z0-9-]+(=[^;\s]+)?)*")
"""A telephone number and what is dialled after it (RFC 3966, 3)."""


def is_sound(url: str) -> bool:
    """Whether an address has the form that its scheme asks for (RFC 3986, 6068 and 3966)."""
    if re.search(r"[\s<>\"\\^`{|}]", url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    match parts.scheme:
        case "https" | "http":
            return bool(parts.hostname) and port != 0
        case "mailto":
            return re.fullmatch(r"[^@]+@[^@]+", parts.path) is not None
        case "tel":
            return re.fullmatch(_NUMBER, parts.path) is not None
        case _:
            return False


def outside_fault(url: str, known: frozenset[str]) -> str:
    """Return what is wrong with a link that leads out of an edition; empty: nothing."""
    if not is_sound(url):
        return f"It links to '{url}', which is no sound address."
    if url not in known:
        return f"It links to '{url}', which the publication does not name."
    return ""
