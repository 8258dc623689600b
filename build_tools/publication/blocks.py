"""The small vocabulary of blocks and inlines in which every text is held.

All nodes are frozen and picklable. Every block knows its file and line, its id (stable while
its own text stands), its number (its place in this version; empty where a block has none)
and its language (empty: that of what holds it; a section's may differ from the publication's).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import is_
from typing import Any, Literal, TypeVar, cast

from build_tools.issues import SourceSpan

# --- Inlines ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are read; no markup, no line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with stress."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """Words that a revision took out, and that stay to be seen: they are marked as deleted."""

    content: tuple[Inline, ...]


DELETED = ("[deleted: ", "]")
"""What stands around deleted words, as words: a line through them can't be heard or copied."""


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be typed or read exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; `lang` is a BCP 47 tag."""

    lang: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A target inside the publication: a section, or a block in it."""

    section: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A target outside: an `https:`, `mailto:` or `tel:` address."""

    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a target."""

    target: Reference | Address
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class TermUse(Link):
    """A key term at its first use in a section: a link to its definition, and no more than that.

    An edition that can't lead anywhere may write the words alone.
    """

    target: Reference


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place that calls a footnote; `number` counts through the publication.

    A note may be called from several places: `call` counts these from 1.
    """

    note: str
    number: int
    call: int = 1


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line, as in a postal address."""


Inline = Text | Emphasis | Strong | Deleted | Code | Foreign | Link | NoteCall | LineBreak


# --- Blocks ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every block has."""

    span: SourceSpan
    id: str = ""
    number: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Node):
    """A heading inside a section: `level` 2 ("4A"), 3 ("4A.1") or 4 (no number)."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """A paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Node):
    """A list item: at least one block, the first of them usually a paragraph."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Node):
    """A list; an ordered one counts from `start`."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Node):
    """A term and what it means."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Node):
    """Terms with their definitions, or names with their values."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """A table's cell; `heads` says what a header cell is the header of."""

    content: tuple[Inline, ...]
    heads: Literal["", "column", "row"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    """A table's row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table with one header row; all rows have as many cells as the header.

    `label` is its number among the publication's tables, "Table 3", which its caption begins with.
    """

    label: str = ""
    caption: tuple[Inline, ...]
    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Node):
    """A pull quote with its speaker, or, without one, a quotation of written words."""

    blocks: tuple[Block, ...]
    speaker: tuple[Inline, ...] = ()


CalloutKind = Literal[
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "illustrative",
    "taster",
    "commitment",
    "notice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Node):
    """A block set apart, with a title: a note, an example, a commitment placed in the text."""

    kind: CalloutKind
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its normal form: pixels in 8 bits of grey or sRGB, upright; or a safe drawing.

    `path` is that of its file below `content/`, `span` the file's place as people are told it.
    `width` and `height` are pixels as it is seen; of a drawing, those at a screen's full column.
    """

    path: str
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    width: int
    height: int
    data: bytes
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """A picture with its text alternative, caption and, where needed, long description.

    `label` is its number among figures and charts, "Figure 2", which its caption begins with; one
    without a caption has none.
    """

    label: str = ""
    picture: Picture
    alt: str
    caption: tuple[Inline, ...] = ()
    description: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart, as many as the chart has labels."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Node):
    """A measure's chart. Every edition gives `table` too, which says the same.

    `alt` says in words what the drawing shows; `label` is as a figure's.
    """

    label: str = ""
    kind: Literal["bar", "column", "line"]
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    caption: tuple[Inline, ...]
    alt: str
    table: Table


Block = Heading | Paragraph | List | DefinitionList | Table | Quote | Callout | Figure | Chart
"""What may stand in a section, a list item, a definition, a quote or a callout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A footnote: one paragraph. `number` counts through the publication."""

    content: tuple[Inline, ...]
    calls: int = 1


# --- Walking ---------------------------------------------------------------------------


def plain(content: tuple[Inline, ...], *, marked: bool = True) -> str:
    """Return the words of inlines without any markup; a line break is a space.

    Deleted words are `marked` as such, in words.
    """
    parts = []
    for inline in content:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Emphasis() | Strong() | Foreign() | Link():
                parts.append(plain(inline.content, marked=marked))
            case Deleted(inner):
                words = plain(inner, marked=marked)
                parts.append(words.join(DELETED) if marked else words)
            case LineBreak():
                parts.append(" ")
            case NoteCall():
                pass
    return "".join(parts)


def inlines(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """Iterate over inlines and all that they hold, in reading order."""
    for inline in content:
        yield inline
        if isinstance(inline, Emphasis | Strong | Deleted | Foreign | Link):
            yield from inlines(inline.content)


def children(node: Node) -> Iterator[Node]:
    """Iterate over the nodes directly inside a node, in reading order."""
    match node:
        case List():
            yield from node.items
        case Item() | Quote() | Callout() | Definition():
            yield from node.blocks
        case DefinitionList():
            yield from node.entries
        case Table():
            yield node.header
            yield from node.rows
        case Row():
            yield from node.cells
        case Figure():
            yield from node.description
        case Chart():
            yield node.table


def walk(nodes: tuple[Node, ...] | Iterator[Node]) -> Iterator[Node]:
    """Iterate over nodes and all nodes inside them, in reading order."""
    for node in nodes:
        yield node
        yield from walk(children(node))


def content_of(node: Node) -> tuple[Inline, ...]:
    """Return the inlines that a node itself holds (not those of its children)."""
    match node:
        case Heading() | Paragraph() | Cell() | Note():
            return node.content
        case Definition():
            return node.term
        case Table() | Figure() | Chart():
            return node.caption
        case Quote():
            return node.speaker
        case Callout():
            return node.title
        case _:
            return ()


def label_of(node: Node) -> str:
    """Return the number of a table, figure or chart, "Table 3"; empty for all else."""
    return node.label if isinstance(node, Table | Figure | Chart) else ""


# --- Rewriting -------------------------------------------------------------------------

T = TypeVar("T")


NOWHERE = SourceSpan("")


def rewrite(value: T, change: Callable[[Any, SourceSpan], Any], span: SourceSpan = NOWHERE) -> T:
    """Return a tree in which `change` was applied to every block and inline, innermost first.

    `change` gets a node or inline, and the place of the nearest block around it, and returns
    what stands in its place.
    """
    # What does not change stays the same object: most of a tree is not copied.
    if isinstance(value, tuple):
        items = tuple(rewrite(item, change, span) for item in value)
        return value if all(map(is_, items, value)) else cast(T, items)
    names = _fields(type(value))  # type: ignore[arg-type]  # mypy takes a class for what it makes
    if names is None:
        return value
    span = value.span if isinstance(value, Node) else span
    changed: dict[str, Any] = {}
    for name in names:
        old = getattr(value, name)
        if (new := rewrite(old, change, span)) is not old:
            changed[name] = new
    return cast(T, change(replace(cast(Any, value), **changed) if changed else value, span))


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a kind of node or inline; None for anything else."""
    return tuple(item.name for item in fields(kind)) if issubclass(kind, _REWRITABLE) else None


_REWRITABLE = (
    Node | Text | Emphasis | Strong | Deleted | Code | Foreign | Link | NoteCall | LineBreak
)
