"""Numbers that the words of a link name, and those of where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.lng.passages import Passage
from build_tools.issues import Issue
from build_tools.publication import Publication, stem
from build_tools.publication.blocks import Link, Reference, inlines, plain
from build_tools.rendering.targets import target_words

_NUMBER = r"(?:\d+[A-Z]*|[A-Z]\d*)(?:\.\d+)*"
_ELSEWHERE = r"(?!\.?\w)(?! of\b)"
"""What follows no number of ours: "section 9 of the Act"."""
_PLACE = re.compile(
    rf"\b((?i:section|chapter|part|annex|appendix|heading|paragraph))\s({_NUMBER}){_ELSEWHERE}"
)
_PAGE = re.compile(r"\b(?i:page|p\.)\s?(\d+)\b(?! of\b)")
_ALONE = re.compile(r"(\d+(?:[A-Z]+(?:\.\d+)?|\.\d+))")


def check_named_numbers(publication: Publication, passage: Passage) -> Iterator[Issue]:
    """LNG-012: a link's words name the number of where it leads, and of nothing else."""
    for inline in inlines(passage.content):
        if not isinstance(inline, Link) or not isinstance(inline.target, Reference):
            continue
        words = " ".join(plain(inline.content).split())
        there = target_words(publication, inline.target, "")
        if page := _PAGE.search(words):
            problem = f"A link's words name '{page[0]}', and each edition has other pages."
            yield Issue("LNG-012", passage.span, problem, f"It leads to {there}: name that.")
        elif wrong := next(_wrong(publication, inline.target, words), ""):
            problem = f"A link's words name '{wrong}', and it leads to {there}."
            remedy = f"Write '{there}', or lead it to what the words name."
            yield Issue("LNG-012", passage.span, problem, remedy)


def _wrong(publication: Publication, target: Reference, words: str) -> Iterator[str]:
    """Yield what words name that is not the target."""
    section = publication.section(target.section)
    part = next(part for part in publication.parts if section in part.sections)
    own = {publication.number(target), stem(section.number)}
    for found in _PLACE.finditer(words):
        allowed = own
        match found[1].lower():
            case "part":
                allowed = {part.number}
            case "annex" | "appendix" if stem(section.number) == section.number:
                allowed = set()
        if found[2] not in allowed:
            yield found[0]
    if (alone := _ALONE.fullmatch(words)) and alone[1] not in own:
        yield alone[1]
    if (label := publication.number(target)).startswith(("Table", "Figure")):
        for found in re.finditer(rf"\b(?i:{label.split()[0]}) (\d+){_ELSEWHERE}", words):
            if found[1] != label.split()[1]:
                yield found[0]
    yield from _other_label(publication, target, words)


def _other_label(publication: Publication, target: Reference, words: str) -> Iterator[str]:
    """Yield a label of another entry ("Action 13"), where the target has one of its own."""
    register = publication.registers.get(target.section)
    label = register.labels.get(target.block, "") if register else ""
    word, _, number = label.rpartition(" ")
    if word and number:
        for found in re.finditer(rf"\b{re.escape(word)} ({_NUMBER}){_ELSEWHERE}", words):
            if found[1] != number:
                yield found[0]
