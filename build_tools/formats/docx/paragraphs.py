"""A paragraph, bit by bit: words with their language, style and link; tabs, calls, drawings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from build_tools.formats.docx.file import WP, A, Element, R, W
from build_tools.issues import TandemError

Said = Literal["words", "tab", "break", "call", "own-mark", "field", "drawing", "link", "control"]


@dataclass(frozen=True, slots=True)
class Bit:
    """What stands in a paragraph at one place.

    `text` is what is read there: words; the id of a footnote ("call"); what a field holds
    ("field", whose `instruction` says which); a drawing's text alternative. "own-mark" is the
    number of a note in the note itself; "control" begins, parts or ends a field. `link` is the
    link around, by its place in the paragraph from 1, and `target` where that leads: "#NAME" or
    the id of a relationship. A "link" bit stands where a link begins. `struck` words have a line
    through them.
    """

    said: Said
    text: str = ""
    style: str = ""
    lang: str = ""
    link: int = 0
    target: str = ""
    instruction: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark that begins in a paragraph."""

    name: str


_SILENT = frozenset(f"{W}{name}" for name in ("pPr", "bookmarkEnd", "proofErr", "rPr"))


class NotUnderstood(TandemError):
    """A paragraph that holds what no rule of ours knows, such as words somebody deleted."""


def style(paragraph: Element) -> str:
    """Return the id of a paragraph's style."""
    return _value(paragraph, f"{W}pPr/{W}pStyle") or "Normal"


def language(paragraph: Element, whole: str) -> str:
    """Return a paragraph's language: that of its mark, else that of the file."""
    return _language(paragraph.find(f"{W}pPr/{W}rPr")) or whole


def read_bits(paragraph: Element, whole: str) -> Iterator[Bit | Bookmark]:
    """Iterate over a paragraph; `whole` is the language of the file.

    Raises `NotUnderstood` for anything that is not known here, so that nothing is overlooked.
    """
    links = 0
    for child in paragraph:
        if child.tag == f"{W}hyperlink":
            links += 1
            name = child.get(f"{W}anchor")
            target = f"#{name}" if name is not None else child.get(f"{R}id", "")
            yield Bit("link", link=links, target=target)
            yield from _inner(child, whole, links, target)
        else:
            yield from _one(child, whole, 0, "")


def _inner(holder: Element, whole: str, link: int, target: str) -> Iterator[Bit | Bookmark]:
    for child in holder:
        yield from _one(child, whole, link, target)


def _one(child: Element, whole: str, link: int, target: str) -> Iterator[Bit | Bookmark]:
    if child.tag == f"{W}r":
        yield from _run(child, whole, link, target)
    elif child.tag == f"{W}bookmarkStart":
        yield Bookmark(child.get(f"{W}name", ""))
    elif child.tag == f"{W}fldSimple":
        bits = list(_inner(child, whole, link, target))
        if any(not isinstance(bit, Bit) or bit.said != "words" for bit in bits):
            raise NotUnderstood("A field holds something else than words.")
        held = [bit for bit in bits if isinstance(bit, Bit)]
        words = "".join(bit.text for bit in held)
        lang = held[0].lang if held else whole
        instruction = " ".join(child.get(f"{W}instr", "").split())
        struck = any(bit.struck for bit in held)
        yield Bit("field", words, "", lang, link, target, instruction, struck)
    elif child.tag not in _SILENT:
        raise NotUnderstood(f"It holds <{_name(child)}>.")


def _run(run: Element, whole: str, link: int, target: str) -> Iterator[Bit]:
    properties = run.find(f"{W}rPr")
    if properties is not None and properties.find(f"{W}vanish") is not None:
        raise NotUnderstood("It holds hidden words.")
    lang, named = _language(properties) or whole, _value(run, f"{W}rPr/{W}rStyle")

    struck = properties is not None and properties.find(f"{W}strike") is not None

    def bit(said: Said, text: str = "") -> Bit:
        return Bit(said, text, named, lang, link, target, struck=struck)

    for child in run:
        match _name(child):
            case "t":
                yield bit("words", child.text or "")
            case "tab":
                yield bit("tab")
            case "br" if child.get(f"{W}type", "textWrapping") == "textWrapping":
                yield bit("break", "\n")
            case "footnoteReference":
                yield bit("call", child.get(f"{W}id", ""))
            case "footnoteRef":
                yield bit("own-mark")
            case "drawing":
                yield bit("drawing", _alternative(child))
            case "fldChar" | "instrText":
                yield bit("control", child.get(f"{W}fldCharType") or child.text or "")
            case "rPr":
                pass
            case name:
                raise NotUnderstood(f"A run holds <{name}>.")


def _alternative(drawing: Element) -> str:
    """Return the text alternative of a drawing that has one picture in it."""
    pictures = list(drawing.iter(f"{A}blip"))
    named = list(drawing.iter(f"{WP}docPr"))
    if len(pictures) != 1 or len(named) != 1:
        raise NotUnderstood("A drawing is not one picture.")
    return named[0].get("descr", "")


def _language(properties: Element | None) -> str:
    if properties is None or (lang := properties.find(f"{W}lang")) is None:
        return ""
    return lang.get(f"{W}val", "")


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
