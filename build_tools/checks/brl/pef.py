"""The PEF file: its form, its bounds, and that it has the same pages as the volumes.

Portable Embosser Format 1.0 (2008), DAISY Consortium: sections 3 (structure), 4 (metadata).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from build_tools.checks.brl.volumes import Fault, Paper, Volume
from build_tools.formats.braille.words import SPACE

_PEF = "{http://www.daisy.org/ns/2008/pef}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HOLDS = {
    "pef": ("head", "body"),
    "head": ("meta",),
    "body": ("volume",),
    "volume": ("section",),
    "section": ("page",),
    "page": ("row",),
}
_FRAME = ("cols", "rows", "rowgap", "duplex")


def pef_faults(file: Path, paper: Paper, volumes: Sequence[Volume]) -> Iterator[Fault]:
    """Iterate over what is wrong with a PEF file."""
    try:
        root = ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError) as error:
        yield Fault("BRL-010", f"It can't be read: {error}.")
        return
    yield from _form_faults(root)
    yield from _metadata_faults(root)
    found = [
        [_rows(page) for page in one.iter(f"{_PEF}page")] for one in root.iter(f"{_PEF}volume")
    ]
    yield from _frame_faults(root, paper)
    wanted = [[_bare(page) for page in volume.pages] for volume in volumes]
    if len(found) != len(wanted):
        yield Fault("BRL-019", f"It has {len(found)} volumes; there are {len(wanted)} BRF files.")
    number = 0
    for pages, others in zip(found, wanted, strict=False):
        for place in range(max(len(pages), len(others))):
            number += 1
            if pages[place : place + 1] != others[place : place + 1]:
                yield Fault("BRL-019", "The page is not that of the BRF.", f"braille page {number}")


def _form_faults(root: ElementTree.Element) -> Iterator[Fault]:
    """Iterate over elements that may not stand where they stand."""
    if root.tag != f"{_PEF}pef" or root.get("version") != "2008-1":
        yield Fault("BRL-018", "It is not PEF of the version 2008-1.")
    for element in root.iter():
        name = element.tag.removeprefix(_PEF)
        for child in element if name in _HOLDS else ():
            if child.tag not in [f"{_PEF}{held}" for held in _HOLDS[name]]:
                yield Fault("BRL-018", f"<{child.tag}> may not stand in <{name}>.")
        if name in _HOLDS and len(element) == 0 and name != "page":
            yield Fault("BRL-018", f"<{name}> is empty.")
        if name == "row" and (len(element) or not _is_braille(element.text or "")):
            yield Fault("BRL-018", "A row has something else than six-dot braille.")


def _metadata_faults(root: ElementTree.Element) -> Iterator[Fault]:
    """Iterate over metadata that has to be there: format and identifier, once each (4)."""
    said = {
        name: [found.text or "" for found in root.iter(f"{_DC}{name}")]
        for name in ("format", "identifier", "title", "language")
    }
    if said["format"] != ["application/x-pef+xml"]:
        yield Fault("BRL-018", "dc:format is not 'application/x-pef+xml'.")
    for name in ("identifier", "title", "language"):
        if len(said[name]) != 1 or not said[name][0].strip():
            yield Fault("BRL-018", f"dc:{name} is missing.")


def _frame_faults(root: ElementTree.Element, paper: Paper) -> Iterator[Fault]:
    wanted = (str(paper.width), str(paper.height), "0", str(paper.duplex).lower())
    for number, volume in enumerate(root.iter(f"{_PEF}volume"), start=1):
        place = f"volume {number}"
        given = tuple(volume.get(name, "") for name in _FRAME)
        if given != wanted:
            said = ", ".join(f'{name}="{value}"' for name, value in zip(_FRAME, given, strict=True))
            yield Fault("BRL-018", f"The volume says {said}, which is not its paper.", place)
        for page in volume.iter(f"{_PEF}page"):
            rows = page.findall(f"{_PEF}row")
            if len(rows) > paper.height or any(len(row.text or "") > paper.width for row in rows):
                yield Fault("BRL-018", "A page has more rows or cells than the volume says.", place)


def _is_braille(text: str) -> bool:
    return all(SPACE <= cell <= "\u283f" for cell in text)


def _rows(page: ElementTree.Element) -> list[str]:
    return _bare([row.text or "" for row in page.findall(f"{_PEF}row")])


def _bare(rows: Sequence[str]) -> list[str]:
    """Return rows without spaces at their ends, and without empty ones at the page's end."""
    bare = [row.rstrip(SPACE) for row in rows]
    while bare and not bare[-1]:
        bare.pop()
    return bare
