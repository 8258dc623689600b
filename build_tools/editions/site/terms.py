"""The key terms of a page with their definitions, below its text: for touch, keys and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from build_tools.issues import SourceSpan
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Block,
    Definition,
    DefinitionList,
    Node,
    TermUse,
    content_of,
    inlines,
    rewrite,
)
from build_tools.rendering.html import HtmlWriter

TITLE = "Key terms on this page"


def key_terms(publication: Publication, section: Section, writer: HtmlWriter) -> str:
    """Return the definitions of the terms that a section uses, in their order; else nothing."""
    wanted = [use.target for use in _uses(section)]
    if not wanted:
        return ""
    shown = {target.section: publication.section(target.section) for target in wanted}
    defined = {
        (name, entry.id): entry for name, glossary in shown.items() for entry in _entries(glossary)
    }
    entries = "".join(
        f'<dt><a href="{escape(writer.href(target))}">{writer.inlines(entry.term)}</a></dt>\n'
        f"<dd>{writer.blocks(_without_names(entry))}</dd>\n"
        for target in wanted
        if (entry := defined.get((target.section, target.block)))
    )
    return (
        f'<aside class="key-terms" aria-labelledby="_terms">\n<h2 id="_terms">{TITLE}</h2>\n'
        f"<dl>\n{entries}</dl>\n</aside>\n"
    )


def _uses(section: Section) -> Iterator[TermUse]:
    for node in section.nodes():
        for inline in inlines(content_of(node)):
            if isinstance(inline, TermUse):
                yield inline


def _entries(glossary: Section) -> Iterator[Definition]:
    for block in glossary.blocks:
        if isinstance(block, DefinitionList):
            yield from block.entries


def _without_names(entry: Definition) -> tuple[Block, ...]:
    """Return a definition's blocks as a copy: ids and numbers are those of the original."""

    def bare(node: object, _span: SourceSpan) -> object:
        return replace(node, id="", number="") if isinstance(node, Node) else node

    return rewrite(entry.blocks, bare)
