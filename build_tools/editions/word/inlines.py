"""Inlines → runs, hyperlinks, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from build_tools.editions.word.addresses import Bookmarks, bookmark_name, note_name
from build_tools.editions.word.languages import lang_mark
from build_tools.editions.word.package import Relationships
from build_tools.editions.word.xml import Element, R, run, text, w
from build_tools.publication.blocks import (
    DELETED,
    Code,
    Deleted,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Reference,
    Strong,
    TermUse,
    Text,
)
from build_tools.publication.direction import direction

CODE_FACE = "Courier New"

Refer = Callable[[NoteCall], Element]
"""A note's first call → the mark that refers to the footnote."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are set; `link` is the style of the link that they stand in."""

    lang: str
    strong: bool = False
    emphasis: bool = False
    deleted: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inlines of one part of the file (text or footnotes), which is in language `lang`."""

    lang: str
    relationships: Relationships
    bookmarks: Bookmarks
    refer: Refer
    called_again: frozenset[int] = field(default=frozenset())
    """Numbers of the notes that have more calls than one."""

    def write(self, content: tuple[Inline, ...], lang: str) -> list[Element]:
        """Return what stands in a paragraph in language `lang`."""
        return list(self._inlines(content, Manner(lang)))

    def _inlines(self, content: tuple[Inline, ...], manner: Manner) -> Iterator[Element]:
        for inline in content:
            yield from self._inline(inline, manner)

    def _inline(self, inline: Inline, manner: Manner) -> Iterator[Element]:
        match inline:
            case Text(words):
                yield from self._words(words, manner)
            case Code(words):
                yield from self._words(words, replace(manner, code=True))
            case Emphasis(content):
                yield from self._inlines(content, replace(manner, emphasis=True))
            case Strong(content):
                yield from self._inlines(content, replace(manner, strong=True))
            case Deleted(content):
                yield from self._words(DELETED[0], manner)
                yield from self._inlines(content, replace(manner, deleted=True))
                yield from self._words(DELETED[1], manner)
            case Foreign(lang, content):
                yield from self._inlines(content, replace(manner, lang=lang))
            case Link():
                yield from self._link(inline, manner)
            case NoteCall():
                yield from self._call(inline, manner)
            case LineBreak():
                yield w("r", self._properties(manner), w("br"))
            case _:
                assert_never(inline)

    def _words(self, words: str, manner: Manner) -> Iterator[Element]:
        if words:
            yield w("r", self._properties(manner), text(words))

    def _link(self, link: Link, manner: Manner) -> Iterator[Element]:
        style = "TermLink" if isinstance(link, TermUse) else "Hyperlink"
        content = self._inlines(link.content, replace(manner, link=style))
        if manner.link:  # no link stands in another
            yield from content
            return
        target = link.target
        if isinstance(target, Reference):
            made = w("hyperlink", anchor=bookmark_name(target), history=1)
        else:
            made = w("hyperlink", history=1)
            made.set(f"{{{R}}}id", self.relationships.outside(target.url))
        made.extend(content)
        yield made

    def _call(self, call: NoteCall, manner: Manner) -> Iterator[Element]:
        """Yield the mark at a note's first call, or a field that repeats its number."""
        properties = self._properties(manner, "FootnoteReference")
        if call.call == 1:
            mark = w("r", properties, self.refer(call))
            name = note_name(call.number) if call.number in self.called_again else ""
            yield from self.bookmarks.around(name, [mark])
        else:
            again = rf" NOTEREF {note_name(call.number)} \f \h "
            yield w("fldSimple", w("r", properties, text(str(call.number))), instr=again)

    def _properties(self, manner: Manner, style: str = "") -> Element | None:
        """Return a run's properties; the first manner is a style, the others stand beside it."""
        chosen = style or manner.link
        direct: list[Element] = []
        for is_so, name, marks in (
            (manner.code, "HTMLCode", _in_code),
            (manner.strong, "Strong", lambda: [w("b"), w("bCs")]),
            (manner.emphasis, "Emphasis", lambda: [w("i"), w("iCs")]),
        ):
            if is_so and chosen:
                direct += marks()
            elif is_so:
                chosen = name
        if manner.deleted:
            direct.append(w("strike"))
        if manner.lang != self.lang:
            direct += [w("rtl")] if direction(manner.lang) == "rtl" else []
            direct.append(lang_mark(manner.lang))
        if chosen:
            direct.insert(0, w("rStyle", val=chosen))
        return w("rPr", *direct) if direct else None


def _in_code() -> list[Element]:
    return [w("rFonts", ascii=CODE_FACE, hAnsi=CODE_FACE, cs=CODE_FACE)]


def numbered(number: str) -> list[Element]:
    """Return a number in the column before the words; no number, nothing."""
    return [run(text(number), w("tab"), style="Number")] if number else []
