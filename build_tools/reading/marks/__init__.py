"""Marks that would go out as they were typed, found in the words of every block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from build_tools.reading.marks.table import HIDDEN, MARKS

_SHOWN = 40
_ADDRESS = re.compile(r"[a-z]+://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A mark: its code, what to say of it, the line of the text (from 0) and what stands there."""

    code: str
    problem: str
    remedy: str
    line: int
    words: str


def marks(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield the marks of a text; each kind once in a block, and none inside another one."""
    kind = ""
    for token in tokens:
        if token.type == "inline" and token.map:
            shown = _shown(token.children or ())
            if kind == "heading_open" or shown.startswith("Table:"):
                shown = _without_id(shown)
            yield from _in_words(shown, token.content, token.map[0])
        kind = token.type


def _in_words(words: str, source: str, first: int) -> Iterator[Found]:
    for mark in MARKS:
        found = mark.pattern.search(words)
        # What a remedy repeats has to be what stands there, and no part of it hidden.
        if not found or any(group not in source for group in found.groups()):
            continue
        begins = found.start() + len(found[0]) - len(found[0].lstrip())
        line = found[0].strip().split("\n")[0].strip()
        shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
        yield Found(
            mark.code,
            mark.problem.format(shown.replace(HIDDEN, "…")),
            mark.remedy.format(
                **{name: group.replace(" ", "%20") for name, group in found.groupdict().items()}
            ),
            first + words.count("\n", 0, begins),
            line.split(HIDDEN)[0],
        )
        words = words[: found.start()] + HIDDEN * len(found[0].strip("\n")) + words[found.end() :]


def _shown(children: Sequence[Token]) -> str:
    """Return words as GitHub shows them, line by line."""
    shown = []
    automatic = linked = 0
    for child in children:
        linked += child.nesting if child.type in ("link_open", "link_close") else 0
        match child.type:
            case "text" if automatic:
                shown.append(HIDDEN)
            case "text" if linked:  # its words may say where it leads
                shown.append(_ADDRESS.sub(HIDDEN, child.content))
            case "text":
                shown.append(child.content)
            case "text_special" if child.content == child.markup:
                shown.append(child.content)  # a backslash that escapes nothing
            case "softbreak" | "hardbreak":
                shown.append("\n")
            case "link_open" | "link_close" if child.info == "auto":
                automatic += child.nesting
            case "s_open" | "s_close" if child.markup == "~":
                shown.append("~")
            case _ if child.nesting == 0:
                shown.append(HIDDEN)
    return "".join(shown)


def _without_id(words: str) -> str:
    """Return a heading's or a caption's words without the id that may end them."""
    start, mark, name = words.rpartition("{#")
    return start if mark and name.endswith("}") else words
