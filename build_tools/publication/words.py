"""The fixed words that Tandem itself puts into editions, and names of languages."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


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
    """Return a number as people read it: 1234.5 → "1,234.5", -5 → "−5" with a true minus sign."""
    words = f"{value:,.6f}".rstrip("0").rstrip(".")
    return words.replace("-", "−")
