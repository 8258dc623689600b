"""Words → cells of Unified English Braille, grade 1 or 2.

liblouis does the work, a paragraph at a time, so that it sees what stands beside each word. What
its tables (3.24) get wrong or lack is put into the text as finished cells, which it lets pass.
Clauses are those of The Rules of Unified English Braille, 2024.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from build_tools.editions.braille.liblouis import BOLD, ITALIC, UNCONTRACTED, translate

SPACE = "\u2800"
NOTE = "⠈⠨⠣", "⠈⠨⠜"
"""Transcriber's note indicators (3.27): all that the edition itself says stands between them."""
PASSAGE = "⠐⠠⠷", "⠐⠠⠾"
"""Non-UEB passage indicators (14.3): between them another braille code is in force."""

CALL = 0x10000
"""Style of a footnote's number where the text calls it."""
_FIRST = 0x20000
"""Style of such a number's first digit."""

_TABLES = {1: "en-ueb-g1.ctb", 2: "en-ueb-g2.ctb"}
_MODIFIERS = {
    "\u0300": "⠘⠡",
    "\u0301": "⠘⠌",
    "\u0302": "⠘⠩",
    "\u0303": "⠘⠻",
    "\u0304": "⠈⠤",
    "\u0306": "⠈⠬",
    "\u0308": "⠘⠒",
    "\u030a": "⠘⠫",
    "\u030c": "⠘⠬",
    "\u0327": "⠘⠯",
}
"""Marks on letters that UEB has signs for (4.2)."""

_SYMBOLS = frozenset("£€¥¢₣₦©®™°±×÷¬−´→←↑↓↖↗↘↙≤≥≠≈≡√∞∆∑✓✔●▪♀♂")
"""Symbols that are written by their signs (3.2 to 3.27, 11.4, 11.6, 11.7)."""

