"""Pieces on pages → the structure tree: one element for each element of the source.

A piece of marked content belongs to the nearest source element that has a role. Running heads,
page numbers, dot leaders, page references and repeated table heads are artifacts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from build_tools.rendering.paged.private import Piece

ROLES_BY_CLASS = {
    "part": "Part",
    "section": "Sect",
    "cover": "Sect",
    "contents": "Sect",
    "colophon": "Sect",
    "toc": "TOC",
    "reference": "Reference",
    "call": "Reference",
    "note": "Note",
    "label": "Lbl",
    "words": "P",
    "callout": "Div",
    "entry": "LI",
    "chart": "Div",
    "description": "Div",
    "figure": "Div",
    "drawing": "Figure",
    "bare": "",
    "pull-quote": "BlockQuote",
    "quotation": "BlockQuote",
    "speaker": "Speaker",
}
ROLES_BY_TAG = {
    **{
        name: name.upper()
        for name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "th", "td")
    },
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "a": "Link",
    "em": "Em",
    "strong": "Strong",
    "del": "Del",
    "code": "Code",
}
ROLE_MAP = {"Em": "Span", "Strong": "Span", "Del": "Span", "Speaker": "P"}
"""Types of our own → the standard types that they stand for."""

UNSPOKEN_CLASSES = frozenset({"leader"})
"""Elements whose content is an artifact."""
UNSPOKEN_EDGES = frozenset({"a", "tr", "th", "td"})
"""Elements before and after which a style sheet writes what is an artifact: the page that a link
leads to, brackets around the call of a note, the name of a cell's column."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content on a page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link annotation on a page, by its object number."""

    page: int
    annotation: int


@dataclass(slots=True, eq=False)
class Node:
    """A structure element."""

    role: str
    lang: str = ""
    id: str = ""
    title: str = ""
    alt: str = ""
    contents: str = ""
    """What a link annotation says."""
    attributes: dict[str, str | tuple[float, ...]] = field(default_factory=dict)
    kids: list[Node | Mark | LinkArea] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole structure, and what is not part of it."""

    document: Node
    unspoken: frozenset[tuple[int, int]]
    """Page and number of marked content that is to be an artifact."""
    spoken: frozenset[tuple[int, int]]
    spare_links: frozenset[int]
    """Annotations that repeat a part of their link's area."""


def build_tree(source: Element, pieces: Iterable[Piece]) -> Tree:
    """Build the structure tree of a painted document; `source` is its root element."""
    builder = _Builder(source)
    for piece in pieces:
        builder.take(piece)
    return builder.finish()


