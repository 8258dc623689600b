"""The file's bytes → elements: whatever its encoding, within bounds, and nothing fetched.

Expat knows no network and opens no file; it stops at the first thing that is over a bound. A
document type that declares something is refused before anything it declares is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, cast
from xml.etree import ElementTree
from xml.parsers import expat

from build_tools.issues import TandemError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

BYTE_LIMIT = 4_000_000
ELEMENT_LIMIT = 20_000
ATTRIBUTE_LIMIT = 200
"""Of one element."""
DEPTH_LIMIT = 100

_SAVE = "Export it again as plain SVG, in UTF-8."
_SIMPLER = "Export a simpler drawing: fewer shapes, and no more points than are seen."


class NotDrawn(TandemError):
    """A file that can't be read on; `line` is 0 where it is the file as a whole."""

    def __init__(self, code: str, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.code, self.line, self.problem, self.remedy = code, line, problem, remedy


class Drawn(ElementTree.Element):
    """An element, and the line on which it begins. Names are "{namespace}name"."""

    line: int = 0

    @property
    def inner(self) -> list[Drawn]:
        """The elements in it, which are all of this kind."""
        return cast(list["Drawn"], list(self))

    def all(self) -> list[Drawn]:
        """Return it and all that is in it, in the order of the file."""
        return cast(list["Drawn"], list(self.iter()))


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def space(name: str) -> str:
    """Return the namespace of a name, or nothing."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def parse(data: bytes) -> Drawn:
    """Return the root of a drawing; raise `NotDrawn` for what is no SVG, or too much of it."""
    if len(data) > BYTE_LIMIT:
        problem = f"The SVG has {len(data):,} bytes; at most {BYTE_LIMIT:,} are read."
        raise NotDrawn("IMG-002", 0, problem, _SIMPLER)
    if data[:2] == b"\x1f\x8b":
        raise NotDrawn("IMG-001", 0, "The SVG is compressed (.svgz).", "Save it as plain SVG.")
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"This is not XML: {expat.ErrorString(error.code)}."
        raise NotDrawn("IMG-001", error.lineno, problem, _SAVE) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody here knows
        raise NotDrawn("IMG-001", 1, f"The SVG can't be read: {error}.", _SAVE) from error
    root = builder.root
    if root is None or root.tag != f"{{{SVG}}}svg":
        problem = "The file does not hold an SVG drawing."
        raise NotDrawn("IMG-001", root.line if root is not None else 1, problem, _SAVE)
    return root


class _Builder:
    """Follows expat's events."""

    def __init__(self) -> None:
        self.root: Drawn | None = None
        self._open: list[Drawn] = []
        self._count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction

    def _stop(self, code: str, problem: str, remedy: str) -> NoReturn:
        raise NotDrawn(code, self.parser.CurrentLineNumber, problem, remedy)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > ELEMENT_LIMIT:
            self._stop("IMG-002", f"The SVG has more than {ELEMENT_LIMIT:,} elements.", _SIMPLER)
        if len(attributes) > ATTRIBUTE_LIMIT:
            problem = f"An element of the SVG has {len(attributes):,} attributes."
            self._stop("IMG-002", problem, _SIMPLER)
        if len(self._open) >= DEPTH_LIMIT:
            self._stop("IMG-002", f"The SVG's elements nest {DEPTH_LIMIT} deep.", _SIMPLER)
        # Many a hand-written drawing does not say that it is SVG.
        tag = f"{{{name}" if "}" in name else f"{{{SVG}}}{name}"
        named = {f"{{{key}" if "}" in key else key: value for key, value in attributes.items()}
        element = Drawn(tag, named)
        element.line = self.parser.CurrentLineNumber
        if self._open:
            self._open[-1].append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, words: str) -> None:
        inside = self._open[-1]
        if len(inside):
            inside[-1].tail = (inside[-1].tail or "") + words
        else:
            inside.text = (inside.text or "") + words

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, declares: bool
    ) -> None:
        if declares:
            self._entity()

    def _entity(self, *_what: object) -> None:
        self._stop(
            "IMG-003",
            "The SVG has a document type that declares something, or an entity (&name;).",
            "Export it as plain SVG (in Illustrator, without 'Preserve Illustrator Editing "
            "Capabilities'), or delete <!DOCTYPE …]> and write the characters themselves.",
        )

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            problem = "The SVG loads a style sheet."
            self._stop("IMG-003", problem, "Export it with its colours on the shapes themselves.")
