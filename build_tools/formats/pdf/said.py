"""Text that marked content says itself: `ActualText` (ISO 32000, 14.9.4)."""

from __future__ import annotations

import codecs
import ctypes

from pypdfium2 import raw


def actual_text(item: raw.FPDF_PAGEOBJECT) -> str:
    """Return the text that stands for what a text object paints; empty: its own characters."""
    for place in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, place)
        # Its bytes: what PDFium gives as text are these bytes, each taken for a letter.
        if data := _value(mark, b"ActualText"):
            utf_16 = data.startswith(codecs.BOM_UTF16_BE)
            return data.decode("utf-16") if utf_16 else data.decode("latin-1")
    return ""


def _value(mark: raw.FPDF_PAGEOBJECTMARK, name: bytes) -> bytes:
    length = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, name, None, 0, length)
    if not length.value:
        return b""
    buffer = ctypes.create_string_buffer(length.value)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte))
    raw.FPDFPageObjMark_GetParamBlobValue(mark, name, pointer, len(buffer), length)
    return buffer.raw[: length.value]
