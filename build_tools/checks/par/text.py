"""The finished plain text → units, by the edition's `SPECIFICATION.md` alone.

    formats/text/
      paragraphs.py   lines → paragraphs
      marks.py        the marks of a paragraph → words, calls, targets, languages
      reader.py       paragraphs → units

Every file is read: the wrapped one, the unwrapped one and each section's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.checks.par.proof import Proof, proof
from build_tools.formats import furniture
from build_tools.formats.expected import (
    Idiom,
    escaped,
    expected_reading,
    expected_section,
    target_words,
)
from build_tools.formats.text.paragraphs import CHINESE_LINES, read_paragraphs
from build_tools.formats.text.reader import Reader
from build_tools.formats.units import Reading, Unreadable
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Reference
from build_tools.publication.words import language_name

__all__ = ["prove"]


def prove(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Compare every file of the edition with the publication, or with its section."""
    folder = artefacts.folder / edition
    lang = language_name(publication.lang, publication.lang)
    target = partial(target_form, publication)
    whole = artefacts.made[edition].entry
    own_files = {f"sections/{section.path}.txt": section for section in publication.sections}
    named = (whole, f"{whole.removesuffix('.txt')}-unwrapped.txt", *own_files)
    idioms = {wrapped: idiom(publication, wrapped=wrapped) for wrapped in (True, False)}
    for path in named:
        wrapped = path != named[1]

        def read(path: str = path, wrapped: bool = wrapped) -> tuple[Reading, Reading]:
            said, section = idioms[wrapped], own_files.get(path)
            if section:
                expected = expected_section(publication, section, target, said)
                added = furniture.of_section_text(publication)
            else:
                expected = expected_reading(publication, target, said)
                added = furniture.of_text(publication)
            found = read_text(folder, path, lang, wrapped=wrapped)
            return replace(expected, furniture=added), found

        yield proof(edition, path, read)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if (path := file.relative_to(folder).as_posix()) not in named:
            yield Proof(edition, path, added={"file": path})


def idiom(publication: Publication, *, wrapped: bool) -> Idiom:
    """Return what the text can tell; in a wrapped file, a forced new line is like any other."""
    return Idiom(
        nested=True,
        kinds=True,
        terms=False,
        plain_text=True,
        language=cache(lambda tag: language_name(tag, publication.lang)),
        last=partial(_last, wrapped=wrapped),
    )


def _last(words: str, *, wrapped: bool) -> str:
    """Return words without the space before a mark, which is the mark's own."""
    words = re.sub(r"\s+(?=⁅)", "", words)
    return CHINESE_LINES.sub("", words) if wrapped else words


def target_form(publication: Publication, target: Reference | Address) -> str:
    """Return a target as it stands in square brackets."""
    if isinstance(target, Reference):
        return target_words(publication, target)
    scheme, _, rest = escaped(target.url).partition(":")
    return {"mailto": "email ", "tel": "telephone "}.get(scheme, f"{scheme}:") + rest


def read_text(folder: Path, path: str, lang: str, *, wrapped: bool = True) -> Reading:
    """Read one file of the edition; `lang` is the name of the publication's language."""
    try:
        text = (folder / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"The file can't be read: {error}") from None
    paragraphs = list(read_paragraphs(text, wrapped=wrapped))
    reader = Reader(paragraphs, f"text/{path}", lang)
    front = reader.front()
    return Reading(tuple(reader.parts()), front)
