"""A hook of hatchling: a wheel carries the default look, so that an installed `tandem` finds it."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DefaultLook(BuildHookInterface[Any]):
    """Puts themes/ and mkdocs.yml beside the code, but for a clone: it reads its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel that is to stand alone."""
        if version == "standard":
            build_data["force_include"]["mkdocs.yml"] = "build_tools/_themes/mkdocs.yml"
            build_data["force_include"]["themes"] = "build_tools/_themes"
