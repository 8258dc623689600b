"""Whether cells can be read as words, by the rules of Unified English Braille.

Cells are not turned into words and compared: braille says some things in one way that print says
in two, so there would be nothing certain to compare. Instead each word is read along with its
cells, sign by sign. A sign that says something else, is missing or is one too many ends the
reading. This shares nothing with what writes the braille.

What the medium can't tell, and so is the same here:

- – and —; ' and the ’ of an apostrophe; … and three full stops; curved and straight quotation
  marks; the kinds of hyphens; ● and *; a no-break space and a space;
- a raised number that is a footnote's and one that is print's own, after anything but a digit;
- whether a contraction is used where it could be; stress (it may be marked, and is not compared).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from build_tools.formats.braille.signs import (
    DIGITS,
    GROUPSIGNS,
    KNOWN,
    LETTERS,
    LIGATURE,
    LIGATURES,
    MODIFIERS,
    SHORTFORMS,
    SIGNS,
    WORDSIGNS,
)
from build_tools.formats.units import DELETED

SPACE = "\u2800"
OPEN, CLOSE = "⠈⠨⠣", "⠈⠨⠜"
"""Transcriber's note indicators."""

_GLUE, _TEXT_GLUE = "\u28ff", "\x04"
"""A space inside a transcriber's note, in cells and in words."""
_BEGIN, _END = "\x01", "\x02"
"""A transcriber's note, in words."""
_CALL, _CALLED = "\x03", "\x05"
"""A footnote's number stands between these, in words."""

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_DIGIT_OF = {cell: digit for digit, cell in DIGITS.items()}
_EMPHASIS = tuple(style + kind for style in "⠨⠘" for kind in "⠆⠂⠶⠄")
_STANDING = tuple(DIGITS.values())

Marks = tuple[tuple[str, str], ...]
"""Modifiers that the edition assigned: (combining character, cells)."""


def can_be_read(cells: str, words: str, grade: int, marks: Marks = ()) -> bool:
    """Whether braille of a grade says these words; calls and targets stand in them as `⁅…⁆`."""
    one = numbers_apart(_glued(cells)).split(SPACE)
    other = _marked(words, dict(marks)).split()
    if one == [""]:
        one = []
    if len(one) != len(other):
        return False
    states: frozenset[bool] = frozenset({False})
    for cell_word, word in zip(one, other, strict=True):
        ends = (_ends(cell_word, word, grade, capitals, marks) for capitals in states)
        states = frozenset().union(*ends)
        if not states:
            return False
    return True


# --- Both in one form ------------------------------------------------------------------


def _glued(cells: str) -> str:
    """Return cells in which notes have no spaces; a note may name letters in notes of their own."""
    result, depth = "", 0
    for part in re.split(f"({OPEN}|{CLOSE})", cells):
        depth = max(0, depth + (part == OPEN) - (part == CLOSE))
        result += part.replace(SPACE, _GLUE) if depth else part
    return result


def numbers_apart(cells: str) -> str:
    """Return cells in which a number's own space (6.6) is a space."""
    number = re.compile("(⠼[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠂⠲]*)⠐(?=[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚])")
    while number.search(cells):
        cells = number.sub(rf"\1{SPACE}⠼", cells)
    return cells


@lru_cache(maxsize=100_000)
def _marked_word(text: str, assigned: tuple[str, ...]) -> str:
    return "".join(_named(cluster, assigned) for cluster in _clusters(text))


def _marked(words: str, marks: dict[str, str]) -> str:
    """Return words with calls, targets and names of characters as they are read."""
    words = words.replace(DELETED[0], "⁅deleted⁆ ").replace(DELETED[1], " ⁅end of deleted⁆")
    words = re.sub(r"⁅deleted⁆ (?=⁅\d+⁆)", "⁅deleted⁆", words)  # a call has no space before it
    parts = re.split("(⁅[^⁆]*⁆)", words)
    return "".join(
        _target(part[1:-1], tuple(marks)) if place % 2 else _marked_word(part, tuple(marks))
        for place, part in enumerate(parts)
    )


def _target(said: str, assigned: tuple[str, ...]) -> str:
    if said.isdecimal():
        return f"{_CALL}{said}{_CALLED}"
    see = "see " if re.match("(section|heading|paragraph|Annex|Table|Figure) ", said) else ""
    words = _marked_word(f"{see}{said}", assigned).replace(" ", _TEXT_GLUE)
    around = "" if said in _AROUND else " "
    return f"{around}{_BEGIN}{words}{_END}"