class _Builder:
    def __init__(self, source: Element) -> None:
        self._parents = {kid: parent for parent in source.iter() for kid in parent}
        self._document = Node("Document")
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._head_pages: dict[Element, int] = {}
        self._notes: dict[Node, list[Node]] = {}
        self._spoken: set[tuple[int, int]] = set()
        self._unspoken: set[tuple[int, int]] = set()
        self._spare_links: set[int] = set()

    # --- Taking pieces ---

    def take(self, piece: Piece) -> None:
        """Put a piece in its place in the tree, or among the artifacts."""
        element = piece.element
        if element is None or piece.running or self._is_unspoken(element, piece):
            if piece.mcid is not None:
                self._unspoken.add((piece.page, piece.mcid))
            if piece.link is not None:
                self._spare_links.add(piece.link)
            return
        node = self._node(element, piece.pseudo)
        if node.role == "Figure" and piece.edges != (0, 0, 0, 0):
            node.attributes["BBox"] = piece.edges
        if piece.link is not None:
            if element.tag == "a" and not piece.pseudo:
                node.kids.append(LinkArea(piece.page, piece.link))
            else:
                self._spare_links.add(piece.link)  # of words inside the link
        if piece.mcid is not None:
            node.kids.append(Mark(piece.page, piece.mcid))
            self._spoken.add((piece.page, piece.mcid))

    def _is_unspoken(self, element: Element, piece: Piece) -> bool:
        if element.tag in UNSPOKEN_EDGES and piece.pseudo in ("before", "after"):
            return True
        above: Element | None = element
        while above is not None:
            if not UNSPOKEN_CLASSES.isdisjoint(_classes(above)):
                return True
            if above.tag == "thead":
                return self._head_pages.setdefault(above, piece.page) != piece.page
            above = self._parents.get(above)
        return False

    # --- Nodes ---

    def _node(self, element: Element, pseudo: str = "") -> Node:
        """Return the node that an element's content belongs to; make it and those above it."""
        if element not in self._parents:
            return self._document
        role = _role(element, self._parents)
        if not role:
            return self._node(self._parents[element], pseudo)
        if element.tag == "li" and role == "LI":
            return self._item(element, pseudo)
        if (element, "") not in self._nodes:
            node = self._nodes[element, ""] = _made(element, role)
            self._adopt(element, node)
        return self._nodes[element, ""]

    def _adopt(self, element: Element, node: Node) -> None:
        parent = self._node(self._parents[element])
        if node.role == "Note":
            self._notes.setdefault(self._sect(element), []).append(node)
        else:
            parent.kids.append(node)

    def _item(self, element: Element, pseudo: str) -> Node:
        """Return a list item's label or body, which no element of the source stands for."""
        if (element, "") not in self._nodes:
            item = self._nodes[element, ""] = _made(element, "LI")
            self._node(self._parents[element]).kids.append(item)
        slot = "Lbl" if pseudo == "before" else "LBody"
        if (element, slot) not in self._nodes:
            made = self._nodes[element, slot] = Node(slot)
            kids = self._nodes[element, ""].kids
            kids.insert(0 if slot == "Lbl" else len(kids), made)
        return self._nodes[element, slot]

    def _sect(self, element: Element) -> Node:
        while "section" not in _classes(element):
            element = self._parents[element]
        return self._node(element)

    def finish(self) -> Tree:
        """Put each section's notes at its end, as the source has them."""
        for sect, notes in self._notes.items():
            sect.kids.extend(notes)
        return Tree(
            self._document,
            frozenset(self._unspoken),
            frozenset(self._spoken),
            frozenset(self._spare_links),
        )


def _made(element: Element, role: str) -> Node:
    node = Node(
        role,
        lang=element.get("lang", ""),
        id=element.get("id", ""),
        title=element.get("title", ""),
        alt=element.get("alt", ""),
    )
    match role:
        case "Link":
            words = " ".join("".join(element.itertext()).split())
            node.contents = element.get("aria-label", words)
        case "TH":
            node.attributes["Scope"] = "Row" if element.get("scope") == "row" else "Column"
        case "L":
            node.attributes["ListNumbering"] = {"ol": "Decimal", "ul": "Disc"}.get(
                element.tag, "None"
            )
    return node


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _role(element: Element, parents: dict[Element, Element]) -> str:
    """Return the structure type of an element; empty where it adds nothing."""
    for name in _classes(element):
        if name in ROLES_BY_CLASS:
            return ROLES_BY_CLASS[name]
    if element.tag in ("ol", "li") and _in_contents(element, parents):
        return "TOC" if element.tag == "ol" else "TOCI"
    if element.tag == "span":
        # A quote's number stands before its paragraphs, not in one.
        alone = "number" in _classes(element) and _is_quote(parents[element])
        return "P" if alone else "Span" if element.get("lang") else ""
    return ROLES_BY_TAG.get(element.tag, "")


def _is_quote(element: Element) -> bool:
    return any(ROLES_BY_CLASS.get(name) == "BlockQuote" for name in _classes(element))


def _in_contents(element: Element, parents: dict[Element, Element]) -> bool:
    while (parent := parents.get(element)) is not None:
        if "toc" in _classes(parent):
            return True
        element = parent
    return False
