"""Words within a paragraph → cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from build_tools.editions.braille.liblouis import BOLD, ITALIC, UNCONTRACTED
from build_tools.editions.braille.lines import BREAK
from build_tools.editions.braille.ueb import CALL, PASSAGE, SPACE, Run, Ueb, write_code
from build_tools.publication import Publication
from build_tools.publication.blocks import (
    Address,
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
    inlines,
    plain,
)
from build_tools.rendering.targets import target_words

Piece = Run | str
"""A run, or finished cells with the space before them."""


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inlines; `lang` is the language of what is written, `code` its braille code.

    `code` is a table of liblouis, and empty where UEB is in force.
    """

    publication: Publication
    ueb: Ueb
    lang: str
    code: str = ""

    def write(self, content: Iterable[Inline]) -> str:
        """Return the cells of inlines."""
        several = tuple(content)
        return self._passage(several) or self.write_pieces(self.pieces(several))

    def write_text(self, words: str) -> str:
        """Return the cells of plain words."""
        return self.write((Text(words),))

    def write_pieces(self, pieces: Iterable[Piece]) -> str:
        """Return the cells of pieces; runs that follow each other see each other."""
        cells = ""
        runs: list[Run] = []
        for piece in pieces:
            if isinstance(piece, Run):
                if piece.style & CALL and not runs:
                    cells = cells.rstrip(f"{SPACE}{BREAK}")
                runs.append(piece)
            else:
                cells += self.ueb.write_runs(runs) + piece
                runs = []
        cells += self.ueb.write_runs(runs)
        lines = (line.strip(SPACE) for line in cells.split(BREAK))
        return re.sub(f"{SPACE}+", SPACE, BREAK.join(line for line in lines if line))

    def pieces(self, content: Iterable[Inline], style: int = 0) -> Iterator[Piece]:
        """Iterate over the pieces of inlines."""
        style |= 0 if self._is_own(self.lang) else UNCONTRACTED
        for inline in content:
            yield from self._inline(inline, style)

    def _is_own(self, lang: str) -> bool:
        """Whether a language is the publication's, so that its words are contracted."""
        own = self.publication.lang.partition("-")[0]
        return not lang or lang.partition("-")[0] == own

    def _passage(self, content: tuple[Inline, ...]) -> str:
        """Return a whole text in its own code, between indicators; empty where UEB is used."""
        other = NoteCall | Link | Deleted
        if not self.code or any(isinstance(inline, other) for inline in inlines(content)):
            return ""
        cells = write_code(self.code, plain(content))
        return f"{PASSAGE[0]}{SPACE}{cells}{SPACE}{PASSAGE[1]}" if cells else ""

    def _inline(self, inline: Inline, style: int) -> Iterator[Piece]:
        match inline:
            case Text(text):
                yield Run(text, style)
            case Code(text):
                yield Run(text, style | UNCONTRACTED)
            case Emphasis(content):
                yield from self.pieces(content, style | ITALIC)
            case Strong(content):
                yield from self.pieces(content, style | BOLD)
            case Deleted(content):
                yield self.ueb.note("deleted") + SPACE
                yield from self.pieces(content, style)
                yield SPACE + self.ueb.note("end of deleted")
            case Foreign(lang, content):
                inner = style & ~UNCONTRACTED if self._is_own(lang) else style
                yield from replace(self, lang=lang).pieces(content, inner)
            case TermUse(_, content):
                yield from self.pieces(content, style)
            case Link(target, content):
                yield from self.pieces(content, style)
                if words := self._target(target, plain(content)):
                    yield SPACE + words
            case NoteCall():
                yield Run(str(inline.number), CALL)
            case LineBreak():
                yield BREAK
            case _:
                assert_never(inline)

    def _target(self, target: Reference | Address, words: str) -> str:
        """Return where a link leads, as a transcriber's note, unless its words say exactly that."""
        leads = target_words(self.publication, target, words)
        if leads and isinstance(target, Reference):
            leads = f"see {leads}"
        return self.ueb.note(leads) if leads else ""
