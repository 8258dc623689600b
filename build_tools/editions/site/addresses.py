"""Where things are on the site, as one page sees another: every address is relative."""

from __future__ import annotations

from build_tools.publication import Publication, Section
from build_tools.publication.blocks import Picture, Reference

HOME, DOWNLOADS, SEARCH = "index", "downloads", "search"
"""The site's own pages, by path."""


def is_free(path: str) -> bool:
    """Whether a section may have this address: none of the site's own pages and folders does."""
    steps = path.split("/")
    return steps[0] not in {DOWNLOADS, SEARCH, "assets", "headers", "images"} and steps[-1] != HOME


def root(section: Section) -> str:
    """Return the way from a section's page to the site's root."""
    return "../" * (section.path.count("/") + 1)


def reference(publication: Publication, here: Section, target: Reference) -> str:
    """Return the address of a section or block, as a section's page sees it."""
    fragment = f"#{target.block}" if target.block else ""
    if target.section == here.id and fragment:
        return fragment
    return f"{root(here)}{publication.section(target.section).path}/{fragment}"


def picture_file(picture: Picture) -> str:
    """Return a picture's file below the site's root."""
    return f"images/{picture.path.removeprefix('images/')}"
