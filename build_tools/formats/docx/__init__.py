"""A .docx as its parts: what all checks of Word files begin with.

    file.py        the ZIP: parts, content types, relationships
    paragraphs.py  a paragraph: its style, language, and what stands in it, bit by bit

Read with zipfile and lxml alone; what writes the file is not asked.
"""

from build_tools.formats.docx.file import Lead, NotWord, WordFile, open_word
from build_tools.formats.docx.paragraphs import (
    Bit,
    Bookmark,
    NotUnderstood,
    language,
    read_bits,
    style,
)

__all__ = [
    "Bit",
    "Bookmark",
    "Lead",
    "NotUnderstood",
    "NotWord",
    "WordFile",
    "language",
    "open_word",
    "read_bits",
    "style",
]
