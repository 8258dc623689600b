"""What is wanted of the braille: `themes/braille.yml`."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from build_tools.publication.records import LanguageTag, Line, Record
from build_tools.rendering.settings import Form, read_settings

Grade = Annotated[int, Field(ge=1, le=2)]
Grades = Annotated[tuple[Grade, ...], Field(min_length=1, max_length=2)]


def _combining(text: str) -> str:
    """Return the character of "U+0307"."""
    try:
        mark = chr(int(text.removeprefix("U+"), 16))
    except (ValueError, OverflowError):
        mark = ""
    if not text.startswith("U+") or not mark or not unicodedata.combining(mark):
        raise ValueError("a mark is the number of a combining character in Unicode, as U+0307")
    return mark


def _cells(text: str) -> str:
    if not all("\u2801" <= cell <= "\u283f" for cell in text):
        raise ValueError("these are no cells of six dots")
    return text


class EmbosserSettings(Record):
    """Paper: cells a line, lines a page, pages a volume."""

    grades: Grades
    width: Annotated[int, Field(ge=28, le=60)]
    height: Annotated[int, Field(ge=12, le=60)]
    page_number: Literal["top", "bottom"]
    volume_pages: Annotated[int, Field(ge=20, le=1000)]
    duplex: bool


class DisplaySettings(Record):
    """Files without pages."""

    grades: Grades


class ModifierSettings(Record):
    """A mark on letters: its character, what a note calls it, and the cells before the letter."""

    mark: Annotated[str, AfterValidator(_combining)]
    name: Line
    cells: Annotated[str, Field(min_length=1, max_length=3), AfterValidator(_cells)]


class BrailleSettings(Record):
    """The whole of `braille.yml`."""

    embosser: EmbosserSettings
    display: DisplaySettings
    foreign_passage: Annotated[int, Field(ge=1)]
    codes: dict[
        LanguageTag,
        Annotated[
            Line,
            Form(r"[A-Za-z0-9_-]+\.(utb|ctb|tbl)", "the name of a table of liblouis: cy-cy-g1.utb"),
        ],
    ]
    marks: tuple[ModifierSettings, ...]

    @model_validator(mode="after")
    def _read_twice(self) -> BrailleSettings:
        """Hold what parity needs: what is on paper is compared with the display's file."""
        if missing := set(self.embosser.grades) - set(self.display.grades):
            raise ValueError(f"'display' has to have the embosser's grade {min(missing)} too")
        return self

    def code(self, lang: str) -> str:
        """Return the table of a language's braille code; empty when there is none."""
        return self.codes.get(lang) or self.codes.get(lang.partition("-")[0], "")


def read_braille_settings(themes: Path) -> BrailleSettings:
    """Read `braille.yml`; raise `IssuesFound` with BRL-001 (file) or BRL-002 (values)."""
    return read_settings(themes / "braille.yml", BrailleSettings, "BRL")[0]
