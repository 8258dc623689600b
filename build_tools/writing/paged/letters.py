"""Letters that no typeface of ours has: they would be empty boxes on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import content_of, plain

FIRST_PAGE = SourceSpan("content/publication.yml")


def missing_letters(publication: Publication, available: Collection[int]) -> Iterator[Issue]:
    """Iterate over issues (PAGE-002), one for each letter, where it first stands."""
    seen: set[str] = set()
    for span, words in _words(publication):
        for letter in words:
            if letter in seen or ord(letter) in available or _is_invisible(letter):
                continue
            seen.add(letter)
            name = unicodedata.name(letter, "no name")
            yield Issue(
                "PAGE-002",
                span,
                f"No typeface of the PDFs has '{letter}' (U+{ord(letter):04X}, {name}).",
                "Write it with other characters, or choose another text face in themes/brand.yml.",
            )


def _is_invisible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc")


def _words(publication: Publication) -> Iterator[tuple[SourceSpan, str]]:
    record, contact = publication.record, publication.contact
    ways = (contact.email, contact.phone, contact.address, contact.web)
    for words in (record.title, record.subtitle, record.publisher, str(publication.stamp), *ways):
        yield FIRST_PAGE, words or ""
    for part in publication.parts:
        yield part.span, part.title + part.summary
    for section in publication.sections:
        yield section.span, section.title + section.summary
        for node in section.nodes():
            yield node.span, plain(content_of(node))
