"""Numbers in words that everybody reads alike."""

from __future__ import annotations

from decimal import Decimal

MINUS = "−"


def number_words(value: float) -> str:
    """Return a number as it is read: 1234.5 → "1,234.5", -5 → "−5", 3.0 → "3".

    ValueError for what has no place on an axis: infinity and not-a-number.
    """
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value} can't be drawn")
    words = f"{abs(exact):,f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return f"{MINUS}{words}" if exact < 0 and words != "0" else words
