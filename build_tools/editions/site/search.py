"""What search looks through: every passage with its address, the sections, the glossary's synonyms.

The script `search.js` fetches it when a reader turns to search, and not before. Its form:

    docs       location ("themes/connected/#cover"), section (which of `sections`), number ("13.2"),
               text, and lang where it is not the publication's
    sections   title, number, part, lang; each is also a doc, whose text is its summary
    synonyms   lists of words that mean the same
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from build_tools.publication import Publication, Section
from build_tools.publication.blocks import DefinitionList, Figure, Node, children, content_of, plain
from build_tools.publication.records import GlossaryRegister

Fact = dict[str, object]


def search_index(publication: Publication) -> bytes:
    """Return the index as JSON."""
    sections: list[Fact] = []
    docs: list[Fact] = []
    for part in publication.parts:
        for section in part.sections:
            place = len(sections)
            facts = {"title": section.title, "number": section.number, "lang": section.lang}
            sections.append({**_said(facts), "part": part.name})
            docs += ({**doc, "section": place} for doc in _docs(section))
    index = {"docs": docs, "sections": sections, "synonyms": list(_synonyms(publication))}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _docs(section: Section) -> Iterator[Fact]:
    """Iterate over a section's passages; one without a number belongs to the last that has one."""
    page, number = f"{section.path}/", ""
    yield {"location": page, "text": section.summary}
    for node in _passages(section):
        number = node.number or number
        facts = {"number": number, "text": _words(node), "lang": node.lang or section.lang}
        if facts["text"]:
            yield {"location": f"{page}#{node.id}" if node.id else page, **_said(facts)}
    for note in section.notes:
        words = {"text": plain(note.content), "lang": note.lang or section.lang}
        yield {"location": f"{page}#note-{note.number}", **_said(words)}


def _passages(section: Section) -> Iterator[Node]:
    """Iterate over blocks; each of a list's definitions is found on its own."""
    for block in section.blocks:
        yield from block.entries if isinstance(block, DefinitionList) else (block,)


def _words(node: Node) -> str:
    own = [plain(content_of(node)), node.alt if isinstance(node, Figure) else ""]
    return " ".join(filter(None, [*own, *map(_words, children(node))]))


def _synonyms(publication: Publication) -> Iterator[list[str]]:
    for register in publication.registers.values():
        if isinstance(register, GlossaryRegister):
            yield from ([term.term, *term.also] for term in register.entries if term.also)


def _said(facts: Mapping[str, object]) -> Fact:
    """Leave out what is empty."""
    return {name: value for name, value in facts.items() if value}
