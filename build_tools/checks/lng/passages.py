"""The words to be read: those in English that are the publication's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.issues import SourceSpan
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Code,
    Deleted,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Node,
    NoteCall,
    Quote,
    Text,
    children,
    content_of,
)

STAND_IN = "word"
"""What stands for words that are not ours: it counts, and no rule knows it."""

_QUOTED = re.compile(r"“[^“”]*?([.!?…]?)”|\"[^\"]*?([.!?…]?)\"")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's own words.

    `node` is None where they are no block's: a title, a summary, a picture's text alternative.
    `section` is None for those of the publication and of its parts.
    """

    words: str
    span: SourceSpan
    node: Node | None = None
    section: Section | None = None

    @property
    def content(self) -> tuple[Inline, ...]:
        """The inlines that the words come from."""
        return content_of(self.node) if self.node else ()


def passages(publication: Publication) -> Iterator[Passage]:
    """Iterate over all passages in reading order."""
    if is_english(publication.lang):
        place = publication.place("publication", "", "summary")
        yield Passage(own(publication.record.summary), place)
    for index, part in enumerate(publication.parts):
        if is_english(publication.lang):
            place = publication.place("publication", "", "spine", index, "summary")
            yield Passage(own(part.summary), place)
        for section in part.sections:
            lang = section.lang or publication.lang
            if is_english(lang):
                place = _place(publication, section, "title")
                yield Passage(own(section.title), place, section=section)
                place = _place(publication, section, "summary")
                yield Passage(own(section.summary), place, section=section)
            for node in (*section.blocks, *section.notes):
                yield from _inside(section, node, lang)


def _place(publication: Publication, section: Section, key: str) -> SourceSpan:
    """Return where a section's title or summary stands: in its file, or in its register's."""
    kind = "registers" if section.kind == "generated" else "sections"
    return publication.places.get((kind, section.id, (key,)), section.span)


def _inside(section: Section, node: Node, lang: str) -> Iterator[Passage]:
    lang = node.lang or lang
    if isinstance(node, Quote):
        return
    if is_english(lang) and (words := own(flat(content_of(node)))):
        yield Passage(words, node.span, node, section)
    if is_english(lang) and isinstance(node, Figure):
        yield Passage(own(node.alt), node.span, section=section)
    for child in children(node):
        yield from _inside(section, child, lang)


def is_english(lang: str) -> bool:
    """Whether a language tag names English."""
    return lang.split("-", maxsplit=1)[0] == "en"


def flat(content: tuple[Inline, ...]) -> str:
    """Return inlines as words; a forced new line is a line feed, code is a stand-in.

    Words that a revision took out are not read.
    """
    parts = []
    for inline in content:
        match inline:
            case Text(text):
                parts.append(text)
            case Code():
                parts.append(STAND_IN)
            case Foreign(lang, inner):
                parts.append(flat(inner) if is_english(lang) else STAND_IN)
            case LineBreak():
                parts.append("\n")
            case NoteCall() | Deleted():
                pass
            case _:
                parts.append(flat(inline.content))
    return "".join(parts)


def own(words: str) -> str:
    """Put a stand-in for what is in quotation marks; it ends a sentence where that did."""
    return _QUOTED.sub(lambda quoted: STAND_IN + (quoted[1] or quoted[2] or ""), words)
