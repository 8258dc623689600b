"""Bits of a paragraph → words, links, changes of language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from build_tools.formats.docx import Bit, Bookmark
from build_tools.formats.docx.names import told
from build_tools.formats.units import call_mark, normalise

Lead = Callable[[str], str]
"""A target as the paragraph has it ("#NAME" or a relationship's id) → where it leads."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said; the sides are those of `Unit`."""

    text: str
    foreign: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    ids: str


Part = Sequence[Bit | Bookmark]


def split(bits: Iterable[Bit | Bookmark]) -> list[list[Bit | Bookmark]]:
    """Part a paragraph at its tabs, which are the edition's: no words of an author hold one."""
    parts: list[list[Bit | Bookmark]] = [[]]
    for bit in bits:
        if isinstance(bit, Bit) and bit.said == "tab":
            parts.append([])
        else:
            parts[-1].append(bit)
    return parts


def leading(part: Part, style: str) -> tuple[str, Part]:
    """Take the words of a style off the beginning: what they say, and the rest.

    Bookmarks before, in and after them stay.
    """
    said, kept = "", []
    for place, bit in enumerate(part):
        if isinstance(bit, Bookmark):
            kept.append(bit)
        elif bit.said == "words" and bit.style == style and not bit.link:
            said += bit.text
        else:
            return said, [*kept, *part[place:]]
    return said, kept


def words(part: Part, lang: str, lead: Lead, number_of: Callable[[str], str]) -> Words:
    """Return what is said; `number_of` gives a footnote's number by its id.

    Empty runs have no language, and white space alone is nothing said in one.
    """
    read = [bit for bit in part if isinstance(bit, Bit)]
    bits = list(zip(read, _struck(read, [_text(bit, number_of) for bit in read]), strict=True))
    links: dict[int, list[str]] = {}
    for bit, text in bits:
        if bit.link:
            links.setdefault(bit.link, [bit.target]).append(text)
    spoken = [(told(bit.lang), text) for bit, text in bits if text]
    stretches = (
        (tag, normalise("".join(text for _, text in held)))
        for tag, held in groupby(spoken, lambda said: said[0])
    )
    return Words(
        normalise("".join(text for _, text in bits)),
        tuple((tag, text) for tag, text in stretches if text and tag != told(lang)),
        tuple((normalise("".join(said)), lead(to)) for to, *said in links.values()),
        " ".join(
            bit.name
            for bit in part
            if isinstance(bit, Bookmark) and not bit.name.startswith("_note_")
        ),
    )


def _struck(bits: Sequence[Bit], texts: list[str]) -> list[str]:
    """Return texts with marks for where a line through words begins and ends.

    They belong to the words around, which are not struck: a link may be deleted as a whole.
    """
    said = [place for place, text in enumerate(texts) if text]
    for before, after in pairwise(said):
        if bits[after].struck and not bits[before].struck:
            texts[before] += "⟦"
        elif bits[before].struck and not bits[after].struck:
            texts[after] = f"⟧{texts[after]}"
    return texts


def _text(bit: Bit, number_of: Callable[[str], str]) -> str:
    match bit.said:
        case "words" | "break":
            return bit.text
        case "call":
            return call_mark(number_of(bit.text))
        case "field" if bit.instruction.startswith("NOTEREF "):
            # A second call: the field has to name the mark of the note whose number it holds.
            named = bit.instruction.split()[1]
            return call_mark(bit.text if named == f"_note_{bit.text}" else f"{bit.text}?")
        case "field":
            return f"⟨{bit.instruction}⟩"
        case _:
            return ""
