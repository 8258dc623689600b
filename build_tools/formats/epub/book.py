"""A container → its package and the documents of its spine (EPUB 3.3, 4 and 5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from lxml import etree, html

from build_tools.formats.units import Unreadable

_NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

MOST_BYTES = 50_000_000
"""A document that unpacks to more is no text."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the spine; its elements have no namespace, as those of HTML."""

    path: str
    root: html.HtmlElement

    @property
    def body(self) -> html.HtmlElement:
        """What is shown of it."""
        found = self.root.findall("body")
        if len(found) != 1:
            raise Unreadable(f"It has {len(found)} bodies", self.path)
        return found[0]


@dataclass(frozen=True, slots=True)
class Book:
    """The package's metadata, as (name, words), and all documents in reading order."""

    metadata: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...]


def read_book(path: Path) -> Book:
    """Read a file; raise `Unreadable` when it does not keep the rules of a container."""
    try:
        with ZipFile(path) as archive:
            return _read(archive)
    except (OSError, BadZipFile, KeyError, NotImplementedError) as error:
        raise Unreadable(f"It can't be read: {error}") from None


def _read(archive: ZipFile) -> Book:
    container = _xml(archive, "META-INF/container.xml")
    roots = [str(path) for path in container.xpath("//c:rootfile/@full-path", namespaces=_NAMES)]
    if len(roots) != 1:
        raise Unreadable(f"It names {len(roots)} packages", "META-INF/container.xml")
    package, folder = _xml(archive, roots[0]), posixpath.dirname(roots[0])
    items: Mapping[str, str] = {
        str(item.get("id")): posixpath.join(folder, unquote(str(item.get("href"))))
        for item in package.iterfind("o:manifest/o:item", _NAMES)
    }
    documents = []
    for line in package.iterfind("o:spine/o:itemref", _NAMES):
        name = str(line.get("idref"))
        if name not in items or line.get("linear") == "no":
            raise Unreadable(f"Nobody comes to '{name}' in reading", roots[0], line.sourceline)
        documents.append(_document(archive, items[name]))
    return Book(tuple(_metadata(package)), tuple(documents))


def _metadata(package: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  (lxml's element)
    for element in package.iterfind("o:metadata/*", _NAMES):
        name = element.get("property") or etree.QName(element).localname
        yield name, element.text or ""


def _xml(archive: ZipFile, path: str) -> Any:  # noqa: ANN401  (lxml's element)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(_bytes(archive, path), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"It is not well-formed: {error}", path) from None


def _document(archive: ZipFile, path: str) -> Document:
    parser = html.XHTMLParser(resolve_entities=False, no_network=True)
    try:
        root: Any = etree.fromstring(_bytes(archive, path), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"It is not well-formed: {error}", path) from None
    html.xhtml_to_html(root)
    for element in root.xpath("//*"):
        if element.get("lang") != element.get(_XML_LANG):
            raise Unreadable("It says two languages of one thing", path, element.sourceline or 0)
    return Document(path, root)


def _bytes(archive: ZipFile, path: str) -> bytes:
    if archive.getinfo(path).file_size > MOST_BYTES:
        raise Unreadable("It is too large to be text", path)
    return archive.read(path)
