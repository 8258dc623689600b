"""The finished braille → units, by the edition's `SPECIFICATION.md` alone.

    a display's file ──▶ display.py ──▶ units in cells ──▶ matching.py ──▶ units in words
                             │                               words.py, signs.py: UEB, read again
    BRF volumes, PEF ──▶ paper.py ──▶ the display's paragraphs, found again on the pages

Nothing of UEB is taken from liblouis, which writes it: `words.py` reads each word along with its
cells, and says what braille can't tell. liblouis stands on both sides only where a whole text is
in another language's code.

Volumes and PEF are proved by the display's file of their grade, which is proved by the
publication. Languages are not told by braille; those of a unit are taken from what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.editions import Artefact
from build_tools.formats import furniture
from build_tools.formats.braille.display import (
    DisplayLine,
    DisplayReading,
    cells_of,
    read_display,
)
from build_tools.formats.braille.matching import Speech, matched
from build_tools.formats.braille.paper import (
    Pages,
    Placed,
    number_cells,
    read_volumes,
)
from build_tools.formats.braille.words import OPEN, SPACE, numbers_apart
from build_tools.formats.expected import Idiom, escaped, expected_reading, target_words
from build_tools.formats.units import Found, Reading, Unit, Unreadable, normalise
from build_tools.issues import SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference

__all__ = ["BRAILLE", "prove", "read_brf", "read_pef"]

PEF = "{http://www.daisy.org/ns/2008/pef}"
BRAILLE = Idiom(
    nested=True,
    kinds=True,
    terms=False,
    plain_text=True,
    last=lambda words: re.sub(r"\s+(?=⁅)", "", words),
)
"""What braille can tell. `words.py` has what its signs can't."""


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare every file of the edition with the publication."""
    made, folder = artefacts.made[edition], artefacts.folder / edition
    expected = expected_reading(publication, partial(target_form, publication), BRAILLE)
    named: set[str] = set()
    for grade in _grades(made, "display-grades"):
        path = f"{publication.name}-grade-{grade}-display.brf"
        whole = _Grade(publication, expected, _speech(made, grade), edition, folder)
        named.add(path)
        yield proof(edition, path, partial(whole.display, path))
        if grade in _grades(made, "embosser-grades"):
            stem = f"{publication.name}-grade-{grade}"
            volumes = sorted(
                (file.name for file in folder.glob(f"{stem}-volume-*.brf")), key=_volume_number
            ) or [f"{stem}-volume-1.brf"]
            top = made.facts.get("page-number") == "top"
            named |= {*volumes, f"{stem}.pef"}
            read = partial(_brf_volumes, folder, volumes, top=top)
            yield proof(edition, volumes[0], partial(whole.paper, path, read, volumes))
            read = partial(read_pef, folder / f"{stem}.pef", top=top)
            yield proof(edition, f"{stem}.pef", partial(whole.paper, path, read, [f"{stem}.pef"]))
    if not named:
        why = Unreadable("The edition does not say which grades it has.")
        yield Proof(edition, made.entry, unreadable=why)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if (path := file.relative_to(folder).as_posix()) not in named:
            yield Proof(edition, path, added={"file": path})


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target as it stands in a transcriber's note, without the word "see"."""
    if isinstance(target, Reference):
        return target_words(publication, target)
    scheme, _, rest = escaped(target.url).partition(":")
    return {"mailto": "email ", "tel": "telephone "}.get(scheme, f"{scheme}:") + rest


def _grades(made: Artefact, name: str) -> list[int]:
    return [int(grade) for grade in cast(Sequence[int], made.facts.get(name, ()))]


def _speech(made: Artefact, grade: int) -> Speech:
    codes = cast(Mapping[str, str], made.facts.get("codes", {}))
    marks = cast(Mapping[str, Sequence[str]], made.facts.get("marks", {}))
    cells = tuple((mark, said[1]) for mark, said in marks.items())
    return Speech(grade, dict(codes), cells, {mark: said[0] for mark, said in marks.items()})


