"""Bare addresses are links, by the rules of GitHub's extension of CommonMark.

Web addresses are found while words are read, so that stars and underscores in them mark nothing.
Addresses of people are found in the words that were read.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEME = re.compile(r"(?<![A-Za-z])(?:https?|ftp)\Z", re.IGNORECASE)
_BACK = 8
_UNTIL_SPACE = re.compile(r"[^ \t\n\v\f\r<]*")
_TAIL = re.compile(r"(?:[?!.,:*_~'\"]|&[A-Za-z]+;|;)\Z")
_BRACKET = re.compile(r"\\.|[\[\]]")
_BEFORE_WWW = " \t\n\v\f\r*_~("
_EMAIL = re.compile(
    r"(?:(?<![A-Za-z])mailto:)?(?<![A-Za-z0-9.+_/-])[A-Za-z0-9.+_-]+@(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))++(?!@)"
)


def autolinks(parser: MarkdownIt) -> None:
    """Make a parser find bare addresses."""
    parser.inline.add_terminator_char("w")
    parser.inline.ruler.push("bare_www", _www)
    parser.inline.ruler.push("bare_url", _url)
    parser.core.ruler.push("bare_email", _emails)


def _www(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if silent or not state.src.startswith("www.", start, state.posMax) or _inside(state):
        return False
    if start > 0 and state.src[start - 1] not in _BEFORE_WWW:
        return False
    words = _address(state.src[start : state.posMax], 0)
    return _link(state, "", words, f"http://{words}")


def _url(state: StateInline, silent: bool) -> bool:
    if silent or not state.src.startswith("://", state.pos, state.posMax) or _inside(state):
        return False
    scheme = _SCHEME.search(state.pending[-_BACK:])
    if scheme is None:
        return False
    rest = _address(state.src[state.pos : state.posMax], len("://"))
    return bool(rest) and _link(state, scheme[0], rest, f"{scheme[0]}{rest}")


def _inside(state: StateInline) -> bool:
    """Whether a square bracket is open: GitHub finds no address in a link's words or a remark."""
    if state.linkLevel:
        return True
    places, depths = _brackets(state.src)
    before = bisect_left(places, state.pos)
    return before > 0 and depths[before - 1] > 0


@lru_cache(maxsize=1)
def _brackets(text: str) -> tuple[list[int], list[int]]:
    """Return the places of square brackets, and how many are open after each."""
    places, depths, depth = [], [], 0
    for bracket in _BRACKET.finditer(text):
        depth = max(0, depth + {"[": 1, "]": -1}.get(bracket[0], 0))
        places.append(bracket.start())
        depths.append(depth)
    return places, depths


def _address(text: str, host_at: int) -> str:
    """Return the address at the start of `text`, whose host begins at `host_at`, or ""."""
    end = host_at
    while end < len(text) and (text[end] in "-._" or _in_host(text[end])):
        end += 1
    host = text[host_at:end]
    labels = host[: -1 if end == len(text) else None].split(".")
    if not host or not _in_host(host[0]) or "_" in "".join(labels[-2:]):
        return ""
    found = _UNTIL_SPACE.match(text, end)
    address = text[: found.end()] if found else text[:end]
    while True:
        tail = _TAIL.search(address)
        if tail:
            address = address[: tail.start()]
        elif address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1]
        else:
            return address if len(address) > host_at else ""


def _in_host(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    return not character.isspace() and not unicodedata.category(character).startswith("P")


def _link(state: StateInline, before: str, words: str, url: str) -> bool:
    if not words:
        return False
    if before:
        state.pending = state.pending.removesuffix(before)
    for token in _tokens(url, before + words):
        pushed = state.push(token.type, token.tag, token.nesting)
        pushed.attrs, pushed.info, pushed.content = token.attrs, token.info, token.content
    state.pos += len(words)
    return True


def _tokens(url: str, words: str) -> tuple[Token, Token, Token]:
    opening = Token("link_open", "a", 1, attrs={"href": url}, info="auto")
    return opening, Token("text", "", 0, content=words), Token("link_close", "a", -1, info="auto")


def _emails(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "@" in token.content:
            token.children = list(_with_emails(token.children or []))


def _with_emails(tokens: list[Token]) -> Iterator[Token]:
    """Yield inlines with links where addresses of people stand in neighbouring texts."""
    run: list[Token] = []
    links = 0
    for token in tokens:
        if token.type in ("text", "text_special") and not links:
            run.append(token)
            continue
        yield from _in_run(run)
        run = []
        if token.type in ("link_open", "link_close"):
            links += token.nesting
        yield token
    yield from _in_run(run)


def _in_run(run: list[Token]) -> Iterator[Token]:
    text = "".join(token.content for token in run)
    places = [
        found.span()
        for found in _EMAIL.finditer(text)
        if "." in found[0].partition("@")[2] and found[0][-1].isalpha()
    ]
    at = 0
    for token in run:
        yield from _cut(token, at, text, places)
        at += len(token.content)


def _cut(token: Token, at: int, text: str, places: list[tuple[int, int]]) -> Iterator[Token]:
    """Yield what of one text stands outside the addresses, and those that begin in it."""
    end = at + len(token.content)
    inside = [(first, last) for first, last in places if first < end and last > at]
    if not inside:
        yield token
        return
    for first, last in inside:
        if first > at:
            yield Token("text", "", 0, content=text[at:first])
        if first >= at:
            words = text[first:last]
            yield from _tokens(f"mailto:{words.removeprefix('mailto:')}", words)
        at = max(at, last)
    if at < end:
        yield Token("text", "", 0, content=text[at:end])
