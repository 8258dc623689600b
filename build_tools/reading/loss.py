"""Words of the source that no edition would have.

Every word of a text must be accounted for by a token of the parser: as a word that readers get,
or as an address, a label or a number that the text means. What is left over is an error, so that
no text gets lost. Each block is compared with the lines that it came from, so time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from build_tools.reading.lines import WORD, Words

_ENTITY = re.compile(r"&#?\w+;")


def lost_words(tokens: Sequence[Token], text: str) -> Iterator[tuple[str, int]]:
    """Yield each word that is lost, with its line of the text (from 0)."""
    lines = text.split("\n")
    words = Words(
        (found[0], number)
        for number, line in enumerate(lines)
        for found in WORD.finditer(_ENTITY.sub(" ", line))
    )
    lost = set(range(len(words)))
    cursor = 0
    for (first, after), accounted in _accounted(tokens):
        cursor = max(cursor, bisect_left(words.lines, first))
        end = bisect_left(words.lines, after)
        for word in accounted:
            place = words.find(word, cursor, end)
            if place >= 0:
                lost.discard(place)
                cursor = place + 1
    for place in sorted(lost):
        yield words.words[place], words.lines[place]


def _accounted(tokens: Sequence[Token]) -> Iterator[tuple[tuple[int, int], Iterator[str]]]:
    """Yield the words of each token that has some, and the lines that they must stand on."""
    for token in tokens:
        match token.type:
            case "inline":
                assert token.map is not None
                first, after = token.map
                yield (first, max(after, first + 1)), _inline(token.children or (), token.content)
            case "list_item_open" | "footnote_reference_open" if token.map:
                # Before its first block, whose words come after.
                label = token.info or token.meta.get("label", "")
                yield (token.map[0], token.map[0] + 1), _words(label)
            case "html_block" | "fence" | "code_block" if token.map:
                yield (token.map[0], token.map[1]), _words(f"{token.info} {token.content}")


def _inline(children: Sequence[Token], content: str) -> Iterator[str]:
    if not children:
        yield from _words(content)
    for text in _visible(children):
        yield from _words(text)


def _visible(children: Sequence[Token]) -> Iterator[str]:
    """Yield the text of inlines, and what they mean instead of showing it.

    Neighbouring texts are one: a word may be cut where a mark was looked for.
    """
    meant: list[str] = []
    text = ""
    for child in children:
        if child.type == "text" or (child.type == "text_special" and child.info == "escape"):
            text += child.content
            continue
        yield text
        text = ""
        match child.type:
            case "code_inline" | "html_inline":
                yield child.content
            case "link_open":
                meant.append("" if child.info == "auto" else str(child.attrs.get("href", "")))
            case "link_close":
                yield meant.pop()
            case "image":
                yield from _visible(child.children or ())
                yield str(child.attrs.get("src", ""))
                yield str(child.attrs.get("title", ""))
            case "span_open":
                meant.append(f"lang {child.attrs.get('lang', '')}")
            case "span_close":
                yield meant.pop()
            case "footnote_ref":
                yield child.meta["label"]
    yield text


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in WORD.finditer(text))
