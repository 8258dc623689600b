"""Rules about what is painted: it is in one element, or an artifact (ISO 14289-1, 7.1)."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from build_tools.checks.pdf.findings import Finding, shown
from build_tools.formats.pdf import Piece, TaggedPdf

KINDS = {
    raw.FPDF_PAGEOBJ_TEXT: "Text",
    raw.FPDF_PAGEOBJ_PATH: "A drawing",
    raw.FPDF_PAGEOBJ_IMAGE: "A picture",
    raw.FPDF_PAGEOBJ_SHADING: "A shading",
    raw.FPDF_PAGEOBJ_FORM: "A form",
}
FEWEST = 3
"""Pages on which the same words stand at the same height: then they are a running head."""


def mark_findings(path: Path, tagged: TaggedPdf) -> Iterator[Finding]:
    """Look at everything that is painted, and at running heads."""
    claimed = {(piece.page, piece.mcid) for piece in tagged.document.pieces()}
    for piece in tagged.claimed_twice:
        words = f"'{shown(piece.text)}' is in two elements, and read twice."
        yield Finding("PDF-020", words, piece.page)
    with pypdfium2.PdfDocument(path) as opened:
        for number, page in enumerate(opened):
            lost = Counter(_lost(page, number, claimed))
            for kind, count in lost.items():
                problem = f"{kind} is neither tagged nor an artifact, {count} times."
                yield Finding("PDF-020", problem, number)
    yield from _running(tagged)


def _lost(page: pypdfium2.PdfPage, number: int, claimed: set[tuple[int, int]]) -> Iterator[str]:
    for item in page.get_objects(max_depth=1):
        mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        if mcid >= 0 and (number, mcid) in claimed:
            continue
        if "Artifact" not in _names(item.raw):
            yield KINDS.get(item.type, "Something")


def _names(item: raw.FPDF_PAGEOBJECT) -> Iterator[str]:
    for place in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, place)
        buffer = ctypes.create_string_buffer(64)
        length = ctypes.c_ulong()
        pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        raw.FPDFPageObjMark_GetName(mark, pointer, len(buffer), length)
        yield buffer.raw[: length.value].decode("utf-16-le").rstrip("\0")


def _running(tagged: TaggedPdf) -> Iterator[Finding]:
    """Yield running heads and page numbers that are read with the text.

    Where a page has its own as an artifact, what stands beside it is something else: a number in
    the text, at the height of the page's. A number alone is a page's only if it is that page's, and
    a mark without letters or digits is no running head: a layout may add brackets anywhere.
    """
    own = [{_running_key(piece) for piece in page} for page in tagged.artifacts]
    heads = Counter(key for keys in own for key in keys if re.search(r"[^\W_]|#", key[1]))
    table_heads = {piece for head in tagged.document.all("THead") for piece in head.pieces()}
    for piece in tagged.document.pieces():
        if not piece.text.strip() or piece in table_heads:
            continue
        key = _running_key(piece)
        is_other_number = key[1] == "#" and piece.text.strip() != str(piece.page + 1)
        if heads[key] >= FEWEST and key not in own[piece.page] and not is_other_number:
            problem = f"The running head '{shown(piece.text)}' is read with the text."
            yield Finding("PDF-014", problem, piece.page)


def _running_key(piece: Piece) -> tuple[int, str]:
    return round(piece.baseline), re.sub(r"\d+", "#", piece.text).strip()
