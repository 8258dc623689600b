"""Parts → one file: a ZIP with content types and relationships (ISO/IEC 29500-2)."""

from __future__ import annotations

import datetime
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = f"{_RELATIONSHIPS}/metadata/core-properties"

_DOCUMENT = "application/vnd.openxmlformats-officedocument"
MAIN = f"{_DOCUMENT}.wordprocessingml.document.main+xml"


def content_type(kind: str) -> str:
    """Return the content type of a kind of part of Word's, such as "styles"."""
    return (
        f"{_DOCUMENT}.theme+xml" if kind == "theme" else f"{_DOCUMENT}.wordprocessingml.{kind}+xml"
    )


_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
_PERMISSIONS = 0o100644 << 16
_UNIX = 3
_EARLIEST = (1980, 1, 1, 0, 0, 0)

Lead: TypeAlias = tuple[str, str, bool]
"""A relationship: its type, its target, whether that is outside the file."""


@dataclass(slots=True)
class Relationships:
    """What a part refers to; the same target has one id."""

    _ids: dict[Lead, str] = field(default_factory=dict)

    def to_part(self, kind: str, target: str) -> str:
        """Return the id of a relationship to another part: ("styles", "styles.xml")."""
        return self._id((kind if ":" in kind else f"{OFFICE}/{kind}", target, False))

    def outside(self, url: str) -> str:
        """Return the id of a relationship to an address."""
        return self._id((f"{OFFICE}/hyperlink", url, True))

    def _id(self, lead: Lead) -> str:
        return self._ids.setdefault(lead, f"rId{len(self._ids) + 1}")

    def xml(self) -> bytes:
        """Return the part that holds them; empty where there are none."""
        if not self._ids:
            return b""
        root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap=_default(_RELATIONSHIPS))
        for (kind, target, outside), name in self._ids.items():
            given = {"Id": name, "Type": kind, "Target": target}
            if outside:
                given["TargetMode"] = "External"
            etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", given)
        return _bytes(root)


class Package:
    """Gathers parts by their names, and writes them in the order in which they came."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}

    def add(self, name: str, media_type: str, data: bytes) -> None:
        """Add a part; one without a content type has that of its suffix."""
        self._parts[name] = data
        if media_type:
            self._types[name] = media_type

    def relate(self, name: str, relationships: Relationships) -> None:
        """Add the relationships of a part ("" is the file as a whole)."""
        if data := relationships.xml():
            folder, _, file = name.rpartition("/")
            self._parts[f"{folder}/_rels/{file}.rels".lstrip("/")] = data

    def write(self, path: Path, day: datetime.date) -> None:
        """Write the file; nothing in it depends on the clock or the machine."""
        moment = max((day.year, day.month, day.day, 0, 0, 0), _EARLIEST)
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in {"[Content_Types].xml": self._content_types(), **self._parts}.items():
                entry = zipfile.ZipInfo(name, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = _UNIX
                entry.external_attr = _PERMISSIONS
                archive.writestr(entry, data, compresslevel=9)

    def _content_types(self) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap=_default(_TYPES))
        used = {name.rpartition(".")[2] for name in self._parts}
        for suffix, media_type in _DEFAULTS.items():
            if suffix in used:
                given = {"Extension": suffix, "ContentType": media_type}
                etree.SubElement(root, f"{{{_TYPES}}}Default", given)
        for name, media_type in self._types.items():
            given = {"PartName": f"/{name}", "ContentType": media_type}
            etree.SubElement(root, f"{{{_TYPES}}}Override", given)
        return _bytes(root)


def _default(namespace: str) -> Any:  # noqa: ANN401  (the stubs know no default namespace)
    return {None: namespace}


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
