"""Marked content → words. Where a line ends, a file does not say whether there was a space."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_tools.formats.pdf import LINE_JOIN, Element, Piece, join
from build_tools.formats.units import Reading, Unit, call_mark

_TIGHT_JOIN = re.compile(f"(?<=[-–—/]){LINE_JOIN}")


def spoken(parts: Iterable[Element | Piece]) -> str:
    """Return the words of elements and marked content, with marks for the calls of notes."""
    return tidy(join(_pieces(parts)))


def _pieces(parts: Iterable[Element | Piece]) -> Iterator[Piece]:
    for part in parts:
        if isinstance(part, Piece):
            yield part
        elif part.role == "Reference":
            first = next(part.pieces(), None)
            if first:
                yield replace(first, text=call_mark(tidy(part.text)))
        elif part.role == "Del":
            yield from _struck(list(_pieces(part.parts)))
        else:
            yield from _pieces(part.parts)


def _struck(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces that have a line through them, with marks around them all."""
    for place, piece in enumerate(pieces):
        before = "⟦" if place == 0 else ""
        after = "⟧" if place == len(pieces) - 1 else ""
        yield replace(piece, text=f"{before}{piece.text}{after}")


def tidy(text: str) -> str:
    """Return text as `normalise` does, but with the ends of lines kept where nothing is known."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(rf"\s*[^\S{LINE_JOIN}]\s*", " ", text)
    return re.sub(rf"{LINE_JOIN}+", LINE_JOIN, text).strip()


class Settlement:
    """Finds the words that are expected where only white space at the ends of lines is open.

    Two units may differ by nothing but such a space ("yes/no", "yes/ no"): the first of them in the
    file is the first that is expected, if its line ends allow that.
    """

    def __init__(self, expected: Reading) -> None:
        self._known: dict[str, list[str]] = {}
        self._in_order: dict[str, list[str]] = {}
        self._seen: Counter[str] = Counter()
        for found in expected.body:
            unit = found.unit
            self._in_order.setdefault(_squash(unit.words), []).append(unit.words)
            sides = (*unit.links, *((words, "") for _, words in unit.foreign))
            for words in (unit.words, *(words for words, _ in sides)):
                self._know(words)
        for lines in expected.furniture.values():
            for line in lines.split("\n"):
                self._know(line)

    def settle(self, reading: Reading) -> Reading:
        """Return a reading without ends of lines."""
        return Reading(
            tuple(replace(found, unit=self._unit(found.unit)) for found in reading.body),
            {
                name: "\n".join(map(self._words, lines.split("\n")))
                for name, lines in reading.furniture.items()
            },
        )

    def _know(self, words: str) -> None:
        self._known.setdefault(_squash(words), []).append(words)

    def _unit(self, unit: Unit) -> Unit:
        return replace(
            unit,
            words=self._in_turn(unit.words),
            foreign=tuple((lang, self._words(words)) for lang, words in unit.foreign),
            links=tuple((self._words(words), target) for words, target in unit.links),
        )

    def _in_turn(self, words: str) -> str:
        key = _squash(words)
        place = self._seen[key]
        self._seen[key] += 1
        due = self._in_order.get(key, [])[place : place + 1]
        return self._words(words, due)

    def _words(self, words: str, due: Sequence[str] = ()) -> str:
        if LINE_JOIN not in words:
            return words
        pattern = " ?".join(map(re.escape, words.split(LINE_JOIN)))
        known: str
        for known in (*due, *self._known.get(_squash(words), ())):
            if re.fullmatch(pattern, known):
                return known
        return _TIGHT_JOIN.sub("", words).replace(LINE_JOIN, " ")


def _squash(words: str) -> str:
    return "".join(words.split())
