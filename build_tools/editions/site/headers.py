"""What a web server has to say with each file, as settings for nginx, Apache and IIS.

They lie in `headers/` below the site, and each refuses to serve them; an export puts them beside
it. All three are written from what stands here.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.editions.site.looks import look
from build_tools.editions.site.sharing import may_be_listed
from build_tools.publication import Publication

FOLDER = "headers"
SETTINGS = ("nginx.conf", "apache.conf", "web.config")

TYPES = {
    "brf": "application/x-brf",
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "epub": "application/epub+zip",
    "gz": "application/gzip",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "pef": "application/x-pef+xml",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Suffix → media type, of every file that a site may have."""

UTF8 = ("css", "csv", "html", "js", "txt")
"""Suffixes of the types that have a charset; the others say theirs inside, or have none."""

PACKED = ("brf", "css", "csv", "html", "js", "json", "pef", "svg", "txt", "xml")
"""Suffixes of what is sent compressed; the others are so already."""

PICTURES = ("jpeg", "jpg", "png", "svg", "webp")
"""Suffixes of pictures. Who opens one alone gets a picture, whatever is in it: nothing that it
could run or load."""

_SEALED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The Content-Security-Policy of pictures (CSP 3, 6.1 and 6.3)."""

PERMANENT = r"\.[0-9a-f]{8}\.[0-9a-z]+$"
"""Names with a digest (see `assets.py`): such a file never changes."""


def write_headers(publication: Publication, themes: Path) -> dict[str, bytes]:
    """Return the settings by their path below the site."""
    said = {
        "Content-Security-Policy": "frame-ancestors 'none'",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if not may_be_listed(publication):
        said["X-Robots-Tag"] = "noindex"
    # Servers want to know where the site lies below the host; only the publication can say so.
    path = urlsplit(publication.record.address or "").path
    lost = f"{path}404.html" if re.fullmatch(r"[\w/.~-]+", path, re.ASCII) else ""
    return {
        f"{FOLDER}/{name}": look(themes, f"{FOLDER}/{name}")
        .render(
            publication=publication,
            said=said,
            pictures=PICTURES,
            sealed=_SEALED,
            lost=lost,
            types=TYPES,
            utf8=UTF8,
            packed=PACKED,
            permanent=PERMANENT,
        )
        .encode()
        for name in SETTINGS
    }
