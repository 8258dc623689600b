"""The marks of list items as Word counts them (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from collections import defaultdict

from build_tools.formats.docx import WordFile
from build_tools.formats.docx.file import Element, W

BULLET = "•"


class Lists:
    """Counts on from item to item, in the order of the text.

    Instances of one abstract list share a counter at each level. An instance whose level says
    where to start does so at its first item; an item sets the levels below it back.
    """

    def __init__(self, word: WordFile) -> None:
        root = word.xml(word.target("numbering"))
        self._abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        self._instances = {one.get(f"{W}numId"): one for one in root.iter(f"{W}num")}
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: dict[str, set[int]] = defaultdict(set)

    def mark(self, number: str, level: int) -> str:
        """Return the mark of the next item of an instance at a level; "?" for one unknown."""
        instance = self._instances.get(number)
        if instance is None:
            return "?"
        abstract_id = _value(instance, f"{W}abstractNumId")
        form = _level(self._abstract.get(abstract_id), level)
        if form is None:
            return "?"
        if _value(form, f"{W}numFmt") == "bullet":
            return _value(form, f"{W}lvlText")
        count = self._count(instance, number, abstract_id, form, level)
        return _value(form, f"{W}lvlText").replace(f"%{level + 1}", str(count))

    def _count(
        self, instance: Element, number: str, abstract: str, form: Element, level: int
    ) -> int:
        key = abstract, level
        override = _level(instance, level, "lvlOverride")
        begins = "" if override is None else _value(override, f"{W}startOverride")
        if begins and level not in self._begun[number]:
            self._counts[key] = int(begins)
        elif key in self._counts:
            self._counts[key] += 1
        else:
            self._counts[key] = int(_value(form, f"{W}start") or 1)
        self._begun[number].add(level)
        for other in [one for one in self._counts if one[0] == abstract and one[1] > level]:
            del self._counts[other]
        return self._counts[key]


def _level(holder: Element | None, level: int, name: str = "lvl") -> Element | None:
    if holder is None:
        return None
    found = (one for one in holder.iter(f"{W}{name}") if one.get(f"{W}ilvl") == str(level))
    return next(found, None)


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{W}val", "")
