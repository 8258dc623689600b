"""Where a link of the site leads, in the one form in which both sides tell it."""

from __future__ import annotations

from urllib.parse import urljoin

from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

HOME = "index.html"


def target(path: str, href: str) -> str:
    """Return where a link of a page leads: "themes/connected/#cover", or an address outside."""
    whole = urljoin(f"/{path}", href)
    if not whole.startswith("/"):
        return whole
    place, hash_sign, fragment = whole[1:].partition("#")
    return place.removesuffix(HOME) + hash_sign + fragment


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target in the form of `target`."""
    if isinstance(target, Address):
        return target.url
    fragment = f"#{target.block}" if target.block else ""
    return f"{publication.section(target.section).path}/{fragment}"
