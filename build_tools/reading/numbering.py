"""Numbers and ids: the address of every block, the same in all editions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from build_tools.issues import Issue, Report
from build_tools.publication import ANNEX, stem
from build_tools.publication.blocks import (
    Block,
    Callout,
    Chart,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    List,
    Node,
    Note,
    NoteCall,
    Paragraph,
    Quote,
    Table,
    Text,
    content_of,
    plain,
    rewrite,
    walk,
)
from build_tools.publication.names import anchor, slug

N = TypeVar("N", bound=Node)

UPPER, LOWER = 2, 3
"""Levels of headings that have numbers: 4A and 4A.1."""

NUMBERED = Paragraph | Quote | Callout
"""What has a number of its own, where it is not inside something else."""


@dataclass(slots=True)
class Counter:
    """Counts parts and sections; annexes count by themselves, and what has no number not at all."""

    parts: int = 0
    sections: int = 0
    annexes: int = 0

    def part(self, numbering: str | None) -> str:
        """Return a part's number: "3", or nothing; a part of annexes has none."""
        if numbering:
            return ""
        self.parts += 1
        return str(self.parts)

    def section(self, numbering: str | None, own: str | None) -> str:
        """Return a section's number: "4", "Annex A", or nothing.

        `numbering` is what its part says, and `own` what it says itself.
        """
        if "none" in (numbering, own):
            return ""
        if numbering == "annex":
            self.annexes += 1
            return f"{ANNEX} {letter(self.annexes)}"
        self.sections += 1
        return str(self.sections)


def number_blocks(blocks: tuple[Block, ...], section: str) -> tuple[Block, ...]:
    """Number a section's blocks.

    In section 4 headings are 4A, 4A.1; paragraphs, quotes and callouts 4.1, 4.2. In annex A they
    are A1, A1.1 and A.1, A.2: no number of the one is like a number of the other. In a section
    without a number nothing is numbered.
    """
    return tuple(_numbered(blocks, section)) if section else blocks


def _numbered(blocks: tuple[Block, ...], section: str) -> Iterator[Block]:
    own = stem(section)
    count: Callable[[int], object] = letter if own == section else str
    upper = below = paragraphs = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == UPPER:
            upper, below = upper + 1, 0
            yield replace(block, number=f"{own}{count(upper)}")
        elif isinstance(block, Heading) and block.level == LOWER:
            below += 1
            yield replace(block, number=f"{own}{count(upper)}.{below}")
        elif isinstance(block, NUMBERED):
            paragraphs += 1
            yield replace(block, number=f"{own}.{paragraphs}")
        else:
            yield block


@dataclass(slots=True)
class Labels:
    """Counts tables, and figures with charts, through the publication."""

    tables: int = 0
    figures: int = 0
    parts: tuple[Table, ...] = ()
    """Tables that belong to a chart."""

    def put(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Give each table, figure and chart that has a caption a label, which begins it.

        The table of a chart's values is a part of its figure.
        """
        self.parts = tuple(node.table for node in walk(blocks) if isinstance(node, Chart))
        return rewrite(blocks, self._labelled)

    def _labelled(self, part: object, _span: object) -> object:
        if not isinstance(part, Table | Figure | Chart) or not part.caption:
            return part
        if part in self.parts:
            return part
        if isinstance(part, Table):
            self.tables += 1
            label = f"Table {self.tables}"
        else:
            self.figures += 1
            label = f"Figure {self.figures}"
        return replace(part, label=label, caption=labelled(label, part.caption))


def labelled(label: str, caption: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a caption that begins with its label."""
    first, rest = caption[0], caption[1:]
    if isinstance(first, Text):
        return (Text(f"{label}: {first.text}"), *rest)
    return (Text(f"{label}: "), *caption)


def letter(count: int) -> str:
    """Return letters that count: 1 → A, 26 → Z, 27 → AA."""
    found = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def identify_blocks(blocks: tuple[Block, ...], report: Report) -> tuple[Block, ...]:
    """Give ids to headings, to other blocks of a section, and to list items and definitions.

    A heading's id is its words. Other ids are the first words and a short hash of the whole, so
    that they change with their own text only. Two equal texts count: "…-2".
    """
    taken: dict[str, Node] = {}
    for node in walk(blocks):
        if node.id:
            _claim(node.id, node, taken, report)
    for node in walk(blocks):
        if isinstance(node, Heading) and not node.id:
            _claim(_heading_id(node), node, taken, report)

    def identified(node: N) -> N:
        if node.id:
            return node
        if isinstance(node, Heading):
            return replace(node, id=_heading_id(node))
        name = wanted = derived_id(node)
        count = 1
        while name in taken:
            count += 1
            name = f"{wanted}-{count}"
        taken[name] = node
        return replace(node, id=name)

    def inside(node: Block) -> Block:
        match node:
            case List():
                return replace(node, items=tuple(map(identified, node.items)))
            case DefinitionList():
                return replace(node, entries=tuple(map(identified, node.entries)))
            case _:
                return node

    return tuple(inside(identified(block)) for block in blocks)


def _claim(name: str, node: Node, taken: dict[str, Node], report: Report) -> None:
    if name in taken and taken[name] is not node and isinstance(node, Heading | Table | Figure):
        report.add(
            Issue(
                "MD-050",
                node.span,
                f"The id '{name}' is already that of {taken[name].span}.",
                "Give this one an id of its own: {#another-id}.",
            )
        )
    taken[name] = node


def _heading_id(heading: Heading) -> str:
    return anchor(plain(heading.content, marked=False))


def derived_id(node: Node) -> str:
    """Return a block's id made from its own words and nothing else."""
    words = " ".join(_words(node)).split()
    name = slug(" ".join(words[:6]), limit=40)
    whole = hashlib.sha256(" ".join([type(node).__name__, *words]).encode()).hexdigest()
    return f"{name}-{whole[:4]}"


def _words(node: Node) -> Iterator[str]:
    for part in walk((node,)):
        yield plain(content_of(part))
        if isinstance(part, Figure | Chart):
            yield part.alt


def number_notes(
    blocks: tuple[Block, ...], notes: tuple[Note, ...], before: int
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Number a section's notes, counting on from `before`, at their calls and in their list."""
    numbers = {note.id: before + place for place, note in enumerate(notes, start=1)}

    def numbered(part: object, _span: object) -> object:
        if isinstance(part, NoteCall) and part.note in numbers:
            return replace(part, number=numbers[part.note])
        return part

    done = tuple(replace(note, number=str(numbers[note.id])) for note in notes)
    return rewrite(blocks, numbered), rewrite(done, numbered)
