"""Python-Markdown's opinion of what is stressed: where two readings differ, people's will too.

It sees words and the marks around them; code, addresses and escaped characters are single
letters. `**Note:**text` is the usual case: no stress on GitHub, which shows the stars, and stress
in many other programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from xml.etree import ElementTree

import markdown
from markdown.inlinepatterns import Pattern
from markdown.util import Registry
from markdown_it.token import Token

from build_tools.reading.lines import WORD

_PLAIN = "x"
_STRESS = {"em": 1, "strong": 2}
_Stressed = list[tuple[str, frozenset[str]]]
"""Words, each with the names of the elements around it."""


def differing(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) of each block that is stressed otherwise, and the first such word."""
    leaves = [
        token
        for token in tokens
        if token.type == "inline" and token.children and set("*_") & set(token.content)
    ]
    root = ElementTree.Element("div")
    for leaf in leaves:
        ElementTree.SubElement(root, "p").text = _marked(leaf.children or ())
    _parser().reset().treeprocessors["inline"].run(root)
    for leaf, paragraph in zip(leaves, root, strict=True):
        first, second = list(_ours(leaf.children or ())), list(_theirs(paragraph, frozenset()))
        if first != second and leaf.map:
            different = (one for one, other in zip(first, second, strict=False) if one != other)
            word, _ = next(different, (first or [("", frozenset())])[-1])
            yield leaf.map[0], word


@cache
def _parser() -> markdown.Markdown:
    """Return Python-Markdown with its pattern of stress and no other."""
    parser = markdown.Markdown()
    kept: Registry[Pattern] = Registry()
    kept.register(parser.inlinePatterns["em_strong"], "em_strong", 1)
    parser.inlinePatterns = kept
    return parser


def _marked(children: Sequence[Token]) -> str:
    """Return words with the marks of stress, as they were written."""
    return "".join(child.markup if child.tag in _STRESS else _plain(child) for child in children)


def _plain(child: Token) -> str:
    match child.type:
        case "text":
            return child.content
        case "softbreak" | "hardbreak":
            return "\n"
        case _:
            return "" if child.nesting else _PLAIN


def _ours(children: Sequence[Token]) -> Iterator[tuple[str, frozenset[str]]]:
    around: list[str] = []
    text = ""
    for child in children:
        if child.tag in _STRESS:
            yield from _words(text, frozenset(around))
            text = ""
            if child.nesting > 0:
                around.append(child.tag)
            else:
                around.pop()
        else:
            text += _plain(child)
    yield from _words(text, frozenset(around))


def _theirs(
    element: ElementTree.Element, around: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    yield from _words(element.text or "", around)
    for child in element:
        yield from _theirs(child, around | {child.tag})
        yield from _words(child.tail or "", around)


def _words(text: str, around: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    return ((found[0], around) for found in WORD.finditer(text))
