"""Templates of `themes/site/` that MkDocs does not render."""

from __future__ import annotations

from pathlib import Path

import jinja2


def look(themes: Path, name: str) -> jinja2.Template:
    """Return a template that escapes what it prints and stops at a name that isn't there."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(themes / "site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)
