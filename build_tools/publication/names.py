"""Names made from words: ids, addresses and file names."""

from __future__ import annotations

import re
import unicodedata


def anchor(words: str) -> str:
    """Return the id that GitHub gives to a heading of these words, so that links work there too.

    Lower case; letters, digits, hyphens and underscores stay, spaces become hyphens. Words
    without any of them give "x".
    """
    kept = (
        char
        for char in words.strip().lower()
        if char in "- " or unicodedata.category(char) in _IN_ANCHORS
    )
    return "".join(kept).replace(" ", "-") or "x"


_IN_ANCHORS = frozenset(["Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Pc"])


def slug(words: str, limit: int = 60) -> str:
    """Return lower-case words joined by hyphens, cut at a word near `limit` characters.

    Letters of every script stay (they are valid in addresses); Latin letters lose their
    accents. Words without a letter or digit give "x".
    """
    decomposed = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare).lower())
    name = ""
    for part in parts:
        longer = f"{name}-{part}" if name else part
        if name and len(longer) > limit:
            break
        name = longer
    return name[:limit] or "x"
