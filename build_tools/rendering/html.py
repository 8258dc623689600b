"""HTML of the tree, for every edition that is made from HTML.

The markup is plain and semantic; style sheets do the rest. Classes: `number` (a block's number),
`callout callout-KIND`, `pull-quote`, `speaker`, `quotation`, `figure`, `chart`, `description`,
`note`, `term` (a link to a definition), `long-word` (in paged editions),
`led` (an item that begins with a paragraph as an element).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import assert_never

from build_tools.publication import Section
from build_tools.publication.blocks import (
    DELETED,
    Block,
    Callout,
    Cell,
    Chart,
    Code,
    Definition,
    DefinitionList,
    Deleted,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Node,
    Note,
    NoteCall,
    Paragraph,
    Quote,
    Reference,
    Row,
    Strong,
    Table,
    TermUse,
    Text,
    plain,
)
from build_tools.publication.direction import direction

LONG_TERM = 40
LONG_WORD = re.compile(r"\S{21,}")


def written(words: str) -> str:
    """Return plain words as HTML."""
    return escape(words, quote=False)


def number_span(number: str) -> str:
    """Return a number as it stands before a title or words; nothing where there is none."""
    return f'<span class="number">{escape(number)}</span> ' if number else ""


def said_language(tag: str, *, xml: bool = False) -> str:
    """Return attributes for a language and its direction, with a space before; empty: none.

    What has a direction is set apart from the words around it (HTML, 15.3.6): two names in Arabic
    keep the order in which they were written, and the comma between them its place.
    """
    if not tag:
        return ""
    said, way = escape(tag), direction(tag)
    again = f' xml:lang="{said}"' if xml else ""
    return f' lang="{said}"{again} dir="{way}"'


def with_long_words(words: str) -> str:
    """Return plain words as HTML; a word that a narrow line might not hold is a `long-word`."""
    parts = LONG_WORD.split(words)
    long = [f'<span class="long-word">{written(one)}</span>' for one in LONG_WORD.findall(words)]
    return "".join(written(part) + word for part, word in zip(parts, [*long, ""], strict=True))


def _unframed(_table: Table, markup: str) -> str:
    return markup


def _unmarked(_node: Node) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Writes blocks as HTML; an edition says how addresses, notes and pictures are made.

    `anchor(id)` is the HTML id of a block of the section being written; `href(reference)` the
    address of a target inside the publication; `call(note call)` the markup at a note's call;
    `picture(figure or chart)` the markup of the drawing alone, with its text alternative.
    `deeper` is added to every heading's level (1 where sections are h2).
    `number_links` makes each block's number a link to the block itself.
    `group_entries` puts each term and its definition in a division of their own, `entry`;
    a `long` one has a term of more than a few words.
    `lead_terms` makes a key term a link to its definition.
    `link_classes`: links say whether they lead inside or outside.
    `frame(table, markup)` puts around a table what its medium needs.
    `name_columns`: each cell of a table tells the name of its column, as `data-column`, for a
    style sheet to show where rows stand as blocks below each other.
    `words(text)` is the markup of plain words.
    `mark(node)` stands before a block, and first in an item or a term: where a page began.
    `xml` makes it XHTML: empty elements are closed, and languages are said to XML too.
    """

    anchor: Callable[[str], str]
    href: Callable[[Reference], str]
    call: Callable[[NoteCall], str]
    picture: Callable[[Figure | Chart], str]
    deeper: int = 0
    number_links: bool = False
    group_entries: bool = False
    lead_terms: bool = True
    link_classes: bool = True
    frame: Callable[[Table, str], str] = _unframed
    name_columns: bool = False
    words: Callable[[str], str] = written
    mark: Callable[[Node], str] = _unmarked
    xml: bool = False

    def lang(self, tag: str) -> str:
        """Return the attributes that say a language, with a space before them; empty: none."""
        return said_language(tag, xml=self.xml)

    # --- Inlines ---

    def inlines(self, content: tuple[Inline, ...]) -> str:
        """Return the HTML of inlines."""
        return "".join(map(self._inline, content))

    def _inline(self, inline: Inline) -> str:  # noqa: PLR0911  (one for each kind)
        match inline:
            case Text(text):
                return self.words(text)
            case Emphasis(content):
                return f"<em>{self.inlines(content)}</em>"
            case Strong(content):
                return f"<strong>{self.inlines(content)}</strong>"
            case Deleted(content):
                before, after = map(self.words, DELETED)
                words = f"{before}<del>{self.inlines(content)}</del>{after}"
                return f'<span class="deletion">{words}</span>'
            case Code(text):
                return f"<code>{self.words(text)}</code>"
            case Foreign(lang, content):
                return f"<span{self.lang(lang)}>{self.inlines(content)}</span>"
            case Link():
                return self._link(inline)
            case NoteCall():
                return self.call(inline)
            case LineBreak():
                return "<br/>" if self.xml else "<br>"
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> str:
        if isinstance(link.target, Reference):
            kind, address = "internal", self.href(link.target)
        else:
            kind, address = "external", link.target.url
        if isinstance(link, TermUse):
            if not self.lead_terms:
                return f'<span class="term">{self.inlines(link.content)}</span>'
            kind = "term"
        elif not self.link_classes:
            return f'<a href="{escape(address)}">{self.inlines(link.content)}</a>'
        return f'<a class="{kind}" href="{escape(address)}">{self.inlines(link.content)}</a>'

    # --- Blocks ---

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Return the HTML of blocks, a line or more each."""
        return "".join(f"{self.mark(block)}{self._block(block)}\n" for block in blocks)

    def _attributes(self, node: Node, classes: str = "", **more: str) -> str:
        name = self.anchor(node.id) if node.id else ""
        rest = "".join(_attribute(*pair) for pair in more.items())
        return f"{_attribute('id', name)}{_attribute('class', classes)}{self.lang(node.lang)}{rest}"

    def _number(self, node: Node) -> str:
        if not node.number:
            return ""
        if self.number_links and node.id:
            return f'<a class="number" href="#{escape(self.anchor(node.id))}">{node.number}</a> '
        return number_span(node.number)

    def _block(self, block: Block) -> str:  # noqa: PLR0911  (one for each kind)
        match block:
            case Heading():
                level = min(block.level + self.deeper, 6)
                words = self._number(block) + self.inlines(block.content)
                return f"<h{level}{self._attributes(block)}>{words}</h{level}>"
            case Paragraph():
                words = self._number(block) + self.inlines(block.content)
                return f"<p{self._attributes(block)}>{words}</p>"
            case List():
                return self._list(block)
            case DefinitionList():
                entries = "".join(map(self._entry, block.entries))
                return f"<dl{self._attributes(block)}>\n{entries}</dl>"
            case Table():
                return self._table(block)
            case Quote():
                return self._quote(block)
            case Callout():
                title = self._number(block) + f"<strong>{self.inlines(block.title)}</strong>"
                return (
                    f"<div{self._attributes(block, f'callout callout-{block.kind}')}>"
                    f'<p class="callout-title">{title}</p>\n{self.blocks(block.blocks)}</div>'
                )
            case Figure():
                inner = self._drawing(block) + self._description(block.description)
                return f"<div{self._attributes(block, 'figure')}>{inner}</div>"
            case Chart():
                inner = self._drawing(block) + self.mark(block.table) + self._table(block.table)
                return f"<div{self._attributes(block, 'chart')}>{inner}</div>"
            case _:
                assert_never(block)

    def _quote(self, block: Quote) -> str:
        words = f"{self._number(block)}<blockquote>{self.blocks(block.blocks)}</blockquote>"
        if not block.speaker:
            return f"<div{self._attributes(block, 'quotation')}>{words}</div>"
        speaker = f'<figcaption class="speaker">{self.inlines(block.speaker)}</figcaption>'
        return f"<figure{self._attributes(block, 'pull-quote')}>{words}{speaker}</figure>"

    def _drawing(self, block: Figure | Chart) -> str:
        caption = f"<figcaption>{self.inlines(block.caption)}</figcaption>" if block.caption else ""
        return f"<figure>{self.picture(block)}{caption}</figure>\n"

    def _description(self, blocks: tuple[Block, ...]) -> str:
        return f'<div class="description">{self.blocks(blocks)}</div>' if blocks else ""

    def _list(self, block: List) -> str:
        items = "".join(map(self._item, block.items))
        if not block.ordered:
            return f"<ul{self._attributes(block)}>\n{items}</ul>"
        start = "" if block.start == 1 else str(block.start)
        return f"<ol{self._attributes(block, start=start)}>\n{items}</ol>"

    def _item(self, item: Item) -> str:
        """Return an item; a first paragraph that has to be an element stands beside the marker."""
        first = item.blocks[0] if item.blocks else None
        led = "led" if isinstance(first, Paragraph) and not _is_bare(first) else ""
        inner = self.mark(item) + self._inner(item.blocks)
        return f"<li{self._attributes(item, led)}>{inner}</li>\n"

    def _entry(self, entry: Definition) -> str:
        markup = (
            f"<dt{self._attributes(entry)}>{self.mark(entry)}{self.inlines(entry.term)}</dt>\n"
            f"<dd{self.lang(entry.lang)}>{self._inner(entry.blocks)}</dd>\n"
        )
        if not self.group_entries:
            return markup
        classes = "entry long" if len(plain(entry.term)) > LONG_TERM else "entry"
        return f'<div class="{classes}">{markup}</div>\n'

    def _inner(self, blocks: tuple[Block, ...]) -> str:
        """Return the blocks of an item or a definition; a first plain paragraph goes bare."""
        if not blocks:
            return ""
        first, rest = blocks[0], blocks[1:]
        if isinstance(first, Paragraph) and _is_bare(first):
            words = self.inlines(first.content)
            return f"{words}\n{self.blocks(rest)}" if rest else words
        return self.blocks(blocks)

    def _table(self, block: Table) -> str:
        caption = f"<caption>{self.inlines(block.caption)}</caption>\n" if block.caption else ""
        names = tuple(plain(cell.content) for cell in block.header.cells)
        columns = names if self.name_columns else ()
        body = "".join(self._row(row, columns) for row in block.rows)
        markup = (
            f"<table{self._attributes(block)}>\n{caption}"
            f"<thead>\n{self._row(block.header)}</thead>\n<tbody>\n{body}</tbody>\n</table>"
        )
        return self.frame(block, markup)

    def _row(self, row: Row, columns: tuple[str, ...] = ()) -> str:
        names = columns or [""] * len(row.cells)
        cells = map(self._cell, row.cells, names)
        return "<tr>\n{}\n</tr>\n".format("\n".join(cells))

    def _cell(self, cell: Cell, column: str = "") -> str:
        words = self.inlines(cell.content)
        if not cell.heads or not words:  # an empty corner heads nothing
            told = {"data-column": column} if words else {}
            return f"<td{self._attributes(cell, **told)}>{words}</td>"
        scope = "col" if cell.heads == "column" else "row"
        return f"<th{self._attributes(cell, scope=scope)}>{words}</th>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _is_bare(paragraph: Paragraph) -> bool:
    """Whether a paragraph needs no element of its own where it comes first in something."""
    return not (paragraph.id or paragraph.lang or paragraph.number)


def scrolling(table: Table, markup: str) -> str:
    """Let a wide table scroll on its own, also from the keyboard.

    A named group, not a region: pages with many tables would drown their landmarks.
    """
    name = escape(plain(table.caption)) or "Table"
    return f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">{markup}</div>'


def note_list(
    writer: HtmlWriter,
    section: Section,
    back_words: str = "Back to the text",
    group: str = "",
) -> str:
    """Return a section's notes as a numbered list, each with links back to its calls.

    The calls' ids are `call-NUMBER-CALL`, the notes' `note-NUMBER`, through `writer.anchor`.
    They are a landmark; on a page of many sections, a group of this name.
    """
    if not section.notes:
        return ""
    items = "".join(_note(writer, note, back_words) for note in section.notes)
    first = section.notes[0].number
    name = f'role="group" aria-label="{escape(group)}"' if group else 'aria-label="Notes"'
    return f'<section class="notes" {name}><ol start="{first}">\n{items}</ol></section>\n'


def _note(writer: HtmlWriter, note: Note, back_words: str) -> str:
    backs = " ".join(_back(writer, note, back_words, call) for call in range(1, note.calls + 1))
    anchor = escape(writer.anchor(f"note-{note.number}"))
    return f'<li id="{anchor}">{writer.inlines(note.content)} {backs}</li>\n'


def _back(writer: HtmlWriter, note: Note, words: str, call: int) -> str:
    href = escape(writer.anchor(f"call-{note.number}-{call}"))
    place = "" if call == 1 else f", place {call}"
    label = escape(f"{words} {note.number}{place}")
    return f'<a class="back" href="#{href}" aria-label="{label}">↩</a>'
