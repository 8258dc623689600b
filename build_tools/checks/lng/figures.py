"""Text alternatives that say nothing new."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.lng.passages import is_english
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import Figure, plain

FEWEST = 4
"""A caption of fewer words may well be a part of what the text alternative says."""


def check_figures(publication: Publication) -> Iterator[Issue]:
    """LNG-007: an alternative says what is seen, and the caption is read out beside it.

    W3C, An alt Decision Tree; HTML, 4.8.4.4.11: not to repeat what is already there in text.
    """
    for section in publication.sections:
        for node in section.nodes():
            lang = node.lang or section.lang or publication.lang
            if isinstance(node, Figure) and is_english(lang) and _repeats(node):
                problem = f"The text alternative repeats the caption: '{plain(node.caption)}'."
                remedy = "Say in the square brackets what can be seen in the picture."
                yield Issue("LNG-007", node.span, problem, remedy)


def _repeats(figure: Figure) -> bool:
    words = plain(figure.caption).removeprefix(f"{figure.label}: ")
    alt, caption = _bare(figure.alt), _bare(words)
    return bool(caption) and (
        alt == caption or (len(caption.split()) >= FEWEST and f" {caption} " in f" {alt} ")
    )


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.lower()))
