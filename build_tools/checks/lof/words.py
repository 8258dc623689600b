"""The words of a PDF that LibreOffice made, against those of the publication."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from build_tools.publication import Publication
from build_tools.publication.blocks import (
    Code,
    Deleted,
    Inline,
    LineBreak,
    NoteCall,
    Text,
    content_of,
    inlines,
)

_SHOWN = 12


def faults(publication: Publication, pdf: bytes) -> Iterator[str]:
    """Iterate over what is wrong: words that are missing, sections out of order."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    text = "\n".join(pages)
    wanted = Counter(words(said(publication)))
    missing = Counter(wanted)
    missing.subtract(words(text))
    shown = "".join(words(text))
    # A word may be torn where a column is narrow, in whatever face LibreOffice finds.
    rare = (word for word, count in missing.items() if count > 0)
    lost = [word for word in rare if not _torn(word, shown, wanted)]
    if lost:
        named = ", ".join(f"“{word}”" for word in lost[:_SHOWN])
        more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
        yield f"LibreOffice does not show these words as often as they are said: {named}{more}."
    yield from _order(publication, shown)


def _torn(word: str, shown: str, wanted: Counter[str]) -> bool:
    """Whether a word is there as often as it is said, if ends of lines are taken away.

    Words that hold it are there too, and don't stand for it.
    """
    holders = sum(
        count * other.count(word)
        for other, count in wanted.items()
        if other != word and word in other
    )
    return len(word) > 1 and shown.count(word) >= wanted[word] + holders


def _order(publication: Publication, shown: str) -> Iterator[str]:
    """Yield the first section whose title does not come after that of the one before it.

    All of them stand there twice: in the contents, then in the text.
    """
    place = 0
    for section in publication.sections * 2:
        title = "".join(words(f"{section.number} {section.title}"))
        found = shown.find(title, place)
        if found < 0:
            yield f"LibreOffice does not show section “{section.title}” after the one before it."
            return
        place = found + len(title)


def said(publication: Publication) -> str:
    """Return all words of the publication that stand in lines of text."""
    parts = [publication.title]
    for part in publication.parts:
        parts += [part.title, part.summary]
        for section in part.sections:
            parts += [section.number, section.title, section.summary]
            for node in section.nodes():
                parts.append(node.number)
                parts.append("".join(map(_words_of, inlines(content_of(node)))))
    return "\n".join(parts)


def _words_of(inline: Inline) -> str:
    """Return the words of an inline that holds no others; a call stands close to its word."""
    match inline:
        case Text(text) | Code(text):
            return text
        case NoteCall(number=number):
            return str(number)
        case LineBreak():
            return " "
        case Deleted():
            return " deleted "
        case _:
            return ""


def words(text: str) -> list[str]:
    """Return words of letters, and of digits, as they are however a line is broken.

    Only scripts whose letters stand as they are written are compared (Latin, Greek, Cyrillic):
    how others are joined is the business of the face that LibreOffice finds.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.findall(r"[0-9]+|[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]+", plain)
