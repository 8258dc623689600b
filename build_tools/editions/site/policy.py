"""What a page may load and run: its Content-Security-Policy names every inline block by its hash.

The policy stands in the page's head, in a `meta` element (CSP 3, 3.3), so that it holds on any
server; `headers.py` adds what only a server can say. Nothing is allowed inline but what was
there when the page was finished.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*(?=">)')
_INLINE = {
    "script-src": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL),
    "style-src": re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL),
}
"""Directive → what it governs; templates escape words, so no other `<script>` is in a page."""


def seal(page: str) -> str:
    """Return a page with the hashes of its inline blocks in its policy; ValueError if it has none.

    It may be sealed again after it was changed.
    """
    found = _POLICY.search(page)
    if not found:
        raise ValueError("a page of the site has no Content-Security-Policy")
    policy = re.sub(r" 'sha256-[^']*'", "", found[0])
    for directive, blocks in _INLINE.items():
        hashes = "".join(dict.fromkeys(map(_source, blocks.findall(page))))
        policy = re.sub(rf"{directive}[^;]*", rf"\g<0>{hashes}", policy)
        if hashes and hashes not in policy:
            raise ValueError(f"a page has inline blocks, and its policy no {directive}")
    return page[: found.start()] + policy + page[found.end() :]


def _source(block: str) -> str:
    digest = hashlib.sha256(block.encode()).digest()
    return f" 'sha256-{b64encode(digest).decode()}'"
