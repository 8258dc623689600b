"""Relative links → targets inside the publication; entries placed in the text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication.blocks import (
    Address,
    Block,
    Link,
    Note,
    Paragraph,
    Reference,
    rewrite,
)
from build_tools.reading.files import SourceFile
from build_tools.reading.generated.measures import measure_chart
from build_tools.reading.generated.registers import commitment_box
from build_tools.reading.outline import Outline

SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def place_entries(blocks: tuple[Block, ...], path: str, outline: Outline) -> tuple[Block, ...]:
    """Put a measure's chart or a commitment's box where a link to it stands alone.

    `path` is the file that the blocks came from, below `content/`.
    """
    return tuple(_placed(block, path, outline) for block in blocks)


def _placed(block: Block, path: str, outline: Outline) -> Block:
    if not isinstance(block, Paragraph) or len(block.content) != 1:
        return block
    link = block.content[0]
    if not isinstance(link, Link) or not isinstance(link.target, Address):
        return block
    target, _, entry_id = _joined(link.target.url, path).partition("#")
    placed: Block = block
    if target == "registers/measures.yml" and (found := outline.entry("measures", entry_id)):
        placed = measure_chart(outline, *found)
    if target == "registers/commitments.yml" and (found := outline.entry("commitments", entry_id)):
        placed = commitment_box(outline, *found)
    return placed if placed is block else replace(placed, span=block.span)


def _joined(address: str, path: str) -> str:
    target, mark, fragment = address.partition("#")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
    return f"{place if target else path}{mark}{fragment}"


@dataclass(frozen=True)
class Targets:
    """What links can lead to.

    `sections`: path of each file → id of its section (registers too, if the spine has them);
    `ids`: id of each section → the ids of its blocks; `files`: every text file by the path that
    people are told; `unknown`: paths of files that could not be read, which are let pass.
    """

    sections: Mapping[str, str]
    ids: Mapping[str, frozenset[str]]
    files: Mapping[str, SourceFile]
    unknown: frozenset[str]

    def resolve_all(
        self, blocks: tuple[Block, ...], notes: tuple[Note, ...], report: Report
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Resolve the links of a section; report those that lead nowhere.

        A link is relative to the file of the block that holds it: a commitment placed in a theme
        still links from its register.
        """

        def change(part: object, span: SourceSpan) -> object:
            if isinstance(part, Link) and isinstance(part.target, Address):
                file = self.files[span.path]
                place = file.find(part.target.url, max(span.line, 1))
                target = self.resolve(part.target.url, file.path, place, report)
                return replace(part, target=target)
            return part

        return rewrite(blocks, change), rewrite(notes, change)

    def resolve(
        self, address: str, path: str, span: SourceSpan, report: Report
    ) -> Reference | Address:
        """Return what an address written in the file `path` leads to; report what is wrong."""
        scheme = urlsplit(address).scheme if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) else ""
        if scheme:
            return self._outside(address, scheme, span, report)
        place, _, fragment = _joined(address, path).partition("#")
        problem, remedy = "", ""
        if address.startswith("/") or place.startswith(".."):
            problem = f"The link '{address}' leads out of the content."
            remedy = "Link to a file below the content folder, relative to this file."
        elif place in self.sections:
            section = self.sections[place]
            if not fragment or fragment in self.ids[section]:
                return Reference(section, fragment)
            problem = f"'{place}' has no heading or entry with the id '{fragment}'."
            remedy = allowed_values(fragment, _named(self.ids[section]))
        elif place in self.unknown:
            return Address(address)
        elif place in {file.path for file in self.files.values()}:
            problem = f"The link '{address}' leads to '{place}', which is no section."
            remedy = "Add the file to the spine in publication.yml, or link to a section."
        else:
            problem = f"The link '{address}' leads to '{place}', which does not exist."
            remedy = allowed_values(place, self.sections)
        report.add(Issue("LINK-001", span, problem, remedy))
        return Address(address)

    def _outside(
        self, address: str, scheme: str, span: SourceSpan, report: Report
    ) -> Reference | Address:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            host = None
        if scheme.lower() not in SCHEMES:
            report.add(
                Issue(
                    "LINK-002",
                    span,
                    f"The link '{address}' has the scheme '{scheme}'.",
                    allowed_values(scheme, SCHEMES),
                )
            )
        elif scheme.lower().startswith("http") and not host:
            report.add(
                Issue("LINK-003", span, f"The link '{address}' names no host.", "Write it in full.")
            )
        return Address(address)


def _named(ids: frozenset[str]) -> frozenset[str]:
    """Return the ids that a person may have meant: those of headings, not the hashed ones."""
    named = frozenset(name for name in ids if not re.search(r"-[0-9a-f]{4}(-\d+)?$", name))
    return named or ids
