"""The one dialect of Markdown, as a configured Python-Markdown.

`DIALECT.md` documents it for editors. Python-Markdown's own behaviour is kept wherever it is
right; the few processors here close its gaps: raw HTML becomes an element that the tree refuses,
words in another language get their mark, and neighbouring block quotes stay apart.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

import markdown
from lxml import etree
from lxml import html as lxml_html
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor

RAW = "tandem-raw"
"""The element that stands for raw HTML, with the markup as its text."""

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "div"}
"""Elements that stand beside each other; all others stand inside words."""


class _RawHtml(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element(RAW)
        element.text = markdown.util.AtomicString(m.group(0))
        return element, m.start(0), m.end(0)


class _Foreign(InlineProcessor):
    """`[words]{lang=cy}`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span")
        element.set("lang", m.group(2))
        element.text = m.group(1)
        return element, m.start(0), m.end(0)


class _SeparateQuotes(BlockQuoteProcessor):
    """Block quotes with a blank line between them are two, as on GitHub."""

    def lastChild(  # noqa: N802
        self,
        parent: ElementTree.Element,  # noqa: ARG002
    ) -> ElementTree.Element | None:
        return None


@cache
def _markdown() -> markdown.Markdown:
    parser = markdown.Markdown(
        extensions=[
            TableExtension(),
            # Notes always come last: no text can have this character.
            FootnoteExtension(BACKLINK_TEXT="", PLACE_MARKER="\x1d"),
            DefListExtension(),
            SaneListExtension(),
        ]
    )
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    parser.parser.blockprocessors.deregister("setextheader")  # a heading has one way to be written
    parser.inlinePatterns.register(
        _RawHtml(r"<!--.*?-->|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", parser), "raw", 90
    )
    parser.inlinePatterns.register(
        _Foreign(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\{lang=([^}\s]*)\}", parser), "foreign", 175
    )
    parser.parser.blockprocessors.register(_SeparateQuotes(parser.parser), "quote", 20)
    return parser


def to_elements(text: str) -> etree._Element:
    """Return the rendered Markdown below one `div`."""
    parser = _markdown()
    rendered = parser.reset().convert(text)
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    assert isinstance(root, etree._Element)
    for element in [root, *root.iter("li", "dd", "blockquote")]:
        _wrap_loose_words(element)
    return root


def _wrap_loose_words(parent: etree._Element) -> None:
    """Put words that follow a block, without an element of their own, into paragraphs."""
    after_block, paragraph = False, None
    for child in list(parent):
        if child.tag in BLOCKS:
            after_block, paragraph = True, None
            if child.tail and child.tail.strip():
                paragraph = lxml_html.Element("p")
                paragraph.text, child.tail = child.tail, None
                parent.insert(parent.index(child) + 1, paragraph)
        elif after_block:
            if paragraph is None:
                paragraph = lxml_html.Element("p")
                parent.insert(parent.index(child), paragraph)
            paragraph.append(child)
