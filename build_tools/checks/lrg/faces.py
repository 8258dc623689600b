"""The typefaces that a file holds, as they name themselves."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from build_tools.checks.lrg.findings import Finding

ITALIC = 2
"""The bit of `macStyle` for slanted letters (OpenType, `head`)."""
SERIFS = range(2, 11)
"""PANOSE serif styles of letters with serifs; 0 says nothing, 11 to 15 are sans serif."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font program: its family's names, and what it says of its letters."""

    name: str
    families: frozenset[str]
    has_serifs: bool
    is_slanted: bool


def face_findings(pdf: pikepdf.Pdf, wanted: Collection[str]) -> Iterator[Finding]:
    """Find faces that are none of the wanted families, have serifs or are slanted."""
    found = False
    for name, program in _programs(pdf):
        face = _face(name, program)
        found = True
        if face is None:
            yield Finding("LRG-003", f"The font '{name}' can't be read.")
            continue
        if not any(family.startswith(name) for family in face.families for name in wanted):
            allowed = ", ".join(sorted(wanted)) or "none"
            problem = f"The typeface '{face.name}' is none of the brand's ({allowed})."
            yield Finding("LRG-003", problem)
        if face.has_serifs:
            yield Finding("LRG-003", f"The typeface '{face.name}' has serifs.")
        if face.is_slanted:
            yield Finding("LRG-004", f"The typeface '{face.name}' is italic.")
    if not found:
        yield Finding("LRG-003", "The file holds no font.")


def _programs(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Iterate over all fonts of the file, in drawings too; without a program it is empty."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        if item.get("/Subtype") == "/Type0":  # its descendant is a font of its own
            continue
        name = str(item.get("/BaseFont", "?"))[1:]
        descriptor = item.get("/FontDescriptor", pikepdf.Dictionary())
        streams = (descriptor.get(f"/FontFile{kind}") for kind in ("2", "3", ""))
        program = next((stream for stream in streams if stream is not None), None)
        yield name, b"" if program is None else program.read_bytes()


def _face(name: str, program: bytes) -> Face | None:
    try:
        with TTFont(io.BytesIO(program)) as font:
            names = font["name"]
            # A variable font's family is named after its weight: "Source Sans 3 ExtraLight".
            families = {str(names.getDebugName(number)) for number in (1, 16)} - {"None"}
            slanted = bool(font["head"].macStyle & ITALIC) or font["post"].italicAngle != 0
            serifs = "OS/2" in font and font["OS/2"].panose.bSerifStyle in SERIFS
            whole = names.getDebugName(4) or name
            return Face(str(whole), frozenset(families), serifs, slanted)
    except (TTLibError, KeyError, AttributeError):
        return None
