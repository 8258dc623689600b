"""Paragraphs of a file → units: front matter, parts, sections, blocks and entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from build_tools.formats.expected import whole_in_one_language
from build_tools.formats.furniture import CONTENTS
from build_tools.formats.text.marks import Marks
from build_tools.formats.text.paragraphs import Paragraph
from build_tools.formats.units import Found, Kind, Unit, Unreadable, inside, normalise
from build_tools.issues import SourceSpan
from build_tools.publication.blocks import CalloutKind
from build_tools.publication.words import kind_name

_CALLOUTS = tuple(kind_name(kind) for kind in get_args(CalloutKind))
_LABEL = re.compile(rf"(Image|Chart|Table(?: \d+)?|Quote|{'|'.join(_CALLOUTS)}):(?:[ \n]|$)")
_NOTE = re.compile(r"Footnote (\d+), from ([^:]*):(?:[ \n]|$)")
_PART = re.compile(r"(?:\+\+)?Part(?: (\d+))?: ")
_SECTION = re.compile(r"(?:\+\+)?(?:(\d+)\. |(Annex [A-Z]+): )?")
"""A section without a number has nothing before its title."""
_ENTRY = re.compile(r"(-|\d+\.)(?:[ \n]|$)")
_COLONS = re.compile(r":+(?=[ \n]|$)")
_LANGUAGE = re.compile(r"\[in ([^\]]*)\]")


@dataclass(slots=True)
class Reader:
    """Goes through a file's paragraphs once."""

    paragraphs: list[Paragraph]
    path: str
    lang: str
    at: int = 0
    section: str = ""

    # --- The file ---

    def front(self) -> dict[str, str]:
        """Return what stands before the first part or section."""
        said: dict[str, str] = {}
        contents: list[str] = []
        while (here := self._peek()) and not (_top(here) and here.text.startswith("++")):
            self.at += 1
            if here.blank == 2 or contents:  # noqa: PLR2004  (a heading)
                contents.append(here.text)
            else:
                said[f"paragraph {len(said) + 1} of the front matter"] = _plain(here.text)
        if contents:
            head, search, *entries = contents if contents[1:] else (*contents, "")
            said["heading of the contents"] = head
            said["sentence on how to search"] = search
            said[CONTENTS] = "\n".join(_titled(entry, self.lang) for entry in entries)
        return said

    def parts(self) -> Iterator[Found]:
        """Iterate over parts and sections to the end of the file."""
        while here := self._peek():
            if here.blank != 2 or here.indent or not here.text.startswith("++"):  # noqa: PLR2004
                raise self._unreadable(here, "A part or section should begin here")
            self.at += 1
            if part := _PART.match(here.text):
                self.section = ""
                words, number = here.text[part.end() :], part[1] or ""
                unit = self._unit("part", words, self.lang, number=number)
            else:
                section = _SECTION.match(here.text)
                assert section is not None, "nothing is asked for"
                number = section[1] or section[2] or ""
                self.section = number.removeprefix("Annex ")
                words = here.text[section.end() :]
                unit = self._unit("section", words, self.lang, number=number)
            yield self._found(unit, here)
            held = list(self._blocks(0, self.lang))
            yield from self._summarised(held) if part or number else held

    def _summarised(self, held: list[Found]) -> Iterator[Found]:
        """Iterate over the blocks of a part or numbered section; the first may be its summary."""
        first = held[0].unit if held else None
        if first and first.kind == "paragraph" and not first.number:
            held[0] = replace(held[0], unit=replace(first, kind="summary"))
        yield from held

    # --- Where we are ---

    def _peek(self) -> Paragraph | None:
        return self.paragraphs[self.at] if self.at < len(self.paragraphs) else None

    def _take(self, why: str) -> Paragraph:
        here = self._peek()
        if here is None:
            raise self._unreadable(self.paragraphs[-1], f"The file ends, and {why} is still open")
        self.at += 1
        return here

    def _unreadable(self, here: Paragraph, problem: str) -> Unreadable:
        shown = f"{problem}: “{here.text[:60]}”."
        return Unreadable(shown, f"line {here.line}", here.line)

    def _found(self, unit: Unit, here: Paragraph) -> Found:
        return Found(unit, f"line {here.line}", here.line, SourceSpan(self.path, here.line))

    def _unit(self, kind: Kind, text: str, lang: str, *, number: str = "", label: str = "") -> Unit:
        try:
            words, foreign = Marks(text).read()
        except Unreadable as why:
            if not self.paragraphs:
                raise
            here = self.paragraphs[max(self.at - 1, 0)]
            raise self._unreadable(here, why.problem) from None
        return whole_in_one_language(Unit(kind, words, number, label, lang, foreign))

    # --- Blocks ---

    def _blocks(self, indent: int, lang: str, end: str = "") -> Iterator[Found]:
        """Iterate over the units at an indent, up to an end mark or to what is further left."""
        while here := self._peek():
            if end and here.indent == indent and here.text == end:
                self.at += 1
                return
            if here.indent < indent or (not end and here.text.startswith("++") and _top(here)):
                break
            if here.indent == indent + 2:
                yield from self._entry(here, indent, lang)
            elif here.indent != indent:
                raise self._unreadable(here, "The indent is not one that can stand here")
            elif here.text == "[New list]":
                self.at += 1
            elif here.blank < 2 and (other := _LANGUAGE.fullmatch(here.text)):  # noqa: PLR2004
                self.at += 1
                yield from self._blocks(indent, other[1], f"[end of {other[1]}]")
            else:
                yield from self._block(indent, lang)
        if end:
            raise self._unreadable(here or self.paragraphs[-1], f"{end} should stand before this")

    def _block(self, indent: int, lang: str) -> Iterator[Found]:
        here = self._take("a section")
        number, text = self._numbered(here.text)
        label = _LABEL.match(text)
        if here.blank >= 2:  # noqa: PLR2004  (a heading)
            yield self._found(self._unit("heading", text, lang, number=number), here)
        elif note := _NOTE.match(text):
            unit = self._unit("note", text[note.end() :], lang, number=note[1], label=note[2])
            yield self._found(unit, here)
        elif not label and text.startswith("[Summary] ") and not self.section:
            yield self._found(self._unit("summary", text, lang), here)
        elif not label:
            yield self._found(self._unit("paragraph", text, lang, number=number), here)
        elif label[1].startswith("Table"):
            if rest := text[0 if label[1] != "Table" else label.end() :]:
                yield self._found(self._unit("caption", rest, lang), here)
            yield from self._table(indent, lang)
        elif label[1] == "Quote":
            yield self._found(self._unit("quote", text[label.end() :], lang, number=number), here)
            yield from self._quoted(indent, lang)
        elif label[1] in _CALLOUTS:
            kind, title = label[1], text[label.end() :]
            unit = self._unit("callout", title, lang, number=number, label=kind)
            yield self._found(unit, here)
            end = f"[End of {kind.lower()}]"
            yield from inside("callout", self._blocks(indent, lang, end))
        else:
            alternative = self._unit("alternative", text[label.end() :], lang, number=number)
            yield self._found(alternative, here)
            yield from self._drawn(indent, lang)

    def _numbered(self, text: str) -> tuple[str, str]:
        """Divide a number of this section from the words after it."""
        upper = "[A-Z]+" if self.section.isdecimal() else r"\d+"
        number = rf"({self.section}(?:\.\d+|{upper}(?:\.\d+)?))(?: |$)"
        found = re.match(number, text) if self.section else None
        return (found[1], text[found.end() :]) if found else ("", text)

    def _quoted(self, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over a quote's blocks; if a speaker is named, it is the last of them."""
        held = list(self._blocks(indent, lang, "[End of quote]"))
        last = self.paragraphs[self.at - 2]
        if last.indent != indent or not last.text.startswith("Speaker:"):
            yield from inside("quote", held)
            return
        yield from inside("quote", held[:-1])
        speaker = self._unit("speaker", last.text.removeprefix("Speaker:"), lang)
        yield self._found(speaker, last)

    def _drawn(self, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over the caption and the description that follow a text alternative."""
        if here := self._labelled("Caption:", indent):
            yield self._found(self._unit("caption", here.text.removeprefix("Caption:"), lang), here)
        if self._labelled("Long description:", indent, alone=True):
            held = self._blocks(indent, lang, "[End of long description]")
            yield from inside("description", held)

    def _labelled(self, label: str, indent: int, *, alone: bool = False) -> Paragraph | None:
        here = self._peek()
        if here and alone and here.text != label:
            return None
        if here and here.indent == indent and here.blank < 2 and here.text.startswith(label):  # noqa: PLR2004
            self.at += 1
            return here
        return None

    # --- Entries ---

    def _entry(self, here: Paragraph, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over an entry of a list and all that it holds."""
        marker, rest = _ENTRY.match(here.text), ""
        if marker:
            label = "•" if marker[1] == "-" else marker[1]
            rest = here.text[marker.end() :]
        else:
            term, rest = _term(here.text)
            yield self._found(self._unit("term", term, lang), here)
        if rest:  # what it holds begins on the same line
            self.paragraphs[self.at] = replace(here, text=rest, indent=indent + 4, blank=1)
        else:
            self.at += 1
        held = list(self._blocks(indent + 4, lang))
        if marker and held and held[0].unit.kind == "paragraph":
            held[0] = replace(held[0], unit=replace(held[0].unit, kind="item", label=label))
        elif marker:
            held.insert(0, self._found(self._unit("item", "", lang, label=label), here))
        if marker:
            yield held.pop(0)
        yield from inside("item" if marker else "definition", held)

    def _table(self, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over a table's header, once, and the values of its rows."""
        names: list[Unit] = []
        column, first = 0, True
        cells: list[Found] = []
        while (here := self._take("a table")).text != "[End of table]" or here.indent != indent:
            if here.indent != indent + 2:
                raise self._unreadable(here, "A row of the table should stand here")
            column = 1 if here.blank else column + 1
            first = first and (not names or column > 1)
            name, value = _field(here, self)
            unnamed = name == ("Row" if column == 1 else f"Column {column}")
            head = self._unit("cell" if unnamed else "header", "" if unnamed else name, lang)
            head = replace(head, label="" if unnamed else "column")
            if first:
                names.append(head)
                yield self._found(head, here)
            elif column > len(names) or head != names[column - 1]:
                yield self._found(head, here)  # it is another header, and so one too many
            if value != "[no rows]":
                words = "" if value == "[empty]" else value
                cells.append(self._found(self._unit("cell", words, lang), here))
        yield from cells


def _top(here: Paragraph) -> bool:
    return here.blank >= 2 and here.indent == 0  # noqa: PLR2004


def _term(text: str) -> tuple[str, str]:
    """Divide a term from the beginning of its definition, if that is on its line."""
    if text.startswith("[Term] "):
        return text.removeprefix("[Term] "), ""
    colon = re.search(r":(?= |$)", text)
    return (text[: colon.start()], text[colon.end() :].strip()) if colon else (text, "")


def _field(here: Paragraph, reader: Reader) -> tuple[str, str]:
    """Divide a header's words from the value; colons that are the header's own are doubled."""
    for colons in _COLONS.finditer(here.text):
        if len(colons[0]) % 2:
            name = here.text[: colons.end() - 1]
            halved = _COLONS.sub(lambda found: found[0][: len(found[0]) // 2], name)
            return halved, here.text[colons.end() :].strip()
    raise reader._unreadable(here, "No colon ends the header's words")


def _number_end(entry: str) -> int:
    found = _PART.match(entry) or _SECTION.match(entry)
    return found.end() if found else 0


def _titled(entry: str, lang: str) -> str:
    """Return an entry of the contents without marks, and its language if it has its own."""
    end = _number_end(entry)
    unit = Reader([], "", lang)._unit("section", entry[end:], lang)
    langs = [*([unit.lang] if unit.lang != lang else []), *(other for other, _ in unit.foreign)]
    return entry[:end] + unit.words + "".join(f" ({other})" for other in langs)


def _plain(text: str) -> str:
    return normalise(text.replace("[[", "["))
