"""The addresses in what a site tells other programs: its map, its feeds, its emails.

Nothing here is opened in a browser beside the page it came from, so nearly every address is a
whole one: the site map's all are (sitemaps.org), a feed's may be relative to the feed where nobody
said where the site will be (RFC 4287, 2), an email's never can.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

from build_tools.formats.data.strict import read_json
from build_tools.formats.html.references import Unreadable, Use, read_drawing, read_page
from build_tools.formats.units import Unreadable as NotJson

_WRITTEN = re.compile(r"https?://\S+")


def uses_of_map(data: bytes) -> Iterator[Use]:
    """Iterate over the pages that a site map lists."""
    for place in read_drawing(data).root.iter("{*}loc"):
        yield Use(place.text or "", place.sourceline or 0, "names")


def uses_of_packed_map(data: bytes) -> Iterator[Use]:
    """Iterate over the same in a map that is sent compressed."""
    try:
        unpacked = gzip.decompress(data)
    except (OSError, EOFError) as error:
        raise Unreadable(str(error)) from error
    yield from uses_of_map(unpacked)


def uses_of_atom(data: bytes) -> Iterator[Use]:
    """Iterate over the links of a feed (RFC 4287, 4.2.7) and of its entries."""
    for link in read_drawing(data).root.iter("{*}link"):
        address, line = link.get("href") or "", link.sourceline or 0
        whole = bool(urlsplit(address).scheme)
        if link.get("rel") == "self":
            yield Use(address, line, "is" if whole else "leads")
        else:
            yield Use(address, line, "names" if whole else "leads")


def uses_of_json_feed(data: bytes) -> Iterator[Use]:
    """Iterate over the addresses of a feed (JSON Feed 1.1) and of its items."""
    try:
        feed: dict[str, Any] = read_json(data)
    except NotJson as why:
        raise Unreadable(why.problem) from why
    if "feed_url" in feed:
        yield Use(feed["feed_url"], 0, "is")
    for holder in (feed, *feed["items"]):
        for name in ("home_page_url", "url", "image", "icon", "next_url"):
            if name in holder:
                yield Use(holder[name], 0, "names")


def uses_of_email(data: bytes) -> Iterator[Use]:
    """Iterate over the addresses of a message, in its plain text and in its HTML."""
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=default)
        parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
        texts = [(part.get_content_subtype(), part.get_content()) for part in parts]
    except (MessageError, LookupError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if not any(text.strip() for _, text in texts):
        raise Unreadable("the message has no words")
    for kind, text in texts:
        if kind == "html":
            found = (use for use in read_page(text.encode()).uses() if not use.loads)
            addresses = [use.address for use in found]
        else:
            addresses = _WRITTEN.findall(text)
        for address in addresses:
            yield Use(address, 0, "leads" if address.startswith("mailto:") else "names")


NOTICES: dict[str, Callable[[bytes], Iterator[Use]]] = {
    "sitemap.xml": uses_of_map,
    "sitemap.xml.gz": uses_of_packed_map,
    "feed.xml": uses_of_atom,
    "feed.json": uses_of_json_feed,
    ".eml": uses_of_email,
}
"""End of a file's path → what reads it."""
