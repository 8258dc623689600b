"""The rules of the plain text, with the technique or the section of the specification each is from.

T1, T2 and T3 are the W3C's techniques for plain text in WCAG 2.2: paragraphs, lists, headings.
"Spec" is `editions/text/SPECIFICATION.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for."""

    asks: str
    source: str


RULES: Mapping[str, Rule] = {
    "TXT-001": Rule("Every text is there, in UTF-8 without a byte order mark", "Spec, Files"),
    "TXT-002": Rule("Lines end with a line feed, the last one too", "Spec, Files"),
    "TXT-003": Rule("There are no tabs, form feeds or other controls", "Spec, Files"),
    "TXT-004": Rule("No line ends with a space", "Spec, Files"),
    "TXT-005": Rule("Lines have at most 65 columns, save for one long word", "Spec, Width"),
    "TXT-006": Rule("Paragraphs are apart by one blank line, headings by two", "T1; Spec, Lines"),
    "TXT-007": Rule("Indents are even, and a paragraph keeps its own", "T1; Spec, Lines"),
    "TXT-008": Rule("A heading is alone, between blank lines", "T3; Spec, Headings"),
    "TXT-009": Rule("There are no rows of symbols", "Spec, Files"),
    "TXT-010": Rule("No word is hyphenated", "Spec, Files"),
    "TXT-011": Rule("The contents are the headings", "T3; Spec, Order"),
    "TXT-012": Rule("Numbers run, without a gap", "Spec, Headings, Numbers"),
    "TXT-013": Rule("A list has one kind of marker, and its numbers run", "T2; Spec, Lists"),
    "TXT-014": Rule("Calls and footnotes lead to each other", "Spec, Footnotes"),
    "TXT-015": Rule("An address is whole, and words stand before it", "Spec, Square brackets"),
    "TXT-016": Rule("Every mark is one of the edition's, and closed", "Spec, Square brackets"),
    "TXT-017": Rule("What begins with a label ends with its mark", "Spec, Labels, Languages"),
    "TXT-018": Rule("All files have the same paragraphs", "Spec, Files, Read back"),
    "TXT-019": Rule("Each file begins with the title and has the stamp", "Spec, Order"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken at a line (0: in the file as a whole)."""

    code: str
    problem: str
    line: int = 0
