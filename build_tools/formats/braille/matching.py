"""Units in cells + the publication's units → units in words.

What a unit says is looked for where it should stand, then nearby, then anywhere. Cells that say
nothing of the publication get rough words, for the message. Where whole texts are in another
braille code, liblouis is asked again (a call of our own: there both sides rest on it).
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import dataclass, field, replace
from functools import cache

from build_tools.formats.braille.words import SPACE, Marks, can_be_read, roughly
from build_tools.formats.units import Found, Unit, without_marks
from build_tools.issues import ProgramMissing

_PASSAGE = f"⠐⠠⠷{SPACE}", f"{SPACE}⠐⠠⠾"
"""Non-UEB passage indicators (14.3)."""
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Speech:
    """What is needed to know what cells say: grade, codes by language, assigned marks and names."""

    grade: int
    codes: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def says(self, cells: str, unit: Unit) -> bool:
        """Whether cells say a unit's words."""
        if cells.startswith(_PASSAGE[0]) and cells.endswith(_PASSAGE[1]):
            inner = cells.removeprefix(_PASSAGE[0]).removesuffix(_PASSAGE[1])
            table = self.codes.get(unit.lang) or self.codes.get(unit.lang.partition("-")[0])
            plain = without_marks(unit.words) == unit.words
            return bool(table) and plain and inner == _in_code(str(table), unit.words)
        return can_be_read(cells, unit.words, self.grade, self.marks)

    def roughly(self, cells: str) -> str:
        """Return words for a message."""
        return roughly(cells, self.grade)


def matched(found: Sequence[Found], expected: Sequence[Found], speech: Speech) -> Iterator[Found]:
    """Iterate over units with the words that their cells say."""
    at = 0
    for one in found:
        cells = one.unit.words
        place = next(
            (to for to in _order(at, len(expected)) if speech.says(cells, expected[to].unit)), None
        )
        if place is None:
            rough = replace(one.unit, words=f"{speech.roughly(cells)} [{cells}]")
            yield replace(one, unit=rough)
            continue
        if at <= place < at + _NEAR:
            at = place + 1
        said = expected[place].unit
        unit = replace(
            one.unit, words=said.words, lang=said.lang, foreign=said.foreign, links=said.links
        )
        yield replace(one, unit=unit)


def _order(start: int, end: int) -> Iterator[int]:
    """Iterate over places: from where we are to the end, then those before."""
    yield from range(start, end)
    yield from range(start)


@cache
def _library() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(find_library("louis") or "liblouis.so.20")
    except OSError:
        raise ProgramMissing(
            "liblouis is missing, so passages in other braille codes can't be compared: "
            "`sudo apt-get install --no-install-recommends liblouis20 liblouis-data`."
        ) from None


@cache
def _in_code(table: str, words: str) -> str:
    """Return words in a braille code, as Unicode cells."""
    library = _library()
    size = library.lou_charSize()
    coding = {2: "utf-16-le", 4: "utf-32-le"}[size]
    source = " ".join(unicodedata.normalize("NFC", words).split()).encode(coding)
    room = len(source) * 4 + 64
    cells = ctypes.create_string_buffer(room * size)
    taken, given = ctypes.c_int(len(source) // size), ctypes.c_int(room)
    library.lou_translateString(
        f"unicode.dis,{table}".encode(), source, ctypes.byref(taken), cells,
        ctypes.byref(given), None, None, 0,
    )  # fmt: skip
    return cells.raw[: given.value * size].decode(coding)
