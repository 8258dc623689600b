"""Contents, headings and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.checks.txt.paragraphs import Paragraph, sections_of
from build_tools.checks.txt.rules import Fault

_TITLED = re.compile(r"(Part |Annex )?(?:(\d+)|([A-Z]+))[:.] ")


def heading_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over headings that do not stand alone, and lines that only look like one."""
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if paragraph.heading and paragraph.entry:
            problem = f"'{paragraph.words}' is an entry, with two blank lines before it."
            yield Fault("TXT-006", problem, paragraph.line)
        elif paragraph.heading and following and not following.blanks:
            problem = f"No blank line stands after the heading '{paragraph.words}'."
            yield Fault("TXT-008", problem, paragraph.line)
        elif paragraph.words.startswith("++") and not (paragraph.heading or paragraph.entry):
            problem = f"'{paragraph.words}' has {paragraph.blanks} blank lines before it, not two."
            yield Fault("TXT-008", problem, paragraph.line)


def contents_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over differences between the contents and the headings of parts and sections."""
    begins = [at for at, found in enumerate(paragraphs) if found.words == "Contents"]
    headings = [found for found in paragraphs if found.heading and found.words[:2] == "++"]
    if not begins or not headings:
        yield Fault("TXT-011", "There are no contents, or no headings that begin with ++.")
        return
    entries = [
        found
        for found in paragraphs[begins[0] + 2 :]
        if found.line < headings[0].line
    ]  # fmt: skip
    listed = [found.words for found in entries]
    named = [found.words[2:] for found in headings]
    for words in named:
        if words not in listed:
            yield Fault("TXT-011", f"The contents lack '{words}'.", paragraphs[begins[0]].line)
    for found in entries:
        if found.words not in named:
            problem = f"The contents name '{found.words}', and no heading does."
            yield Fault("TXT-011", problem, found.line)
    if sorted(listed) == sorted(named) and listed != named:
        problem = "The contents are in another order than the headings."
        yield Fault("TXT-011", problem, paragraphs[begins[0]].line)


def title_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over parts, sections and annexes whose numbers do not run; some have none."""
    counts = dict.fromkeys(("Part ", "Annex ", ""), 0)
    for found in paragraphs:
        if not (found.heading and found.words.startswith("++")):
            continue
        titled = _TITLED.match(found.words, 2)
        if not titled or bool(titled[3]) != (titled[1] == "Annex "):
            continue
        kind = titled[1] or ""
        counts[kind] += 1
        wanted = _letters(counts[kind]) if titled[3] else str(counts[kind])
        if (titled[2] or titled[3]) != wanted:
            problem = f"'{found.words}' has another number than {wanted}."
            yield Fault("TXT-012", problem, found.line)
            counts[kind] = int(titled[2]) if titled[2] else counts[kind]


def number_faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Iterate over headings, paragraphs and footnotes in sections whose numbers do not run."""
    note = 0
    for section, inside in sections_of(paragraphs):
        upper, below, numbered = 0, 0, 0
        digits, own = section.isdecimal(), section or "(?!)"
        form, count = ("[A-Z]+", _letters) if digits else (r"\d+", str)
        for found in inside[1:]:
            if found.entry:
                continue
            if heading := re.match(rf"{own}({form})(?:\.(\d+))?(?: |$)", found.words):
                upper = upper if heading[2] else upper + 1
                below = below + 1 if heading[2] else 0
                wanted = f"{section}{count(upper)}" + (f".{below}" if below else "")
                if heading[0].strip() != wanted and found.heading:
                    problem = f"The heading's number is {heading[0].strip()}, not {wanted}."
                    yield Fault("TXT-012", problem, found.line)
            elif number := re.match(rf"{own}\.(\d+)(?: |$)", found.words):
                numbered += 1
                if int(number[1]) != numbered:
                    problem = f"The number is {number[0].strip()}, not {section}.{numbered}."
                    yield Fault("TXT-012", problem, found.line)
                    numbered = int(number[1])
            elif footnote := re.match(r"Footnote (\d+), from ", found.words):
                if note and int(footnote[1]) != note + 1:
                    problem = f"The footnote's number is {footnote[1]}, not {note + 1}."
                    yield Fault("TXT-012", problem, found.line)
                note = int(footnote[1])


def _letters(number: int) -> str:
    """Return A for 1, Z for 26, AA for 27."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
