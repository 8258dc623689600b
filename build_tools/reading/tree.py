"""Rendered Markdown → blocks: what the dialect allows, and an issue for everything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from lxml import etree

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Code,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Quote,
    Row,
    Strong,
    Table,
    Text,
    plain,
)
from build_tools.publication.records import is_language_tag
from build_tools.publication.words import kind_name
from build_tools.reading.dialect import RAW, to_elements
from build_tools.reading.lines import Placement, SourceText, place_elements

BACK_LINK = "footnote-backref"
REFUSED = Picture("", "image/png", 1, 1, b"")
"""Stands for a picture that was refused, so that its figure gives no further issues."""

CALLOUTS = ("note", "tip", "important", "warning", "caution")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = _HEADINGS | {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "div"}
_DEEPEST_HEADING = 4
_MARK = re.compile(r"\[!([A-Za-z]+)(?:[ ]+([^\]\n]*))?\][ ]*")
_SPEAKER = re.compile(r"\s*(?:—|–|--)\s+")

_LEFTOVERS = (
    (
        re.compile(r"\n\s*(?:[-*+]|\d+[.)])(?:\s|$)"),
        "MD-010",
        "The mark of a list stands inside a paragraph, so it would be read as a sentence.",
        "Put a blank line before the list, and words after each mark.",
    ),
    (
        re.compile(r"\[\^[^\]]*\]"),
        "MD-011",
        "No footnote with this label is written in the file.",
        "Add a paragraph that begins with the label and a colon.",
    ),
    (
        re.compile(r"(?:^|\n)\s*\|.*\|"),
        "MD-012",
        "This looks like a table and is not one.",
        "Put an empty line before it and a line |---|---| below its first row.",
    ),
    (
        re.compile(r"\]\(|\]\["),
        "MD-013",
        "This looks like a link and is not one.",
        "Write [words](address), without spaces in the address.",
    ),
    (
        re.compile(r"\{(?:lang=|#|:|\.)"),
        "MD-014",
        "A mark in curly brackets stands where it has no meaning.",
        "Headings take {#id} at their end; words take [words]{lang=cy}.",
    ),
)


@dataclass(frozen=True)
class Draft:
    """A text's blocks, and its notes in the order of their first calls."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()


def read_blocks(
    source: SourceText,
    report: Report,
    picture: Callable[[str, SourceSpan], Picture | None],
    *,
    prose: bool = False,
) -> Draft:
    """Read Markdown; `picture` finds the file of an image's address.

    `prose` text (a value in YAML) has no headings and no notes.
    """
    root = to_elements(source.text)
    placement = place_elements(root, source)
    if not prose:
        _report_lost_words(placement, report)
    return _TreeReader(source, report, picture, prose, placement.spans).read(root)


def _report_lost_words(placement: Placement, report: Report) -> None:
    """Report words of the source that no edition would have; one issue a line."""
    lines: dict[int, tuple[str, SourceSpan]] = {}
    for word, span in placement.lost:
        lines.setdefault(span.line, (word, span))
    for word, span in lines.values():
        report.add(
            Issue(
                "MD-060",
                span,
                f"The word '{word}' would get lost: Markdown does not show it.",
                "Look for a table row with too many cells, a title in a link, or a stray mark.",
            )
        )


