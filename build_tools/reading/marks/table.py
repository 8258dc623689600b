"""Marks that Markdown leaves in the words: of other dialects, of Word, of accidents.

Each would go out as it was typed, in every edition. Patterns see the words of one paragraph,
heading or cell as GitHub shows them; `␚` stands for code and for what was escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HIDDEN = "\ufffc"
"""Stands for characters that are meant as they are: code, and what a backslash escapes."""


@dataclass(frozen=True)
class Mark:
    """One kind of mark: `pattern` finds it, and `{}` in `problem` is what it found."""

    code: str
    pattern: re.Pattern[str]
    problem: str
    remedy: str


def _mark(code: str, pattern: str, problem: str, remedy: str) -> Mark:
    return Mark(code, re.compile(pattern, re.MULTILINE), problem, remedy)


_LETTER = r"(?:\([a-zA-Z0-9]{1,3}\)|[a-zA-Z][.)]|[ivx]{2,5}[.)])[ \t]"

MARKS = (
    # --- Lists that are none ---
    _mark(
        "MD-010",
        r"^\d+[.)][ \t].*\n\d+[.)][ \t]",
        "A list that begins with another number than 1 stands inside a paragraph.",
        "Put a blank line before the list.",
    ),
    _mark(
        "MD-008",
        r"^:(?:[ \t]|$)",
        "A line that begins with a colon defines nothing.",
        "Write the term alone on the line before it, and its definition after the colon.",
    ),
    _mark(
        "MD-071",
        r"^(?:[•·●▪▫◦‣⁃∙■□➢➤►✓✔\uf0b7\uf0a7]\s|–[ \t]|[o§ØüvΠ–—-]\t|o .*\no )",
        "The line begins with '{}', which is a bullet on paper only.",
        "Begin the item with a hyphen and a space: '- words'.",
    ),
    _mark(
        "MD-072",
        rf"\A(?:\((?:a|i|1|A)\)|[ai]\.|[aiA]\))[ \t]|^{_LETTER}.*\n{_LETTER}",
        "'{}' makes no list: it would be read as part of the sentence.",
        "Write '1. words', '2. words': every edition numbers the items.",
    ),
    _mark(
        "MD-075",
        r"\A\[[ xX]\](?:\s|$)",
        "A box to tick, '{}', is a picture of a form that nobody can fill in.",
        "Say in words what is done: '- Done: words', or use a table.",
    ),
    _mark(
        "MD-078",
        r"^s\d+\.[ \t]",
        "'{}' is the mark of a step on GOV.UK, and no list here.",
        "Write '1. words', '2. words'.",
    ),
    # --- Tables that are none ---
    _mark(
        "MD-012",
        r"^[ \t]*\|.*\||^.*\n[ \t]*(?=[-:| \t]*\|)[-:| \t]*-[-:| \t]*$",
        "This looks like a table and is not one.",
        "Write as many columns in the second line, |---|---|, as the first row has.",
    ),
    _mark(
        "MD-073",
        r"^[^\t\n]+\t.*\n[^\t\n]+\t",
        "Lines with tabs between their words look like a table, and would run together.",
        "Write a table: | a | b |, below it |---|---|, and then its rows.",
    ),
    # --- Links and notes that are none ---
    _mark(
        "FILE-006",
        r"&#(?:[0-9]+|[xX][0-9a-fA-F]+);",
        "'{}' is the number of no character.",
        "Write the character itself.",
    ),
    _mark(
        "MD-077",
        r"\^\[[^\]\n]*\]?",
        "'{}' is a note inside a sentence.",
        "Write Text.[^label] and a paragraph that begins with [^label]: and the note.",
    ),
    _mark(
        "MD-011",
        r"\[\^[^\]]*\]",
        "No footnote with the label '{}' is written in the file.",
        "Add a paragraph that begins with the label and a colon.",
    ),
    _mark(
        "MD-077",
        r"\[\[[^\[\]\n]*\]\]",
        "'{}' is a link of a wiki, or a key to press.",
        "Write [words](file.md), or `Ctrl` for a key.",
    ),
    _mark(
        "MD-077",
        r"\[[^\]\n@]*(?<![\w.])-?@[\w:]+[^\]\n]*\]",
        "'{}' is a citation of another Markdown.",
        "Name the document, in a footnote or with 'cites' in the metadata.",
    ),
    _mark(
        "MD-078",
        r"^\*?\[[^\]\n]+\]:",
        "'{}' defines an abbreviation or an address, and nothing here takes it.",
        "Words are explained in registers/glossary.yml; addresses stand in links: [words](…).",
    ),
    _mark(
        "MD-083",
        r"(?<![A-Za-z])(?:https?|ftp|HTTPS?)://[^\s\]]*|/[\w.+-]+@[\w-]+\.\w+",
        "'{}' is no link: it stands in square brackets or after a slash, or names no host.",
        "Write it between < and >, or [words](address).",
    ),
    _mark(
        "MD-013",
        r"\[[^\[\]]*\]\((?P<address>[^\s()\"<>]+(?: [^\s()\"<>]+)+)(?: \"[^\"\n]*\")?\)",
        "This looks like a link and is none: its address has spaces.",
        "Write %20 for each: '{address}'.",
    ),
    _mark(
        "MD-013",
        r"\[[^\[\]]*\](?:\(|\[)|\] \((?:https?:|mailto:|#|[\w./-]+\.md)|\)\[https?:",
        "This looks like a link and is not one.",
        "Write [words](address): nothing between the brackets, %20 for a space in an address.",
    ),
    _mark(
        "MD-078",
        r"^\[_?(?:TOC|toc)_?\]\s*$",
        "'{}' would be printed: each edition writes its own contents.",
        "Remove the line.",
    ),
    _mark(
        "MD-078",
        r"\[(?:Contact|Image|AttachmentLink|InlineAttachment|embed):[^\]\n]*\]",
        "'{}' is a mark of GOV.UK's own Markdown.",
        "Write the words, a link or a figure; DIALECT.md shows how.",
    ),
    # --- Blocks of other dialects ---
    _mark(
        "MD-078",
        r"^(?:!!!|\?\?\?\+?|:::+)(?:[ \t].*)?$",
        "'{}' is the box of another Markdown.",
        "Write a callout: '> [!NOTE]', and its text on lines that begin with '>'.",
    ),
    _mark(
        "MD-078",
        r"^(?:\^[^\^\n]+\^|%[^%\n]+%)\s*$",
        "'{}' is a callout of GOV.UK's own Markdown.",
        "Write a callout: '> [!NOTE]', and its text on lines that begin with '>'.",
    ),
    _mark(
        "MD-078",
        r"^\$[A-Z]{1,3}\s*$",
        "'{}' is a mark of GOV.UK's own Markdown.",
        "Write a paragraph with a link, or a callout.",
    ),
    _mark(
        "MD-078",
        r"^(?:\+{3,}|={3,}|-*8<-+.*)\s*$",
        "The line '{}' would be printed.",
        "Remove it; use a heading, '## Words', where something new begins.",
    ),
    _mark(
        "MD-078",
        r"^#{2,6}[^#\s].*$",
        "'{}' is no heading: a space is missing.",
        "Write a space after the marks: '## Words'.",
    ),
    # --- Marks around words ---
    _mark(
        "MD-014",
        r"\{[^{}\n]*\}",
        "'{}' has no meaning here, and would be printed.",
        "Headings and captions take {{#id}} at their end, words [words]{{lang=cy}}; "
        "brackets that readers should see are written \\{{ and \\}}.",
    ),
    _mark(
        "MD-014",
        r"\{(?:\{|lang=|#|:|\.|%)",
        "'{}' has no meaning here, and would be printed.",
        "Headings and captions take {{#id}} at their end, words [words]{{lang=cy}}; "
        "a bracket that readers should see is written \\{{.",
    ),
    _mark(
        "MD-076",
        r"(?<![\w:]):(?:\+1|-1|[a-z][a-z0-9_+-]{1,40}):(?![\w:])",
        "'{}' is the code of an emoji, and not every edition has emoji.",
        "Say it in words.",
    ),
    _mark(
        "MD-077",
        r"~(?=[^\s~])[^~\n]*?(?<=[^\s~])~",
        "'{}' is struck out on GitHub, and a small letter below the line elsewhere.",
        "Write the small character itself, as in CO₂; a single ~ that readers should see is \\~.",
    ),
    _mark(
        "MD-077",
        r"~~+",
        "'{}' strikes nothing out: its other end is missing.",
        "Write ~~words~~, with no spaces inside the marks; a ~ that readers should see is \\~.",
    ),
    _mark(
        "MD-077",
        r"(?<=[^\s\^])\^(?=[^\s\^])[^\s\^]{1,30}\^",
        "'{}' would be printed with its marks.",
        "Write the small character itself: 10², m³, 1ˢᵗ; or write it in words.",
    ),
    _mark(
        "MD-077",
        r"==(?=[^\s=])[^=\n]*?(?<=[^\s=])==|(?<![\w+])\+\+(?=[^\s+])[^+\n]*?(?<=[^\s+])\+\+(?![\w+])",
        "'{}' would be printed with its marks.",
        "Write **importance** or *stress*.",
    ),
    _mark(
        "MD-077",
        r"\$\$|(?<![\w\\$])\$(?=[^\s$\d])[^$\n]*?[\\^_=+{}*/][^$\n]*?(?<=\S)\$(?![\w$])"
        r"|(?<![\w$])\$[A-Za-z]\$(?![\w$])",
        "'{}' is mathematics of another Markdown.",
        "Write it with characters, as in a² + b² = c², or in words.",
    ),
    _mark(
        "MD-078",
        r"\\[A-Za-z]+|\\[ \t]*$",
        "'{}' would be printed with its backslash.",
        "Remove it: each edition breaks its own pages. A backslash to be read is written \\\\.",
    ),
)
