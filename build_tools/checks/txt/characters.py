"""Bytes, characters and lines: what can be seen without knowing what a text says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from build_tools.checks.txt.paragraphs import indent_of, read_paragraphs
from build_tools.checks.txt.rules import Fault
from build_tools.issues import TandemError

WIDTH = 65
_MOST_BLANKS = 2
_STEP, _ENTRY = 4, 2
_MARK = re.compile(r"\[[^\[\]]*\]")
_CJK = "\u3040-\u30fb\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_CHINESE_BREAK = re.compile(rf"[{_CJK}、。，．：；！？」』】）》〉][{_CJK}]")
_SYMBOLS = re.compile(r"([^\w\s])\1{3,}")
_BROKEN = re.compile(r"[^\W\d_][-\u2010]$")


class Unreadable(TandemError):
    """Bytes that are no text; the message says why."""


def decoded(data: bytes) -> str:
    """Return a file's text; raise `Unreadable`."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable("It begins with a byte order mark.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"It is not UTF-8: {error}.") from error
    if not text.strip():
        raise Unreadable("It is empty.")
    return text


def columns(text: str) -> int:
    """Return the columns that a text takes: two for wide characters, none for combining ones."""
    seen = (char for char in text if unicodedata.category(char) not in {"Mn", "Me", "Cf"})
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in seen)


def character_faults(text: str, said: str = "") -> Iterator[Fault]:
    """Iterate over faults of line ends, controls, spaces and symbols.

    `said` is all that the publication says, without white space: a row of symbols that an author
    wrote is no ornament of the edition.
    """
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield Fault("TXT-002", "The last line does not end with one line feed.")
    if "\r" in text or "\x85" in text or "\u2028" in text:
        yield Fault("TXT-002", "A line ends otherwise than with a line feed.")
    for number, line in enumerate(text.split("\n"), start=1):
        controls = [char for char in line if unicodedata.category(char) == "Cc" and char != "\r"]
        if controls:
            yield Fault("TXT-003", f"There is a {unicode_name(controls[0])}.", number)
        if line.endswith(" "):
            yield Fault("TXT-004", "A space stands at the line's end.", number)
        words = line.strip()
        signs = "".join(words.split())
        bare = len(signs) > 2 and len(set(signs)) == 1 and not signs.isalnum()  # noqa: PLR2004
        rows = [words] if bare else [found[0] for found in _SYMBOLS.finditer(words)]
        if not all("".join(row.split()) in said for row in rows):
            yield Fault("TXT-009", f"There is a row of symbols: '{words[:20]}'.", number)
        if "\u00ad" in line:
            yield Fault("TXT-010", "There is a soft hyphen.", number)


def unicode_name(char: str) -> str:
    """Return what a control character is called."""
    known = {"\t": "tab", "\f": "form feed"}
    return known.get(char, f"control character U+{ord(char):04X}")


def line_faults(text: str) -> Iterator[Fault]:
    """Iterate over faults of blank lines and indents."""
    if text.startswith("\n"):
        yield Fault("TXT-006", "A blank line begins the text.", 1)
    for paragraph in read_paragraphs(text):
        if paragraph.blanks > _MOST_BLANKS:
            yield Fault("TXT-006", f"There are {paragraph.blanks} blank lines.", paragraph.line)
        if paragraph.indent % 2:
            yield Fault("TXT-007", f"The indent is {paragraph.indent}, not even.", paragraph.line)
    inside, blank = 0, True
    for number, line in enumerate(text.split("\n"), start=1):
        indent = indent_of(line)
        if not line.strip():
            blank = True
            continue
        entry = indent % _STEP == _ENTRY
        if not blank and not entry and indent != inside:
            yield Fault("TXT-007", f"The line has indent {indent}; {inside} goes on.", number)
        inside = indent + _ENTRY if entry else indent if blank else inside
        blank = False


def width_faults(text: str) -> Iterator[Fault]:
    """Iterate over lines that are too long, and words that were cut at a line's end."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        words = _MARK.sub(lambda mark: mark[0].replace(" ", "_"), line.strip(" "))
        can_end = " " in words or _CHINESE_BREAK.search(words)
        if columns(line) > WIDTH and can_end:
            yield Fault("TXT-005", f"The line has {columns(line)} columns, not {WIDTH}.", number)


def hyphen_faults(wrapped: str, unwrapped: str) -> Iterator[Fault]:
    """Iterate over hyphens at a line's end that the unwrapped text does not have."""
    lines = wrapped.split("\n")
    for number, (line, following) in enumerate(pairwise(lines), start=1):
        if _BROKEN.search(line) and following.strip():
            last, first = line.split()[-1], following.split()[0]
            if f"{last} {first}" not in unwrapped:
                yield Fault(
                    "TXT-010", f"The word '{last}{first}' is cut at the line's end.", number
                )
