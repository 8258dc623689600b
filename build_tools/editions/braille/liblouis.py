"""liblouis, through its shared library: characters → cells, by a table.

A call gets a whole paragraph and says of each character how it is printed, which no other way
into liblouis allows (liblouis manual, "lou_translate"). Its own buffers hold state, so a process
calls it from one thread.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes.util import find_library
from functools import cache

from build_tools.issues import ProgramMissing

ITALIC, BOLD, UNCONTRACTED = 0x0001, 0x0004, 0x1000
"""Values of `typeforms` (liblouis.h): styles of print, and letters that are not contracted."""

REMEDY = "`sudo apt-get install --no-install-recommends liblouis20 liblouis-data`"
_SILENT = 60000
"""LOU_LOG_OFF: what it has to say is in what it returns."""
_KNOWN_ONLY = 128
"""`noUndefined` (liblouis.h)."""
_ROOM = 12
"""Cells for a character, at most: four emphasis cells, capitals, a sign of three or four."""


@cache
def _library() -> ctypes.CDLL:
    name = find_library("louis")
    try:
        library = ctypes.CDLL(name or "liblouis.so.20")
    except OSError:
        raise ProgramMissing(f"liblouis, which writes braille, is missing: {REMEDY}.") from None
    library.lou_version.restype = ctypes.c_char_p
    library.lou_setLogLevel(_SILENT)
    return library


@cache
def _checked(table: str) -> bytes:
    """Return a list of tables as liblouis takes it; raise `ProgramMissing` for one it lacks."""
    tables = f"unicode.dis,{table}".encode()
    if not _library().lou_checkTable(tables):
        raise ProgramMissing(
            f"liblouis has no usable table {table} (themes/braille.yml may name another, or "
            f"the tables are missing: {REMEDY})."
        )
    return tables


def version() -> str:
    """Return which liblouis this is: "3.24.0"."""
    return bytes(_library().lou_version()).decode()


def translate(
    table: str, text: str, typeforms: Sequence[int] = (), *, known_only: bool = False
) -> str:
    """Return the braille of a text as Unicode cells; `typeforms` has a value for each character.

    A character that the table does not know comes back as itself or as its number; with
    `known_only` it is left out.
    """
    library, tables = _library(), _checked(table)
    size = library.lou_charSize()
    coding = "utf-32-le" if size == ctypes.sizeof(ctypes.c_uint32) else "utf-16-le"
    source = text.encode(coding)
    length = len(source) // size
    room = length * _ROOM + 64
    kinds = (ctypes.c_ushort * room)(*typeforms) if any(typeforms) else None
    cells = ctypes.create_string_buffer(room * size)
    mode = _KNOWN_ONLY if known_only else 0
    taken, given = ctypes.c_int(length), ctypes.c_int(room)
    done = library.lou_translateString(
        tables, source, ctypes.byref(taken), cells, ctypes.byref(given), kinds, None, mode
    )
    if not done or taken.value != length:
        raise RuntimeError(f"liblouis took {taken.value} of {length} characters of {text!r}")
    return cells.raw[: given.value * size].decode(coding)
