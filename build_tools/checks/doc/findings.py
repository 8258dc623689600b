"""What a rule finds in a Word document."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.formats.docx.file import Element, W

MOST = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault; `place` says in words where it is."""

    code: str
    problem: str
    place: str = ""
    remedy: str = ""


def words(element: Element) -> str:
    """Return the words of a paragraph, table or part, for messages and for rules about words."""
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def near(element: Element) -> str:
    """Return where something stands: the words of its paragraph."""
    holders = (element, *element.iterancestors())
    paragraph = next((one for one in holders if one.tag == f"{W}p"), element)
    said = words(paragraph)
    shown = said if len(said) <= MOST else f"{said[:MOST].rstrip()} …"
    return f"at “{shown}”" if said else ""


def value(element: Element | None, path: str = "") -> str:
    """Return `w:val` of an element, or of one below it; empty where there is none."""
    found = element if element is None or not path else element.find(path)
    return "" if found is None else found.get(f"{W}val", "")