_AROUND = ("deleted", "end of deleted")
"""Marks that need no space before them; a target stands apart from its link."""


def _clusters(text: str) -> Iterator[str]:
    for found in re.finditer("[^\\W\\d_][\u0300-\u036f]+|.", unicodedata.normalize("NFC", text)):
        if unicodedata.category(found[0][0]) != "Cf":
            yield found[0]


def _named(cluster: str, assigned: tuple[str, ...]) -> str:
    """Return a character, or what stands for one that has no sign."""
    if cluster.isspace() or cluster.lower() in KNOWN or cluster in _RAISED or cluster in _LOWERED:
        return cluster
    base, *marks = list(unicodedata.normalize("NFD", cluster))
    if base.lower() in LETTERS and all(mark in MODIFIERS or mark in assigned for mark in marks):
        return unicodedata.normalize("NFD", cluster)
    return "".join(
        char if char.lower() in KNOWN else f"{_BEGIN}{_name(char)}{_END}" for char in cluster
    )


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower().replace(" ", "-")


# --- A word ----------------------------------------------------------------------------


@cache
def _signs_by_cell(grade: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return all signs by their first cell: (cells, what they stand for)."""
    signs = [*SIGNS, *((cell, letter) for letter, cell in LETTERS.items())]
    signs += [(OPEN, _BEGIN), (CLOSE, _END), (_GLUE, _TEXT_GLUE)]
    if grade == 2:  # noqa: PLR2004
        signs += [*GROUPSIGNS, *SHORTFORMS.items(), *WORDSIGNS.items()]
    found: dict[str, list[tuple[str, str]]] = {}
    for cells, stands_for in signs:
        found.setdefault(cells[0], []).append((cells, stands_for))
    return {cell: tuple(some) for cell, some in found.items()}


@lru_cache(maxsize=300_000)
def _ends(cells: str, word: str, grade: int, capitals: bool, marks: Marks) -> frozenset[bool]:
    """Return whether a passage in capitals is in force after a word, in each reading of it."""
    bare = cells.lstrip("⠠")
    if grade == 2 and bare in SHORTFORMS and word.lower() != SHORTFORMS[bare]:  # noqa: PLR2004
        return frozenset()
    return frozenset(_Word(cells, word, grade, dict(marks)).read("passage" if capitals else ""))


class _Word:
    """A word's cells and letters, read along."""

    def __init__(self, cells: str, word: str, grade: int, marks: dict[str, str]) -> None:
        self.cells, self.word = cells, word
        self.signs, self.contracted = _signs_by_cell(grade), grade == 2  # noqa: PLR2004
        self.marks = MODIFIERS | marks
        self.seen: set[tuple[int, int, str, str]] = set()
        notes = re.finditer(f"{_BEGIN}[^{_END}]*", word)
        self.noted = {place for note in notes for place in range(*note.span())}

    def read(self, capitals: str) -> Iterator[bool]:
        """Yield for each complete reading whether a passage in capitals goes on."""
        # capitals: "", "letter", "word" or "passage". mode: "", "number" (and what follows one),
        # "sign" (the next sign is in grade 1) or "word" (all are).
        ask = [(0, 0, capitals, "")]
        while ask:
            state = ask.pop()
            if state in self.seen:
                continue
            self.seen.add(state)
            at, to, capitals, _ = state
            if at == len(self.cells):
                if to == len(self.word) and capitals != "letter":
                    yield capitals == "passage"
                continue
            ask += self._next(*state)

    def _next(
        self, at: int, to: int, capitals: str, mode: str
    ) -> Iterator[tuple[int, int, str, str]]:
        rest = self.cells[at:]
        if rest.startswith(_EMPHASIS):
            yield at + 2, to, capitals, mode
        yield from self._indicators(rest, at, to, capitals, mode)
        if to == len(self.word):
            return
        yield from self._numbers(rest, at, to, capitals, mode)
        yield from self._accented(rest, at, to, capitals, mode)
        yield from self._joined(rest, at, to, capitals, mode)
        for cells, stands_for in self.signs.get(rest[0], ()):
            if rest.startswith(cells) and self._may_stand(cells, stands_for, at, to, mode):
                yield from self._said(at + len(cells), to, capitals, mode, stands_for)

    def _indicators(
        self, rest: str, at: int, to: int, capitals: str, mode: str
    ) -> Iterator[tuple[int, int, str, str]]:
        """Capitals (8) and grade 1 (5)."""
        if capitals in ("word", "passage") and rest.startswith("⠠⠄"):
            yield at + 2, to, "", mode
        if capitals == "" and rest[0] == "⠠":
            yield at + 1, to, "letter", "" if mode == "number" else mode
            if rest.startswith("⠠⠠⠠"):
                yield at + 3, to, "passage", ""
            elif rest.startswith("⠠⠠"):
                yield at + 2, to, "word", ""
        if rest[0] == "⠰" and mode != "sign":
            yield at + 1, to, capitals, "sign"
            if rest.startswith("⠰⠰"):
                yield at + 2, to, capitals, "word"

    def _numbers(
        self, rest: str, at: int, to: int, capitals: str, mode: str
    ) -> Iterator[tuple[int, int, str, str]]:
        """Numbers (6), raised and lowered ones (11.4), and a footnote's."""
        char = self.word[to]
        if capitals == "letter":
            return
        kept = "" if capitals == "word" else capitals  # a number ends a word in capitals (8.4)
        if rest[0] == "⠼" and rest[1:2] in _DIGIT_OF and _DIGIT_OF[rest[1]] == char:
            yield at + 2, to + 1, kept, "number"
        elif rest[0] == "⠼" and rest[1:2] + char in ("⠲.", "⠂,") and rest[2:3] in _DIGIT_OF:
            yield at + 2, to + 1, kept, "number"  # .5
        elif mode == "number" and (
            _DIGIT_OF.get(rest[0]) == char or (rest[0], char) in (("⠂", ","), ("⠲", "."))
        ):
            yield at + 1, to + 1, kept, "number"
        if mode in ("sign", "number", "word"):
            for sign, level in (("⠔", _RAISED), ("⠢", _LOWERED)):
                yield from self._level(rest, at, to, kept, sign, level)
            if mode != "number" and char == _CALL and rest.startswith("⠔⠼"):
                yield from self._digits(at + 2, to + 1, kept, {digit: digit for digit in DIGITS})

    def _level(
        self, rest: str, at: int, to: int, capitals: str, sign: str, level: dict[str, str]
    ) -> Iterator[tuple[int, int, str, str]]:
        if rest.startswith(f"{sign}⠼") and self.word[to] in level:
            yield from self._digits(at + 2, to, capitals, level)

    def _digits(
        self, at: int, to: int, capitals: str, digits: dict[str, str]
    ) -> Iterator[tuple[int, int, str, str]]:
        """Yield the place after all digits of one kind, if the cells have exactly these."""
        first = to
        while to < len(self.word) and self.word[to] in digits:
            if self.cells[at : at + 1] != DIGITS[digits[self.word[to]]]:
                return
            at, to = at + 1, to + 1
        if to > first and self.cells[at : at + 1] not in _DIGIT_OF:
            to += self.word[to : to + 1] == _CALLED
            yield at, to, capitals, "number"
            yield at, to, capitals, ""

    def _accented(
        self, rest: str, at: int, to: int, capitals: str, mode: str
    ) -> Iterator[tuple[int, int, str, str]]:
        """A letter with marks on it (4.2): the marks come first."""
        end = to + 1
        while end < len(self.word) and self.word[end] in self.marks:
            end += 1
        letter = self.word[to].lower()
        if end == to + 1 or letter not in LETTERS:
            return
        cells = "".join(self.marks[mark] for mark in self.word[to + 1 : end]) + LETTERS[letter]
        if rest.startswith(cells):
            for _, _, after, mode_after in self._said(at, to, capitals, mode, letter):
                yield at + len(cells), end, after, mode_after

    def _joined(
        self, rest: str, at: int, to: int, capitals: str, mode: str
    ) -> Iterator[tuple[int, int, str, str]]:
        """Two letters that are one character (4.3)."""
        if not (two := LIGATURES.get(self.word[to].lower())):
            return
        # A capitals sign before the first letter is of that alone: the other has one of its own.
        inner = "⠠" if capitals == "letter" else ""
        cells = f"{LETTERS[two[0]]}{inner}{LIGATURE}{LETTERS[two[1]]}"
        if rest.startswith(cells):
            yield from self._said(at + len(cells), to, capitals, mode, self.word[to].lower())

    def _may_stand(self, cells: str, stands_for: str, at: int, to: int, mode: str) -> bool:
        """Whether a sign can have this meaning where it stands."""
        if len(stands_for) == 1:
            if mode == "number" and cells in _STANDING:
                return False  # it is a digit
            plain = self.contracted and mode == "" and cells in WORDSIGNS and stands_for.isalpha()
            return not (plain and self._is_alone(to, 1) and self._is_bare(at, len(cells)))
        if not self.contracted or mode in ("sign", "word", "number"):
            return False
        if WORDSIGNS.get(cells) == stands_for:
            return self._is_alone(to, len(stands_for))
        return True

    def _is_alone(self, to: int, length: int) -> bool:
        """Whether nothing but punctuation stands beside some letters."""
        around = self.word[to - 1 : to] + self.word[to + length : to + length + 1]
        return not any(char.isalnum() for char in around)

    def _is_bare(self, at: int, length: int) -> bool:
        """Whether a letter is all of a word, but for capitals: it would be read as a wordsign."""
        return not self.cells[:at].strip("⠠") and at + length == len(self.cells)

    def _said(
        self, at: int, to: int, capitals: str, mode: str, stands_for: str
    ) -> Iterator[tuple[int, int, str, str]]:
        """Yield the place after a sign, if the word goes on with what it stands for."""
        found = self.word[to : to + len(stands_for)]
        after = mode if mode == "word" else ""
        if found.lower() != stands_for:
            return
        end = to + len(stands_for)
        if not any(char.lower() != char.upper() for char in found):
            if capitals != "letter":
                yield at, end, capitals, after
                if capitals == "word":
                    yield at, end, "", after  # a sign that is no letter ends it
        elif capitals == "passage" and to in self.noted:
            yield at, end, capitals, after  # a note that stands in a passage has no case
        elif capitals in ("word", "passage"):
            if found.isupper() or not any(char.islower() for char in found):
                yield at, end, capitals, after
        elif capitals == "letter":
            if found[0].isupper() and found[1:].lower() == found[1:]:
                yield at, end, "", after
        elif found == found.lower():
            yield at, end, capitals, after


# --- For people ------------------------------------------------------------------------


_LOWER = "⠂⠆⠒⠲⠖⠶⠦⠴⠢⠔"
_AT_START = {"⠆": "be", "⠒": "con", "⠲": "dis", "⠦": "“"}
_AT_END = {"⠂": ",", "⠆": ";", "⠒": ":", "⠲": ".", "⠖": "!", "⠦": "?", "⠴": "”"}


def roughly(cells: str, grade: int) -> str:
    """Return what cells that say nothing expected seem to say, for a message."""
    contracted = grade == 2  # noqa: PLR2004
    signs = [*SIGNS, *((cell, letter) for letter, cell in LETTERS.items())]
    signs += [(OPEN, "["), (CLOSE, "]"), *(GROUPSIGNS if contracted else ())]
    signs.sort(key=lambda pair: (-len(pair[0]), -len(pair[1])))
    whole = {**SHORTFORMS, **WORDSIGNS} if contracted else {}
    return " ".join(_word_roughly(word, signs, whole) for word in cells.split(SPACE))


def _word_roughly(cells: str, signs: Sequence[tuple[str, str]], whole: Mapping[str, str]) -> str:
    start = len(cells) - len(cells.lstrip("⠠⠦"))
    end = len(cells.rstrip(_LOWER))
    if start < end and (word := whole.get(cells[start:end])):
        return word + "".join(_AT_END.get(cell, cell) for cell in cells[end:])
    said, at, number = "", 0, False
    while at < len(cells):
        cell, meaning = cells[at], ""
        if cell == "⠼" and cells[at + 1 : at + 2] in _DIGIT_OF:
            number = True
        elif number and cell in _DIGIT_OF:
            meaning = _DIGIT_OF[cell]
        elif number and cell in "⠂⠲" and cells[at + 1 : at + 2] in _DIGIT_OF:
            meaning = {"⠂": ",", "⠲": "."}[cell]
        else:
            number = False
            found = next((pair for pair in signs if cells.startswith(pair[0], at)), (cell, cell))
            cell, meaning = found if found[0] not in "⠠⠰" else (cell, "")
            if cell in _LOWER:
                meaning = (_AT_END if at >= end else {} if at > start else _AT_START).get(
                    cell, meaning
                )
        said, at = said + meaning, at + len(cell)
    return said
