"""The package: parts by name, their types, and what they refer to (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from build_tools.issues import TandemError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LEADS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

MOST_BYTES = 400_000_000
"""Unpacked. A larger file was not made by us."""

Element = etree._Element


class NotWord(TandemError):
    """A file that can't be read as a .docx."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A relationship: its type's last word, where it leads, whether that is outside the file.

    A target inside is the name of a part.
    """

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class WordFile:
    """A .docx; `names` has each entry of the ZIP, in order and as often as it is there."""

    parts: Mapping[str, bytes]
    names: tuple[str, ...]
    types: Mapping[str, str]
    """Part name → content type, of the parts that have one."""
    leads: Mapping[str, Mapping[str, Lead]]
    """Part name ("" is the whole) → id → relationship."""
    trees: dict[str, Element] = field(default_factory=dict, compare=False)

    def xml(self, name: str) -> Element:
        """Return a part's root element; raise `NotWord` if there is none."""
        if name not in self.trees:
            if name not in self.parts:
                raise NotWord(f"It has no part '{name}'.")
            self.trees[name] = _parsed(name, self.parts[name])
        return self.trees[name]

    def target(self, kind: str, of: str = "word/document.xml") -> str:
        """Return the name of the one part to which another has a relationship of a kind."""
        found = [lead.target for lead in self.leads.get(of, {}).values() if lead.kind == kind]
        if len(found) != 1:
            raise NotWord(f"'{of or 'the file'}' has {len(found)} relationships of kind '{kind}'.")
        return found[0]

    def lead(self, part: str, name: str | None) -> Lead | None:
        """Return a part's relationship by its id."""
        return self.leads.get(part, {}).get(name or "")


def open_word(path: Path) -> WordFile:
    """Read a file; raise `NotWord` if it is none, or its main part can't be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise NotWord("It is far too large.")
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except FileNotFoundError:
        raise NotWord("The file is not there.") from None
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise NotWord(f"It can't be read: {error}.") from None
    names = tuple(entry.filename for entry in entries)
    leads = {_owner(name): _leads(name, data) for name, data in parts.items() if _is_leads(name)}
    word = WordFile(parts, names, _types(parts), leads)
    if word.target("officeDocument", "") != "word/document.xml":
        raise NotWord("Its text is not in 'word/document.xml'.")
    if word.xml("word/document.xml").tag != f"{W}document":
        raise NotWord("Its main part is no document.")
    return word


def _parsed(name: str, data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotWord(f"The part '{name}' is no XML: {error.msg}.") from None


def _types(parts: Mapping[str, bytes]) -> dict[str, str]:
    if "[Content_Types].xml" not in parts:
        raise NotWord("It has no list of content types.")
    root = _parsed("[Content_Types].xml", parts["[Content_Types].xml"])
    own = {one.get("PartName", "").lstrip("/"): one for one in root.iter(f"{_TYPES}Override")}
    usual = {one.get("Extension", "").lower(): one for one in root.iter(f"{_TYPES}Default")}
    found = {}
    for name in (*parts, *own):
        given = own.get(name, usual.get(name.rpartition(".")[2].lower()))
        if given is not None:
            found[name] = given.get("ContentType", "")
    return found


def _is_leads(name: str) -> bool:
    return posixpath.dirname(name).endswith("_rels") and name.endswith(".rels")


def _owner(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _leads(name: str, data: bytes) -> dict[str, Lead]:
    root, folder = _parsed(name, data), posixpath.dirname(_owner(name))
    found: dict[str, Lead] = {}
    for one in root.iter(f"{_LEADS}Relationship"):
        target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        key = one.get("Id", "")
        if key in found:
            raise NotWord(f"'{name}' has the id '{key}' twice.")
        kind = one.get("Type", "").removeprefix(_OFFICE).rpartition("/")[2]
        found[key] = Lead(kind, target, outside)
    return found
