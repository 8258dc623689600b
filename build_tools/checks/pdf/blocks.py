"""Rules about elements and the publication: each block once, in its order and its language.

Words are the business of parity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.pdf.findings import Finding, shown
from build_tools.formats.pdf import Element, TaggedPdf
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import Definition, Foreign, Note, Row, content_of, inlines

ALONE = frozenset({"P", "H4", "H5", "H6", "L", "Table", "BlockQuote", "Div", "Note"})
"""Elements that are blocks of the publication where they stand right in a section."""


def block_findings(tagged: TaggedPdf, publication: Publication) -> Iterator[Finding]:
    """Compare the elements of the file with the publication's blocks."""
    document = tagged.document
    yield from _once(document)
    yield from _order(document, publication)
    yield from _contents(document, publication)
    yield from _cover(document, publication)
    sections = {element.id: element for element in document.all("Sect") if element.id}
    for section in publication.sections:
        if section.id in sections:
            yield from _whole(sections[section.id], section)
            yield from _languages(sections[section.id], section)


def _once(document: Element) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in document.all():
        if element.id and element.id in seen:
            problem = f"'{shown(element.words)}' is two elements of the same ID, '{element.id}'."
            yield Finding("PDF-017", problem, element.page)
        seen.add(element.id)


def _order(document: Element, publication: Publication) -> Iterator[Finding]:
    """Yield blocks that have no element, and the first that is not where it should be."""
    wanted = list(_ids(publication))
    known = set(wanted)
    elements = {element.id: element for element in document.all() if element.id in known}
    for name in wanted:
        if name not in elements:
            yield Finding("PDF-017", f"No element stands for '{name}'.")
    order = list(dict.fromkeys(name for name in _all_ids(document) if name in known))
    expected = [name for name in wanted if name in elements]
    for found, name in zip(order, expected, strict=True):
        if found != name:
            problem = f"'{found}' is read where '{name}' should be."
            yield Finding("PDF-018", problem, elements[found].page)
            return


def _all_ids(document: Element) -> Iterator[str]:
    return (element.id for element in document.all() if element.id)


def _ids(publication: Publication) -> Iterator[str]:
    for part in publication.parts:
        yield f"part:{part.id}"
        for section in part.sections:
            yield section.id
            for node in section.nodes():
                name = f"note-{node.number}" if isinstance(node, Note) else node.id
                if name and not isinstance(node, Row):
                    yield f"{section.id}--{name}"


def _whole(sect: Element, section: Section) -> Iterator[Finding]:
    """Yield pieces of blocks that were cut where a page ends."""
    before = ""
    for kid in sect.kids:
        is_summary = section.summary and before == "H3" and kid.role == "P"
        if kid.role in ALONE and not kid.id and not is_summary:
            problem = f"'{shown(kid.words)}' stands alone: a block was cut, or is none."
            yield Finding("PDF-017", problem, kid.page)
        before = kid.role


def _languages(sect: Element, section: Section) -> Iterator[Finding]:
    wanted = Counter([section.lang] if section.lang else [])
    for node in section.nodes():
        if node.lang:  # a term and what it means are two elements
            wanted[node.lang] += 2 if isinstance(node, Definition) else 1
        for inline in inlines(content_of(node)):
            if isinstance(inline, Foreign):
                wanted[inline.lang] += 1
    told = Counter(element.lang for element in (sect, *sect.all()) if element.lang)
    for lang in sorted(+wanted | told):
        if wanted[lang] != told[lang]:
            problem = (
                f"'{shown(section.title)}' changes to the language '{lang}' {wanted[lang]} times; "
                f"the file says so {told[lang]} times."
            )
            yield Finding("PDF-019", problem, sect.page)


# --- What the edition adds -------------------------------------------------------------


def _contents(document: Element, publication: Publication) -> Iterator[Finding]:
    """Yield a contents list that does not lead to all parts and sections in order."""
    wanted = [
        name
        for part in publication.parts
        for name in (f"part:{part.id}", *(section.id for section in part.sections))
    ]
    found = [
        area.destination
        for entry in document.all("TOCI")
        for kid in entry.kids
        if kid.role == "Reference"
        for link in kid.all("Link")
        for area in link.links[:1]
    ]
    if found == wanted:
        return
    lost = [name for name in wanted if name not in found]
    more = f" It lacks {', '.join(lost)}." if lost else ""
    yield Finding("PDF-013", f"The contents are not the publication's sections in order.{more}")


def _cover(document: Element, publication: Publication) -> Iterator[Finding]:
    """Yield a cover or a colophon without the stamp, by which copies are told apart."""
    sects = {element.title: element for element in document.kids if element.title}
    for title in ("Cover", "Contents", "Colophon"):
        if title not in sects:
            yield Finding("PDF-021", f"There is no section '{title}'.")
    stamp = str(publication.stamp).removesuffix(f". {publication.stamp.notice}")
    for title in ("Cover", "Colophon"):
        for words in (publication.title, publication.record.publisher, stamp):
            if title in sects and _squash(words) not in _squash(sects[title].words):
                problem = f"'{words}' is not on the section '{title}'."
                yield Finding("PDF-021", problem, sects[title].page)


def _squash(words: str) -> str:
    return "".join(words.split())
