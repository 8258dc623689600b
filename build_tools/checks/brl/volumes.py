"""A BRF file → pages of rows in cells, and what is wrong with its characters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from build_tools.editions import Artefact
from build_tools.formats.braille.display import CELLS
from build_tools.formats.braille.words import SPACE


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault; `place` says where in words."""

    code: str
    problem: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the edition says of its paper, in cells, rows and pages."""

    width: int
    height: int
    volume_pages: int
    top: bool
    duplex: bool

    @classmethod
    def of(cls, made: Artefact) -> Paper | None:
        """Return what the artefact's facts say; None if they say nothing that can be used."""
        facts = made.facts
        numbers = [facts.get(name) for name in ("width", "height", "volume-pages")]
        if not all(isinstance(number, int) and number > 0 for number in numbers):
            return None
        width, height, pages = cast(list[int], numbers)
        top, duplex = facts.get("page-number") == "top", facts.get("duplex") is True
        return cls(width, height, pages, top, duplex)


@dataclass(frozen=True, slots=True)
class Volume:
    """A file's pages, each as its rows without spaces at their ends; a display has one."""

    number: int
    pages: tuple[tuple[str, ...], ...]
    faults: tuple[Fault, ...] = ()


def read_volume(path: Path, number: int, *, paged: bool = True) -> Volume:
    """Read a file; ValueError says why it can't be. Wrong characters are faults, and spaces."""
    try:
        text = path.read_bytes().decode("latin-1")
    except OSError as error:
        raise ValueError(error.strerror or "it is not there") from None
    faults: list[Fault] = []
    bad = sorted({char for char in text if char not in CELLS and char not in "\r\n\f"})
    if bad:
        shown = ", ".join(f"0x{ord(char):02X}" for char in bad[:6])
        faults.append(Fault("BRL-011", f"It has characters that are no braille: {shown}."))
    if text.replace("\r\n", "").count("\r") + text.replace("\r\n", "").count("\n"):
        faults.append(Fault("BRL-011", "A row ends otherwise than in CR LF."))
    if not paged and "\f" in text:
        faults.append(Fault("BRL-020", "There is a form feed, and a display has no pages."))
    if paged and (not text.endswith("\f") or text.replace("\r\n\f", "").count("\f")):
        faults.append(Fault("BRL-013", "A page does not end in CR LF and a form feed."))
    if not text.strip("\r\n\f "):
        raise ValueError("it is empty")
    parts = text.removesuffix("\f").split("\f") if paged else [text.replace("\f", "")]
    pages = tuple(tuple(map(_cells, part.removesuffix("\r\n").split("\r\n"))) for part in parts)
    return Volume(number, pages, tuple(faults))


def _cells(row: str) -> str:
    return "".join(CELLS.get(char, SPACE) for char in row).rstrip(SPACE)
