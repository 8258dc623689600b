"""Where things are on the site, as one page sees another: every address is relative."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from build_tools.issues import Issue, Severity
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Address,
    Link,
    Picture,
    Reference,
    content_of,
    inlines,
)
from build_tools.publication.uris import shown
from build_tools.rendering.renditions import Rendition

HOME, DOWNLOADS, SEARCH = "index", "downloads", "search"
FINDER, CASES, ALPHABET, CONTENTS = "find", "case-studies", "a-to-z", "contents"
"""The site's own pages, by path."""

_FOLDERS = frozenset({DOWNLOADS, SEARCH, FINDER, ALPHABET, CONTENTS, "assets", "headers", "images"})


def is_free(path: str) -> bool:
    """Whether a section may have this address: none of the site's own pages and folders does."""
    steps = path.split("/")
    return steps[0] not in _FOLDERS and steps[-1] != HOME and path != CASES


def taken_addresses(publication: Publication) -> Iterator[Issue]:
    """Find the sections whose address is one of the site's own."""
    for section in publication.sections:
        if not is_free(section.path):
            yield Issue(
                "SITE-001",
                section.span,
                f"The address '{section.path}' is the site's own.",
                "Give the file another name.",
            )


def lost_addresses(publication: Publication) -> Iterator[Issue]:
    """Find links of the text to where the site will be that lead to none of its pages.

    They are warnings: the same host may show more than the site.
    """
    home, ids = publication.record.address, _ids(publication)
    for section in publication.sections if home else ():
        for node in section.nodes():
            for inline in inlines(content_of(node)):
                target = inline.target if isinstance(inline, Link) else None
                if not isinstance(target, Address) or not target.url.startswith(str(home)):
                    continue
                path, _, fragment = target.url.removeprefix(str(home)).partition("#")
                page = path.removesuffix("index.html").rstrip("/")
                found = ids.get(page)
                if found is None and page.split("/")[0] in {"", CASES, "updates", *_FOLDERS}:
                    continue  # a page or file of the site's own
                if found is None or (fragment and unquote(fragment) not in found):
                    yield Issue(
                        "SITE-003",
                        node.span,
                        f"It links to '{shown(target.url)}', where the site will have nothing.",
                        "Link to the file in the content, as in [words](../themes/connected.md): "
                        "then every edition leads there.",
                        Severity.WARNING,
                    )


def _ids(publication: Publication) -> dict[str, frozenset[str]]:
    """Return the ids on each section's page, by its path."""
    return {
        section.path: frozenset(node.id for node in section.nodes())
        for section in publication.sections
    }


def root(section: Section) -> str:
    """Return the way from a section's page to the site's root."""
    return "../" * (section.path.count("/") + 1)


def address(publication: Publication, target: Reference) -> str:
    """Return the address of a section or block below the site's root."""
    fragment = f"#{target.block}" if target.block else ""
    return f"{publication.section(target.section).path}/{fragment}"


def reference(publication: Publication, here: Section, target: Reference) -> str:
    """Return the address of a section or block, as a section's page sees it."""
    if target.section == here.id and target.block:
        return f"#{target.block}"
    return root(here) + address(publication, target)


def picture_file(picture: Picture, rendition: Rendition) -> str:
    """Return the file of a picture's rendition below the site's root.

    It has the whole name: a photograph and a drawing may have the same stem.
    """
    return f"images/{picture.path.removeprefix('images/')}{rendition.suffix}"
