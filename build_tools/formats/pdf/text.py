"""The text of every page, by marked content. PDFium reads it, character by character."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from build_tools.formats.pdf.said import actual_text

HYPHENS = {"\x02": "-"}
"""What PDFium gives for a hyphen at a line's end."""

UNMARKED = -1

address_of = ctypes.cast(
    raw.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
)
"""The address of a character's text object. A number is got much quicker than a pointer that is
cast to one."""

DEEPEST = 9
"""Levels of form XObjects in which text is looked for."""


@dataclass(slots=True)
class Run:
    """Characters in the order of painting of one marked content, or of one text outside any."""

    mcid: int
    text: str
    baseline: float


def read_runs(path: Path) -> list[list[Run]]:
    """Return the runs of each page. What PDFium adds (spaces that it guesses) is left out."""
    with pypdfium2.PdfDocument(path) as opened:
        return [list(_runs(page)) for page in opened]


def _runs(page: pypdfium2.PdfPage) -> Iterator[Run]:
    opened = page.get_textpage()
    text, marks = opened.raw, _Marks()
    yield from _said(page, marks)
    run: Run | None = None
    home: tuple[int, int | None] | None = None
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(opened.count_chars()):
        if raw.FPDFText_IsGenerated(text, place) == 1:
            continue
        address = address_of(text, place)
        mcid, words = marks.at(address) or marks.of(raw.FPDFText_GetTextObject(text, place))
        if words:
            continue
        here = mcid, (address if mcid == UNMARKED else None)
        if run is None or here != home:
            if run:
                yield run
            raw.FPDFText_GetCharOrigin(text, place, x, y)
            run, home = Run(mcid, "", y.value), here
        char = chr(raw.FPDFText_GetUnicode(text, place))
        run.text += HYPHENS.get(char, char)
        marks.seen.add(address)
    if run:
        yield run
    yield from _lone_spaces(page, marks)


def _said(page: pypdfium2.PdfPage, marks: _Marks) -> Iterator[Run]:
    """Yield marked content that says its text itself, once each."""
    seen: set[tuple[int, str]] = set()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST):
        mcid, words = marks.of(item.raw)
        if words and (mcid, words) not in seen:
            seen.add((mcid, words))
            yield Run(mcid, words, item.get_matrix().f)


def _lone_spaces(page: pypdfium2.PdfPage, marks: _Marks) -> Iterator[Run]:
    """Yield marked content that is white space alone; PDFium has no characters for it."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST):
        address = _address(item.raw)
        if address not in marks.seen:
            mcid, words = marks.of(item.raw)
            if mcid != UNMARKED and not words:
                yield Run(mcid, " ", item.get_matrix().f)


class _Marks:
    """What is known of each text object by its address: each is asked once."""

    def __init__(self) -> None:
        self.seen: set[int | None] = set()
        """The objects of which a character was read."""
        self._known: dict[int | None, tuple[int, str]] = {}

    def at(self, address: int | None) -> tuple[int, str] | None:
        """Return what is known of the object at an address, if it was asked before."""
        return self._known.get(address)

    def of(self, item: raw.FPDF_PAGEOBJECT) -> tuple[int, str]:
        """Return the number of its marked content, and the text that this says itself, or ""."""
        address = _address(item)
        if address not in self._known:
            self._known[address] = raw.FPDFPageObj_GetMarkedContentID(item), actual_text(item)
        return self._known[address]


def _address(item: raw.FPDF_PAGEOBJECT) -> int | None:
    return ctypes.cast(item, ctypes.c_void_p).value
