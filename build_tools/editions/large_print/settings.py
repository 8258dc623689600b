"""Which sizes of large print there are: `themes/large-print.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from build_tools.publication.records import Record
from build_tools.rendering.settings import read_settings

Points = Annotated[float, Field(ge=16, le=36)]
"""Large print begins at 16 points; above 36 an A4 line holds too few words."""


class LargePrintSettings(Record):
    """The whole of `large-print.yml`."""

    sizes: Annotated[tuple[Points, ...], Field(min_length=1, max_length=6)]
    """Type sizes in points, smallest first: a file for each."""

    @model_validator(mode="after")
    def _rising(self) -> LargePrintSettings:
        if list(self.sizes) != sorted(set(self.sizes)):
            raise ValueError("'sizes' has to begin with the smallest, each once")
        return self


def read_large_print_settings(themes: Path) -> LargePrintSettings:
    """Read `large-print.yml`; raise `IssuesFound` with LPE-001 (file) or LPE-002 (values)."""
    return read_settings(themes / "large-print.yml", LargePrintSettings, "LPE")[0]