@dataclass
class _TreeReader:
    source: SourceText
    report: Report
    picture: Callable[[str, SourceSpan], Picture | None]
    prose: bool
    spans: Mapping[etree._Element, SourceSpan]
    calls: dict[str, int] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)

    def read(self, root: etree._Element) -> Draft:
        elements = list(root)
        notes_at = [item for item in elements if item.get("class") == "footnote"]
        body = [item for item in elements if item not in notes_at]
        if root.text and root.text.strip():
            raise AssertionError(f"Markdown gave loose text: {root.text!r}")
        self._refuse_fences()
        blocks = self._blocks(body, top=True)
        if not self.prose:
            self._check_headings(blocks)
        return Draft(blocks, tuple(self._notes(notes_at)))

    def _refuse_fences(self) -> None:
        """Report fenced code, which Python-Markdown would take for code inside a sentence."""
        for number, line in enumerate(self.source.lines, start=self.source.first):
            if re.match(r"\s*(?:```|~~~)", line):
                self._fault(
                    "MD-015",
                    self.source.file.span(number, 1),
                    "A code block, fenced with three marks.",
                    "Code blocks are not in the dialect: write a paragraph, or `a few` as code.",
                )
                return

    # --- Places and faults ---

    def _span(self, element: etree._Element) -> SourceSpan:
        while element not in self.spans:
            parent = element.getparent()
            assert parent is not None
            element = parent
        return self.spans[element]

    def _fault(self, code: str, span: SourceSpan, problem: str, remedy: str) -> None:
        self.report.add(Issue(code, span, problem, remedy))

    def _address(self, address: str, span: SourceSpan) -> SourceSpan:
        """Return where an address stands between its round brackets."""
        found = self.source.find(f"]({address}", span.line)
        return replace(found, column=found.column + 2) if found.column else found

    # --- Blocks ---

    def _blocks(self, elements: list[etree._Element], *, top: bool = False) -> tuple[Block, ...]:
        found: list[Block] = []
        caption: Paragraph | None = None
        for element in elements:
            for block in self._block(element, found, top=top):
                if caption is not None and not isinstance(block, Table):
                    self._caption_alone(caption)
                if isinstance(block, Paragraph) and plain(block.content).startswith("Table:"):
                    caption = block
                    continue
                found.append(self._captioned(block, caption) if isinstance(block, Table) else block)
                caption = None
        if caption is not None:
            self._caption_alone(caption)
        return tuple(found)

    def _captioned(self, table: Table, caption: Paragraph | None) -> Table:
        if caption is not None:
            return replace(table, caption=_without_start(caption.content, "Table:"))
        self._fault(
            "MD-020",
            table.span,
            "The table has no caption.",
            "Write a paragraph 'Table: what it shows' before it.",
        )
        return table

    def _caption_alone(self, caption: Paragraph) -> None:
        self._fault(
            "MD-021",
            caption.span,
            "A caption that begins with 'Table:' has no table after it.",
            "Put the table directly after it, with one empty line between.",
        )

    def _block(self, element: etree._Element, before: list[Block], *, top: bool) -> Iterator[Block]:
        span = self._span(element)
        match str(element.tag):
            case "p":
                yield from self._paragraph(element, span)
            case "ul" | "ol":
                yield self._list(element, span)
            case "dl":
                yield self._definitions(element, span)
            case "table":
                yield from self._table(element, span)
            case "blockquote":
                yield from self._quote(element, span, before)
            case heading if heading in _HEADINGS:
                yield from self._heading(element, span, top=top)
            case "pre":
                self._fault(
                    "MD-015",
                    span,
                    "A code block, made by an indent of four spaces or more.",
                    "Code blocks are not in the dialect: take the spaces away.",
                )
            case "hr":
                span = self.source.find_line(r"\s{0,3}([-*_]\s*){3,}")
                self._fault("MD-016", span, "A ruled line is not in the dialect.", "Use a heading.")
            case _:
                raise AssertionError(f"Markdown gave <{element.tag}>")

    def _paragraph(self, element: etree._Element, span: SourceSpan) -> Iterator[Block]:
        children = list(element)
        if (
            len(children) == 1
            and children[0].tag == "img"
            and not (element.text or "").strip()
            and not (children[0].tail or "").strip()
        ):
            yield from self._figure(children[0], span)
            return
        content = self._inlines(element)
        if content:
            yield Paragraph(span=span, content=content)

    def _figure(self, image: etree._Element, span: SourceSpan) -> Iterator[Block]:
        address = image.get("src") or ""
        alt = " ".join((image.get("alt") or "").split())
        place = self._address(address, span)
        if not alt:
            self._fault(
                "MD-030",
                place,
                f"The picture '{address}' has no text alternative.",
                "Say between the square brackets what it shows.",
            )
        picture = self.picture(address, place) or REFUSED
        title = " ".join((image.get("title") or "").split())
        caption = (Text(title),) if title else ()
        yield Figure(span=span, picture=picture, alt=alt, caption=caption)

    def _heading(self, element: etree._Element, span: SourceSpan, *, top: bool) -> Iterator[Block]:
        level = int(element.tag[1])
        content = self._inlines(element, heading=True)
        explicit = ""
        if content and isinstance(content[-1], Text):
            found = re.search(r"\s*\{#([^}]*)\}$", content[-1].text)
            if found:
                explicit = found[1]
                kept = content[-1].text[: found.start()]
                content = (*content[:-1], *((Text(kept),) if kept else ()))
        if explicit and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", explicit):
            self._fault(
                "MD-031",
                span,
                f"The heading's id is '{explicit}'.",
                "Write lower-case words joined by hyphens.",
            )
        if not plain(content).strip():
            place = self.source.find_line(r"\s{0,3}#+\s*$")
            self._fault("MD-001", place, "The heading is empty.", "Give it words, or remove it.")
        elif self.prose or not top:
            self._fault(
                "MD-002",
                span,
                f"The heading '{plain(content)}' stands inside other text.",
                "Headings belong to a section's own text, not to lists, quotes or registers.",
            )
        elif level == 1:
            self._fault(
                "MD-003",
                span,
                f"The heading '{plain(content)}' has one #.",
                "The title above the text is the first level; begin headings with ##.",
            )
        elif level > _DEEPEST_HEADING:
            self._fault(
                "MD-004",
                span,
                f"The heading '{plain(content)}' has {level} #.",
                "At most four: ####. Divide the section instead.",
            )
        else:
            yield Heading(span=span, level=level, content=content, id=explicit)

    def _check_headings(self, blocks: tuple[Block, ...]) -> None:
        level = 1
        for index, block in enumerate(blocks):
            if not isinstance(block, Heading):
                continue
            if block.level > level + 1:
                self._fault(
                    "MD-005",
                    block.span,
                    f"The heading '{plain(block.content)}' has level {block.level} "
                    f"after level {level}.",
                    f"Write it with {'#' * (level + 1)}, or add the level between.",
                )
            level = block.level
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            if after is None or (isinstance(after, Heading) and after.level <= block.level):
                self._fault(
                    "MD-006",
                    block.span,
                    f"Nothing stands under the heading '{plain(block.content)}'.",
                    "Write its text, or remove it.",
                )

    def _list(self, element: etree._Element, span: SourceSpan) -> Block:
        items = tuple(
            Item(span=self._span(item), blocks=self._flow(item))
            for item in element
            if item.tag == "li"
        )
        for item in items:
            if not item.blocks:
                place = self.source.find_line(r"[\s>]*(?:[-*+]|\d+[.)])\s*")
                self._fault("MD-007", place, "The list item is empty.", "Write it or remove it.")
        return List(
            span=span,
            items=items,
            ordered=element.tag == "ol",
            start=int(element.get("start") or 1),
        )

    def _flow(self, element: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of an element that holds inlines, blocks or both."""
        children = list(element)
        first_block = next(
            (index for index, child in enumerate(children) if child.tag in _BLOCKS), len(children)
        )
        blocks = self._blocks(children[first_block:])
        content = self._inlines(element, until=first_block)
        if content:
            return (Paragraph(span=self._span(element), content=content), *blocks)
        return blocks

    def _definitions(self, element: etree._Element, span: SourceSpan) -> Block:
        entries: list[Definition] = []
        for child in element:
            if child.tag == "dt":
                entries.append(
                    Definition(span=self._span(child), term=self._inlines(child), blocks=())
                )
            elif entries:
                blocks = (*entries[-1].blocks, *self._flow(child))
                entries[-1] = replace(entries[-1], blocks=blocks)
        for entry in entries:
            if not entry.blocks:
                self._fault(
                    "MD-008",
                    entry.span,
                    f"The term '{plain(entry.term)}' has no definition.",
                    "Write a line that begins with a colon and three spaces below it.",
                )
        return DefinitionList(span=span, entries=tuple(entries))

    def _table(self, element: etree._Element, span: SourceSpan) -> Iterator[Block]:
        rows = [
            (self._span(row), [self._inlines(cell) for cell in row]) for row in element.iter("tr")
        ]
        (head_span, head), body = rows[0], rows[1:]
        if not any(plain(cell).strip() for _, cells in body for cell in cells):
            self._fault("MD-022", span, "The table has a header and no rows.", "Add a row.")
        first_column = [cells[0] for _, cells in body]
        named = all(len(cell) == 1 and isinstance(cell[0], Strong) for cell in first_column)
        for index, cell in enumerate(head):
            if not plain(cell).strip() and not (index == 0 and named):
                self._fault(
                    "MD-023",
                    head_span,
                    f"Column {index + 1} of the table has no header.",
                    "Write what the column holds in the table's first row.",
                )
        yield Table(
            span=span,
            caption=(),
            header=Row(
                span=head_span,
                cells=tuple(Cell(span=head_span, content=c, heads="column") for c in head),
            ),
            rows=tuple(
                Row(
                    span=row_span,
                    cells=tuple(
                        Cell(
                            span=row_span,
                            content=_bare(cell) if named and index == 0 else cell,
                            heads="row" if named and index == 0 else "",
                        )
                        for index, cell in enumerate(cells)
                    ),
                )
                for row_span, cells in body
            ),
        )

    # --- Quotes and what is written like them ---

    def _quote(
        self, element: etree._Element, span: SourceSpan, before: list[Block]
    ) -> Iterator[Block]:
        children = list(element)
        first = children[0] if children and children[0].tag == "p" else None
        mark = _MARK.match((first.text or "").lstrip()) if first is not None else None
        if first is None or mark is None:
            yield from self._pull_quote(children, span)
            return
        kind, argument = mark[1].lower(), (mark[2] or "").strip()
        first.text = (first.text or "").lstrip()[mark.end() :]
        if kind == "language":
            yield from self._language(argument, children, span)
        elif kind == "description":
            self._describe(children, span, before)
        elif kind in CALLOUTS:
            yield self._callout(kind, first, children, span)
        else:
            names = [name.upper() for name in (*CALLOUTS, "language", "description")]
            self._fault(
                "MD-032",
                span,
                f"The kind of callout is '{mark[1]}'.",
                allowed_values(mark[1].upper(), names),
            )

    def _callout(
        self, kind: str, first: etree._Element, children: list[etree._Element], span: SourceSpan
    ) -> Block:
        assert kind in get_args(CalloutKind)
        title: tuple[Inline, ...] = (Text(kind_name(kind)),)
        lead = first[0] if len(first) and not (first.text or "").strip() else None
        if lead is not None and lead.tag == "strong":
            rest = lead.tail or ""
            if rest.startswith("\n") or (not rest.strip() and len(first) == 1):
                title = self._inlines(lead)
                first.text, lead.tail = rest, ""
                first.remove(lead)
        blocks = self._blocks(children)
        if not blocks:
            self._fault("MD-009", span, "The callout is empty.", "Write its text below its mark.")
        return Callout(span=span, kind=kind, title=title, blocks=blocks)  # type: ignore[arg-type]

    def _language(
        self, tag: str, children: list[etree._Element], span: SourceSpan
    ) -> Iterator[Block]:
        self._check_language(tag, span)
        for block in self._blocks(children):
            yield replace(block, lang=tag)

    def _check_language(self, tag: str, span: SourceSpan) -> None:
        if not is_language_tag(tag):
            self._fault(
                "MD-033",
                span,
                f"The language is '{tag}'.",
                "Write a language tag, such as 'cy' for Welsh or 'pl' for Polish.",
            )

    def _describe(
        self, children: list[etree._Element], span: SourceSpan, before: list[Block]
    ) -> None:
        blocks = self._blocks(children)
        figure = before[-1] if before else None
        if not isinstance(figure, Figure) or figure.description:
            self._fault(
                "MD-034",
                span,
                "A long description stands where no figure is directly before it.",
                "Put it directly after the picture that it describes.",
            )
        elif not blocks:
            self._fault("MD-009", span, "The description is empty.", "Write it or remove it.")
        else:
            before[-1] = replace(figure, description=blocks)

    def _pull_quote(self, children: list[etree._Element], span: SourceSpan) -> Iterator[Block]:
        last = children[-1] if children else None
        speaker = last is not None and last.tag == "p" and _SPEAKER.match(last.text or "")
        if last is None or not speaker or len(children) == 1:
            self._fault(
                "MD-035",
                span,
                "The quotation does not say who speaks.",
                "End it with a line '>' and a line '> — who'.",
            )
            return
        last.text = (last.text or "")[speaker.end() :]
        yield Quote(span=span, blocks=self._blocks(children[:-1]), speaker=self._inlines(last))

    # --- Notes ---

    def _notes(self, holders: list[etree._Element]) -> Iterator[Note]:
        for item in (item for holder in holders for item in holder.iter("li")):
            name = (item.get("id") or "").removeprefix("fn:")
            span = self._span(item)
            for back in [link for link in item.iter("a") if link.get("class") == BACK_LINK]:
                parent = back.getparent()
                assert parent is not None
                parent.remove(back)
            blocks = self._flow(item)
            if self.prose:
                self._fault(
                    "MD-040",
                    span,
                    "A footnote stands in a value of a YAML file.",
                    "Write it into the text, or use 'cites' for a source.",
                )
            if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
                self._fault(
                    "MD-041",
                    span,
                    f"The footnote '{name}' is not one paragraph.",
                    "A note is one paragraph; move longer text into a callout.",
                )
            elif name not in self.calls:
                self._fault(
                    "MD-042",
                    self.source.find(f"[^{name}]:"),
                    f"Nothing in the text calls the footnote '{name}'.",
                    f"Write [^{name}] where it belongs, or remove it.",
                )
            else:
                yield Note(span=span, id=name, content=blocks[0].content, calls=self.calls[name])

    # --- Inlines ---

    def _inlines(
        self, element: etree._Element, *, until: int | None = None, heading: bool = False
    ) -> tuple[Inline, ...]:
        """Return the inlines of an element (of its first `until` children), trimmed at its ends."""
        found = list(self._run(element, until, heading=heading))
        return _trimmed(_joined(found))

    def _run(
        self, element: etree._Element, until: int | None = None, *, heading: bool = False
    ) -> Iterator[Inline]:
        yield from self._text(element.text, element, heading=heading)
        for child in list(element)[:until]:
            yield from self._inline(child)
            yield from self._text(child.tail, element, heading=heading)

    def _text(
        self, text: str | None, element: etree._Element, *, heading: bool
    ) -> Iterator[Inline]:
        if not text:
            return
        for pattern, code, problem, remedy in _LEFTOVERS:
            found = pattern.search(text)
            if found and not (heading and code == "MD-014"):
                span = self._span(element)
                self._fault(code, self.source.find(found[0].strip(), span.line), problem, remedy)
        words = re.sub(r"[ \t\n]+", " ", text)
        if words:
            yield Text(words)

    def _inline(self, element: etree._Element) -> Iterator[Inline]:
        match str(element.tag):
            case "em":
                yield Emphasis(self._inlines_kept(element))
            case "strong":
                yield Strong(self._inlines_kept(element))
            case "code":
                yield Code(" ".join("".join(map(str, element.itertext())).split()))
            case "br":
                yield LineBreak()
            case "span":
                tag = element.get("lang") or ""
                self._check_language(tag, self._span(element))
                yield Foreign(tag, self._inlines_kept(element))
            case "a":
                yield from self._link(element)
            case "sup" if len(element) and element[0].get("class") == "footnote-ref":
                name = (element[0].get("href") or "").removeprefix("#fn:")
                self.calls[name] = self.calls.get(name, 0) + 1
                yield NoteCall(name, 0, self.calls[name])
            case "img":
                self._fault(
                    "MD-036",
                    self._span(element),
                    "A picture stands in the middle of a sentence.",
                    "Give it a paragraph of its own.",
                )
            case tag if tag == RAW:
                self._raw_html(element.text or "", self._span(element))
            case _:
                raise AssertionError(f"Markdown gave <{element.tag}> in a sentence")

    def _raw_html(self, markup: str, span: SourceSpan) -> None:
        """Report raw HTML; an end tag goes without saying after its start."""
        name = markup.strip("</>").split(maxsplit=1)[0]
        if markup.startswith("</") and name in self.tags:
            return
        self.tags.add(name)
        self._fault(
            "MD-037",
            self.source.find(markup.split("\n", maxsplit=1)[0], span.line),
            f"Raw HTML: {markup}",
            "Write it in Markdown; DIALECT.md shows how. A plain < is written \\<.",
        )

    def _inlines_kept(self, element: etree._Element) -> tuple[Inline, ...]:
        return _joined(list(self._run(element)))

    def _link(self, element: etree._Element) -> Iterator[Inline]:
        address = element.get("href") or ""
        content = self._inlines_kept(element)
        if not plain(content).strip():
            self._fault(
                "MD-038",
                self._address(address, self._span(element)),
                f"The link to '{address}' has no words.",
                "Write between the square brackets where it leads.",
            )
            return
        yield Link(Address(address), content)


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    """Return inlines with neighbouring texts made one."""
    found: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(re.sub(" +", " ", found[-1].text + inline.text))
        elif isinstance(inline, Text) and found and isinstance(found[-1], LineBreak):
            found.append(Text(inline.text.lstrip(" ")))
        else:
            found.append(inline)
    return tuple(found)


def _trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inlines without white space at their two ends (Python-Markdown adds some to notes)."""
    found = list(content)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip())
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip())
    return tuple(inline for inline in found if inline != Text(""))


def _without_start(content: tuple[Inline, ...], words: str) -> tuple[Inline, ...]:
    first = content[0]
    assert isinstance(first, Text)
    return _trimmed((Text(first.text.removeprefix(words)), *content[1:]))


def _bare(cell: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a header cell's words without the strong mark that made it one."""
    strong = cell[0]
    assert isinstance(strong, Strong)
    return strong.content
