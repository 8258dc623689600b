"""The one dialect of Markdown, as a configured markdown-it.

`DIALECT.md` documents it for editors. The parser is that of CommonMark with GitHub's extensions,
so that a text means here what it means on GitHub; what is added are definition lists and words in
another language. What GitHub understands and the dialect refuses is parsed too: it can only be
named if it is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from build_tools.reading.autolinks import autolinks
from build_tools.reading.bounds import NESTING_PARSED, leaf_bound

_LANGUAGE = re.compile(r"\{lang=([^}\s]*)\}")


@dataclass(frozen=True)
class Parsed:
    """The tokens of a text in the order of its source, and what it defines for its links.

    Words that pass a bound are not read: their token has no children, and says so in its `meta`.
    """

    tokens: list[Token]
    definitions: Mapping[str, Any]


def parse(text: str) -> Parsed:
    """Return Markdown as the parser understands it."""
    definitions: dict[str, Any] = {}
    return Parsed(_parser().parse(text, definitions), definitions)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING_PARSED})
    parser.enable(["table", "strikethrough"])
    parser.options["strikethrough_single_tilde"] = True
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(deflist_plugin)
    parser.use(autolinks)
    parser.inline.ruler.before("link", "language", _language)
    parser.core.ruler.at("inline", _read_words)
    # What was escaped stays apart from words that only look like marks.
    parser.disable("text_join")
    # Which addresses are allowed is for `links.py` to say, of the address as it was written.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


def _read_words(state: StateCore) -> None:
    """Read the inlines of every block whose words keep the bounds."""
    for token in state.tokens:
        if token.type == "inline":
            bound = leaf_bound(token.content)
            if bound:
                token.meta["bound"] = bound
            else:
                assert token.children is not None
                words = _Words(token.content, state.md, state.env, token.children)
                state.md.inline.tokenize(words)
                for finish in state.md.inline.ruler2.getRules(""):
                    finish(words)


class _Words(StateInline):
    """Words in which symbols such as £ stand as letters do beside stars, as they do on GitHub.

    The newest CommonMark counts them as punctuation.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Say whether a run of marks opens or closes something."""
        source = self.src
        self.src = _without_symbols(source)
        try:
            return super().scanDelims(start, canSplitWord)
        finally:
            self.src = source


@lru_cache(maxsize=1)
def _without_symbols(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        "a" if not char.isascii() and unicodedata.category(char)[0] == "S" else char
        for char in text
    )


def _language(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=cy}`."""
    start, most = state.pos, state.posMax
    # Whoever only looks where a link's words end takes it for no link in that link.
    if silent or state.src[start] != "[" or "]{lang=" not in state.src:
        return False
    end = parseLinkLabel(state, start)
    found = _LANGUAGE.match(state.src, end + 1, most) if end >= 0 else None
    if found is None:
        return False
    state.pos, state.posMax = start + 1, end
    state.push("span_open", "span", 1).attrs = {"lang": found[1]}
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), most
    return True
