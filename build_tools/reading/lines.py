"""A text and its places: which line of which file each of its lines came from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.issues import SourceSpan
from build_tools.reading.files import SourceFile

WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"(?:\s|>|[-*+:]\s|\d+[.)]\s|\[\^[^\]]*\]:)*")


@dataclass(frozen=True)
class SourceText:
    """Markdown `text` and the lines of the file that it came from (`first` counts from 1).

    For a section both are the same; for a YAML value `lines` still has its indentation and
    quotation marks, and may be folded otherwise.
    """

    file: SourceFile
    text: str
    first: int
    lines: Sequence[str]

    def find(self, words: str, line: int = 0) -> SourceSpan:
        """Return the place of `words` from `line` of the file on."""
        return self.file.find(words, max(line, self.first))

    def place(self, line: int, words: str = "") -> SourceSpan:
        """Return the place of the text's line `line` (from 0): of `words` in it, or of its first.

        Words that stand some lines below are found there.
        """
        if line >= len(self._origins):
            return self.file.span(self.first)
        number = self._origins[line]
        if words:
            for ahead in range(number, min(number + 40, self.first + len(self.lines))):
                column = self.file.lines[ahead - 1].find(words)
                if column >= 0:
                    return self.file.span(ahead, column + 1)
        whole = self.file.lines[number - 1]
        marks = _MARKS.match(whole)
        found = WORD.search(whole, marks.end() if marks else 0)
        return self.file.span(number, found.start() + 1 if found else 0)

    @cached_property
    def _origins(self) -> Sequence[int]:
        """The line of the file on which each line of the text begins."""
        texts = self.text.split("\n")
        if len(texts) == len(self.lines) and list(self.lines) == texts:
            return range(self.first, self.first + len(texts))
        words = Words((found[0], number) for number, line in enumerate(self.lines, self.first)
                      for found in WORD.finditer(line))  # fmt: skip
        origins, last, cursor = [], self.first, 0
        for text in texts:
            begun = False
            for found in WORD.finditer(text):
                place = words.find(found[0], cursor)
                if place < 0:
                    continue
                cursor = place + 1
                last = words.lines[place]
                if not begun:
                    origins.append(last)
                    begun = True
            if not begun:
                origins.append(last)
        return origins


class Words:
    """The words of a text in order, each with its line, found again without looking at them all."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self.words: list[str] = []
        self.lines: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (word, line) in enumerate(words):
            self.words.append(word)
            self.lines.append(line)
            self._places[word].append(place)

    def __len__(self) -> int:
        return len(self.words)

    def find(self, word: str, start: int, end: int | None = None) -> int:
        """Return the first place of `word` from `start` on and before `end`, or -1."""
        places = self._places.get(word, [])
        index = bisect_left(places, start)
        if index == len(places) or (end is not None and places[index] >= end):
            return -1
        return places[index]
