"""A display's file → units, by the edition's `SPECIFICATION.md` alone.

Their words are cells still; `matching.py` finds what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import get_args

from build_tools.formats.braille.signs import DIGITS, LETTERS
from build_tools.formats.braille.words import CLOSE, OPEN, SPACE, can_be_read, roughly
from build_tools.formats.units import Found, Kind, Unit, Unreadable, inside
from build_tools.issues import SourceSpan
from build_tools.publication.blocks import CalloutKind
from build_tools.publication.words import kind_name

_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
CELLS = {char: chr(ord(SPACE) + place) for place, char in enumerate(_ASCII)}
"""North American Braille ASCII → cells."""

CALLOUTS = {kind_name(kind).lower(): kind_name(kind) for kind in get_args(CalloutKind)}
_BULLET = "⠸⠲"
_ORDERED = re.compile(f"(⠼[{''.join(DIGITS.values())}]+⠲)({SPACE}|$)")
_NUMBER = re.compile(f"⠰?[⠼⠠][^{SPACE}]*(?={SPACE}|$)")
_DIGIT_OF = {cell: digit for digit, cell in DIGITS.items()}
_LETTER_OF = {cell: letter.upper() for letter, cell in LETTERS.items()}
_NAME_ENDS = f"{SPACE}{OPEN}⠒{CLOSE}"
_COUNTED = re.compile("⠼[^⠲⠠]+⠒")
_LETTERED = re.compile(f"⠰?⠠+[{''.join(LETTERS.values())}]+⠒")


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """A line: its cells without the spaces before them, and whether an empty line is above."""

    cells: str
    indent: int
    is_heading: bool
    line: int


@dataclass(slots=True)
class DisplayReading:
    """A file: its front matter, and units by the line that they stand in.

    `lines` are those of the body; `held` has the units of each, by its place in `lines`.
    """

    front: list[DisplayLine]
    contents: list[DisplayLine]
    lines: list[DisplayLine]
    body: list[Found] = field(default_factory=list)


def cells_of(text: str) -> str:
    """Return cells of characters of Braille ASCII; raise `Unreadable` for any other."""
    try:
        return "".join(CELLS[char] for char in text)
    except KeyError as error:
        raise Unreadable(f"'{error.args[0]}' is no character of a braille file.") from None


def read_lines(text: str) -> Iterator[DisplayLine]:
    """Iterate over the lines of a file that are not empty."""
    empty = False
    for number, row in enumerate(text.split("\r\n"), start=1):
        cells = cells_of(row)
        bare = cells.lstrip(SPACE)
        if bare:
            yield DisplayLine(bare, len(cells) - len(bare), empty, number)
        empty = not bare


def number_in(cells: str) -> str:
    """Return the number that cells say: "4", "4.12", "4A", "4A.1", "A", "A.12", "A1" or "A1.1".

    For other cells it is empty.
    """
    said = ""
    for place, cell in enumerate(cells):
        if cell in "⠼⠠⠰":
            continue
        if cell == "⠲":
            said += "."
        else:
            letter = cells[:place].rpartition("⠼")[2].startswith("⠠") or _in_capitals(cells[:place])
            said += (_LETTER_OF if letter else _DIGIT_OF).get(cell, "?")
    form = r"\d+([A-Z]+(\.\d+)?|\.\d+)?|[A-Z]+(\d+(\.\d+)?|\.\d+)?"
    return said if re.fullmatch(form, said) else ""


def _in_capitals(before: str) -> bool:
    """Whether capitals are in force: after ⠠, up to the next number."""
    return "⠠" in before and "⠼" not in before.rpartition("⠠")[2]


@lru_cache(maxsize=10_000)
def says(cells: str, words: str, grade: int) -> bool:
    """Whether cells say fixed words."""
    return can_be_read(cells, words, grade)


@dataclass(slots=True)
class Reader:
    """Goes through a file's lines once."""

    all_lines: list[DisplayLine]
    path: str
    grade: int
    at: int = 0
    section: str = ""

    def read(self) -> DisplayReading:
        """Return the whole file; raise `Unreadable` where it keeps no rule."""
        front: list[DisplayLine] = []
        contents: list[DisplayLine] = []
        while (here := self._peek()) and not (here.is_heading and self._top(here)):
            (contents if contents or here.is_heading else front).append(here)
            self.at += 1
        reading = DisplayReading(front, contents, self.all_lines[self.at :])
        reading.body = list(self._parts())
        return reading

    def _parts(self) -> Iterator[Found]:
        while here := self._peek():
            top = self._top(here) if here.is_heading else None
            if not top:
                raise self._unreadable(here, "A part or section should begin here")
            self.at += 1
            kind, number, rest = top
            self.section = number.removeprefix("Annex ") if kind == "section" else ""
            yield self._found(kind, here, rest, number=number)
            held = list(self._blocks(0))
            first = held[0] if held else None
            # A summary has no number.
            counted = kind == "part" or number
            if first and first.unit.kind == "paragraph" and not first.unit.number and counted:
                held[0] = replace(first, unit=replace(first.unit, kind="summary"))
            yield from held

    # --- Where we are -----------------------------------------------------------------

    def _peek(self) -> DisplayLine | None:
        return self.all_lines[self.at] if self.at < len(self.all_lines) else None

    def _take(self, why: str) -> DisplayLine:
        here = self._peek()
        if here is None:
            raise self._unreadable(self.all_lines[-1], f"The file ends, and {why} is still open")
        self.at += 1
        return here

    def _unreadable(self, here: DisplayLine, problem: str) -> Unreadable:
        said = roughly(here.cells[:80], self.grade)
        return Unreadable(f"{problem}: “{said[:60]}”.", f"line {here.line}", here.line)

    def _found(
        self, kind: Kind, here: DisplayLine, cells: str, *, number: str = "", label: str = ""
    ) -> Found:
        unit = Unit(kind, cells, number, label)
        return Found(unit, f"line {here.line}", here.line, SourceSpan(self.path, here.line))

    def _top(self, here: DisplayLine) -> tuple[Kind, str, str] | None:
        """Return kind, number and title of a part's or section's first line."""
        first, _, rest = here.cells.partition(SPACE)
        number, _, title = rest.partition(SPACE)
        if here.indent:
            return None
        kinds: tuple[Kind, ...] = ("part", "section")
        for kind in kinds:
            if first.endswith("⠒") and says(first[:-1], kind.capitalize(), self.grade):
                return kind, "", rest
            if _COUNTED.fullmatch(number) and says(first, kind.capitalize(), self.grade):
                return kind, number_in(number[:-1]), title
        if _LETTERED.fullmatch(number) and says(first, "Annex", self.grade):
            return "section", f"Annex {number_in(number[:-1])}", title
        return None

    def _label(self, cells: str, *words: str) -> str:
        """Return which of these words a transcriber's note at the beginning says, if one does."""
        if not cells.startswith(OPEN):
            return ""
        inner = cells.removeprefix(OPEN).partition(CLOSE)[0]
        return next((said for said in words if says(inner, said, self.grade)), "")

    def _after(self, cells: str) -> str:
        """Return what stands after the transcriber's note at the beginning."""
        return cells.partition(CLOSE)[2].removeprefix(SPACE)

    # --- Blocks -----------------------------------------------------------------------

    def _blocks(self, depth: int, end: str = "") -> Iterator[Found]:
        """Iterate over the units at a depth, up to an end mark or what is less deep."""
        while here := self._peek():
            if end and here.indent == 2 * depth and self._label(here.cells, end):
                self.at += 1
                return
            if here.indent < 2 * depth or (here.is_heading and self._top(here)):
                break
            if here.indent == 2 * depth + 1:
                yield from self._entry(here, depth)
            elif here.indent != 2 * depth:
                raise self._unreadable(here, "The spaces before this can't stand here")
            elif self._label(here.cells, "new list"):
                self.at += 1
            else:
                yield from self._block(depth)
        if end:
            raise self._unreadable(here or self.all_lines[-1], f"“{end}” should stand before this")

    def _block(self, depth: int) -> Iterator[Found]:
        here = self._take("a section")
        number, cells = self._numbered(here.cells)
        label = self._label(cells, "text", "summary", "table", "quotation", *CALLOUTS)
        if label == "summary":
            yield self._found("summary", here, self._after(cells))
        elif here.is_heading or label == "text" or not cells.startswith(OPEN):
            words = self._after(cells) if label == "text" else cells
            yield self._found(
                "heading" if here.is_heading else "paragraph", here, words, number=number
            )
        elif label == "table":
            if caption := self._after(cells):
                yield self._found("caption", here, caption)
            yield from self._table(depth)
        elif label == "quotation":
            yield self._found("quote", here, self._after(cells), number=number)
            yield from self._quoted(depth)
        elif label:
            title, kind = self._after(cells), CALLOUTS[label]
            yield self._found("callout", here, title, number=number, label=kind)
            yield from inside("callout", self._blocks(depth, f"end of {label}"))
        elif note := self._note(cells):
            yield self._found("note", here, self._after(cells), number=note[0], label=note[1])
        elif what := next((w for w in ("picture:", "chart:") if self._begins(cells, w)), ""):
            words = cells.removeprefix(OPEN).partition(SPACE)[2].removesuffix(CLOSE)
            yield self._found("alternative", here, words, number=number)
            yield from self._drawn(depth, what)
        else:
            yield self._found("paragraph", here, cells, number=number)

    def _begins(self, cells: str, word: str) -> bool:
        first = cells.removeprefix(OPEN).partition(SPACE)[0]
        return says(first, word, self.grade) and cells.endswith(CLOSE)

    def _numbered(self, cells: str) -> tuple[str, str]:
        """Divide a number of this section from what stands after it."""
        found = _NUMBER.match(cells) if self.section else None
        upper = "[A-Z]" if self.section.isdecimal() else "[0-9]"
        number = number_in(found[0]) if found else ""
        if found and re.match(rf"{self.section}(\.|{upper})", number):
            return number, cells[found.end() :].removeprefix(SPACE)
        return "", cells

    def _note(self, cells: str) -> tuple[str, str] | None:
        """Return a footnote's number and where it is called."""
        inner = cells.removeprefix(OPEN).partition(CLOSE)[0]
        words = inner.split(SPACE)
        if len(words) < 5 or not says(words[0], "footnote", self.grade):  # noqa: PLR2004
            return None
        places: list[str] = []
        for place in range(2, len(words), 3):
            kinds: tuple[str, ...] = ("section", "heading", "paragraph", "Annex", "this")
            if not says(words[place], "and" if places else "from", self.grade):
                kinds = ()
            after = "".join(words[place + 1 : place + 2])
            kind = next((k for k in kinds if says(after, k, self.grade)), "?")
            if kind == "this" and says("".join(words[place + 2 :]), "section", self.grade):
                places.append("this section")
                continue
            number = number_in(words[place + 2]) if place + 2 < len(words) else "?"
            places.append(f"{kind} {number}")
        return number_in(words[1].removesuffix("⠂")) or "?", " and ".join(places)

    def _quoted(self, depth: int) -> Iterator[Found]:
        """Iterate over a quote's blocks; if a speaker is named, it is the last of them."""
        held = list(self._blocks(depth, "end of quotation"))
        last = self.all_lines[self.at - 2]
        if last.indent != 2 * depth or not self._label(last.cells, "said by"):
            yield from inside("quote", held)
            return
        yield from inside("quote", held[:-1])
        yield self._found("speaker", last, self._after(last.cells))

    def _drawn(self, depth: int, what: str) -> Iterator[Found]:
        """Iterate over the caption and the description that follow a text alternative."""
        here = self._peek()
        if here and here.indent == 2 * depth and self._label(here.cells, "caption"):
            self.at += 1
            yield self._found("caption", here, self._after(here.cells))
            here = self._peek()
        described = here and here.indent == 2 * depth and self._label(here.cells, "description")
        if what == "picture:" and described:
            self.at += 1
            yield from inside("description", self._blocks(depth, "end of description"))

    # --- Entries ----------------------------------------------------------------------

    def _entry(self, here: DisplayLine, depth: int) -> Iterator[Found]:
        """Iterate over an entry of a list and all that it holds."""
        marker, rest = "", ""
        if here.cells == _BULLET or here.cells.startswith(_BULLET + SPACE):
            marker, rest = "•", here.cells[len(_BULLET) + 1 :]
        elif found := _ORDERED.match(here.cells):
            marker, rest = f"{number_in(found[1][:-1])}.", here.cells[found.end() :]
        else:
            term, rest = self._named(here)
            term = self._after(term) if self._label(term, "text") else term
            yield self._found("term", here, term)
        if rest:  # what it holds begins on the same line
            self.all_lines[self.at] = replace(here, cells=rest, indent=2 * depth + 2)
        else:
            self.at += 1
        held = list(self._blocks(depth + 1))
        if marker and held and held[0].unit.kind == "paragraph":
            unit = replace(held[0].unit, kind="item", label=marker)
            held[0] = replace(held[0], unit=unit)
        elif marker:
            held.insert(0, self._found("item", here, "", label=marker))
        if marker:
            yield held.pop(0)
        yield from inside("item" if marker else "definition", held)

    def _named(self, here: DisplayLine) -> tuple[str, str]:
        """Divide the name before a colon from what stands after it."""
        if _NAME_ENDS in here.cells:
            name, _, rest = here.cells.partition(_NAME_ENDS)
            return name, rest.removeprefix(SPACE)
        words = here.cells.split(SPACE)
        for place, word in enumerate(words):
            if word.endswith("⠒"):
                name = SPACE.join([*words[:place], word[:-1]])
                return name, SPACE.join(words[place + 1 :])
        raise self._unreadable(here, "No colon ends the name")

    def _table(self, depth: int) -> Iterator[Found]:
        """Iterate over a table's header, once, and the values of its rows."""
        names: list[Unit] = []
        column, first = 0, True
        cells: list[Found] = []
        here = self._take("a table")
        while here.indent != 2 * depth or not self._label(here.cells, "end of table"):
            if here.indent not in (2 * depth + 1, 2 * depth + 2):
                raise self._unreadable(here, "A row of the table should stand here")
            column = 1 if here.indent == 2 * depth + 1 else column + 1
            first = first and (not names or column > 1)
            name, value = self._named(here)
            unnamed = self._label(name, "row" if column == 1 else f"column {column}")
            head = Unit("cell", "") if unnamed else Unit("header", name, label="column")
            found = self._found(head.kind, here, head.words, label=head.label)
            if first:
                names.append(head)
                yield found
            elif column > len(names) or head != names[column - 1]:
                yield found  # it is another header, and so one too many
            said = self._label(value, "empty", "no rows")
            if said != "no rows":
                cells.append(self._found("cell", here, "" if said else value))
            here = self._take("a table")
        yield from cells


def read_display(text: str, path: str, grade: int) -> DisplayReading:
    """Read a display's file."""
    lines = list(read_lines(text))
    if not lines:
        raise Unreadable("The file is empty.")
    return Reader(lines, path, grade).read()


def body_cells(lines: Sequence[DisplayLine]) -> list[str]:
    """Return the paragraphs of a body, in cells."""
    return [line.cells for line in lines]
