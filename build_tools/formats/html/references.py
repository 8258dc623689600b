"""The addresses that a page, a drawing or a style sheet names, and the ids that it has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import lxml.etree
import lxml.html

from build_tools.issues import TandemError

LEADS = {("a", "href"), ("area", "href"), ("form", "action"), ("link", "next"), ("link", "prev")}
"""Where nothing is fetched before the reader asks for it (HTML, 4.6 and 4.10)."""

ATTRIBUTES = frozenset(
    {"action", "background", "data-index", "formaction", "href", "poster", "src", "xlink:href"}
)
"""Attributes that hold one address; `data-index` is what the search fetches."""

ITSELF = {("link", "canonical"), ("meta", "og:url"), ("footer", "data-address")}
"""Where a page says what its own address is."""

NAMED = frozenset({"og:image", "og:video", "og:audio", "twitter:image"})
"""Properties with the address of something that other programs show beside the page's."""

_CSS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Unreadable(TandemError):
    """A file that has to be read and can't be; the message says why."""


Purpose = Literal["loads", "leads", "names", "is"]
"""Why a file has an address: it is fetched without being asked for; readers may go there; other
programs are told of it; it is the file's own. The last two are whole addresses."""


@dataclass(frozen=True, slots=True)
class Use:
    """An address as a file writes it."""

    address: str
    line: int
    purpose: Purpose

    @property
    def loads(self) -> bool:
        """Whether it is fetched by itself."""
        return self.purpose == "loads"


@dataclass(frozen=True)
class Markup:
    """A page or a drawing."""

    root: Any  # lxml's element; its stubs know no line

    @cached_property
    def ids(self) -> frozenset[str]:
        """What a fragment can lead to."""
        return frozenset(map(str, self.root.xpath("//@id")))

    def uses(self) -> Iterator[Use]:
        """Iterate over all addresses, in the order of the file."""
        for element in self.root.iter(lxml.etree.Element):
            tag = lxml.etree.QName(element).localname
            line = element.sourceline or 0
            for name, value in element.attrib.items():
                address = str(value).strip()
                attribute = str(name).replace("{http://www.w3.org/1999/xlink}", "xlink:")
                relation = element.get("rel", "") if tag == "link" else attribute
                if (tag, relation) in ITSELF and attribute in ("href", "data-address"):
                    yield Use(address, line, "is")
                elif attribute in ATTRIBUTES or (tag, attribute) == ("object", "data"):
                    yield Use(address, line, "leads" if (tag, relation) in LEADS else "loads")
                elif attribute == "srcset":
                    for candidate in address.split(","):
                        yield Use((candidate.split() or [""])[0], line, "loads")
                elif attribute == "style":
                    yield from styled(address, line)
                elif (tag, attribute) == ("meta", "content"):
                    yield from _said(element, address)
            if tag == "style":
                yield from styled(element.text or "", line)
            elif (tag, element.get("type")) == ("script", "application/ld+json"):
                told = json.loads(element.text or "")
                yield from (Use(address, line, "names") for address in _told(told))


def _said(meta: Any, content: str) -> Iterator[Use]:  # noqa: ANN401
    """Yield the address that an element `meta` holds, if it holds one."""
    name, line = meta.get("property") or meta.get("name") or "", meta.sourceline or 0
    if str(meta.get("http-equiv", "")).lower() == "refresh":
        yield Use(re.sub(r"(?i).*?url\s*=\s*", "", content), line, "loads")
    elif ("meta", name) in ITSELF:
        yield Use(content, line, "is")
    elif name in NAMED:
        yield Use(content, line, "names")


def _told(facts: Any) -> Iterator[str]:  # noqa: ANN401  (it is JSON)
    """Iterate over the addresses in schema.org's words about a page."""
    if isinstance(facts, list):
        for one in facts:
            yield from _told(one)
    elif isinstance(facts, dict):
        for name, value in facts.items():
            if name in {"@id", "image", "item", "logo", "sameAs", "url"} and isinstance(value, str):
                yield value
            else:
                yield from _told(value)


def read_page(data: bytes) -> Markup:
    """Read a page as a browser does; `Unreadable` if it is none."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        root = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable(str(error)) from error
    return Markup(root)


def read_drawing(data: bytes) -> Markup:
    """Read an SVG; nothing that it refers to is fetched."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return Markup(lxml.etree.fromstring(data, parser))
    except lxml.etree.LxmlError as error:
        raise Unreadable(str(error)) from error


def styled(css: str, line: int = 0) -> Iterator[Use]:
    """Iterate over the addresses of a style sheet (CSS Values 4, 4.5; CSS Cascade 5, 2)."""
    blank = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css)
    for found in _CSS.finditer(blank):
        place = (line or 1) + blank.count("\n", 0, found.start())
        yield Use(next((part for part in found.groups() if part), ""), place, "loads")
