"""Languages as Word knows them: with a region, and by the script that they are written in."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from build_tools.editions.word.xml import Element, w
from build_tools.publication.direction import direction

_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


@cache
def word_tag(tag: str) -> str:
    """Return a tag with its likeliest region: "cy" → "cy-GB"; one that says a region stays.

    Word has spelling and voices for languages of regions; the Unicode locale data (CLDR, likely
    subtags) knows which is meant where none is said.
    """
    parts = tag.split("-")
    likely = get_global("likely_subtags").get(parts[0])
    return f"{tag}-{likely.split('_')[-1]}" if likely and len(parts) == 1 else tag


def lang_mark(tag: str) -> Element:
    """Return the mark of a language, for every script that a run may be set in."""
    said = word_tag(tag)
    marks = {"val": said}
    if tag.partition("-")[0] in _EAST_ASIAN:
        marks["eastAsia"] = said
    if direction(tag) == "rtl":
        marks["bidi"] = said
    return w("lang", **marks)
