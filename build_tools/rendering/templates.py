"""Templates of `themes/`, for every edition that fills some."""

from __future__ import annotations

from pathlib import Path

import jinja2

from build_tools.publication.direction import direction


def template(folder: Path, name: str) -> jinja2.Template:
    """Return a template that escapes what it prints and stops at a name that isn't there.

    Besides Jinja's, it has the filter `direction` of a language.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["direction"] = direction
    return environment.get_template(name)
