"""Text that Tandem writes from metadata and registers, so that every edition carries it.

`WORDS` are the sections that the spine names by a word instead of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Block
from build_tools.reading.outline import Outline
from build_tools.reading.sections import about, accessibility, consultation, formats, matrix

Title = Callable[[Outline], str]
Blocks = Callable[[Outline, SourceSpan], Iterator[Block]]

WORDS: Mapping[str, tuple[Title, Blocks]] = {
    "matrix": (matrix.matrix_title, matrix.matrix_blocks),
    "consultation": (lambda _: consultation.TITLE, consultation.consultation_blocks),
    "formats": (lambda _: formats.TITLE, formats.formats_blocks),
    "accessibility": (lambda _: accessibility.TITLE, accessibility.accessibility_blocks),
    "about": (lambda _: about.TITLE, about.about_blocks),
}