def _volume_number(name: str) -> int:
    found = re.search(r"-volume-(\d+)\.brf$", name)
    return int(found[1]) if found else 0


# --- Files -----------------------------------------------------------------------------


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"The file can't be read: {error}") from None


def _brf_volumes(folder: Path, names: Sequence[str], *, top: bool) -> list[Pages]:
    return [read_brf(folder / name, top=top) for name in names]


def read_brf(path: Path, *, top: bool) -> Pages:
    """Return the rows of each page of a volume, without the line that has its number."""
    *pages, rest = _text(path).split("\f")
    if rest or not pages:
        raise Unreadable("The last page does not end in a form feed.")
    return [_without_number([cells_of(row) for row in _rows(page)], top=top) for page in pages]


def _rows(page: str) -> list[str]:
    *rows, rest = page.split("\r\n")
    if rest:
        raise Unreadable("A row does not end in CR LF.")
    return rows


def read_pef(path: Path, *, top: bool) -> list[Pages]:
    """Return the same of each volume of a PEF."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise Unreadable(f"The file can't be read: {error}") from None
    return [
        [
            _without_number([row.text or "" for row in page.iter(f"{PEF}row")], top=top)
            for page in volume.iter(f"{PEF}page")
        ]
        for volume in root.iter(f"{PEF}volume")
    ]


def _without_number(rows: list[str], *, top: bool) -> list[str]:
    return rows[1:] if top else rows[:-1]


# --- Readings --------------------------------------------------------------------------


@dataclass(slots=True)
class _Grade:
    """All files of a grade."""

    publication: Publication
    expected: Reading
    speech: Speech
    edition: str
    folder: Path
    _known: tuple[DisplayReading, tuple[Found, ...]] | None = None

    def read(self, path: str) -> tuple[DisplayReading, tuple[Found, ...]]:
        """Read the display's file, once: its lines, and the units of its body."""
        if self._known is None:
            text = _text(self.folder / path)
            reading = read_display(text, f"{self.edition}/{path}", self.speech.grade)
            body = matched(reading.body, self.expected.body, self.speech)
            self._known = reading, tuple(body)
        return self._known

    def display(self, path: str) -> tuple[Reading, Reading]:
        """Return what a display's file should say, and what it says."""
        reading, body = self.read(path)
        allowed = furniture.of_braille(self.publication, self.speech.grade)
        marks = self._marks_used([*reading.front, *reading.contents, *reading.lines])
        allowed = {**allowed, **{f"note on {name}": f"{name}" for name in marks.values()}}
        said = self._front(reading, body, allowed, marks)
        return replace(self.expected, furniture=allowed), Reading(body, said)

    def _marks_used(self, lines: Sequence[DisplayLine]) -> dict[str, str]:
        """Return the assigned marks that occur, by their cells, with their names."""
        ueb = [re.sub("⠐⠠⠷.*?⠐⠠⠾", "", line.cells) for line in lines]
        return {
            cells: self.speech.names[mark]
            for mark, cells in self.speech.marks
            if any(re.search(f"{cells}[⠁-⠵]", line) for line in ueb)
        }

    def _front(
        self,
        reading: DisplayReading,
        body: Sequence[Found],
        allowed: Mapping[str, str],
        marks: Mapping[str, str],
    ) -> dict[str, str]:
        """Return what stands before the first part, by its names in the furniture."""
        said: dict[str, str] = {}
        names = [name for name in allowed if name.startswith(("paragraph", "note"))]
        for place, line in enumerate(reading.front):
            name = names[place] if place < len(names) else f"paragraph {place + 1}"
            cells = line.cells
            if name.startswith("note"):
                first = place == 0 or not names[place - 1].startswith("note")
                cells = _unmarked(cells, first=first, last=place + 1 == len(reading.front))
            if name.startswith("note on "):
                words = f"before a letter: {allowed[name]}"
                sign, _, rest = cells.partition(SPACE)
                fits = marks.get(sign) == allowed[name] and self._says(rest, words)
                said[name] = allowed[name] if fits else self.speech.roughly(cells)
            else:
                said[name] = self._words(cells, allowed.get(name, ""))
        heading, *entries = reading.contents or [DisplayLine("", 0, True, 0)]
        said["heading of the contents"] = self._words(heading.cells, "Contents")
        lines = allowed[furniture.CONTENTS].split("\n")
        titles = _titles(reading, body)
        said[furniture.CONTENTS] = "\n".join(
            self._title(entry.cells, lines[place] if place < len(lines) else "", titles)
            for place, entry in enumerate(entries)
        )
        return {name: words for name, words in said.items() if words}

    def _title(self, cells: str, words: str, titles: Mapping[str, str]) -> str:
        if titles.get(cells) == words:
            return words
        return titles.get(cells) or f"{self.speech.roughly(cells)} [{cells}]"

    def _says(self, cells: str, words: str) -> bool:
        return self.speech.says(cells, Unit("paragraph", words))

    def _words(self, cells: str, words: str) -> str:
        return words if self._says(cells, words) else f"{self.speech.roughly(cells)} [{cells}]"

    # --- Paper ------------------------------------------------------------------------

    def paper(
        self, path: str, read: partial[list[Pages]], names: Sequence[str]
    ) -> tuple[Reading, Reading]:
        """Return what volumes should say, by the display's file, and what they say."""
        reading, units = self.read(path)
        lines = reading.lines
        volumes = read()
        found = read_volumes(volumes, [line.cells for line in lines])
        by_line: dict[int, list[Found]] = {}
        for unit in units:
            by_line.setdefault(unit.line, []).append(unit)
        body: list[Found] = []
        for placed in found.body:
            name = names[min(placed.volume, len(names)) - 1]
            where = f"braille page {placed.page}, row {placed.row}"
            span = SourceSpan(f"{self.edition}/{name}")
            if placed.paragraph < 0:
                words = f"{self.speech.roughly(placed.cells)} [{placed.cells}]"
                body.append(Found(Unit("paragraph", words), where, 0, span))
            else:
                held = by_line.get(lines[placed.paragraph].line, [])
                body += [Found(one.unit, where, 0, span) for one in held]
        body = _as_displayed(body, units)
        marks = sum(1 for line in lines if line.line not in by_line)
        there = sum(
            1
            for one in found.body
            if one.paragraph >= 0 and lines[one.paragraph].line not in by_line
        )
        allowed = {"lines that end something": str(marks)}
        said = {"lines that end something": str(there)}
        for place, front in enumerate(found.fronts):
            where = f"front of volume {place + 1}"
            allowed[where] = "title page, contents, notes"
            differs = self._differs(front, self._wanted(reading, found.body, volumes, place))
            said[where] = differs or allowed[where]
        return replace(self.expected, furniture=allowed), Reading(tuple(body), said)

    def _wanted(
        self, reading: DisplayReading, body: Sequence[Placed], volumes: Sequence[Pages], place: int
    ) -> list[tuple[str, str]]:
        """Return what stands in front of a volume, in order: (words, "") or ("", cells)."""
        lines, count = reading.lines, len(volumes)
        page_of = {one.paragraph: one.page for one in body}
        volume_of = {one.paragraph: one.volume for one in body}
        titles = [
            number
            for number, line in enumerate(lines)
            if line.is_heading and self._is_title(reading, line)
        ]
        first = sum(map(len, volumes[:place])) + 1
        last = first + len(volumes[place]) - 1
        sections = self._sections(reading, body, place + 1)
        held = _range(sections)
        *head, checked = furniture.braille_title(self.publication, self.speech.grade)
        contact = furniture.braille_contact(self.publication)
        of = f"Volume {place + 1} of {count}"
        words = [*head, of, held, f"Braille pages {first} to {last}", checked, *contact, "Contents"]
        wanted = [(said, "") for said in words]
        for other in range(1, count + 1) if place == 0 else (place + 1,):
            if count > 1:
                wanted.append((f"Volume {other}", ""))
            own = [number for number in titles if volume_of.get(number) == other]
            wanted += [
                ("", f"{lines[number].cells}{SPACE}{number_cells(page_of[number])}")
                for number in own
            ]
            if not own:
                continued = self._sections(reading, body, other)[0]
                wanted.append((f"{_upper(continued)}, continued", ""))
        if place == 0:
            # In the display's file the summary stands before the contact.
            notes = [line.cells for line in reading.front[len(head) + 2 + len(contact) :]]
            wanted += [("", cells) for cells in notes]
        return wanted

    def _is_title(self, reading: DisplayReading, line: DisplayLine) -> bool:
        kinds = {one.line: one.unit.kind for one in reversed(reading.body)}
        return kinds.get(line.line) in ("part", "section")

    def _sections(self, reading: DisplayReading, body: Sequence[Placed], volume: int) -> list[str]:
        """Return what names the sections that stand in a volume: "section 4", "Annex A"."""
        opens_at = [one.line for one in reading.body if one.unit.kind == "section"]
        references = (Reference(section.id) for section in self.publication.sections)
        names = [target_words(self.publication, reference) for reference in references]
        starts = dict(zip(opens_at, names, strict=False))
        own = [one.paragraph for one in body if one.volume == volume and one.paragraph >= 0]
        if not own:
            return ["?"]
        before = [starts[line.line] for line in reading.lines[: own[0] + 1] if line.line in starts]
        inside = [
            starts[line.line] for line in reading.lines[own[0] : own[-1] + 1] if line.line in starts
        ]
        opens = reading.lines[own[0]].is_heading and bool(inside)
        title = opens and self._is_title(reading, reading.lines[own[0]])
        return inside if title else [*before[-1:], *inside] or ["?"]

    def _differs(self, cells: str, wanted: Sequence[tuple[str, str]]) -> str:
        """Return where cells stop saying what is wanted; empty if they say all of it."""
        rest = numbers_apart(cells).split(SPACE)
        for words, said in wanted:
            exact = numbers_apart(said)
            count = len(exact.split(SPACE) if exact else words.split())
            some = SPACE.join(rest[:count])
            if some != exact if exact else not self._says(some, normalise(words)):
                instead = words or self.speech.roughly(exact)
                return f"“{self.speech.roughly(some)}” [{some}] instead of “{instead}”"
            rest = rest[count:]
        return f"and “{self.speech.roughly(SPACE.join(rest))}”" if rest else ""


