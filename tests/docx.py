"""Word documents with something changed in them, for tests that lay faults over one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from build_tools.checks import Artefacts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BODY = "word/document.xml"

Parts = dict[str, bytes]
Change = Callable[[Parts], None]


def read(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, parts: Parts) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:  # not packed: it is read once
        for name, data in parts.items():
            archive.writestr(name, data)


def changed(clean: Artefacts, folder: Path, change: Change) -> Artefacts:
    """The document with a change, as a release of its own."""
    faulty = Artefacts(folder, clean.made)
    parts = read(clean.file("word"))
    change(parts)
    write(faulty.file("word"), parts)
    return faulty


def replaced(part: str, old: str, new: str, count: int = 1) -> Change:
    """Put other words into a part; the old ones have to be there."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, old
        parts[part] = text.replace(old, new, count).encode()

    return change


def edited(part: str, edit: Callable[[etree._Element], None]) -> Change:
    """Change the tree of a part."""

    def change(parts: Parts) -> None:
        root = etree.fromstring(parts[part])
        edit(root)
        parts[part] = etree.tostring(root)

    return change


def first(root: etree._Element, name: str, place: int = 0) -> etree._Element:
    return list(root.iter(f"{W}{name}"))[place]


def with_style(root: etree._Element, style: str, place: int = 0) -> etree._Element:
    """A paragraph by its style."""
    found = [
        one
        for one in root.iter(f"{W}p")
        if (named := one.find(f"{W}pPr/{W}pStyle")) is not None and named.get(f"{W}val") == style
    ]
    return found[place]


def drop(element: etree._Element) -> None:
    element.getparent().remove(element)
