"""Style sheets and `style` attributes of a drawing → attributes, as the cascade says.

What an element gets has to be the same in every edition, and not all of them read style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import cssselect2
import tinycss2

from build_tools.reading.pictures.svg.allowed import PROPERTIES, Faults
from build_tools.reading.pictures.svg.markup import SVG, Drawn, NotDrawn
from build_tools.reading.pictures.svg.values import leads_out

STYLE = f"{{{SVG}}}style"
RULE_LIMIT = 2_000
_PLAIN = "Export it with 'presentation attributes': colours and type on the shapes themselves."
_ALONE = "Draw everything in the SVG itself: a drawing may ask no one for anything."
_AT_RULES = {
    "@import": ("IMG-007", _ALONE),
    "@font-face": ("IMG-007", "Export it without embedded fonts, or turn its words into paths."),
    "@keyframes": ("IMG-006", "Export a still one."),
}
_PASSED_OVER = frozenset({"charset", "namespace"})
_EDGES = ("marker-start", "marker-mid", "marker-end")
_FONT = re.compile(
    r"(?P<before>.*?)(?P<size>[\d.]+(?:px|pt|pc|mm|cm|in|em|%)?)(?:\s*/\s*\S+)?\s+(?P<family>\D.*)"
)


class Declared(NamedTuple):
    """A property's value."""

    name: str
    value: str
    important: bool


def with_styles(root: Drawn, faults: Faults) -> None:
    """Write what style sheets and `style` say on the elements, and take both away.

    Raise `NotDrawn` for thousands of rules.
    """
    matcher = cssselect2.Matcher()
    sheets = [one for one in root.all() if one.tag == STYLE]
    count = 0
    for sheet in sheets:
        if len(sheet):
            faults.add("IMG-008", sheet.line, "The SVG's <style> holds elements.", _PLAIN)
        for selector, declared in _rules(sheet, faults):
            count += 1
            if count > RULE_LIMIT:
                problem = f"The SVG has more than {RULE_LIMIT:,} rules of style."
                raise NotDrawn("IMG-002", sheet.line, problem, _PLAIN)
            matcher.add_selector(selector, declared)
    wrapped = cssselect2.ElementWrapper.from_xml_root(root)
    for wrapper in list(wrapped.iter_subtree()):
        element = wrapper.etree_element
        found = [one for match in matcher.match(wrapper) for one in match[3]] if count else []
        own = _declared(element.get("style", ""))
        for important in (False, True):
            for one in (*found, *own):
                if one.important is important:
                    element.set(one.name, one.value)
        element.attrib.pop("style", None)
        element.attrib.pop("class", None)
    for parent in root.all():
        for child in parent.inner:
            if child.tag == STYLE:
                parent.remove(child)


def _rules(
    sheet: Drawn, faults: Faults
) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, tuple[Declared, ...]]]:
    css = "".join(sheet.itertext())
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        line = sheet.line + rule.source_line - 1
        if rule.type == "at-rule" and rule.lower_at_keyword in _PASSED_OVER:
            continue
        if rule.type == "at-rule":
            name = f"@{rule.lower_at_keyword}"
            code, remedy = _AT_RULES.get(name, ("IMG-008", _PLAIN))
            faults.add(code, line, f"The SVG's styles have {name}.", remedy)
            continue
        if rule.type != "qualified-rule":
            faults.add(
                "IMG-008",
                line,
                f"The SVG's styles can't be read: {rule.message.rstrip('.')}.",
                _PLAIN,
            )
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            words = tinycss2.serialize(rule.prelude).strip()[:60]
            faults.add("IMG-008", line, f"The SVG's styles have the selector '{words}'.", _PLAIN)
            continue
        declared = _declared(tinycss2.serialize(rule.content))
        if any(leads_out(one.value) for one in declared):
            faults.add("IMG-007", line, "The SVG's styles load something.", _ALONE)
            continue
        for selector in selectors:
            if selector.pseudo_element is None:
                yield selector, declared


@lru_cache(maxsize=4096)
def _declared(style: str) -> tuple[Declared, ...]:
    """Return declarations, shorthands taken apart. What is no declaration says nothing."""
    if not style.strip():
        return ()
    found = tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True)
    return tuple(_single(found))


def _single(found: Iterable[tinycss2.ast.Node]) -> Iterator[Declared]:
    for one in found:
        if one.type != "declaration" or one.name.startswith("-"):
            continue
        value, important = tinycss2.serialize(one.value).strip(), one.important
        if one.lower_name == "marker":
            yield from (Declared(edge, value, important) for edge in _EDGES)
        elif one.lower_name == "font" and (parts := _FONT.fullmatch(value)):
            yield Declared("font-size", parts["size"], important)
            yield Declared("font-family", parts["family"], important)
            for word in parts["before"].split():
                name = "font-style" if word in ("italic", "oblique") else "font-weight"
                yield Declared(name, word, important)
        elif one.lower_name in PROPERTIES:
            yield Declared(one.lower_name, value, important)
