"""What refers to what in a drawing: ids that are used, and how much is drawn by their use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.reading.pictures.svg.allowed import Faults
from build_tools.reading.pictures.svg.markup import Drawn

DRAWN_LIMIT = 100_000
"""Elements that are drawn in all, each as often as it is used."""
_PAINT = re.compile(r"(url\(#([^)]+)\))\s*(.*)")
_TARGET = re.compile(r"^#(.+)$|^url\(#([^)]+)\)")


def check_references(root: Drawn, faults: Faults) -> None:
    """Take away ids that nothing refers to; report loops, twins and drawings in their thousands."""
    elements = root.all()
    wanted = {target for element in elements for target in _targets(element)}
    named = Counter(element.get("id") for element in elements)
    by_id: dict[str, Drawn] = {}
    for element in elements:
        name = element.get("id")
        if name is None:
            continue
        if name not in wanted:
            del element.attrib["id"]
        elif named[name] > 1:
            problem = f"Two elements of the SVG have the id '{name}', and something refers to it."
            faults.add("IMG-009", element.line, problem, "Give each element an id of its own.")
        by_id.setdefault(name, element)
    for element in elements:
        found = _PAINT.match(element.get("fill", ""))
        if found:  # a colour for where there is no gradient is a colour, or nothing
            element.set("fill", found[1] if found[2] in by_id else found[3] or "none")
    _Counted(by_id, faults).of(root)


class _Counted:
    """How many elements each one draws."""

    def __init__(self, by_id: dict[str, Drawn], faults: Faults) -> None:
        self._by_id, self._faults = by_id, faults
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def of(self, root: Drawn) -> None:
        """Count; a stack of our own, for references nest deeper than calls can."""
        stack: list[tuple[Drawn, Iterator[Drawn]]] = [(root, self._parts(root))]
        self._open.add(id(root))
        while stack:
            element, parts = stack[-1]
            part = next(parts, None)
            if part is None:
                stack.pop()
                self._open.discard(id(element))
                total = 1 + sum(self._known.get(id(one), 0) for one in self._parts(element))
                if total > DRAWN_LIMIT:
                    problem = f"The SVG draws more than {DRAWN_LIMIT:,} elements by <use>."
                    self._faults.add("IMG-002", element.line, problem, "Export a simpler drawing.")
                    total = 0
                self._known[id(element)] = total
            elif id(part) in self._open:
                problem = "An element of the SVG refers to itself, or to what it is in."
                remedy = "Take its href or url(…) away."
                self._faults.add("IMG-009", element.line, problem, remedy)
            elif id(part) not in self._known:
                self._open.add(id(part))
                stack.append((part, self._parts(part)))

    def _parts(self, element: Drawn) -> Iterator[Drawn]:
        yield from element.inner
        for target in _targets(element):
            if target in self._by_id:
                yield self._by_id[target]


def _targets(element: Drawn) -> Iterator[str]:
    for value in element.attrib.values():
        found = _TARGET.match(value)
        if found:
            yield found[1] or found[2]
