"""Lines of plain text: a paragraph as it is written, in both files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 65
"""Columns of a line, at most."""

GLUE = "\x1f"
"""A space at which no line ends: inside the edition's own marks."""

_HAN_KANA = "\u3040-\u30fb\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_BETWEEN = rf"(?<=[{_HAN_KANA}、。，．：；！？」』】）》〉])"
_CHINESE_BREAK = re.compile(rf"{_BETWEEN}(?=[{_HAN_KANA}])")
_CHINESE_SPACE = re.compile(rf"{_BETWEEN} +(?=[{_HAN_KANA}])")


@dataclass(frozen=True, slots=True)
class Line:
    r"""A paragraph, heading or entry: one line of the unwrapped file.

    `text` holds no line break but forced ones ("\n"). An `entry` (of a list, a table or the
    contents) begins two columns before its `indent`. `before` is the number of blank lines
    above it.
    """

    text: str
    indent: int = 0
    entry: bool = False
    before: int = 1


def unwrapped(lines: Iterable[Line]) -> str:
    """Return a file with one line a paragraph."""
    return _file(lines, None)


def wrapped(lines: Iterable[Line]) -> str:
    """Return a file with lines of at most `WIDTH` columns, save for a longer word."""
    return _file(lines, WIDTH)


def _file(lines: Iterable[Line], width: int | None) -> str:
    written: list[str] = []
    for line in lines:
        if texts := list(_filled(line, width)):
            written += [""] * (line.before if written else 0) + texts
    return "\n".join(written) + "\n"


def _filled(line: Line, width: int | None) -> Iterator[str]:
    """Iterate over the lines that a paragraph fills with as many words as fit."""
    margin, rest = " " * (line.indent - 2 if line.entry else line.indent), " " * line.indent
    for forced in line.text.split("\n"):
        filled, reached = "", 0
        for space, piece in _pieces(forced):
            reached += columns(space + piece)
            if filled and width and reached > width:
                yield filled.replace(GLUE, " ")
                filled, margin = "", rest
            if filled:
                filled += space + piece
            else:
                filled, reached = margin + piece, len(margin) + columns(piece)
        if filled:
            yield filled.replace(GLUE, " ")
            margin = rest


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut where a line may end, each piece with the space before it.

    That is at spaces and within Chinese and Japanese, which are written without them.
    """
    for word in _CHINESE_SPACE.sub(GLUE, text).split(" "):
        if word:
            first, *rest = _CHINESE_BREAK.split(word)
            yield " ", first
            yield from (("", piece) for piece in rest)


def columns(text: str) -> int:
    """Return how many columns of a terminal or braille line a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(char) in "FW")
        for char in text
    )
