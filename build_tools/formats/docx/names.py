"""Names in a Word document that stand for something else: bookmarks and languages.

A bookmark's name is an underscore and the first 24 digits of the SHA-256 (hexadecimal) of an
address: "SECTION", "SECTION--BLOCK" or "part:PART", by ids. The colophon's is "_colophon".

A language may have its likeliest region (CLDR, likely subtags), since Word knows languages of
regions: "cy" and "cy-GB" are one.
"""

from __future__ import annotations

import hashlib
from functools import cache

from babel.core import get_global

from build_tools.publication.blocks import Address, Reference


def bookmark(address: str) -> str:
    """Return the name of the bookmark at an address; an empty one is the colophon's."""
    return f"_{hashlib.sha256(address.encode()).hexdigest()[:24]}" if address else "_colophon"


def address(section: str, block: str) -> str:
    """Return the address of a section, or of a block in it."""
    return f"{section}--{block}" if block else section


def target(leads: Reference | Address) -> str:
    """Return a link's target as the file has it."""
    if isinstance(leads, Address):
        return leads.url
    return f"#{bookmark(address(leads.section, leads.block))}"


@cache
def told(tag: str) -> str:
    """Return a language without the region that is meant anyway."""
    language, _, region = tag.partition("-")
    likely = get_global("likely_subtags").get(language, "")
    return language if region and likely.endswith(f"_{region}") else tag
