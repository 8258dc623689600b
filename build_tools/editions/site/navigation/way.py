"""A page that leads into the publication, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """`path` is its address below the site's root; `view` is what its template shows."""

    path: str
    title: str
    template: str
    view: object
    named: bool = True
    """Whether the header of every page leads to it."""
    script: str = ""
    """The script that makes it quicker; without it, the page works all the same."""
