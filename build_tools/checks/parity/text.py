"""The finished plain text → units, by the edition's `SPECIFICATION.md` alone.

Every file is read: the wrapped one, the unwrapped one and each section's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import get_args

from build_tools.checks.parity.apparatus import CONTENTS
from build_tools.checks.parity.expected import (
    Idiom,
    escaped,
    place_words,
    whole_in_one_language,
)
from build_tools.checks.parity.units import (
    Found,
    Kind,
    Reading,
    Unit,
    Unreadable,
    call_mark,
    inside,
    normalise,
)
from build_tools.issues import SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, CalloutKind, Reference
from build_tools.publication.words import kind_name, language_name

_HAN_KANA = "\u3040-\u30fb\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_AFTER = rf"(?<=[{_HAN_KANA}、。，．：；！？」』】）》〉])"
_CHINESE_LINES = re.compile(rf"{_AFTER} *\n *(?=[{_HAN_KANA}])")

_CALLOUTS = tuple(kind_name(kind) for kind in get_args(CalloutKind))
_LABEL = re.compile(rf"(Image|Chart|Table|Quote|{'|'.join(_CALLOUTS)}):(?:[ \n]|$)")
_NOTE = re.compile(r"Footnote (\d+), from ([^:]*):(?:[ \n]|$)")
_PART = re.compile(r"(?:\+\+)?Part (\d+): ")
_SECTION = re.compile(r"(?:\+\+)?(\d+)\. ")
_ENTRY = re.compile(r"(-|\d+\.)(?:[ \n]|$)")
_COLONS = re.compile(r":+(?=[ \n]|$)")
_LANGUAGE = re.compile(r"\[in ([^\]]*)\]")


def idiom(publication: Publication, *, wrapped: bool) -> Idiom:
    """Return what the text can tell; in a wrapped file, a forced new line is like any other."""
    return Idiom(
        nested=True,
        kinds=True,
        terms=False,
        plain_text=True,
        language=cache(lambda tag: language_name(tag, publication.lang)),
        last=partial(_last, wrapped=wrapped),
    )


def _last(words: str, *, wrapped: bool) -> str:
    """Return words without the space before a mark, which is the mark's own."""
    words = re.sub(r"\s+(?=⁅)", "", words)
    return _CHINESE_LINES.sub("", words) if wrapped else words


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target as it stands in square brackets."""
    if isinstance(target, Reference):
        return place_words(publication.number(target))
    scheme, _, rest = escaped(target.url).partition(":")
    return {"mailto": "email ", "tel": "telephone "}.get(scheme, f"{scheme}:") + rest


def read_text(folder: Path, path: str, lang: str, *, wrapped: bool = True) -> Reading:
    """Read one file of the edition; `lang` is the name of the publication's language."""
    try:
        text = (folder / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"The file can't be read: {error}") from None
    paragraphs = list(_paragraphs(text, wrapped=wrapped))
    reader = _Reader(paragraphs, f"text/{path}", lang)
    apparatus = reader.front()
    found = list(reader.parts())
    return Reading(
        tuple(one for one in found if one.unit.kind != "note"),
        tuple(one for one in found if one.unit.kind == "note"),
        apparatus,
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is one line of the unwrapped file, where it begins and what stands above it."""

    text: str
    indent: int
    blank: int
    line: int


def _paragraphs(text: str, *, wrapped: bool) -> Iterator[_Paragraph]:
    held: _Paragraph | None = None
    blank = 0
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip(" ")
        if not words:
            blank += 1
            continue
        indent = len(line) - len(line.lstrip(" "))
        if held and not blank and indent % 4 != 2:  # noqa: PLR2004  (an entry begins)
            held = replace(held, text=f"{held.text}\n{words}")
        else:
            if held:
                yield _joined(held, wrapped=wrapped)
            held = _Paragraph(words, indent, blank, number)
        blank = 0
    if held:
        yield _joined(held, wrapped=wrapped)


def _joined(paragraph: _Paragraph, *, wrapped: bool) -> _Paragraph:
    text = _CHINESE_LINES.sub("", paragraph.text) if wrapped else paragraph.text
    return replace(paragraph, text=text.replace("\n", " "))


@dataclass(slots=True)
class _Reader:
    """Goes through a file's paragraphs once."""

    paragraphs: list[_Paragraph]
    path: str
    lang: str
    at: int = 0
    section: str = ""

    # --- The file ---

    def front(self) -> dict[str, str]:
        """Return what stands before the first part or section."""
        said: dict[str, str] = {}
        contents: list[str] = []
        while (here := self.peek()) and not (_top(here) and here.text.startswith("++")):
            self.at += 1
            if here.blank == 2 or contents:  # noqa: PLR2004  (a heading)
                contents.append(here.text)
            else:
                said[f"paragraph {len(said) + 1} of the front matter"] = _plain(here.text)
        if contents:
            head, search, *entries = contents if contents[1:] else (*contents, "")
            words = [_titled(entry, self.lang).words for entry in entries]
            numbers = [entry[: _number_end(entry)] for entry in entries]
            said["heading of the contents"] = head
            said["sentence on how to search"] = search
            said[CONTENTS] = "\n".join(map("{}{}".format, numbers, words))
        return said

    def parts(self) -> Iterator[Found]:
        """Iterate over parts and sections to the end of the file."""
        while here := self.peek():
            if here.blank != 2 or here.indent or not here.text.startswith("++"):  # noqa: PLR2004
                raise self.unreadable(here, "A part or section should begin here")
            self.at += 1
            if part := _PART.match(here.text):
                self.section = ""
                unit = self.unit("part", here.text[part.end() :], self.lang, number=part[1])
            elif section := _SECTION.match(here.text):
                self.section = section[1]
                words = here.text[section.end() :]
                unit = self.unit("section", words, self.lang, number=section[1])
            else:
                raise self.unreadable(here, "This is no heading of a part or section")
            yield self.found(unit, here)
            yield from self.summarised(list(self.blocks(0, self.lang)))

    def summarised(self, held: list[Found]) -> Iterator[Found]:
        """Iterate over the blocks of a part or section; the first may be its summary."""
        first = held[0].unit if held else None
        if first and first.kind == "paragraph" and not first.number:
            held[0] = replace(held[0], unit=replace(first, kind="summary"))
        yield from held

    # --- Where we are ---

    def peek(self) -> _Paragraph | None:
        return self.paragraphs[self.at] if self.at < len(self.paragraphs) else None

    def take(self, why: str) -> _Paragraph:
        here = self.peek()
        if here is None:
            raise self.unreadable(self.paragraphs[-1], f"The file ends, and {why} is still open")
        self.at += 1
        return here

    def unreadable(self, here: _Paragraph, problem: str) -> Unreadable:
        shown = f"{problem}: “{here.text[:60]}”."
        return Unreadable(shown, f"line {here.line}", here.line)

    def found(self, unit: Unit, here: _Paragraph) -> Found:
        return Found(unit, f"line {here.line}", here.line, SourceSpan(self.path, here.line))

    def unit(self, kind: Kind, text: str, lang: str, *, number: str = "", label: str = "") -> Unit:
        try:
            words, foreign = _Marks(text).read()
        except Unreadable as why:
            if not self.paragraphs:
                raise
            here = self.paragraphs[max(self.at - 1, 0)]
            raise self.unreadable(here, why.problem) from None
        return whole_in_one_language(Unit(kind, words, number, label, lang, foreign))

    # --- Blocks ---

    def blocks(self, indent: int, lang: str, end: str = "") -> Iterator[Found]:
        """Iterate over the units at an indent, up to an end mark or to what is further left."""
        while here := self.peek():
            if end and here.indent == indent and here.text == end:
                self.at += 1
                return
            if here.indent < indent or (not end and here.text.startswith("++") and _top(here)):
                break
            if here.indent == indent + 2:
                yield from self.entry(here, indent, lang)
            elif here.indent != indent:
                raise self.unreadable(here, "The indent is not one that can stand here")
            elif here.text == "[New list]":
                self.at += 1
            elif here.blank < 2 and (other := _LANGUAGE.fullmatch(here.text)):  # noqa: PLR2004
                self.at += 1
                yield from self.blocks(indent, other[1], f"[end of {other[1]}]")
            else:
                yield from self.block(indent, lang)
        if end:
            raise self.unreadable(here or self.paragraphs[-1], f"{end} should stand before this")

    def block(self, indent: int, lang: str) -> Iterator[Found]:
        here = self.take("a section")
        number, text = self.numbered(here.text)
        label = _LABEL.match(text)
        if here.blank >= 2:  # noqa: PLR2004  (a heading)
            yield self.found(self.unit("heading", text, lang, number=number), here)
        elif note := _NOTE.match(text):
            unit = self.unit("note", text[note.end() :], lang, number=note[1], label=note[2])
            yield self.found(unit, here)
        elif not label:
            yield self.found(self.unit("paragraph", text, lang, number=number), here)
        elif label[1] == "Table":
            if rest := text[label.end() :]:
                yield self.found(self.unit("caption", rest, lang), here)
            yield from self.table(indent, lang)
        elif label[1] == "Quote":
            yield self.found(self.unit("quote", text[label.end() :], lang, number=number), here)
            yield from self.quoted(indent, lang, here)
        elif label[1] in _CALLOUTS:
            kind, title = label[1], text[label.end() :]
            unit = self.unit("callout", title, lang, number=number, label=kind)
            yield self.found(unit, here)
            end = f"[End of {kind.lower()}]"
            yield from inside("callout", self.blocks(indent, lang, end))
        else:
            alternative = self.unit("alternative", text[label.end() :], lang, number=number)
            yield self.found(alternative, here)
            yield from self.drawn(indent, lang)

    def numbered(self, text: str) -> tuple[str, str]:
        """Divide a number of this section from the words after it."""
        number = rf"({self.section}(?:\.\d+|[A-Z]+(?:\.\d+)?))(?: |$)"
        found = re.match(number, text) if self.section else None
        return (found[1], text[found.end() :]) if found else ("", text)

    def quoted(self, indent: int, lang: str, here: _Paragraph) -> Iterator[Found]:
        """Iterate over a quote's blocks and its speaker, who is the last of them."""
        held = list(self.blocks(indent, lang, "[End of quote]"))
        last = self.paragraphs[self.at - 2]
        if last.indent == indent and last.text.startswith("Speaker:"):
            held.pop()
            speaker = self.unit("speaker", last.text.removeprefix("Speaker:"), lang)
            here = last
        else:
            speaker = self.unit("speaker", "", lang)
        yield from inside("quote", held)
        yield self.found(speaker, here)

    def drawn(self, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over the caption and the description that follow a text alternative."""
        if here := self.labelled("Caption:", indent):
            yield self.found(self.unit("caption", here.text.removeprefix("Caption:"), lang), here)
        if self.labelled("Long description:", indent, alone=True):
            held = self.blocks(indent, lang, "[End of long description]")
            yield from inside("description", held)

    def labelled(self, label: str, indent: int, *, alone: bool = False) -> _Paragraph | None:
        here = self.peek()
        if here and alone and here.text != label:
            return None
        if here and here.indent == indent and here.blank < 2 and here.text.startswith(label):  # noqa: PLR2004
            self.at += 1
            return here
        return None

    # --- Entries ---

    def entry(self, here: _Paragraph, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over an entry of a list and all that it holds."""
        marker, rest = _ENTRY.match(here.text), ""
        if marker:
            label = "•" if marker[1] == "-" else marker[1]
            rest = here.text[marker.end() :]
        else:
            term, rest = _term(here.text)
            yield self.found(self.unit("term", term, lang), here)
        if rest:  # what it holds begins on the same line
            self.paragraphs[self.at] = replace(here, text=rest, indent=indent + 4, blank=1)
        else:
            self.at += 1
        held = list(self.blocks(indent + 4, lang))
        if marker and held and held[0].unit.kind == "paragraph":
            held[0] = replace(held[0], unit=replace(held[0].unit, kind="item", label=label))
        elif marker:
            held.insert(0, self.found(self.unit("item", "", lang, label=label), here))
        if marker:
            yield held.pop(0)
        yield from inside("item" if marker else "definition", held)

    def table(self, indent: int, lang: str) -> Iterator[Found]:
        """Iterate over a table's header, once, and the values of its rows."""
        names: list[Unit] = []
        column, first = 0, True
        cells: list[Found] = []
        while (here := self.take("a table")).text != "[End of table]" or here.indent != indent:
            if here.indent != indent + 2:
                raise self.unreadable(here, "A row of the table should stand here")
            column = 1 if here.blank else column + 1
            first = first and (not names or column > 1)
            name, value = _field(here, self)
            unnamed = name == ("Row" if column == 1 else f"Column {column}")
            head = self.unit("cell" if unnamed else "header", "" if unnamed else name, lang)
            head = replace(head, label="" if unnamed else "column")
            if first:
                names.append(head)
                yield self.found(head, here)
            elif column > len(names) or head != names[column - 1]:
                yield self.found(head, here)  # it is another header, and so one too many
            if value != "[no rows]":
                words = "" if value == "[empty]" else value
                cells.append(self.found(self.unit("cell", words, lang), here))
        yield from cells


def _top(here: _Paragraph) -> bool:
    return here.blank >= 2 and here.indent == 0  # noqa: PLR2004


def _term(text: str) -> tuple[str, str]:
    """Divide a term from the beginning of its definition, if that is on its line."""
    if text.startswith("[Term] "):
        return text.removeprefix("[Term] "), ""
    colon = re.search(r":(?= |$)", text)
    return (text[: colon.start()], text[colon.end() :].strip()) if colon else (text, "")


def _field(here: _Paragraph, reader: _Reader) -> tuple[str, str]:
    """Divide a header's words from the value; colons that are the header's own are doubled."""
    for colons in _COLONS.finditer(here.text):
        if len(colons[0]) % 2:
            name = here.text[: colons.end() - 1]
            halved = _COLONS.sub(lambda found: found[0][: len(found[0]) // 2], name)
            return halved, here.text[colons.end() :].strip()
    raise reader.unreadable(here, "No colon ends the header's words")


def _number_end(entry: str) -> int:
    found = _PART.match(entry) or _SECTION.match(entry)
    return found.end() if found else 0


def _titled(entry: str, lang: str) -> Unit:
    reader = _Reader([], "", lang)
    return reader.unit("section", entry[_number_end(entry) :], lang)


def _plain(text: str) -> str:
    return normalise(text.replace("[[", "["))


@dataclass(slots=True)
class _Marks:
    """Resolves the marks of one paragraph."""

    text: str
    words: str = ""
    foreign: list[tuple[str, str]] = field(default_factory=list)
    open: list[tuple[str, int, int]] = field(default_factory=list)

    def read(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the words, and the changes of language in them."""
        rest = self.text
        while rest:
            before, bracket, rest = rest.partition("[")
            self.words += before
            if not bracket:
                break
            brackets = len(rest) - len(rest.lstrip("[")) + 1
            self.words += "[" * (brackets // 2)
            rest = rest[brackets - 1 :]
            if brackets % 2:
                mark, closed, rest = rest.partition("]")
                if not closed:
                    raise Unreadable(f"The mark “[{mark[:60]}” has no end")
                rest = self._mark(mark, rest)
        if self.open:
            raise Unreadable(f"The mark “[end of {self.open[-1][0]}]” is missing")
        return normalise(self.words), tuple(self.foreign)

    def _mark(self, mark: str, rest: str) -> str:
        """Take one mark with the space that it owns; return what is left."""
        if mark == "Text":
            return rest.removeprefix(" ")
        if mark.startswith("in "):
            self.open.append((mark[3:], len(self.words), len(self.foreign)))
            return rest.removeprefix(" ")
        self.words = self.words.removesuffix(" ")
        self.open = [(lang, min(at, len(self.words)), place) for lang, at, place in self.open]
        if mark.startswith("end of "):
            if not self.open or self.open[-1][0] != mark[7:]:
                raise Unreadable(f"The mark “[{mark}]” ends nothing")
            lang, start, place = self.open.pop()
            self.foreign.insert(place, (lang, normalise(self.words[start:])))
        else:
            self.words += call_mark(mark.removeprefix("Footnote "))
        return rest
