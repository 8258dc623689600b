"""The fixed words that Tandem itself puts into editions, and names of languages."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale, UnknownLocaleError

MINUS = "−"


def language_name(tag: str, within: str) -> str:
    """Return the name of language `tag` in language `within`: ("cy", "en-GB") → "Welsh".

    A language that the Unicode locale data does not know keeps its tag.
    """
    try:
        reader = Locale.parse(within, sep="-")
        name = Locale.parse(tag, sep="-").get_language_name(reader)
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def kind_name(kind: str) -> str:
    """Return the words for a kind of callout or section: "under-way" → "Under way"."""
    return "Illustrative example" if kind == "illustrative" else kind.replace("-", " ").capitalize()


def number_words(value: float) -> str:
    """Return a number as people read it: 1234.5 → "1,234.5", -5 → "−5", 3.0 and -0.0 without rest.

    A measure's words, its table and its chart say it alike. ValueError for what has no place on an
    axis: infinity and not-a-number.
    """
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value} can't be drawn")
    words = f"{abs(exact):,f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return f"{MINUS}{words}" if exact < 0 and words != "0" else words
