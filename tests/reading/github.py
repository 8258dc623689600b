"""Two readings of one text in one form: GitHub's own parser's, and ours."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import etree
from lxml import html as lxml_html

from build_tools.issues import Report
from build_tools.publication import blocks as b
from build_tools.reading.files import SourceFile
from build_tools.reading.lines import SourceText
from build_tools.reading.tree import Draft, read_blocks

OPTIONS = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
EXTENSIONS = ["table", "strikethrough", "autolink"]


Form = tuple  # a name, and what stands inside: words, or more forms


def read(text: str) -> tuple[Draft, Report]:
    """Return what we read."""
    report = Report()
    file = SourceFile("a.md", "a.md", text)
    source = SourceText(file, text, 1, text.split("\n"))
    return read_blocks(source, report, lambda address, span: None), report


# --- GitHub's reading ------------------------------------------------------------------


def github(text: str) -> list[Form]:
    """Return GitHub's reading of a text."""
    rendered = cmarkgfm.markdown_to_html_with_extensions(text, OPTIONS, EXTENSIONS)
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    return _blocks_of(root)


def _blocks_of(parent: etree._Element) -> list[Form]:
    forms: list[Form] = []
    loose: list[Form] = list(_words(parent.text))
    for child in parent:
        if child.tag in _BLOCKS:
            forms += _paragraph(loose)
            loose = list(_words(child.tail))
            forms += _block_of(child)
        else:
            loose += [*_inline_of(child), *_words(child.tail)]
    return [*forms, *_paragraph(loose)]


_BLOCKS = {"p", "ul", "ol", "blockquote", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6",
           "pre", "hr"}  # fmt: skip


def _block_of(element: etree._Element) -> list[Form]:  # noqa: PLR0911
    match element.tag:
        case "p" if len(element) or (element.text or "").strip():
            return _paragraph(_inside(element))
        case "ul" | "ol":
            items = tuple(("item", *_blocks_of(item)) for item in element)
            return [("list", element.tag == "ol", int(element.get("start", "1")), *items)]
        case "blockquote":
            return [("quote", *_blocks_of(element))]
        case "table":
            rows = tuple(
                tuple(_trimmed(_inside(cell)) for cell in row) for row in element.iter("tr")
            )
            return [("table", *rows)]
        case "section":
            return []
        case tag if tag[0] == "h" and tag != "hr":
            return [("heading", int(tag[1]), *_trimmed(_inside(element)))]
        case tag:
            return [(str(tag),)]


def _inside(element: etree._Element) -> list[Form]:
    found = list(_words(element.text))
    for child in element:
        found += [*_inline_of(child), *_words(child.tail)]
    return found


def _inline_of(element: etree._Element) -> list[Form]:  # noqa: PLR0911
    match element.tag:
        case "em" | "strong" | "del":
            return [_flat(element.tag, _inside(element))]
        case "code":
            return [("code", " ".join("".join(element.itertext()).split()))]
        case "a" if "footnote" in (element.get("data-footnote-ref") or element.get("class") or ""):
            return []
        case "a":
            return [("a", _url(element.get("href")), *_joined(_inside(element)))]
        case "br":
            return [("br",)]
        case "sup":
            return [("note",)]
        case tag:
            return [(str(tag),)]


# --- Our reading -----------------------------------------------------------------------


def ours(draft: Draft) -> list[Form]:
    """Return our reading of a text."""
    return [form for block in draft.blocks for form in _form(block)]


def _form(block: b.Block) -> list[Form]:
    match block:
        case b.Paragraph():
            return _paragraph(_inlines(block.content))
        case b.Heading():
            return [("heading", block.level, *_trimmed(_inlines(block.content)))]
        case b.List():
            items = tuple(
                ("item", *(form for inner in item.blocks for form in _form(inner)))
                for item in block.items
            )
            return [("list", block.ordered, block.start, *items)]
        case b.Quote():
            inside = [form for inner in block.blocks for form in _form(inner)]
            return [("quote", *inside, *_paragraph(_inlines(block.speaker)))]
        case b.Table():
            rows = tuple(
                tuple(_cell(cell) for cell in row.cells) for row in (block.header, *block.rows)
            )
            return [("table", *rows)]
        case _:
            return [(type(block).__name__,)]


def _cell(cell: b.Cell) -> list[Form]:
    words = _trimmed(_inlines(cell.content))
    return [("strong", *words)] if cell.heads == "row" else words


def _inlines(content: tuple[b.Inline, ...]) -> list[Form]:
    found: list[Form] = []
    for inline in content:
        match inline:
            case b.Text():
                found += _words(inline.text)
            case b.Emphasis():
                found.append(("em", *_joined(_inlines(inline.content))))
            case b.Strong():
                found.append(_flat("strong", _inlines(inline.content)))
            case b.Deleted():
                found.append(("del", *_joined(_inlines(inline.content))))
            case b.Code():
                found.append(("code", inline.text))
            case b.Link(b.Address(url)):
                found.append(("a", _url(url), *_joined(_inlines(inline.content))))
            case b.NoteCall():
                found.append(("note",))
            case b.LineBreak():
                found.append(("br",))
            case _:
                found.append((type(inline).__name__,))
    return found


# --- One form --------------------------------------------------------------------------


def _url(address: str | None) -> str:
    """How an address is escaped is another module's business."""
    return quote(unquote(address or ""))


def _flat(name: str, inside: list[Form]) -> Form:
    """Strong words in strong words are one."""
    found = _joined(inside)
    while name == "strong" and len(found) == 1 and found[0][0] == "strong":
        found = list(found[0][1:])
    return (name, *found)


def _words(text: str | None) -> list[Form]:
    words = re.sub(r"[ \t\n]+", " ", text or "")
    return [("text", words)] if words else []


def _joined(forms: list[Form]) -> list[Form]:
    found: list[Form] = []
    for form in forms:
        if form[0] == "br" and found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1].rstrip(" "))
        if form[0] == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", re.sub(" +", " ", found[-1][1] + form[1]))
        elif form[0] == "text" and found and found[-1][0] == "br":
            found.append(("text", form[1].lstrip(" ")))
        else:
            found.append(form)
    return [form for form in found if form != ("text", "")]


def _without_empty_lines(forms: list[Form]) -> list[Form]:
    """Line breaks at the ends of words, or one after the other, say nothing."""
    found: list[Form] = []
    for form in forms:
        if form != ("br",) or (found and found[-1] != ("br",)):
            found.append(form)
    return found[:-1] if found and found[-1] == ("br",) else found


def _trimmed(forms: list[Form]) -> list[Form]:
    found = _without_empty_lines(_joined(forms))
    if found and found[0][0] == "text":
        found[0] = ("text", found[0][1].lstrip())
    if found and found[-1][0] == "text":
        found[-1] = ("text", found[-1][1].rstrip())
    return [form for form in found if form != ("text", "")]


def _paragraph(forms: list[Form]) -> list[Form]:
    words = _trimmed(forms)
    if words == [("img",)]:
        return [("Figure",)]
    return [("p", *words)] if words else []
