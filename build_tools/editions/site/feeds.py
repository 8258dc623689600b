"""The updates as feeds: Atom (RFC 4287) and JSON Feed 1.1, the same bytes for the same source."""

from __future__ import annotations

import datetime
import json
from typing import Any

from lxml import etree

from build_tools.editions.site.updates import Update, updates_of, urn
from build_tools.publication import Publication

ATOM, JSON = "updates/feed.xml", "updates/feed.json"
"""Paths below the site's root."""

_NAMESPACE = "http://www.w3.org/2005/Atom"


def feeds(publication: Publication, address: str) -> dict[str, bytes]:
    """Return the feeds by path; none where there are no updates."""
    updates = updates_of(publication, address)
    if not updates:
        return {}
    return {
        ATOM: _atom(publication, updates, address),
        JSON: _json(publication, updates, address),
    }


def _moment(day: datetime.date) -> str:
    """Return the beginning of a day, as RFC 3339 has it: a feed can't say "March 2026"."""
    return f"{day.isoformat()}T00:00:00Z"


def _atom(publication: Publication, updates: tuple[Update, ...], address: str) -> bytes:
    # The stubs know no default namespace.
    feed = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", publication.lang)

    def add(parent: etree._Element, name: str, words: str = "", **attributes: str) -> None:
        element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
        element.text = words or None

    add(feed, "id", urn(publication))
    add(feed, "title", publication.title)
    add(feed, "subtitle", publication.record.summary)
    add(feed, "updated", _moment(max(publication.stamp.date, updates[0].day)))
    author = etree.SubElement(feed, f"{{{_NAMESPACE}}}author")
    add(author, "name", publication.record.publisher)
    # Without an address of the site's own, links are relative to the feed's (RFC 4287, 2).
    home = address or "../"
    add(feed, "link", rel="self", type="application/atom+xml", href=_below(address, ATOM))
    add(feed, "link", rel="alternate", type="text/html", href=home)
    for update in updates:
        entry = etree.SubElement(feed, f"{{{_NAMESPACE}}}entry")
        add(entry, "id", update.name)
        add(entry, "title", update.title)
        add(entry, "updated", _moment(update.day))
        add(entry, "published", _moment(update.day))
        href = update.address or f"../{update.section.path}/"
        add(entry, "link", rel="alternate", type="text/html", href=href)
        add(entry, "summary", update.summary)
    etree.indent(feed)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8") + b"\n"


def _below(address: str, path: str) -> str:
    return f"{address.rstrip('/')}/{path}" if address else path.rpartition("/")[2]


def _json(publication: Publication, updates: tuple[Update, ...], address: str) -> bytes:
    addresses = {"home_page_url": address, "feed_url": _below(address, JSON)} if address else {}
    raw: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publication.title,
        **addresses,
        "description": publication.record.summary,
        "language": publication.lang,
        "authors": [{"name": publication.record.publisher}],
        "items": [
            {
                "id": update.name,
                **({"url": update.address} if update.address else {}),
                "title": update.title,
                "content_text": "\n\n".join([update.summary, *update.reports_on]),
                "date_published": _moment(update.day),
                "language": update.section.lang or publication.lang,
            }
            for update in updates
        ],
    }
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()
