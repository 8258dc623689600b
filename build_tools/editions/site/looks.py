"""Templates of `themes/site/` that MkDocs does not render."""

from __future__ import annotations

from pathlib import Path

import jinja2

from build_tools.rendering.templates import template


def look(themes: Path, name: str) -> jinja2.Template:
    """Return a template; see `template`."""
    return template(themes / "site", name)
