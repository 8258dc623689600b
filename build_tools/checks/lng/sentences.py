"""Where sentences end, soberly: not at abbreviations, initials and numbers."""

from __future__ import annotations

import re

_SHORT_FORMS = frozenset(
    {
        "al", "approx", "cf", "dept", "dr", "e.g", "ed", "eds", "eg", "esp", "govt", "i.e", "ie",
        "mr", "mrs", "ms", "prof", "rev", "st", "vs",
    }
)  # fmt: skip
_BEFORE_A_NUMBER = frozenset({"ch", "fig", "figs", "no", "nos", "p", "para", "pp", "sec", "vol"})
_END = re.compile(r"[.!?…]+[)\]”’\"']*(?=\s+[(\[“‘\"']*[^\W_a-z])")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|(?:[a-z]\.)+[a-z]")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A line break ends one too."""
    found = []
    for line in text.split("\n"):
        start = 0
        for end in _END.finditer(line):
            before, after = line[start : end.start()].split(), line[end.end() :].lstrip()
            if end[0] == "." and before and _goes_on(before, after):
                continue
            found.append(line[start : end.end()].strip())
            start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _goes_on(before: list[str], after: str) -> bool:
    """Whether a point between these words ends a short form or a list's number only."""
    last = before[-1].lstrip("([“‘\"'")
    return (
        last.lower() in _SHORT_FORMS
        or (last.lower() in _BEFORE_A_NUMBER and after[:1].isdecimal())
        or _INITIALS.fullmatch(last) is not None
        or (len(before) == 1 and last.isdecimal())
    )


def count_words(text: str) -> int:
    """Return how many words a text has; a dash is none, “well-known” and “2.5” are one."""
    return sum(any(char.isalnum() for char in part) for part in text.split())
