"""Which files the edition has: `themes/page.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from build_tools.publication.records import Record
from build_tools.rendering.settings import Form, Located, read_settings


class Variant(Record):
    """One file: what is in it, and its bound."""

    suffix: Annotated[str, Form(r"(-[a-z0-9]+)*", "words, each after a hyphen: -light")]
    """What its name has after the publication's: "-light", or nothing."""
    fonts: bool
    pictures: bool
    charts: Literal["yes", "no", "if-they-fit"]
    most_bytes: Annotated[int, Field(ge=1)]
    if_larger: Literal["keep", "leave-out"] = "keep"
    """What is done with a file that is larger than that, whatever has been tried."""


class PageSettings(Record):
    """The whole of `page.yml`; the first file is the one that a reader opens first."""

    files: Annotated[tuple[Variant, ...], Field(min_length=1)]

    @field_validator("files")
    @classmethod
    def _distinct(cls, files: tuple[Variant, ...]) -> tuple[Variant, ...]:
        if len({variant.suffix for variant in files}) < len(files):
            raise ValueError("two files have the same suffix")
        if files[0].if_larger == "leave-out":
            raise ValueError("the first file is the one that everybody gets: 'keep' it")
        return files


def read_page_settings(themes: Path) -> tuple[PageSettings, Located]:
    """Read `page.yml`; raise `IssuesFound` with PGE-001 (file) or PGE-002 (values)."""
    return read_settings(themes / "page.yml", PageSettings, "PGE")
