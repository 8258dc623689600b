"""Tokens of the parser → one tree of elements, each with the line of the text that it begins on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from markdown_it.token import Token

RAW = "tandem-raw"
"""The element that stands for raw HTML, with the markup as its text."""

NOTE = "tandem-note"
"""The element that holds a footnote's text; its `name` is the label."""

CALL = "tandem-call"
"""The element that calls a footnote."""

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", RAW, NOTE}
"""Elements that stand beside each other; all others stand inside words."""


@dataclass(frozen=True)
class Elements:
    """The elements below one `root`; `lines` counts the lines of the text from 0."""

    root: etree._Element
    lines: dict[etree._Element, int]


def to_elements(tokens: Sequence[Token]) -> Elements:
    """Return the tokens' elements. Every paragraph is one, in a list without blank lines too."""
    builder = _Builder()
    for token in tokens:
        builder.block(token)
    return Elements(builder.root, builder.lines)


class _Builder:
    def __init__(self) -> None:
        self.root = etree.Element("div")
        self.lines = {self.root: 0}
        self.around = [self.root]
        self.line = 0

    def open(self, tag: str, **attributes: str) -> etree._Element:
        element = etree.SubElement(self.around[-1], tag, attributes)
        self.lines[element] = self.line
        self.around.append(element)
        return element

    def close(self) -> None:
        self.around.pop()

    def empty(self, tag: str, text: str | None = None, **attributes: str) -> None:
        self.open(tag, **attributes).text = text
        self.close()

    def words(self, text: str) -> None:
        parent = self.around[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def block(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0]
        match token.type:
            case "inline":
                for child in token.children or ():
                    self.inline(child)
            case "footnote_reference_open":
                self.open(NOTE, name=token.meta["label"])
            case "heading_open":
                underlined = {"underlined": _underline(token)} if _underline(token) else {}
                self.open(token.tag, **underlined)
            case "html_block":
                self.empty(RAW, token.content)
            case "fence":
                self.empty("pre", fence=token.markup)
            case "code_block":
                self.empty("pre")
            case "hr":
                self.empty("hr")
            case _ if token.nesting > 0:
                start = token.attrGet("start")
                self.open(token.tag, **({} if start is None else {"start": str(start)}))
            case _ if token.nesting < 0:
                self.close()
            case _:
                raise AssertionError(f"The parser gave a token '{token.type}'")

    def inline(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.words(token.content)
            case "softbreak":
                self.line += 1
                self.words("\n")
            case "hardbreak":
                self.empty("br")
                self.line += 1
                self.words("\n")
            case "code_inline":
                self.empty("code", token.content)
            case "html_inline":
                self.empty(RAW, token.content)
                self.line += token.content.count("\n")
            case "footnote_ref":
                self.empty(CALL, name=token.meta["label"])
            case "image":
                self.empty("img", alt=_plain(token), **_attributes(token))
            case "s_open":
                self.open("del")
            case _ if token.nesting > 0:
                self.open(token.tag, **_attributes(token))
            case _ if token.nesting < 0:
                self.close()
            case _:
                raise AssertionError(f"The parser gave a token '{token.type}'")


def _underline(heading: Token) -> str:
    """Return the line that makes a heading of the line above it, or ""."""
    return str(heading.map[1] - 1) if heading.markup in ("=", "-") and heading.map else ""


def _attributes(token: Token) -> dict[str, str]:
    return {name: str(value) for name, value in token.attrs.items() if name != "alt"}


def _plain(image: Token) -> str:
    """Return the words of an image's square brackets."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content or _plain(child)
        for child in image.children or ()
    )
