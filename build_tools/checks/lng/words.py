"""Single words: who speaks, what a link says, and words that grow old."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.lng.passages import Passage
from build_tools.issues import Issue
from build_tools.publication.blocks import Link, inlines, plain

_FIRST_PERSON = re.compile(r"\b([Ww]e|[Oo]urs?|[Uu]s|[Oo]urselves)\b(?![-.]\w)")

_EMPTY_WORDS = frozenset(
    {
        "click", "click here", "details", "download", "find out more", "follow this link", "here",
        "learn more", "link", "more", "more details", "more information", "page", "read more",
        "see here", "see more", "this", "this link", "this page", "website",
    }
)  # fmt: skip

_GROWS_OLD = re.compile(
    r"\b((?:next|last|this) (?:week|month|quarter|year)|recently|currently)\b"
    r"(?! (?:of|in)\b)",
    re.IGNORECASE,
)


def check_voice(passage: Passage) -> Iterator[Issue]:
    """LNG-005: the city speaks in the third person; field.md: a city-voice lint."""
    if found := _FIRST_PERSON.search(passage.words):
        problem = f"'{found[0]}' leaves open who speaks for the whole city."
        remedy = "Name who does it: the city, the council, the partnership, people."
        yield Issue("LNG-005", passage.span, problem, remedy)


def check_link_words(passage: Passage) -> Iterator[Issue]:
    """LNG-006: a link's words say where it leads (WCAG 2.2, 2.4.9; GOV.UK: never "click here")."""
    for inline in inlines(passage.content):
        if isinstance(inline, Link):
            words = " ".join(re.findall(r"[^\W_]+", plain(inline.content).lower()))
            if words in _EMPTY_WORDS or "click here" in words:
                problem = f"A link's words are '{plain(inline.content)}'."
                remedy = "Say what it leads to: links are often read without what is around them."
                yield Issue("LNG-006", passage.span, problem, remedy)


def check_when(passage: Passage) -> Iterator[Issue]:
    """LNG-010: a document that is read for years gives dates; an update has one of its own."""
    if passage.section and passage.section.kind == "update":
        return
    for found in _GROWS_OLD.finditer(passage.words):
        problem = f"'{found[0]}' means another time to whoever reads it later."
        yield Issue("LNG-010", passage.span, problem, "Give the date, or leave it out.")
