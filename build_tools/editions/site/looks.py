"""Templates of `themes/site/` that MkDocs does not render."""

from __future__ import annotations

from pathlib import Path

import jinja2

from build_tools.writing.templates import template


def look(themes: Path, name: str) -> jinja2.Template:
    """Return a template of the site."""
    return template(themes / "site", name)