def _range(sections: Sequence[str]) -> str:
    """Return which sections a volume says that it holds, by what names each."""
    first, last = sections[0], sections[-1]
    if len(sections) == 1:
        return _upper(first)
    numbers = [re.fullmatch(r"section (\d+)", words) for words in (first, last)]
    if numbers[0] and numbers[1]:
        return f"Sections {numbers[0][1]} to {numbers[1][1]}"
    return f"From {first} to {last}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _as_displayed(body: Sequence[Found], units: Sequence[Found]) -> list[Found]:
    """Return units from paper in the order of the display's file.

    A table's header comes once, before its cells, though its names stand in each row. Nothing else
    moves: paragraphs are only found in their order.
    """
    places = {id(one.unit): place for place, one in enumerate(units)}
    result: list[Found] = []
    run: list[Found] = []
    for one in body:
        if id(one.unit) in places:
            run.append(one)
        else:
            result += [*sorted(run, key=lambda found: places[id(found.unit)]), one]
            run = []
    return result + sorted(run, key=lambda found: places[id(found.unit)])


def _titles(reading: DisplayReading, body: Sequence[Found]) -> dict[str, str]:
    """Return the words of the titles in the body, by their cells: some are in other codes."""
    cells = {line.line: line.cells for line in reading.lines}
    return {
        cells[one.line]: furniture.braille_top(one.unit.kind, one.unit.number, one.unit.words)
        for one in body
        if one.unit.kind in ("part", "section")
    }


def _unmarked(cells: str, *, first: bool, last: bool) -> str:
    """Return a line of the notes without the indicators around all of them."""
    cells = cells.removeprefix(OPEN) if first else cells
    return cells.removesuffix("⠈⠨⠜") if last else cells
