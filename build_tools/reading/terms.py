"""Key terms: the first use of each in a section leads to its definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import (
    Block,
    Emphasis,
    Inline,
    Paragraph,
    Reference,
    Strong,
    TermUse,
    Text,
    rewrite,
)
from build_tools.publication.records import Term

GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """The terms of a glossary, ready to be found in a text.

    A term is found with its synonyms, in the plural too, and with a capital at the beginning of a
    sentence; the longest one wins. One in capitals is found as it is written.
    """

    ids: Mapping[str, str]
    """Each way to write a term → its id."""
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, terms: Iterable[Term]) -> KeyTerms:
        """Return the terms of a glossary's entries; of two with one name the first counts."""
        ids: dict[str, str] = {}
        for term in terms:
            for words in (term.term, *term.also):
                ids.setdefault(_key(words), term.id)
        names = sorted(ids, key=lambda words: (-len(words), words))
        alternatives = "|".join(map(_alternative, names))
        pattern = re.compile(rf"(?<![\w-])({alternatives})(?:s|es)?(?![\w-])") if names else None
        return cls(ids, pattern)

    def mark(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return a section's blocks with the first use of each term marked.

        Only running text has marks: no headings, links, code or words in another language.
        """
        return rewrite(blocks, _Marking(self).paragraph) if self.pattern else blocks


@dataclass(slots=True)
class _Marking:
    terms: KeyTerms
    done: set[str] = field(default_factory=set)

    def paragraph(self, node: object, _span: SourceSpan) -> object:
        if not isinstance(node, Paragraph) or node.lang:
            return node
        return replace(node, content=tuple(self._content(node.content)))

    def _content(self, content: tuple[Inline, ...]) -> Iterator[Inline]:
        for inline in content:
            match inline:
                case Text(text):
                    yield from self._text(text)
                case Emphasis(inner) | Strong(inner):
                    yield replace(inline, content=tuple(self._content(inner)))
                case _:
                    yield inline

    def _text(self, text: str) -> Iterator[Inline]:
        assert self.terms.pattern
        end = 0
        for found in self.terms.pattern.finditer(text):
            term = self.terms.ids[_key(found[1])]
            if term not in self.done:
                self.done.add(term)
                if found.start() > end:
                    yield Text(text[end : found.start()])
                yield TermUse(Reference(GLOSSARY, term), (Text(found[0]),))
                end = found.end()
        if end < len(text):
            yield Text(text[end:])


def _key(words: str) -> str:
    """Return what a term is known by: capitals count where there is nothing else."""
    return words if words.isupper() else words[:1].lower() + words[1:]


def _alternative(key: str) -> str:
    first, rest = key[:1], re.escape(key[1:]).replace(r"\ ", r"[ \u00a0]")
    if key.isupper() or first.upper() == first:
        return re.escape(first) + rest
    return f"[{re.escape(first)}{re.escape(first.upper())}]{rest}"
