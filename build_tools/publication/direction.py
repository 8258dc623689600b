"""Which way a language is written."""

from __future__ import annotations

from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError


@cache
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a language (a BCP 47 tag), as HTML says it.

    The Unicode locale data (CLDR) knows it; a language that is not there is written as English is.
    """
    try:
        found = Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if found == "rtl" else "ltr"
