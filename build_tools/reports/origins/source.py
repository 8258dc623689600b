"""The publication's words, numbers and ids → where the source says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.issues import SourceSpan
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Address,
    Chart,
    Figure,
    Link,
    Node,
    Note,
    content_of,
    inlines,
    plain,
)

FEWEST, FEWEST_ANYWHERE = 3, 8
"""Characters that words have at the least to be looked for: in known sections, and anywhere."""
ENOUGH = 12
"""Characters that a whole passage has at the least, to be known inside a longer one."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that the source says, without their white space, and where."""

    words: str
    span: SourceSpan
    section: str = ""


class Source:
    """Where the publication says what; its index is made when something is looked for."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    def has_file(self, path: str) -> bool:
        """Whether a path is that of a file of the source."""
        return path in self._files

    def at(self, section: str, block: str = "") -> SourceSpan | None:
        """Return the place of a section, or of a block in it, by their ids."""
        return self._spans.get((section, block)) or self._spans.get((section, ""))

    def numbered(self, number: str) -> SourceSpan | None:
        """Return the place of what has a number: "4", "4A", "4.12" or "note 3"."""
        return self._numbers.get(number) or self._numbers.get(number.partition(".")[0])

    def saying(self, words: Iterable[str], sections: frozenset[str]) -> SourceSpan | None:
        """Return the first place that says any of these words; what is longest is best.

        It is looked for in these sections first. Words from a finished file may be a part of a
        passage, or hold a whole one with its number.
        """
        wanted = sorted({squeezed(text) for text in words}, key=lambda text: (-len(text), text))
        for text in wanted:
            if len(text) < FEWEST:
                continue
            within = [said for said in self._said if said.section in sections]
            for place, fewest in ((within, FEWEST), (self._said, FEWEST_ANYWHERE)):
                found = [said for said in place if _is_in(text, said.words, fewest)]
                found = found or [
                    said for said in place if len(said.words) >= ENOUGH and said.words in text
                ]
                if found:
                    whole = (said for said in found if said.words == text)
                    return next(whole, max(found, key=lambda s: min(len(s.words), len(text)))).span
        return None

    # --- The index ---

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(said.span.path for said in self._said)

    @cached_property
    def _said(self) -> list[Said]:
        return [said for said in _everything(self._publication) if said.words or said.section]

    @cached_property
    def _spans(self) -> dict[tuple[str, str], SourceSpan]:
        found = {(section.id, ""): section.span for section in self._publication.sections}
        for section in self._publication.sections:
            for node in section.nodes():
                name = f"note-{node.number}" if isinstance(node, Note) else node.id
                found.setdefault((section.id, name), node.span)
        for part in self._publication.parts:
            found.setdefault((f"part:{part.id}", ""), part.span)
        return found

    @cached_property
    def _numbers(self) -> dict[str, SourceSpan]:
        numbered = (section for section in self._publication.sections if section.number)
        found = {section.number: section.span for section in numbered}
        for section in self._publication.sections:
            for node in section.nodes():
                number = f"note {node.number}" if isinstance(node, Note) else node.number
                if number:
                    found.setdefault(number, node.span)
        return found


def _is_in(text: str, words: str, fewest: int) -> bool:
    return text in words and (len(text) >= fewest or text == words)


def squeezed(words: str) -> str:
    """Return words in the form in which they are looked for: without white space and case."""
    return "".join(words.split()).casefold()


def _everything(publication: Publication) -> Iterator[Said]:
    record = publication.record
    for name in ("title", "subtitle", "publisher", "summary", "notice", "other_formats"):
        if text := getattr(record, name):
            place = publication.place("publication", "", name.replace("_", "-"))
            yield Said(squeezed(text), place)
    for name, text in record.contact:
        if isinstance(text, str):
            yield Said(squeezed(text), publication.place("publication", "", "contact", name))
    for index, part in enumerate(publication.parts):
        for key, text in (("part", part.title), ("summary", part.summary)):
            place = publication.place("publication", "", "spine", index, key)
            yield Said(squeezed(text), place)
        for section in part.sections:
            yield from _of_section(publication, section)


def _of_section(publication: Publication, section: Section) -> Iterator[Said]:
    summary = publication.places.get(("sections", section.id, ("summary",)), section.span)
    for text, place in ((section.title, section.span), (section.summary, summary)):
        yield Said(squeezed(text), place, section.id)
    for node in section.nodes():
        for text in _texts(node):
            yield Said(squeezed(text), node.span, section.id)


def _texts(node: Node) -> Iterator[str]:
    """Iterate over all that a node itself says: its words, its picture's, its addresses."""
    content = content_of(node)
    if content:
        yield plain(content)
    if isinstance(node, Figure | Chart):
        yield node.alt
    if isinstance(node, Figure):
        yield node.picture.path
    for inline in inlines(content):
        if isinstance(inline, Link) and isinstance(inline.target, Address):
            yield inline.target.url
