"""Places for rendered words, by aligning them with the words of the source.

Python-Markdown keeps no line numbers. The words of the rendered text are those of the source,
in the same order, so the longest common run of words gives each of them its line and column.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from build_tools.issues import SourceSpan
from build_tools.reading.files import SourceFile

_WORD = re.compile(r"[^\W_]+")
_NOT_READ = re.compile(
    r"\]\((?:[^)\s]|\s(?![\"']))*|\[\^[^\]]*\]:?|\{lang=[^}]*\}|\{#[^}]*\}|&#?\w+;"
    r"|^(?:\s|>|[-*+]\s)*\d+[.)](?=\s)|<mailto:"
)
"""Link addresses, labels, list numbers and marks: they stand in the source, not in the text."""


@dataclass(frozen=True)
class SourceText:
    """Markdown `text` and the lines of the file that it came from (`first` counts from 1).

    For a section both are the same; for a YAML value `lines` still has its indentation and
    quotation marks, which alignment passes over.
    """

    file: SourceFile
    text: str
    first: int
    lines: Sequence[str]

    def find(self, words: str, line: int = 0) -> SourceSpan:
        """Return the place of `words` from `line` of the file on."""
        return self.file.find(words, max(line, self.first))

    def find_line(self, pattern: str) -> SourceSpan:
        """Return the first line that matches as a whole, or the text's first."""
        matching = (n for n, line in enumerate(self.lines) if re.fullmatch(pattern, line))
        return self.file.span(self.first + next(matching, 0))


@dataclass(frozen=True)
class Placement:
    """Where each element's first word stands, and the source words that were not rendered."""

    spans: Mapping[etree._Element, SourceSpan]
    lost: Sequence[tuple[str, SourceSpan]]


def place_elements(root: etree._Element, source: SourceText) -> Placement:
    """Place every element; one without words stands where the last word stood."""
    notes = next((child for child in root if child.get("class") == "footnote"), None)
    note_lines = {source.first + index for index in _note_lines(source.lines)}
    spans: dict[etree._Element, SourceSpan] = {}
    body_words = [word for word in _source_words(source) if word[1] not in note_lines]
    note_words = [word for word in _source_words(source) if word[1] in note_lines]
    lost = _align(root, notes, body_words, source, spans)
    if notes is not None:
        lost += _align(notes, None, note_words, source, spans)
    return Placement(spans, lost)


def _source_words(source: SourceText) -> Iterator[tuple[str, int, int]]:
    for number, line in enumerate(source.lines, start=source.first):
        visible = _NOT_READ.sub(lambda found: " " * len(found[0]), line)
        for found in _WORD.finditer(visible):
            yield found[0], number, found.start() + 1


def _note_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the positions of lines that belong to footnotes' texts, from the first line on."""
    found = set()
    inside = after_blank = False
    for index, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        begins = re.match(r"\s{0,3}\[\^[^\]]+\]:", line) is not None
        inside = begins or (inside and (not after_blank or line.startswith("    ")))
        after_blank = False
        if inside:
            found.add(index)
    return frozenset(found)


def _align(
    root: etree._Element,
    skip: etree._Element | None,
    words: Sequence[tuple[str, int, int]],
    source: SourceText,
    spans: dict[etree._Element, SourceSpan],
) -> list[tuple[str, SourceSpan]]:
    """Add the elements' places to `spans`; return the words that none of them has."""
    rendered: list[str] = []
    ranges: list[tuple[etree._Element, int]] = []

    def collect(element: etree._Element) -> None:
        if element is skip or not isinstance(element.tag, str):
            return
        ranges.append((element, len(rendered)))
        if element.tag == "sup":  # a note's call: its number is not in the source
            return
        pictured = (element.get("alt"), element.get("title")) if element.tag == "img" else ()
        for text in (*pictured, element.text):
            rendered.extend(_WORD.findall(text or ""))
        for child in element:
            collect(child)
            rendered.extend(_WORD.findall(child.tail or ""))

    collect(root)
    matcher = difflib.SequenceMatcher(
        None, [word for word, _, _ in words], rendered, autojunk=False
    )
    found: dict[int, tuple[int, int]] = {}
    unread = set(range(len(words)))
    for start, where, length in matcher.get_matching_blocks():
        for offset in range(length):
            _, line, column = words[start + offset]
            found[where + offset] = (line, column)
            unread.discard(start + offset)
    first_line = source.first if not words else words[0][1]
    placed = [found.get(index) for index in range(len(rendered))]
    last = (first_line, 0)
    following: list[tuple[int, int]] = []
    for place in placed:
        last = place or last
        following.append(last)
    for element, start in ranges:
        line, column = following[start] if start < len(following) else last
        spans[element] = source.file.span(line, column)
    return [(words[i][0], source.file.span(words[i][1], words[i][2])) for i in sorted(unread)]