_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_DIGITS = str.maketrans(_RAISED + _LOWERED, "0123456789" * 2)
_SPECIAL = re.compile(
    rf"(?P<raised>[{_RAISED}]+)|(?P<lowered>[{_LOWERED}]+)"
    r"|(?P<numeric>(?<=[0-9])[\xa0\u202f](?=[0-9]))|(?P<apart>(?<=[0-9])\s+(?=[0-9]))"
    r"|(?P<space>\s+)|(?P<point>(?<=[0-9][A-Z])\.(?=[0-9]))"
    r"|(?P<capital>(?<=[0-9])[A-J](?![\u0300-\u036f]))"
    r"|(?P<stop>(?<![0-9])[.,](?=[0-9]))"
    r"|(?P<cluster>[^\W\d_][\u0300-\u036f]+|.)",
    re.DOTALL,
)
_ADDRESS = re.compile(r"\S*(?:://|www\.|\w@\w)\S*")
_CLOSING = re.compile(r"[.,;:!?)\]’”…»]+(?=\s|$)")
_OPENING = re.compile(r"(?<!\S)[(\[‘“«]+$")
_CELLS = re.compile("[\u2800-\u283f]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters and how they are printed: styles of `liblouis.py`, or `CALL`."""

    text: str
    style: int = 0


@dataclass(slots=True)
class Ueb:
    """Writes one grade; `marks` are the assigned modifiers by their characters.

    It remembers which of these it used, and which characters it could only name.
    """

    grade: int
    marks: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    _known: dict[tuple[Run, ...], str] = field(default_factory=dict)

    def write(self, words: str) -> str:
        """Return plain words in cells."""
        return self.write_runs((Run(words),))

    def note(self, words: str) -> str:
        """Return words of the edition's own, in transcriber's note indicators."""
        return self.write(words).join(NOTE)

    def write_runs(self, runs: Iterable[Run]) -> str:
        """Return the cells of runs that stand in one paragraph."""
        key = tuple(runs)
        if key not in self._known:
            pieces = list(self._pieces(_whole_passages(_characters(key))))
            text = "".join(piece for piece, _ in pieces)
            styles = [style for piece, style in pieces for _ in piece]
            _keep_whole(text, styles)
            cells = translate(_TABLES[self.grade], text, styles)
            if not _CELLS.fullmatch(cells):
                raise RuntimeError(f"liblouis gave no braille of six dots for {text!r}: {cells}")
            # A capital's own indicator ends numeric mode (6.3): one for grade 1 is too much.
            self._known[key] = re.sub("(?<=[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚])⠰(?=⠠)", "", cells)
        return self._known[key]

    # --- What liblouis is given -------------------------------------------------------

    def _pieces(  # noqa: PLR0912  (one for each kind)
        self, characters: Sequence[tuple[str, int]]
    ) -> Iterator[tuple[str, int]]:
        """Iterate over stretches of the text that liblouis gets, with their style."""
        text = "".join(char for char, _ in characters)
        apostrophes, shouted = set(_apostrophes(text)), _in_capitals(text)
        for found in _SPECIAL.finditer(text):
            style = characters[found.start()][1]
            after_digit = text[found.start() - 1 : found.start()].isdecimal()
            match found.lastgroup:
                case "raised" | "lowered":
                    # Numeric mode has set grade 1 mode, so its indicator is not repeated (6.5).
                    level = "⠔" if found.lastgroup == "raised" else "⠢"
                    first = "" if after_digit else "⠰"
                    yield f"{first}{level}{_number(found[0])}{_no_digit(text, found.end())}", style
                case "numeric":
                    yield " ", style  # one number (6.6); liblouis takes any space for that
                case "apart" | "space" if _calls_after(characters, found.end()):
                    pass  # a footnote's number follows its word
                case "apart":
                    yield SPACE, style
                case "space":
                    yield " ", style
                case "point":
                    yield "⠲", style  # 4A.1 is no decimal (6.2)
                case "capital":
                    yield f"⠰{found[0]}", style  # 4A in a passage of capitals is not 41
                case "stop" if characters[found.end()][1] != style:
                    # liblouis puts the numeric indicator before that of the other style.
                    yield {".": "⠲", ",": "⠂"}[found[0]], style
                case _ if style & CALL:
                    digit = _number(found[0])
                    digit = f"⠰⠔{digit}" if style & _FIRST else digit[1:]
                    last = not _calls_after(characters, found.end())
                    yield digit + (_no_digit(text, found.end()) if last else ""), 0
                case _ if found.start() in apostrophes:
                    yield "'", style
                case _ if found[0] == "’" and text[found.start() - 1 : found.start()] in "sS":
                    yield "⠠⠴", style  # liblouis takes s’ for a possessive
                case _:
                    yield self._cluster(found[0], is_shouted=found.start() in shouted), style

    def _cluster(self, cluster: str, *, is_shouted: bool) -> str:
        """Return a character as liblouis knows it, else as cells.

        In a passage of capitals a letter has no sign of its own (8.5): it would end the mode.
        """
        if len(cluster) == 1 and _is_known(cluster):
            return cluster
        letter, *marks = list(unicodedata.normalize("NFD", cluster))
        signs = [_MODIFIERS.get(mark) or self.marks.get(mark, "") for mark in marks]
        if letter.isascii() and letter.isalpha() and all(signs):
            self.used.update(mark for mark in marks if mark not in _MODIFIERS)
            capital = "⠠" if letter.isupper() and not is_shouted else ""
            return capital + "".join(signs) + translate(_TABLES[1], letter.lower())
        return "".join(
            char if _is_known(char) else self._name(char)
            for char in cluster
            if unicodedata.category(char) != "Cf"  # it only says how others are shown
        )

    def _name(self, char: str) -> str:
        """Return a character's Unicode name as one word in a transcriber's note."""
        self.named.add(char)
        return translate(_TABLES[1], name_of(char)).join(NOTE)


def name_of(char: str) -> str:
    """Return the name that stands for a character that UEB has no sign for: "black-circle"."""
    return unicodedata.name(char, f"U+{ord(char):04X}").lower().replace(" ", "-")


def write_code(table: str, words: str) -> str:
    """Return words in another braille code; empty if it can't write all of them."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    if not all(char == " " or _can_write(table, char) for char in plain):
        return ""
    cells = translate(table, plain)
    return cells if _CELLS.fullmatch(cells) else ""


def _characters(runs: Iterable[Run]) -> list[tuple[str, int]]:
    return [
        (char, run.style | (_FIRST if run.style & CALL and not place else 0))
        for run in runs
        for place, char in enumerate(unicodedata.normalize("NFC", run.text))
    ]


def _calls_after(characters: Sequence[tuple[str, int]], place: int) -> bool:
    return place < len(characters) and bool(characters[place][1] & CALL)


def _no_digit(text: str, place: int) -> str:
    """Return what tells a letter from a digit, where it follows a number (5.3)."""
    return "⠰" if text[place : place + 1] and text[place] in "abcdefghij" else ""


def _number(digits: str) -> str:
    return translate(_TABLES[1], digits.translate(_DIGITS))


def _apostrophes(text: str) -> Iterator[int]:
    """Iterate over the places of ’ where it closes no quotation (7.6; else liblouis guesses)."""
    opened = 0
    for place, char in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if char == "‘":
            opened += 1
        elif char == "’" and (not opened or (before.isalnum() and after.isalnum())):
            yield place
        elif char == "’":
            opened -= 1


_FEWEST_IN_PASSAGE = 3
"""Words in capitals (8.5), in italics or in bold (9.4) that make a passage."""


def _in_capitals(text: str) -> frozenset[int]:
    """Return the places of all that stands in passages of capitals."""
    found: set[int] = set()
    run: list[re.Match[str]] = []
    for word in (*re.finditer(r"\S+", text), None):
        if word and word[0].isupper():
            run.append(word)
            continue
        if len(run) >= _FEWEST_IN_PASSAGE:
            found.update(range(run[0].start(), run[-1].end()))
        run = []
    return frozenset(found)


def _whole_passages(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return characters of which punctuation around a passage is printed as the passage (9.7).

    liblouis takes a first or last word out of it where a bracket or a comma is printed otherwise.
    """
    text = "".join(char for char, _ in characters)
    styles = [style for _, style in characters]
    end = 0
    for kind, stretch in groupby(styles, lambda style: style & (BOLD | ITALIC)):
        start, end = end, end + sum(1 for _ in stretch)
        if kind and len(text[start:end].split()) >= _FEWEST_IN_PASSAGE:
            after, before = _CLOSING.match(text, end), _OPENING.search(text[:start])
            around = (*range(*after.span()),) if after else ()
            around += (*range(*before.span()),) if before else ()
            for place in around:
                styles[place] |= 0 if styles[place] & CALL else kind
    return list(zip(text, styles, strict=True))


def _keep_whole(text: str, styles: list[int]) -> None:
    """Leave addresses (10.12.3) and words with letters in cells (13.5) without contractions."""
    for word in re.finditer(rf"[^ {SPACE}]+", text):
        letters = re.search("[⠘⠈][\u2801-\u283f]+[⠁-⠵]", word[0]) and NOTE[0] not in word[0]
        if letters or _ADDRESS.fullmatch(word[0]):
            for place in range(*word.span()):
                styles[place] |= UNCONTRACTED


@cache
def _is_known(char: str) -> bool:
    """Whether UEB has a sign for a character.

    The tables know some Cyrillic letters too, as if they were Latin, and characters for private
    use and braille itself, which pass through. Of rare symbols a reader learns more by their name.
    """
    category = unicodedata.category(char)
    is_symbol = category[0] == "S" or category == "Lm"
    if is_symbol and not char.isascii() and char not in _SYMBOLS:
        return False
    if category[0] == "C" or "\u2800" <= char <= "\u28ff":
        return False
    if unicodedata.name(char, "").startswith("CYRILLIC"):
        return False
    return _can_write(_TABLES[1], char)


@cache
def _can_write(table: str, char: str) -> bool:
    """Whether a table has a sign of six dots for a character, not only its number in Unicode."""
    cells = translate(table, char, known_only=True)
    return bool(cells) and _CELLS.fullmatch(cells) is not None
