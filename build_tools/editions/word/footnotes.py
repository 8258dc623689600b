"""Footnotes: real ones, which Word numbers itself in the order of their first calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from build_tools.editions.word.paragraphs import Setting, paragraph
from build_tools.editions.word.xml import Element, run, text, w
from build_tools.publication.blocks import Inline, Note

_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Word's lines above notes, by their ids; `settings.xml` names them too."""


class Footnotes:
    """The part with all notes; `write` writes its inlines. A note's id is its number."""

    def __init__(self, write: Callable[[tuple[Inline, ...], str], list[Element]]) -> None:
        self._write = write
        marks = (
            w(
                "footnote",
                w("p", w("pPr", w("pStyle", val="FootnoteText")), w("r", w(kind))),
                type=kind,
                id=number,
            )
            for number, kind in _SEPARATORS.items()
        )
        self.root = w("footnotes", *marks)

    def add(self, notes: Iterable[Note], setting: Setting) -> None:
        """Add the notes of a section."""
        for note in notes:
            own = Setting(note.lang or setting.lang, setting.whole)
            mark = run(w("footnoteRef"), style="FootnoteReference")
            words = [mark, w("r", text(" ")), *self._write(note.content, own.lang)]
            self.root.append(w("footnote", paragraph(own, "FootnoteText", words), id=note.number))
