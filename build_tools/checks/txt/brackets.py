"""Marks in square brackets: known, closed, and with words before addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.checks.txt.paragraphs import Paragraph
from build_tools.checks.txt.rules import Fault

_NUMBER = r"(?:\d+(?:[A-Z]+(?:\.\d+)?|\.\d+)|[A-Z]+(?:\d+(?:\.\d+)?|\.\d+))"
_KNOWN = re.compile(
    rf"Footnote \d+|section (?:\d+|“.*”)|Annex [A-Z]+|(?:Table|Figure) \d+"
    rf"|heading {_NUMBER}|paragraph {_NUMBER}"
    r"|[a-z][a-z0-9+.-]*:\S+|email \S+@\S+|telephone [+\d]\S*"
    r"|in \S.*|end of \S.*|End of [a-z ]+|New list|deleted|empty|no rows|Text|Summary|Term"
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+|email |telephone ")
_CUT = re.compile(r"…|\.\.\.")
_BEFORE_WORDS = re.compile(
    rf"(?:{_NUMBER} )?(?:(?:-|\d+\.) )?(?:\[(?:Text|Summary|Term|in [^\]]*)\] ?)*"
)
_KINDS = (
    "Note", "Tip", "Important", "Warning", "Caution", "Illustrative example", "Taster",
    "Commitment", "Notice", "Quote",
)  # fmt: skip
_LABEL = rf"(?:(?:\d+|[A-Z]+)\.\d+ )?({'|'.join(_KINDS)}|Table(?: \d+)?|Long description):(?: |$)"
_OPENS = re.compile(_LABEL)
_ENTRY_OPENS = re.compile(rf"(?:(?:-|\d+\.) |[^:\[]+: ){_LABEL}")
_AROUND_BLOCKS = re.compile(r"(?:^|^(?:-|\d+\.) |: )\[in [^\]]*\]$")
_CLOSES = re.compile(r"\[End of ([a-z ]+)\]")


def marks_in(words: str) -> Iterator[tuple[int, str]]:
    """Iterate over the edition's marks: where each begins, and its words; "" is not closed."""
    at = 0
    while (at := words.find("[", at)) >= 0:
        run = len(words[at:]) - len(words[at:].lstrip("["))
        at += run
        if run % 2:
            end = words.find("]", at)
            yield at - 1, words[at:end] if end >= 0 else ""
            at = end + 1 if end >= 0 else len(words)


def mark_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over marks that are not closed or not known, and addresses without words."""
    for found in paragraphs:
        for at, mark in marks_in(found.words):
            if not mark:
                problem = f"A square bracket is not closed: '{found.words[at : at + 30]}'."
                yield Fault("TXT-016", problem, found.line)
            elif not _KNOWN.fullmatch(mark):
                yield Fault("TXT-016", f"There is no mark '[{mark}]'.", found.line)
            elif _ADDRESS.match(mark):
                before = _BEFORE_WORDS.sub("", found.words[:at], count=1).strip()
                if not before:
                    problem = f"No words stand before the address '{mark}'."
                    yield Fault("TXT-015", problem, found.line)
                if _CUT.search(mark):
                    yield Fault("TXT-015", f"The address '{mark}' is cut short.", found.line)


def closing_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over blocks and languages that begin and do not end, or end and did not begin."""
    labels: list[tuple[str, int]] = []
    languages: list[tuple[str, int]] = []
    body = False
    for found in paragraphs:
        body = body or (found.heading and found.words.startswith("++"))
        if not body:
            continue
        if end := _CLOSES.fullmatch(found.words):
            yield from _close(labels, end[1], found.line)
        elif label := _label(found, in_table=bool(labels) and labels[-1][0] == "table"):
            labels.append((label.lower(), found.line))
        yield from _language_faults(found, languages)
    for name, line in labels:
        yield Fault("TXT-017", f"What begins with '{name.capitalize()}:' has no end mark.", line)
    for name, line in languages:
        yield Fault("TXT-017", f"'[in {name}]' is never closed.", line)


def _label(found: Paragraph, *, in_table: bool) -> str:
    """Return the label that a paragraph begins with; headings and a table's fields have none."""
    if found.heading or (found.entry and in_table):
        return ""
    label = (_ENTRY_OPENS if found.entry else _OPENS).match(found.words)
    return label[1].rstrip(" 0123456789") if label else ""


def _language_faults(found: Paragraph, languages: list[tuple[str, int]]) -> Iterator[Fault]:
    alone = len(languages)
    for _, mark in marks_in(found.words):
        if mark.startswith("in "):
            languages.append((mark.removeprefix("in "), found.line))
        elif mark == "deleted":
            languages.append((mark, found.line))
        elif mark.startswith("end of "):
            yield from _close(languages, mark.removeprefix("end of "), found.line)
    if len(languages) > alone and not _AROUND_BLOCKS.search(found.words):
        name, line = languages.pop()
        begin = name if name == "deleted" else f"in {name}"
        yield Fault("TXT-017", f"'[{begin}]' is not closed in its paragraph.", line)


def _close(opened: list[tuple[str, int]], name: str, line: int) -> Iterator[Fault]:
    if opened and opened[-1][0] == name:
        opened.pop()
        return
    last = f"; '{opened[-1][0]}' is open" if opened else ""
    yield Fault("TXT-017", f"The end of '{name}' has no beginning{last}.", line)
    if name in [other for other, _ in opened]:
        while opened.pop()[0] != name:
            pass
