"""Reads a tagged PDF back: structure by pikepdf, text by PDFium, by page and marked content.

It shares no code with `build_tools/formats/pdf/`, which reads the same by characters: what is
written is tried with this one, and what is checked with that one, so that a fault in either
shows. `tests/formats/pdf` holds them against each other.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

NEW_LINE = 6
"""Points between baselines from which on text stands on another line."""


@dataclass
class Piece:
    """Marked content: its text, page and baseline."""

    text: str = ""
    page: int = 0
    baseline: float = 0
    mcid: int = -1


@dataclass
class Element:
    role: str
    object: pikepdf.Object
    parts: list[Element | Piece] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    links: list[pikepdf.Object] = field(default_factory=list)

    @property
    def kids(self) -> list[Element]:
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def words(self) -> str:
        """All text, with a space where a line ends (files have none) but not after a hyphen."""
        text, before = "", Piece()
        for piece in self.pieces():
            near = abs(piece.baseline - before.baseline) < NEW_LINE
            same = piece.page == before.page and near
            text += piece.text if same or text.endswith("-") else f" {piece.text}"
            before = piece
        return " ".join(text.split())

    def pieces(self) -> Iterator[Piece]:
        for part in self.parts:
            if isinstance(part, Piece):
                yield part
            else:
                yield from part.pieces()

    def all(self, role: str = "") -> Iterator[Element]:
        for kid in self.kids:
            if role in ("", kid.role):
                yield kid
            yield from kid.all(role)

    def first(self, role: str) -> Element:
        return next(self.all(role))

    def roles(self) -> list[object]:
        """The tree below, as nested lists of roles."""
        return [[kid.role, *kid.roles()] if kid.kids else kid.role for kid in self.kids]


class Tagged:
    """A PDF, its structure and its text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)
        self._page_numbers = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages)}
        with pypdfium2.PdfDocument(path) as opened:
            self.texts = dict(_texts(opened))

    @cached_property
    def document(self) -> Element:
        (root,) = self.pdf.Root.StructTreeRoot.K
        return self._element(root, None)

    def _element(self, found: pikepdf.Object, page: int | None) -> Element:
        if "/Pg" in found:
            page = self._page_numbers[found.Pg.objgen]
        element = Element(str(found.S)[1:], found)
        for kid in found.K:
            if isinstance(kid, int):
                self._mark(element, page, kid)
            elif "/MCID" in kid:
                self._mark(element, self._page_numbers[kid.Pg.objgen], int(kid.MCID))
            elif "/Obj" in kid:
                element.links.append(kid.Obj)
            else:
                element.parts.append(self._element(kid, page))
        return element

    def _mark(self, element: Element, page: int | None, mcid: int) -> None:
        element.pages.append(page)
        element.parts.append(self.texts.get((page, mcid), Piece()))

    @property
    def artifacts(self) -> str:
        """The text of all artifacts."""
        return " ".join(self.artifacts_of(page) for page in range(len(self.pdf.pages)))

    def artifacts_of(self, page: int) -> str:
        """The text of the artifacts of a page, counted from 0."""
        return self.texts.get((page, -1), Piece()).text


def _texts(opened: pypdfium2.PdfDocument) -> Iterator[tuple[tuple[int, int], Piece]]:
    for number, page in enumerate(opened):
        found: dict[int, Piece] = {}
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
            mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
            piece = found.setdefault(mcid, Piece("", number, item.get_matrix().f, mcid))
            piece.text += _text(item, text_page) + (" " if mcid < 0 else "")
        yield from (((number, mcid), piece) for mcid, piece in found.items())


def _text(item: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFTextObj_GetText(item.raw, text_page.raw, pointer, size)
    return buffer.raw.decode("utf-16-le").split("\0")[0]
