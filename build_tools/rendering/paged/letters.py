"""Letters that no typeface of ours has: they would be empty boxes on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import content_of, plain
from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged.fonts import characters, font_files

REMEDY = (
    "Write it in a script that they have, or as a picture with a text alternative. To publish the "
    "other formats without the PDFs, name them under 'editions:' in publication.yml."
)
SHOWN = 12
"""Letters that a message shows."""


def letters_of(publication: Publication) -> frozenset[int]:
    """Return the code points of all words, less those that are never seen."""
    return frozenset(
        ord(letter)
        for _, words in _words(publication)
        for letter in words
        if not _is_invisible(letter)
    )


def missing_letters(publication: Publication, themes: Path) -> Iterator[Issue]:
    """Iterate over issues (PAGE-002): one for each passage that has letters without a face."""
    letters = letters_of(publication)
    lacking = letters - characters(font_files(read_brand(themes).type, letters))
    if not lacking:
        return
    for span, words in _words(publication):
        found = dict.fromkeys(letter for letter in words if ord(letter) in lacking)
        if found:
            problem = f"No typeface of the PDFs has {_said(list(found))}."
            yield Issue("PAGE-002", span, problem, REMEDY)


def _said(letters: list[str]) -> str:
    """Return letters and their scripts: "the letters 'ᚠᚢ' (Runic)"."""
    if len(letters) == 1:
        name = unicodedata.name(letters[0], "no name")
        return f"'{letters[0]}' (U+{ord(letters[0]):04X}, {name})"
    shown = "".join(letters[:SHOWN]) + (" …" if len(letters) > SHOWN else "")
    scripts = dict.fromkeys(unicodedata.name(one, "unnamed").split()[0].title() for one in letters)
    return f"the letters '{shown}' ({', '.join(scripts)})"


def _is_invisible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Mn", "Me")


def _words(publication: Publication) -> Iterator[tuple[SourceSpan, str]]:
    record, contact = publication.record, publication.contact
    for name in ("title", "subtitle", "publisher", "notice"):
        yield publication.place("publication", "", name), getattr(record, name) or ""
    for name in ("email", "phone", "address", "web"):
        yield publication.place("publication", "", "contact", name), getattr(contact, name) or ""
    for part in publication.parts:
        yield part.span, part.title + part.summary
    for section in publication.sections:
        yield section.span, section.title + section.summary
        for node in section.nodes():
            yield node.span, plain(content_of(node))
