"""What the print shop asked for: `themes/print.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from build_tools.publication.records import Line, Record
from build_tools.rendering.settings import Form, read_settings

NUMBERS_WIDTH = 22.0
"""Millimetres at the left of the text in which `themes/paged/` hangs the numbers."""

Millimetres = Annotated[float, Field(ge=0, le=2000)]
Ink = Annotated[float, Field(ge=100, le=400)]
Resolution = Annotated[int, Field(ge=72, le=2400)]


class PageSettings(Record):
    """The page's geometry, in millimetres."""

    size: tuple[Millimetres, Millimetres]
    bleed: Millimetres
    marks: Millimetres
    inner_margin: Millimetres
    outer_margin: Millimetres
    top_margin: Millimetres
    bottom_margin: Millimetres
    multiple: Annotated[int, Field(ge=1, le=64)]

    @model_validator(mode="after")
    def _room(self) -> PageSettings:
        if self.marks < self.bleed + 2:
            raise ValueError("'marks' has to be at least 2 mm more than 'bleed'")
        width, height = self.size
        if self.text_width < width / 3 or height - self.top_margin - self.bottom_margin < 1:
            raise ValueError("the margins leave no room for text")
        return self

    @property
    def text_width(self) -> float:
        """The width of the text, in millimetres."""
        return self.size[0] - self.inner_margin - self.outer_margin - NUMBERS_WIDTH


class Condition(Record):
    """A printing condition: paper, press and inks."""

    profile: Line
    """An ICC profile: its name, or its path from `themes/` or from the root of the system."""
    identifier: Annotated[
        str, Form(r"[A-Za-z0-9_ .-]{1,60}", "a name of a registry, such as FOGRA39")
    ]
    total_ink: Ink


class PictureSettings(Record):
    """Resolutions in pixels per inch at the size of printing."""

    refuse_below: Resolution
    warn_below: Resolution
    reduce_above: Resolution
    jpeg_quality: Annotated[int, Field(ge=60, le=100)]


class JobSettings(Record):
    """What only the ticket says."""

    binding: Line
    binding_pages: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]
    """The fewest and most pages that the binding holds."""
    stock: Line
    quantity: Annotated[int, Field(ge=1)]
    proof: Line | None = None


class PrintSettings(Record):
    """The whole of `print.yml`."""

    page: PageSettings
    paper: Line
    conditions: dict[str, Condition]
    pictures: PictureSettings
    black_text: Literal["overprint", "rip"]
    job: JobSettings

    @model_validator(mode="after")
    def _known_paper(self) -> PrintSettings:
        if self.paper not in self.conditions:
            known = ", ".join(sorted(self.conditions))
            raise ValueError(f"paper '{self.paper}' is none of the conditions: {known}")
        return self

    @property
    def condition(self) -> Condition:
        """The condition that is printed under."""
        return self.conditions[self.paper]


def read_print_settings(themes: Path) -> PrintSettings:
    """Read `print.yml`; raise `IssuesFound` with PRN-001 (file) or PRN-002 (values)."""
    return read_settings(themes / "print.yml", PrintSettings, "PRN")[0]
