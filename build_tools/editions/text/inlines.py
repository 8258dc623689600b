"""Words within a paragraph, with the marks that stand in square brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from build_tools.editions.text.lines import GLUE
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
    plain,
)
from build_tools.publication.words import language_name
from build_tools.rendering.targets import target_words

_SPACES = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


def author_words(text: str) -> str:
    """Return the author's words, with "[" doubled: a single one is the edition's."""
    return _SPACES.sub(" ", text).replace("[", "[[")


def mark(words: str) -> str:
    """Return a mark of the edition; no line ends inside it."""
    return f"[{words.replace(' ', GLUE)}]"


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes inlines; `lang` is the language that is in force."""

    publication: Publication
    lang: str

    def write(self, content: tuple[Inline, ...]) -> str:
        """Return the words of inlines; a forced new line is a line feed."""
        return "".join(map(self._inline, content))

    def write_in(self, lang: str, content: tuple[Inline, ...]) -> str:
        """Return words in a language (empty: the one in force), marked where it changes."""
        marks = self.change_to(lang)
        words = replace(self, lang=lang or self.lang).write(content)
        return f"{marks[0]} {words} {marks[1]}" if marks else words

    def change_to(self, lang: str) -> tuple[str, str] | None:
        """Return the marks that begin and end another language; None when it is the same."""
        if lang in ("", self.lang):
            return None
        name = language_name(lang, self.publication.lang)
        if name == language_name(self.lang, self.publication.lang):
            return None
        return mark(f"in {name}"), mark(f"end of {name}")

    def _inline(self, inline: Inline) -> str:  # noqa: PLR0911  (one for each kind)
        match inline:
            case Text(text) | Code(text):
                return author_words(text)
            case Emphasis(content) | Strong(content):
                return self.write(content)
            case Deleted(content):
                return f"{mark('deleted')} {self.write(content)} {mark('end of deleted')}"
            case Foreign(lang, content):
                return self.write_in(lang, content)
            case TermUse(_, content):
                return self.write(content)
            case Link(target, content):
                return self.write(content) + self._target(target, plain(content))
            case NoteCall():
                return f" {mark(f'Footnote {inline.number}')}"
            case LineBreak():
                return "\n"
            case _:
                assert_never(inline)

    def _target(self, target: Reference | Address, words: str) -> str:
        """Return the mark of where a link leads, unless its words say exactly that."""
        leads = target_words(self.publication, target, words)
        return f" {mark(leads)}" if leads else ""
