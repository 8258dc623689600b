"""Lines of a file → paragraphs: what is one line of the unwrapped file (Lines)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HAN_KANA = "\u3040-\u30fb\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_AFTER = rf"(?<=[{_HAN_KANA}、。，．：；！？」』】）》〉])"
CHINESE_LINES = re.compile(rf"{_AFTER} *\n *(?=[{_HAN_KANA}])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is one line of the unwrapped file, where it begins and what stands above it."""

    text: str
    indent: int
    blank: int
    line: int


def read_paragraphs(text: str, *, wrapped: bool) -> Iterator[Paragraph]:
    """Iterate over the paragraphs of a file."""
    held: Paragraph | None = None
    blank = 0
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip(" ")
        if not words:
            blank += 1
            continue
        indent = len(line) - len(line.lstrip(" "))
        if held and not blank and indent % 4 != 2:  # noqa: PLR2004  (an entry begins)
            held = replace(held, text=f"{held.text}\n{words}")
        else:
            if held:
                yield _joined(held, wrapped=wrapped)
            held = Paragraph(words, indent, blank, number)
        blank = 0
    if held:
        yield _joined(held, wrapped=wrapped)


def _joined(paragraph: Paragraph, *, wrapped: bool) -> Paragraph:
    text = CHINESE_LINES.sub("", paragraph.text) if wrapped else paragraph.text
    return replace(paragraph, text=text.replace("\n", " "))
